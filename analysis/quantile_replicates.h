/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quantile_replicates.h - standard errors of quantiles from their values in the replicates. */
#pragma once

#include "analysis/estimand.h"
#include "analysis/statistic.h"

/* FALSE and ERROR (ANDEL_ERROR_USAGE): the DESIGN has no replicate weights, or those of a
 * jackknife, in which a quantile hardly moves, however large the sample: Efron (1982), The
 * Jackknife, the Bootstrap and Other Resampling Plans, section 3.4. */
bool quantile_replicates_check(const Design *design, GError **error);

/**
 * As woodruff_fill(), but each quantile is read off the distribution under the weights of every
 * replicate, and the limits are Wald's. Rows that weigh nothing in a replicate, or less, are
 * not in its distribution.
 */
void quantile_replicates_fill(const Statistic *statistic, const Design *design,
                              const QuantileRule *rule, const int32_t *groups, size_t n_groups,
                              const EstimandOptions *options, Estimates *out, size_t first);

/* The quantiles of GROUP under the weights of each of N replicates into THETA [points][n]; NAN
 * where nothing has weight. */
void quantile_replicates_values(const Statistic *statistic, const QuantileRule *rule, int32_t group,
                                size_t n, double *theta);
