/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statistic.h - one statistic as asked for, mean(x) or quantile(x, 0.5 | y = 1), and what it needs
 * of the rows beside their sums. */
#pragma once

#include "analysis/estimator.h"
#include "analysis/kept.h"
#include "analysis/tally.h"

typedef struct {
    char *text; /* as written */
    bool shown; /* false: only a part of contrasts */
    const Estimator *estimator;
    Expression *expression;
    Measure *measure;
    double *points; /* [n_points] of quantiles */
    size_t n_points;
    /* of the last block; GROUP is that of the domain */
    const double *values[2];
    const int32_t *group;
    /* NULL when the estimator does without */
    Exact *exact;
    Range *range;
    Kept *kept;
    Tally *tallies[2];           /* of the values, where few are to be withheld; NULL: nowhere */
    Distribution *distributions; /* [n_distributions] by group, after statistic_order() */
    size_t n_distributions;
} Statistic;

/* NULL and ERROR (ANDEL_ERROR_USAGE): TEXT cannot be read, names no estimator, or cannot be taken
 * of what stands in it. */
Statistic *statistic_new(const char *text, GError **error);
void statistic_free(Statistic *statistic);

/* The values of the rows of BLOCK, as measure_add(). */
bool statistic_add(Statistic *statistic, const Dataset *block, const DesignRows *rows,
                   const int32_t *group, uint8_t *used, TermRows *term, GError **error);

/* After the last block: orders the values that were kept, by group [n_groups]. */
void statistic_order(Statistic *statistic, const Design *design, size_t n_groups,
                     const QuantileRule *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Statistic, statistic_free)
