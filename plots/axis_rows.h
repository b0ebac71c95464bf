/* SPDX-License-Identifier: GPL-3.0-or-later */
/* axis_rows.h - figures whose rows lie on one axis: names and columns before the plot, the plot,
 * the other columns; a kind puts its marks between them. */
#pragma once

#include "plots/axis.h"
#include "plots/row_labels.h"
#include "plots/side_columns.h"

/* Distances in points. */
typedef struct {
    double to_heads, heads_to_rows; /* from the text above to heads of columns, and to the rows */
    double to_rows;                 /* where there are no heads */
    double edge;                    /* from the left edge to the axis where nothing is before it */
} AxisRowsStyle;

typedef struct {
    Frame frame;
    const AxisRowsStyle *style;
    SideColumns *columns;
    RowLabels *labels;
    double before;      /* where names and the columns beside them end */
    double left, right; /* of the plot */
    Axis axis;          /* the kind sets it */
} AxisRows;

/* Lays out what stands above the plot. FALSE and ERROR (ANDEL_ERROR_DATA); the rows must be
 * cleared, also then. */
bool axis_rows_begin(AxisRows *rows, const ChartData *data, const AxisRowsStyle *style,
                     double width, TextContext *text, GError **error);
/* The width of the plot beside names that begin INDENT from the left, and headings of groups of
 * them HEADING wide. FALSE and ERROR (ANDEL_ERROR_DATA) when there is no room. */
bool axis_rows_measure(AxisRows *rows, double indent, double heading, GError **error);
/* Adds the heads of the columns. Returns where the rows begin. */
double axis_rows_add_heads(AxisRows *rows);
/* Adds the labels and the unit of the axis below a plot that ends at BOTTOM, and what stands below
 * that. */
void axis_rows_end(AxisRows *rows, double bottom);
/* Where a rule below names and columns ends, before the plot. */
double axis_rows_rule_end(const AxisRows *rows);
void axis_rows_clear(AxisRows *rows);
