/* SPDX-License-Identifier: GPL-3.0-or-later */
/* axis.h - values to places along a line with marks: the scale of dots, lines and classes. */
#pragma once

#include "plots/frame.h"
#include "plots/ticks.h"

typedef struct {
    Ticks ticks;
    double begin, end; /* where ticks.from and ticks.to lie, in points */
} Axis;

/* The axis for values FROM to TO of the figure between BEGIN and END: the labels have room beside
 * each other (or, VERTICAL, above each other). ZERO: lengths are read from it. */
Axis axis_new(const Frame *frame, double from, double to, double begin, double end, bool vertical,
              bool zero);

double axis_place(const Axis *axis, double value);
double axis_tick(const Axis *axis, size_t i);
/* The label of tick I; the caller owns it. Width of the widest. */
char *axis_label(const Axis *axis, const Frame *frame, size_t i);
double axis_width(const Axis *axis, const Frame *frame);

/* Adds a grid line across at each tick between TOP and BOTTOM; a baseline where the axis is 0. */
void axis_add_columns(const Axis *axis, Frame *frame, double top, double bottom);
/* The middle of LABEL below X: there, or flush with the edge that it would pass. */
double axis_label_place(const Frame *frame, const char *label, double x);
/* Adds it, its baseline at Y. */
void axis_add_label(Frame *frame, const char *label, double x, double y);
/* Adds the labels, their baseline at Y. */
void axis_add_labels(const Axis *axis, Frame *frame, double y);

/* What the values (and limits) of all rows of the figure (and of those beside it) and all series
 * reach, ROW alone with
 * values or not. FALSE when there is none. */
bool axis_reach(const ChartData *data, double *from, double *to);
