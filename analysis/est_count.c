/* SPDX-License-Identifier: GPL-3.0-or-later */
/* est_count.c - how many units the sample stands for. */
#include "analysis/estimator.h"

static void
count_estimate(const EstimateRequest *request)
{
    if (request->measure->kind == MEASURE_CONDITION) {
        request_levels(request, true);
        return;
    }
    Estimand estimand = request_estimand(request, request_base(request));

    estimand.function = estimand_total;
    estimand.sums[0] = estimand.base;
    estimand.n_sums = 1;
    estimands_add(request->estimands, &estimand);
}

const Estimator estimator_count = {
    .name = "count",
    .usage = "count() or count(x = 'yes')",
    .summary = "weighted number of units, or of those who meet a condition",
    .accepts = MEASURE_ROWS | MEASURE_CONDITION,
    .estimate = count_estimate,
};
