/* SPDX-License-Identifier: GPL-3.0-or-later */
/* latex_columns.h - how wide the columns of a table in LaTeX are, counted in characters. */
#pragma once

#include "reports/table.h"

#include <glib.h>

/* A column as measured. */
typedef struct {
    double width; /* of the contents, in characters */
    double room;  /* of text that is wrapped; 0: it is not */
    char **head;  /* lines; owned */
    char *tail;   /* the longest of what stands right of a mark; owned */
    bool bold;    /* some of it is */
} LatexColumn;

/* A table that is being set. */
typedef struct {
    GString *out;
    const Table *table;
    const char *language;
    LatexColumn *columns;
    double page; /* characters that a line takes */
    bool turned; /* the page lies on its side */
} LatexTable;

/* Fills the columns of MAKING: wraps texts until they fit the page, and turns the page when that is
 * not enough. */
void latex_columns(LatexTable *making);
void latex_columns_clear(LatexTable *making);

bool latex_is_number(const Table *table, size_t j);
/* What is shown in ROW and column J, and whether in bold type. The caller owns the text. */
char *latex_show(const LatexTable *making, size_t row, size_t j);
bool latex_is_bold(const LatexTable *making, size_t row, size_t j);
