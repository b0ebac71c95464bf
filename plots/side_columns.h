/* SPDX-License-Identifier: GPL-3.0-or-later */
/* side_columns.h - the table beside a plot: one row of entries for each row of marks. */
#pragma once

#include "plots/frame.h"

typedef struct {
    size_t n;
    size_t n_before;   /* of them that stand before the plot */
    double *right;     /* [n] right edge of each */
    double *width;     /* [n] of the head or the widest entry */
    char ***heads;     /* [n] lines */
    size_t n_lines;    /* of the tallest head */
    double left;       /* edge of those behind the plot; that of the figure when there are none */
    double plot_right; /* where the plot ends */
} SideColumns;

/* Measures the columns of the figure; none take no room. */
SideColumns *side_columns_new(const Frame *frame);
void side_columns_free(SideColumns *columns);

/* Room of the columns before the plot, with the gaps before them. */
double side_columns_before(const SideColumns *columns);
/* Places them behind names that end at X. Returns where they end. */
double side_columns_place_before(SideColumns *columns, double x);

/* Adds the heads, the last line of each at Y. */
void side_columns_add_heads(const SideColumns *columns, Frame *frame, double y);
/* The same, the first line of the tallest DISTANCE below what the frame has so far. Returns the
 * baseline of the last. */
double side_columns_add_heads_below(const SideColumns *columns, Frame *frame, double distance);
/* Adds the entries of ROW around MIDDLE. */
void side_columns_add_cells(const SideColumns *columns, Frame *frame, const ChartRow *row,
                            double middle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SideColumns, side_columns_free)
