/* SPDX-License-Identifier: GPL-3.0-or-later */
/* boundaries.h - where strata by size begin and end. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { BOUNDARIES_ROOT, BOUNDARIES_LAVALLEE, N_BOUNDARIES } BoundaryRule;

extern const char *const boundary_rules[N_BOUNDARIES + 1]; /* and a NULL */

enum { MOST_STRATA = 50 };

/* Items of one stratum: amounts FROM to TO. */
typedef struct {
    double from, to, total, mean, sd;
    size_t items;
    int64_t n; /* items to draw */
} BoundedStratum;

/**
 * Divides the amounts VALUES [n], ascending, into COUNT (2 to MOST_STRATA) strata, by cumulated
 * roots of the frequencies of CLASSES equal classes (Dalenius and Hodges 1959, JASA 54, 88-101), or
 * so that the fewest items give the total the coefficient of variation CV when the uppermost
 * stratum is taken whole and the others by Neyman (the aim of Lavallee and Hidiroglou 1988, Survey
 * Methodology 14, 33-43, here by moving one boundary after the other until none moves). Sizes are
 * those that CV takes under either rule. FALSE: not so many different values.
 */
bool boundaries_find(const double *values, size_t n, BoundaryRule rule, size_t count,
                     size_t classes, double cv, BoundedStratum *strata);
