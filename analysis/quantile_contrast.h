/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quantile_contrast.h - standard errors of contrasts of quantiles, in a second pass over the kept
 * rows. */
#pragma once

#include "analysis/contrast.h"
#include "analysis/estimand.h"
#include "analysis/statistic.h"

/* A contrast whose parts [contrast->parts->len] are all quantiles of one share each. */
typedef struct {
    const Contrast *contrast;
    const Statistic *const *parts;
    const Design *design;
    const QuantileRule *rule;
    const EstimandOptions *options;
    bool by_replicate; /* the spread of the contrast over the replicates, not what follows */
} QuantileContrast;

/* The value in domain GROUP; NAN when a part is. */
double quantile_contrast_value(const QuantileContrast *of, int32_t group);

/**
 * Fills in the error and limits of the contrast in OUT: its rows of GROUPS [n_groups] stand there
 * from row FIRST on, with their values and degrees of freedom.
 *
 * A quantile q of share p is linear in the share F(q) at or below it: Francisco and Fuller (1991),
 * Annals of Statistics 19, 454-469: q' = q - (F'(q) - p) / f(q). The density f(q) is what makes the
 * error of one quantile that of Woodruff (1952): the error of F(q) over the half length of his
 * interval, over t. The shares of all parts are then summed together, so that their covariance is
 * that of the design, replicate weights included. Limits are Wald's.
 */
void quantile_contrast_fill(const QuantileContrast *of, const int32_t *groups, size_t n_groups,
                            Estimates *out, size_t first);
