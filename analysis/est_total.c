/* SPDX-License-Identifier: GPL-3.0-or-later */
/* est_total.c - weighted total. */
#include "analysis/estimator.h"

#include <math.h>

static void
total_estimate(const EstimateRequest *request)
{
    const Totals *totals = request->estimands->totals;
    double n;

    if (request->measure->kind == MEASURE_CATEGORY) {
        request_levels(request, true);
        return;
    }
    Estimand estimand = request_estimand(request, request_base(request));
    int64_t slot = request_slot(request, 0, &n);

    estimand.function = estimand_total;
    estimand.sums[0] = estimands_sum(request->estimands);
    estimands_add_slot(request->estimands, slot < 0 ? -1 : slot + 1, 1.0, 0.0);
    estimands_add_slot(request->estimands, slot, request_shift(request), 0.0);
    estimand.n_sums = 1;
    if (request->deff && slot >= 0 && n > 1.0) {
        const double *sums = totals_sums(totals) + slot;

        /* N^2 S^2 */
        estimand.spread = (sums[0] * sums[2] - sums[1] * sums[1]) * n / (n - 1.0);
    }
    if (request->exact)
        request_known(&estimand, exact_total(request->exact, request->group));
    if (request->exact && request->simple_random > 1.0)
        request_known_error(&estimand,
                            exact_total_se(request->exact, request->group, request->simple_random));
    estimands_add(request->estimands, &estimand);
}

const Estimator estimator_total = {
    .name = "total",
    .usage = "total(x)",
    .summary = "weighted total; of a category, the weighted count of each level",
    .accepts = MEASURE_NUMBER | MEASURE_CATEGORY,
    .exact = true,
    .estimate = total_estimate,
};
