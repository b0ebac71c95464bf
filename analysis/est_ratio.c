/* SPDX-License-Identifier: GPL-3.0-or-later */
/* est_ratio.c - ratio of two weighted totals. */
#include "analysis/estimator.h"

/* S^2 of (y - R x) / mean x: Cochran (1977), Sampling Techniques, section 2.11. Slots of the term:
 * 1, y, x, y^2, yx, x^2. */
static double
ratio_spread(const double *sums, double n)
{
    double ratio = sums[1] / sums[2], mean = sums[2] / sums[0];
    double squares = sums[3] - 2.0 * ratio * sums[4] + ratio * ratio * sums[5];

    return squares / sums[0] * n / (n - 1.0) / (mean * mean);
}

static void
ratio_estimate(const EstimateRequest *request)
{
    Estimand estimand = request_estimand(request, request_base(request));
    double n;
    int64_t slot = request_slot(request, 0, &n);

    estimand.function = estimand_ratio;
    for (int k = 0; k < 2; k++) {
        estimand.sums[k] = estimands_sum(request->estimands);
        estimands_add_slot(request->estimands, slot < 0 ? -1 : slot + 1 + k, 1.0, 0.0);
    }
    estimand.n_sums = 2;
    if (request->deff && slot >= 0 && n > 1.0)
        estimand.spread = ratio_spread(totals_sums(request->estimands->totals) + slot, n);
    estimands_add(request->estimands, &estimand);
}

const Estimator estimator_ratio = {
    .name = "ratio",
    .usage = "ratio(y/x)",
    .summary = "weighted total of y over weighted total of x",
    .accepts = MEASURE_RATIO,
    .estimate = ratio_estimate,
};
