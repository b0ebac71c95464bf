/* SPDX-License-Identifier: GPL-3.0-or-later */
/* two_phase.h - a review of the reviewers: all units are reviewed once, a part of them again. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Borrowed. The units of the second review are drawn at random among those of the first in each
 * stratum. */
typedef struct {
    size_t n, n_strata;
    const uint32_t *stratum; /* [n] */
    const double *weight;    /* [n] of the first phase; 0: not drawn at random */
    const double *fraction;  /* [n_strata] n / N of the first phase; 0: with replacement */
    const bool *again;       /* [n] reviewed twice */
    const double *paid;      /* [n] */
    const double *first;     /* [n] error by the first review */
    const double *second;    /* [n] by the second, where again */
} TwoPhase;

typedef struct {
    double rate, se;   /* of what was paid; NAN: fewer than two second reviews in a stratum */
    double first_rate; /* by the first review alone */
    double slope;      /* of second on first */
    size_t n_again;
    double df;
} TwoPhaseResult;

/**
 * The regressed error rate r2 + b (R1 - r1) of the quality control of food stamps (7 CFR 275.23; r
 * of the units reviewed twice, R of all), b the weighted slope of second on first review. Variance
 * as for double sampling with regression, Cochran (1977), Sampling Techniques, 3rd ed., section
 * 12.6: sampling of the first phase, and of the residuals of the second.
 */
TwoPhaseResult two_phase(const TwoPhase *of);
