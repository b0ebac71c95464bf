/* SPDX-License-Identifier: GPL-3.0-or-later */
/* estimator.h - the statistics there are, and what they have in common. */
#pragma once

#include "analysis/estimand.h"
#include "analysis/exact.h"
#include "analysis/measure.h"
#include "analysis/quantile.h"
#include "analysis/range.h"

/* One statistic of one domain, to be turned into estimands. */
typedef struct {
    const char *statistic; /* name of the estimator */
    const char *variable;
    const Measure *measure;
    size_t term;           /* of the totals, where the measure was summed */
    int32_t group;         /* the domain */
    const int32_t *levels; /* [n_levels] of a category, in the order to show */
    size_t n_levels;
    const char *const *by;
    bool deff;
    /* what the estimator asked for beside the sums; each NULL if it did not */
    const Exact *exact;   /* also when rows have weights: NULL */
    double simple_random; /* rows, when these are a simple random sample of equal weights drawn with
                             replacement; else 0 */
    const Range *range;
    const Distribution *distributions; /* [groups] */
    const QuantileRule *rule;          /* with distributions */
    const double *points;              /* [n_points] */
    size_t n_points;
    Estimands *estimands;
    Estimates *out; /* keeps the texts */
} EstimateRequest;

/* An estimator: one file analysis/est_NAME.c that ends with this struct, and its line in
 * estimator.c. */
typedef struct {
    const char *name;
    const char *usage;   /* "mean(x)" */
    const char *summary; /* one line */
    unsigned accepts;    /* flags of MeasureKind */
    bool squares;        /* the squares of a number are summed as a value of its own */
    bool exact;          /* of a column of decimals, sums without rounding are wanted */
    bool range;          /* the least and the greatest value are wanted */
    bool keeps;          /* rows are kept, to be ordered by value and looked through again */
    bool numbers; /* texts are taken as categories only where the codebook says that they are */
    bool points;  /* shares follow the argument: quantile(x, 0.25, 0.5) */
    void (*estimate)(const EstimateRequest *request);
} Estimator;

extern const Estimator *const estimators[]; /* NULL-terminated */

/* NULL and ERROR (ANDEL_ERROR_USAGE) lists the estimators. */
const Estimator *estimator_find(const char *name, GError **error);

/* For the kinds. The first slot and the units of a cell of the request's domain; of a number LEVEL
 * is not looked at. */
int64_t request_slot(const EstimateRequest *request, int32_t level, double *n);
/* What the values of a number in the request's domain are centred at. */
double request_shift(const EstimateRequest *request);
/* Sum of the weights of all in the domain that have a value. */
uint32_t request_base(const EstimateRequest *request);
/* An estimand of the request, about BASE; n and base_n are those of the base. */
Estimand request_estimand(const EstimateRequest *request, uint32_t base);

/* The value of ESTIMAND is VALUE, worked out without rounding; nothing happens if it is NAN. */
void request_known(Estimand *estimand, double value);
/* Its standard error is ERROR, likewise. */
void request_known_error(Estimand *estimand, double error);

/* A row a level (of a condition: of 1 alone): its share of the base, or its total. */
void request_levels(const EstimateRequest *request, bool total);
