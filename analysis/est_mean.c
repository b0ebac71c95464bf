/* SPDX-License-Identifier: GPL-3.0-or-later */
/* est_mean.c - weighted mean. */
#include "analysis/estimator.h"

#include <math.h>

/* S^2 from the sums of weights N, of x and of x^2, both centred near the mean. */
static double
mean_spread(const EstimateRequest *request, int64_t slot, double n)
{
    const double *sums = totals_sums(request->estimands->totals) + slot;
    double mean = sums[1] / sums[0];

    return n > 1.0 ? (sums[2] / sums[0] - mean * mean) * n / (n - 1.0) : NAN;
}

static void
mean_estimate(const EstimateRequest *request)
{
    double n;

    if (request->measure->kind == MEASURE_CATEGORY) {
        request_levels(request, false);
        return;
    }
    Estimand estimand = request_estimand(request, request_base(request));
    int64_t slot = request_slot(request, 0, &n);

    estimand.function = estimand_ratio;
    estimand.parameter = request_shift(request);
    estimand.sums[0] = estimands_sum(request->estimands);
    estimands_add_slot(request->estimands, slot < 0 ? -1 : slot + 1, 1.0, 0.0);
    estimand.sums[1] = estimand.base;
    estimand.n_sums = 2;
    if (request->deff && slot >= 0)
        estimand.spread = mean_spread(request, slot, n);
    if (request->exact)
        request_known(&estimand, exact_mean(request->exact, request->group));
    if (request->exact && request->simple_random > 1.0)
        request_known_error(&estimand,
                            exact_mean_se(request->exact, request->group, request->simple_random));
    estimands_add(request->estimands, &estimand);
}

const Estimator estimator_mean = {
    .name = "mean",
    .usage = "mean(x)",
    .summary = "weighted mean; of a category of the codebook, the share of each level",
    .accepts = MEASURE_NUMBER | MEASURE_CATEGORY,
    .exact = true,
    .numbers = true,
    .estimate = mean_estimate,
};
