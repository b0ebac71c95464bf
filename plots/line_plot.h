/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_plot.h - a figure of series over time while it is laid out: its measures and its scales. */
#pragma once

#include "plots/axis.h"
#include "plots/end_labels.h"

typedef struct {
    Frame frame;
    Axis values;        /* upwards */
    double left, right; /* of the axis of periods */
    double first, last; /* places of the first and the last period */
    double from, to;    /* their numbers */
    double top, bottom; /* of the axis of values */
    double heads;   /* baseline of what stands above the plot, unit or words of breaks; 0: none */
    EndLabel *ends; /* [n_ends] value and name behind the last value of each series */
    size_t n_ends;
    EndLabels size;
} LinePlot;

/* Measures the plot below what the frame has so far. FALSE and ERROR (ANDEL_ERROR_DATA) when no
 * period has a value, or names leave too little room. */
bool line_plot_measure(LinePlot *plot, GError **error);
void line_plot_clear(LinePlot *plot);

/* The value of series K in period I; where a period and a value lie, in points. */
const ChartValue *line_plot_value(const LinePlot *plot, size_t i, size_t k);
double line_plot_x(const LinePlot *plot, double at);
double line_plot_y(const LinePlot *plot, double value);

/* TRUE when the axis of values leaves out zero. */
bool line_plot_is_cut(const LinePlot *plot);

/* Adds grid lines across, the labels of values, and their unit. */
void line_plot_add_values(LinePlot *plot);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LinePlot, line_plot_clear)
