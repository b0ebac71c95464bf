/* SPDX-License-Identifier: GPL-3.0-or-later */
/* est_sd.c - variance and standard deviation of a variable in the population. */
#include "analysis/estimator.h"

#include <math.h>

/* n / (n - 1) times the weighted mean of squares about the weighted mean; as R's svyvar. SUMS: of
 * weights, of x, of x^2, centred. Its error is that of the mean of squares with the mean held
 * fixed, since the slope in the mean is zero there. */
static double
variance(const double *sums, double n, double *gradient)
{
    double mean = sums[1] / sums[0], grown = n / (n - 1.0);

    gradient[0] = grown * (2.0 * mean * mean - sums[2] / sums[0]) / sums[0];
    gradient[1] = -2.0 * grown * mean / sums[0];
    gradient[2] = grown / sums[0];
    return n > 1.0 ? grown * fmax(sums[2] / sums[0] - mean * mean, 0.0) : NAN;
}

static double
sd(const double *sums, double n, double *gradient)
{
    double root = sqrt(variance(sums, n, gradient));

    for (int k = 0; k < 3; k++)
        gradient[k] /= 2.0 * root;
    return root;
}

static void
add(const EstimateRequest *request, EstimateFunc function, double exact)
{
    Estimand estimand = request_estimand(request, request_base(request));
    double n;
    int64_t slot = request_slot(request, 0, &n);

    estimand.function = function;
    estimand.parameter = n;
    estimand.sums[0] = estimand.base;
    for (int k = 1; k < 3; k++) {
        estimand.sums[k] = estimands_sum(request->estimands);
        estimands_add_slot(request->estimands, slot < 0 ? -1 : slot + k, 1.0, 0.0);
    }
    estimand.n_sums = 3;
    request_known(&estimand, exact);
    estimands_add(request->estimands, &estimand);
}

static void
var_estimate(const EstimateRequest *request)
{
    add(request, variance, request->exact ? exact_variance(request->exact, request->group) : NAN);
}

static void
sd_estimate(const EstimateRequest *request)
{
    add(request, sd, request->exact ? exact_sd(request->exact, request->group) : NAN);
}

const Estimator estimator_var = {
    .name = "var",
    .usage = "var(x)",
    .summary = "variance in the population, n / (n - 1) times the weighted mean of squares",
    .accepts = MEASURE_NUMBER,
    .squares = true,
    .exact = true,
    .estimate = var_estimate,
};

const Estimator estimator_sd = {
    .name = "sd",
    .usage = "sd(x)",
    .summary = "standard deviation in the population, the root of var(x)",
    .accepts = MEASURE_NUMBER,
    .squares = true,
    .exact = true,
    .estimate = sd_estimate,
};
