/* SPDX-License-Identifier: GPL-3.0-or-later */
/* est_quantile.c - quantiles; their limits come from a second pass, see woodruff.h. */
#include "analysis/estimator.h"
#include "datasets/number.h"

static void
add(const EstimateRequest *request, double point, const char *level)
{
    const Distribution *of = &request->distributions[request->group];
    Estimand estimand = request_estimand(request, request_base(request));

    estimand.level = level;
    estimand.fixed = true;
    estimand.value = quantile_of(request->rule, of, point);
    estimands_add(request->estimands, &estimand);
}

static void
quantile_estimate(const EstimateRequest *request)
{
    for (size_t k = 0; k < request->n_points; k++) {
        char buffer[NUMBER_BUFFER];

        add(request, request->points[k],
            estimates_text(request->out, number_write(request->points[k], buffer)));
    }
}

static void
median_estimate(const EstimateRequest *request)
{
    add(request, request->points[0], NULL);
}

const Estimator estimator_quantile = {
    .name = "quantile",
    .usage = "quantile(x, 0.25, 0.5)",
    .summary = "values that these shares of the population lie at or below",
    .accepts = MEASURE_NUMBER,
    .keeps = true,
    .points = true,
    .estimate = quantile_estimate,
};

const Estimator estimator_median = {
    .name = "median",
    .usage = "median(x)",
    .summary = "the quantile of 0.5",
    .accepts = MEASURE_NUMBER,
    .keeps = true,
    .estimate = median_estimate,
};
