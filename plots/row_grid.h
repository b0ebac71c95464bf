/* SPDX-License-Identifier: GPL-3.0-or-later */
/* row_grid.h - figures whose rows hold several values: names, plot, side columns; a kind puts its
 * marks between them. */
#pragma once

#include "plots/row_labels.h"
#include "plots/side_columns.h"

/* Distances in points. */
typedef struct {
    double bar, gap;      /* thickness of what stands in a row, and from one to the next */
    double label_gap;     /* from names to the plot */
    double label_anchor;  /* 0 left, 1 right aligned */
    double least_plot;    /* share of the content */
    double heads_to_rows; /* from heads above the plot to the first row of marks */
} RowGridStyle;

typedef struct {
    Frame frame;
    const RowGridStyle *style;
    SideColumns *columns;
    RowLabels *labels;
    double left, right; /* of the plot */
    double *middle;     /* [n_rows] */
    double *heights;    /* [n_rows] of what stands in each row; owned; NULL: the style's bar */
    double top, bottom; /* of all marks */
} RowGrid;

/* Lays out what stands above the plot, and its width. FALSE and ERROR (ANDEL_ERROR_DATA). The grid
 * must be cleared, also then. */
bool row_grid_begin(RowGrid *grid, const ChartData *data, const RowGridStyle *style, double width,
                    TextContext *text, GError **error);
/* Places the rows below heads whose last baseline is Y, and adds names and entries of columns, with
 * their heads. */
void row_grid_add_rows(RowGrid *grid, double y);
void row_grid_clear(RowGrid *grid);

/* Where the last row ends: its marks, or a name that is taller than they are. */
double row_grid_end(const RowGrid *grid);

/* Thickness of what stands in row I. */
double row_grid_height(const RowGrid *grid, size_t i);

/* Adds a line down through all rows at X, OVER beyond them at both ends; where names stand above
 * their rows it is cut, so that it crosses none. Returns where it ends. */
double row_grid_add_line(RowGrid *grid, MarkRole role, double x, double over);

/* What is not shown as a bar: "..", at X in row I. NULL when there is nothing to be said. */
Mark *row_grid_add_text(RowGrid *grid, MarkRole role, const char *text, size_t i, double x,
                        double anchor);

/* The colour of series K of DATA: grey for what is rest, the others in turn. */
int series_colour(const ChartData *data, size_t k);
/* FALSE and ERROR when a value of DATA is negative: no part of a whole is. */
bool check_parts(const ChartData *data, GError **error);
/* FALSE and ERROR when DATA has no rows, or more series than there are colours. */
bool check_series(const ChartData *data, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RowGrid, row_grid_clear)
