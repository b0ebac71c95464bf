/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rows.h - figures of horizontal bars: one row for each value, from names to side columns. */
#pragma once

#include "plots/chart.h"

/* Where the bar of a row runs, in the unit of the values. */
typedef struct {
    double from, to;
    bool none;      /* no value: only the text is shown, at zero */
    bool text_left; /* the text stands left of the bar, not right */
    bool connected; /* a dotted line leads from its end to the next bar */
} RowBar;

/* Distances in points. */
typedef struct {
    double bar, gap;                /* thickness, and from bar to bar */
    double gap_beside;              /* the same with side columns */
    double overhang;                /* of the baseline at both ends */
    double to_bar;                  /* from the last line above to the first bar */
    double to_heads, heads_to_bar;  /* the same with heads of side columns */
    double label_gap, label_anchor; /* from names to baseline; 0 left, 1 right aligned */
    double below;                   /* the baseline, before the notes */
    MarkRole wrapped;               /* of names on several lines */
} RowStyle;

/* Lays out the figure of DATA with BARS [n_rows]. NULL and ERROR (ANDEL_ERROR_DATA) as the kinds
 * of charts give them. */
Scene *rows_lay_out(const ChartData *data, const RowBar *bars, const RowStyle *style, double width,
                    TextContext *text, GError **error);
