/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scale.h - from values to places: one scale for the bars of a figure and the texts beside them. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* A bar in the unit of its values, and the points that its text takes beyond its end. */
typedef struct {
    double from, to;
    double beyond; /* gap and text; 0: none */
    bool left;     /* the text stands left of the bar, not right */
} Span;

/**
 * The largest number of points per unit at which SPANS [n] with their texts stay within WIDTH;
 * 0 when all values are zero. *ZERO is the distance of the value 0 from the left edge then.
 * Returns a negative number, the points that are missing, when not even the texts find room.
 */
double scale_solve(const Span *spans, size_t n, double width, double *zero);
