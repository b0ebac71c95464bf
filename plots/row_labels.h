/* SPDX-License-Identifier: GPL-3.0-or-later */
/* row_labels.h - the names of the rows of a figure, broken so that the bars keep their room. */
#pragma once

#include "plots/frame.h"

typedef struct {
    size_t n;
    char ***lines; /* [n] of each row */
    MarkRole role; /* of those that are no total */
    double width;  /* of the column; 0 when above */
    bool balanced;
    bool small; /* in the size of names on several lines, as the entries beside them */
    bool above; /* they stand above their bars, for want of room beside them */
} RowLabels;

/**
 * Breaks the labels of the figure. ROOM is what they and the plot have together, GAP what lies
 * between; WRAPPED the role of names on several lines. In turn: one line, two, three, a wider
 * column, above the bars. NULL and ERROR (ANDEL_ERROR_DATA) naming what takes too much, and how
 * many points are missing.
 */
RowLabels *row_labels_new(const Frame *frame, double room, double gap, MarkRole wrapped,
                          GError **error);

/* What a kind wants of its names. */
typedef struct {
    double room, gap; /* as above */
    MarkRole wrapped;
    double least_plot; /* share of the content that the plot keeps */
    bool low;          /* rows are low: names are small, and one wide line goes before two */
    bool balanced;     /* the lines of a name are about as long as each other */
} LabelRoom;

/* The same for a kind whose rows are lower or whose plot is smaller than those of bars. */
RowLabels *row_labels_in(const Frame *frame, const LabelRoom *room, GError **error);
void row_labels_free(RowLabels *labels);

/* Height of the lines of row I, 0 when there are none. */
double row_labels_height(const RowLabels *labels, const Frame *frame, size_t i);
/* Adds the label of row I at X, its first baseline at Y. */
void row_labels_add(const RowLabels *labels, Frame *frame, size_t i, double x, double y,
                    double anchor);
/* The style of row I. */
MarkRole row_labels_role(const RowLabels *labels, const Frame *frame, size_t i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RowLabels, row_labels_free)
