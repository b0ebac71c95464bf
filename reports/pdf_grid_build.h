/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_grid_build.h - a Grid in the making: what its files share. */
#pragma once

#include "reports/pdf_columns.h"
#include "reports/pdf_grid.h"

/* What a grid is made from and with. */
typedef struct {
    Grid *grid;
    const Table *table;
    TextContext *context;
    TableSize *size;
    const char *language;
    GridPart *part; /* being filled */
    double y;       /* baseline reached in it */
} GridBuild;

/* Appends a strip of KIND, which is filled from then on. */
void build_part(GridBuild *build, GridPartKind kind);
GridPart grid_part_new(GridPartKind kind);
/* Appends an element to the strip, which is returned until the next; a line of text to the last
 * element; a rule to the strip. */
GridCell *build_cell(GridBuild *build, const char *tag, const char *scope, int span);
void build_text(GridBuild *build, const TextStyle *style, Ink ink, double x, double y,
                const char *text);
/* The same for TEXT that may end with TAIL, a sign of its own that MEANS something. */
void build_text_tail(GridBuild *build, const TextStyle *style, Ink ink, double x, double y,
                     const char *text, const char *tail, const char *means);
/* What the last text of the last element means, when it is a sign. */
void build_meaning(GridBuild *build, const char *meaning);
void build_rule(GridBuild *build, double x, double x2, double y, double stroke, Ink ink);

/* The strips in order: title, heads, rows, foot; and those for a table that goes over pages. */
void build_title(GridBuild *build);
void build_again(GridBuild *build);
void build_heads(GridBuild *build);
void build_row(GridBuild *build, size_t i, bool indented);
void build_foot(GridBuild *build);
