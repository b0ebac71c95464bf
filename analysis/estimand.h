/* SPDX-License-Identifier: GPL-3.0-or-later */
/* estimand.h - what is to be estimated, as functions of sums; and the rows that come of it. */
#pragma once

#include "analysis/design.h"
#include "analysis/estimates.h"
#include "analysis/interval.h"
#include "analysis/query.h"
#include "analysis/sparse.h"
#include "analysis/totals.h"

enum { ESTIMAND_SUMS = 8 };

/* A value and its GRADIENT [n] from SUMS [n]; PARAMETER is whatever the kind needs besides. */
typedef double (*EstimateFunc)(const double *sums, double parameter, double *gradient);

/* A value and its GRADIENT [n] from the VALUES [n] of other estimands. */
typedef double (*CompositeFunc)(gconstpointer data, const double *values, double *gradient);

/* One row to be. */
typedef struct {
    const char *statistic, *variable, *level; /* borrowed from the Estimates it goes to */
    const char *const *by;
    EstimateFunc function;
    double parameter;
    uint32_t sums[ESTIMAND_SUMS];
    size_t n_sums;
    uint32_t base; /* sum of weights of those whom it is about */
    size_t n, base_n;
    double spread; /* S^2: variance of one unit of a simple random sample, for the design effect */
    bool share;    /* lies between 0 and 1 */
    bool known;    /* the value is VALUE, worked out elsewhere: without rounding, or */
    bool fixed;    /* KNOWN, and no error can be given from the sums */
    double value;
    bool error_known; /* the standard error is ERROR, unless there are replicate weights */
    double error;
    bool hidden; /* a part of others: no row */
    /* in the place of FUNCTION: of estimands that stand before it in the list */
    CompositeFunc composite;
    gconstpointer data;
    const size_t *parts; /* [n_parts] */
    size_t n_parts;
} Estimand;

typedef struct {
    const Totals *totals;
    Sparse *sums;    /* over the slots */
    GArray *members; /* of double, by sum: units in it */
    GArray *list;    /* of Estimand */
} Estimands;

/* How the rows are made. */
typedef struct {
    const Interval *interval;
    double level;
    DeffReference deff;
    size_t low_base;
    bool normal; /* limits of all but shares from the normal distribution */
} EstimandOptions;

Estimands *estimands_new(const Totals *totals);
void estimands_free(Estimands *estimands);

/* Begins a sum and returns its number; estimands_add_slot() adds to the sum begun last. N are the
 * units in the slot, when the sum is one of weights (else 0). A slot below 0 is empty. */
uint32_t estimands_sum(Estimands *estimands);
void estimands_add_slot(Estimands *estimands, int64_t slot, double factor, double n);
/* The value of sum S, and units in it. */
double estimands_value(const Estimands *estimands, uint32_t s);
double estimands_n(const Estimands *estimands, uint32_t s);

/* Appends a copy of ESTIMAND. */
void estimands_add(Estimands *estimands, const Estimand *estimand);

/* The kinds of function: sums[0] and parameter + sums[0] / sums[1]. */
double estimand_total(const double *sums, double parameter, double *gradient);
double estimand_ratio(const double *sums, double parameter, double *gradient);

/* Appends a row to OUT for each of the list that is not hidden, in order. With MATRIX the
 * covariance of all of these values is put there [rows * rows], NAN for fixed ones, owned by the
 * caller. */
void estimands_finish(const Estimands *estimands, const Design *design,
                      const EstimandOptions *options, Estimates *out, double **matrix);

/* Rows whose products add up to that covariance, see variance_roots(); of estimates that are none
 * of them hidden or fixed. */
GArray *estimands_roots(const Estimands *estimands, const Design *design);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Estimands, estimands_free)
