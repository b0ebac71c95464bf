/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ladder.h - values to at most five steps of one colour, with limits at round numbers. */
#pragma once

#include "plots/chart.h"

typedef struct {
    double limits[4]; /* [n - 1] a value of a limit belongs to the step above it */
    size_t n;         /* steps, 1 to 5 */
    int decimals;     /* with which values are shown, and so compared */
} Ladder;

/* The ladder for VALUES [N] (NAN: none) of DATA; its own limits where it gives any. */
Ladder ladder_new(const ChartData *data, const double *values, size_t n);
/* Step of VALUE among the five colours, from 0 to 4. */
int ladder_step(const Ladder *ladder, double value);
/* What step I of the ladder's holds: "under 2.5", "2.5–2.9", "4.0 or more"; and its colour. The
 * caller owns the text. */
char *ladder_label(const Ladder *ladder, size_t i, const char *language);
int ladder_colour(const Ladder *ladder, size_t i);
