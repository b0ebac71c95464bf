/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_grid.h - a Table measured: column widths, wrapped cells, decimal marks on one vertical. */
#pragma once

#include "reports/pdf_style.h"
#include "reports/table.h"

/* One line of text; X is its left, Y its baseline, from the top left of the part it stands in. */
typedef struct {
    char *text;          /* owned */
    const char *meaning; /* of a sign, in words; NULL: it is none */
    double x, y;
    TextStyle style;
    Ink ink;
} GridText;

typedef struct {
    double x, x2, y, stroke;
    Ink ink;
} GridRule;

/* What is one element of the document: a cell of a row, the caption, the notes. */
typedef struct {
    const char *tag;   /* "TH", "TD", "Caption", "P" */
    const char *scope; /* of a TH: "Column", "Row" */
    int span, rows;    /* columns and rows of a head; how many rows a name has, GridPart says */
    bool signs;        /* some of its texts are signs */
    GArray *texts;     /* of GridText */
} GridCell;

typedef enum { PART_OF_TITLE, PART_OF_HEAD, PART_OF_BODY, PART_OF_FOOT } GridPartKind;

/* A horizontal strip of the table. */
typedef struct {
    GridPartKind kind;
    bool row;           /* its cells make a row */
    TableRowKind group; /* of a body part */
    bool goes_on;       /* of a body part: its first cell is the name of the rows above again, which
                           is drawn where it begins a page */
    double height;
    GArray *cells; /* of GridCell */
    GArray *rules; /* of GridRule */
} GridPart;

typedef struct {
    const Table *table;
    double width;
    GArray *parts; /* of GridPart: title, heads, rows, foot */
    size_t n_title, n_head, n_body;
    GridPart again;     /* the title when the table goes on on another page */
    GridPart goes_on;   /* below a part that goes on */
    double head_height; /* of the heads alone */
    double scale;       /* of the type size: below 1 when the columns would not fit */
} Grid;

/**
 * Measures TABLE to stand WIDTH wide, in LANGUAGE. NULL and ERROR (ANDEL_ERROR_DATA) when its
 * columns do not fit even in the smallest type, or a character is in no font.
 */
Grid *grid_new(const Table *table, TextContext *context, double width, const char *language,
               GError **error);
void grid_free(Grid *grid);
GridPart *grid_part(const Grid *grid, size_t i);
double grid_height(const Grid *grid);

/* One line a text and rule, for golden tests. The caller owns it. */
char *grid_dump(const Grid *grid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Grid, grid_free)
