/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_coverage.h - how often a bound holds on a population whose errors are known. */
#pragma once

#include "analysis/audit_bounds.h"
#include "analysis/audit_evaluate.h"
#include "analysis/audit_population.h"
#include "analysis/audit_select.h"

#include <glib.h>

typedef struct {
    AuditMethod method; /* srs and systematic: classical limits; others, by amount: bounds */
    size_t n, runs;
    uint64_t seed;
    double confidence;
} CoverageOptions;

typedef struct {
    double truth;             /* overstatement in all */
    double covered[N_BOUNDS]; /* share of the runs whose bound is not below it */
    double mean[N_BOUNDS];    /* mean bound */
    bool classical;           /* the arrays below and not those above */
    double covered_classical[AUDIT_MOST_CLASSICAL], mean_classical[AUDIT_MOST_CLASSICAL];
    double covered_both[AUDIT_MOST_CLASSICAL]; /* by the interval between both limits */
    double mean_estimate;                      /* mean of the most likely overstatement */
    size_t runs;
} Coverage;

/**
 * Draws from POPULATION, whose audited amounts are all known, again and again. Only overstatements
 * count, none above the amount itself. FALSE and ERROR: an audited amount that is missing
 * (ANDEL_ERROR_DATA); fewer than three items of equal chances, or as audit_select() (USAGE).
 */
bool audit_coverage(const AuditPopulation *population, const CoverageOptions *options,
                    Coverage *coverage, GError **error);
