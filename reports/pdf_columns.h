/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_columns.h - how wide the columns of a table are: from their contents, in two passes. */
#pragma once

#include "reports/pdf_style.h"
#include "reports/table.h"

/* A cell as shown, and where it is aligned. */
typedef struct {
    char *text;         /* owned */
    bool aligned;       /* at a mark; else flush right in a column of numbers */
    double left, right; /* widths on both sides of the mark; of the whole when not aligned: RIGHT */
    bool strong;
} CellSize;

typedef struct {
    char *head; /* owned */
    bool numbers;
    double least, most; /* widths of the contents: widest word, without wrapping */
    double tail;        /* widest signs behind its numbers: its head stands over the numbers */
    double after_mark;  /* of a column of numbers: from the mark to its right */
    double gap;         /* before it, as a weight: 1, more where a group begins */
    double x, width;    /* the result */
} ColumnSize;

typedef struct {
    ColumnSize *columns; /* [n_columns] */
    CellSize *cells;     /* [n_rows * n_columns] */
    size_t n_columns, n_cells;
    double scale;
} TableSize;

/* Styles of TABLE at SCALE. */
TextStyle cell_style(PageStyle style, double scale);

/* Measures TABLE and fits its columns into WIDTH. NULL and ERROR (ANDEL_ERROR_DATA) when they do
 * not fit. */
TableSize *table_size_new(const Table *table, TextContext *context, double width,
                          const char *language, GError **error);
void table_size_free(TableSize *size);

/* Of a group's rows: how far their first cell is set in. */
#define GROUP_INDENT 9.0

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TableSize, table_size_free)
