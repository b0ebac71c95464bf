/* SPDX-License-Identifier: GPL-3.0-or-later */
/* est_min.c - the least and the greatest value; of a sample they have no standard error. */
#include "analysis/estimator.h"

static void
add_fixed(const EstimateRequest *request, double value)
{
    Estimand estimand = request_estimand(request, request_base(request));

    estimand.fixed = true;
    estimand.value = value;
    estimands_add(request->estimands, &estimand);
}

static void
min_estimate(const EstimateRequest *request)
{
    add_fixed(request, range_least(request->range, request->group));
}

static void
max_estimate(const EstimateRequest *request)
{
    add_fixed(request, range_greatest(request->range, request->group));
}

const Estimator estimator_min = {
    .name = "min",
    .usage = "min(x)",
    .summary = "least value, without a standard error",
    .accepts = MEASURE_NUMBER,
    .range = true,
    .estimate = min_estimate,
};

const Estimator estimator_max = {
    .name = "max",
    .usage = "max(x)",
    .summary = "greatest value, without a standard error",
    .accepts = MEASURE_NUMBER,
    .range = true,
    .estimate = max_estimate,
};
