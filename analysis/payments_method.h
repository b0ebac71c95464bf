/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_method.h - from a sample of payments to an amount in all of them. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    METHOD_COMBINED,            /* X sum(w y) / sum(w p) */
    METHOD_SEPARATE,            /* the same within each stratum */
    METHOD_EXPANSION,           /* sum(w y) */
    METHOD_DIFFERENCE,          /* the same; of what is correct: X - sum(w error) */
    METHOD_REGRESSION,          /* sum(w y) + b (X - sum(w p)) */
    METHOD_SEPARATE_REGRESSION, /* the same within each stratum */
    N_METHODS
} PaymentsMethod;

extern const char *const payments_methods[N_METHODS + 1]; /* as on the command line, and a NULL */

/* The sample and what is known of the population. Borrowed. */
typedef struct {
    PaymentsMethod method;
    size_t n, n_strata;
    const uint32_t *stratum;  /* [n] below n_strata */
    const double *paid;       /* [n] p */
    const double *weight;     /* [n] w; 0: not in the sample */
    const double *population; /* [n_strata] N; NULL: not known */
    const double *book;       /* [n_strata] X by stratum; NULL: not known */
    double book_total;        /* X; NAN: not known, and then METHOD_COMBINED is METHOD_EXPANSION */
    bool unscaled;            /* standard errors of ratios without the factor X / estimated X */
} PaymentsBasis;

/**
 * The amount of Y [n] in the population under WEIGHT [n] (of replicates; NULL: those of BASIS).
 * With SCORE [n] also its linearised scores z: the variance of the amount is that of sum(w z).
 * Cochran (1977), Sampling Techniques, 3rd ed., 6.2-6.11 (ratios) and 7.3-7.9 (regression). Scores
 * of the separate regression carry sqrt((n_h - 1)/(n_h - 2)), his (7.40).
 */
double payments_amount(const PaymentsBasis *basis, const double *weight, const double *y,
                       double *score);

/* Weighted sums over a stratum, of which all methods are functions. */
typedef struct {
    double w, y, p, yp, pp; /* products of the regressions alone */
} PaymentsSums;

/* The amount of y from its SUMS [n_strata]. */
double payments_amount_of_sums(const PaymentsBasis *basis, const PaymentsSums *sums);

/* TRUE if the amount of what was paid is X whatever the sample. */
bool payments_calibrated(const PaymentsBasis *basis);
