/* SPDX-License-Identifier: GPL-3.0-or-later */
/* woodruff.h - standard errors and limits of quantiles, in a second pass over the kept rows. */
#pragma once

#include "analysis/estimand.h"
#include "analysis/statistic.h"

/**
 * Fills in the error and limits of the quantiles of STATISTIC in OUT: those of GROUPS [n_groups]
 * stand there from row FIRST on, group by group, point by point.
 *
 * The share at or below the quantile goes through the same sums as any share; its limits by
 * OPTIONS.interval are read off the distribution by RULE again, and the standard error is the
 * length between them over 2 t. A limit outside 0 and 1 is NAN, not the end of the data. Woodruff
 * (1952), JASA 47, 635-646.
 */
void woodruff_fill(const Statistic *statistic, const Design *design, const QuantileRule *rule,
                   const int32_t *groups, size_t n_groups, const EstimandOptions *options,
                   Estimates *out, size_t first);
