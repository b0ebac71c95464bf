/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_bounds.h - upper bounds of an error rate from few errors, whole or in part. */
#pragma once

#include <stddef.h>

/* The taints of a monetary-unit sample: (book - audited) / book of each hit in error, overstated
 * ones. */
typedef struct {
    const double *taints; /* [n_taints] in descending order, above 0 and at most 1 */
    size_t n_taints;
    double n;          /* hits, with and without errors */
    double confidence; /* one-sided */
} AuditErrors;

typedef enum {
    BOUND_STRINGER_BINOMIAL, /* Stringer (1963), Proc. Business and Econ. Stat., ASA, 405-411 */
    BOUND_STRINGER_POISSON,
    BOUND_CELL,   /* Leslie, Teitlebaum and Anderson (1979), Dollar-unit sampling: load, spread */
    BOUND_MOMENT, /* Dworin and Grimlund (1984), Accounting Review 59, 218-241, receivables */
    BOUND_MOMENT_INVENTORY, /* the same, for inventories */
    BOUND_BETA,             /* beta(1 + sum t, 1 + n - sum t): uniform prior */
    BOUND_GAMMA,            /* gamma(1 + sum t) / (1 + n) */
    BOUND_PPS,              /* mean taint and Student's t: not for few errors */
    N_BOUNDS
} AuditBound;

/* As on the command line and in results. */
extern const char *const audit_bound_names[N_BOUNDS + 1]; /* and a NULL */

/* The upper bound of the error rate. */
double audit_bound(AuditBound bound, const AuditErrors *errors);
/* The moment bound takes understatements (negative taints) too; MEAN is that of the taints. */
double audit_bound_moment(const double *taints, size_t n_taints, double n, double confidence,
                          double mean, int inventory);

/* Mean taint minus t standard errors, two-sided at 2 confidence - 1. */
double audit_pps_lower(const AuditErrors *errors);

/* Upper limit of the rate when K of N are in error: binomial and Poisson; lower likewise. */
double audit_upper_binomial(double k, double n, double confidence);
double audit_upper_poisson(double k, double n, double confidence);
double audit_lower_binomial(double k, double n, double confidence);
double audit_lower_poisson(double k, double n, double confidence);
/* The most of POPULATION items that can be in error: the largest K with P(X <= k | K) above 1 -
 * confidence, when K of N drawn are. */
double audit_upper_hypergeometric(double k, double n, double population, double confidence);

/* Stringer's bound in steps. */
typedef struct {
    double factor;    /* Poisson confidence factor of so many errors */
    double increment; /* over the one before; NAN: the first */
    double taint;     /* NAN: the first, basic precision */
    double projected; /* of money: interval times taint */
    double allowance; /* basic precision, then (increment - 1) interval taint */
} AuditStage;

/* Stages [n_taints + 1] of ERRORS with the sampling INTERVAL. */
void audit_stages(const AuditErrors *errors, double interval, AuditStage *stages);
