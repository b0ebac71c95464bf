/* SPDX-License-Identifier: GPL-3.0-or-later */
/* distribution.c - quantiles and moments. */
#include "analysis/distribution.h"
#include "analysis/distribution_fitted.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

void
distribution_free(Distribution *distribution)
{
    if (!distribution)
        return;
    g_free(distribution->values);
    g_free(distribution->cumulative);
    g_free(distribution->file);
    g_free(distribution);
}

static int
compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

void
distribution_set_values(Distribution *distribution, const double *values, size_t n)
{
    g_assert(n > 0);
    distribution->kind = DISTRIBUTION_DISCRETE;
    g_free(distribution->values);
    g_free(distribution->cumulative);
    distribution->values = g_memdup2(values, n * sizeof *values);
    distribution->cumulative = g_new(double, n);
    distribution->n_values = n;
    qsort(distribution->values, n, sizeof *values, compare_doubles);
    for (size_t i = 0; i < n; i++)
        distribution->cumulative[i] = (double)(i + 1) / (double)n;
}

Distribution *
distribution_normal(double mean, double sd)
{
    Distribution *distribution = g_new0(Distribution, 1);

    distribution->kind = DISTRIBUTION_NORMAL;
    distribution->location = mean;
    distribution->scale = sd;
    return distribution;
}

/* Shapes of a PERT: Vose (2008), Risk Analysis, 3rd ed., appendix III; Malcolm et al. (1959),
 * Oper. Res. 7, 646-669, for LAMBDA 4. */
static void
beta_shapes(const Distribution *distribution, double *first, double *second)
{
    double range = distribution->high - distribution->low;

    *first = distribution->first;
    *second = distribution->second;
    if (distribution->kind == DISTRIBUTION_PERT) {
        *first = 1.0 + distribution->lambda * (distribution->mode - distribution->low) / range;
        *second = 1.0 + distribution->lambda * (distribution->high - distribution->mode) / range;
    }
}

/* GSL's inverse walks from a guess and may stop early; what it gives is held against the
 * distribution, and halving takes over. */
static double
beta_quantile(double p, double first, double second)
{
    double x = gsl_cdf_beta_Pinv(p, first, second), low = 0.0, high = 1.0;

    if (x >= 0.0 && x <= 1.0 && fabs(gsl_cdf_beta_P(x, first, second) - p) <= 1e-10)
        return x;
    while (high - low > 1e-15) {
        double middle = low + (high - low) / 2.0;

        if (middle <= low || middle >= high)
            break;
        if (gsl_cdf_beta_P(middle, first, second) < p)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2.0;
}

static double
triangular_quantile(const Distribution *d, double p)
{
    double range = d->high - d->low, at_mode = (d->mode - d->low) / range;

    return p < at_mode ? d->low + sqrt(p * range * (d->mode - d->low))
                       : d->high - sqrt((1.0 - p) * range * (d->high - d->mode));
}

/* The least value whose cumulative probability reaches P. */
static double
discrete_quantile(const Distribution *d, double p)
{
    size_t low = 0, high = d->n_values - 1;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (d->cumulative[middle] < p)
            low = middle + 1;
        else
            high = middle;
    }
    return d->values[low];
}

double
distribution_quantile(const Distribution *distribution, double p)
{
    const Distribution *d = distribution;
    double first, second;

    switch (d->kind) {
    case DISTRIBUTION_TRIANGULAR:
        return triangular_quantile(d, p);
    case DISTRIBUTION_PERT:
    case DISTRIBUTION_BETA:
        beta_shapes(d, &first, &second);
        return d->low + (d->high - d->low) * beta_quantile(p, first, second);
    case DISTRIBUTION_NORMAL:
        return d->location + d->scale * gsl_cdf_ugaussian_Pinv(p);
    case DISTRIBUTION_LOGNORMAL:
        return exp(d->location + d->scale * gsl_cdf_ugaussian_Pinv(p));
    case DISTRIBUTION_UNIFORM:
        return d->low + p * (d->high - d->low);
    case DISTRIBUTION_FITTED:
        return fitted_quantile(d, p);
    case DISTRIBUTION_DISCRETE:
    default:
        return discrete_quantile(d, p);
    }
}

/* The sum of probability times (value - CENTRE)^POWER. */
static double
discrete_moment(const Distribution *d, double centre, int power)
{
    double sum = 0.0;

    for (size_t i = 0; i < d->n_values; i++) {
        double p = d->cumulative[i] - (i > 0 ? d->cumulative[i - 1] : 0.0);
        double off = d->values[i] - centre;

        sum += p * (power == 2 ? off * off : off);
    }
    return sum;
}

double
distribution_mean(const Distribution *distribution)
{
    const Distribution *d = distribution;
    double first, second;

    switch (d->kind) {
    case DISTRIBUTION_TRIANGULAR:
        return (d->low + d->mode + d->high) / 3.0;
    case DISTRIBUTION_PERT:
        return (d->low + d->lambda * d->mode + d->high) / (d->lambda + 2.0);
    case DISTRIBUTION_BETA:
        beta_shapes(d, &first, &second);
        return d->low + (d->high - d->low) * first / (first + second);
    case DISTRIBUTION_NORMAL:
        return d->location;
    case DISTRIBUTION_LOGNORMAL:
        return exp(d->location + d->scale * d->scale / 2.0);
    case DISTRIBUTION_UNIFORM:
        return (d->low + d->high) / 2.0;
    case DISTRIBUTION_FITTED:
        return fitted_mean(d);
    case DISTRIBUTION_DISCRETE:
    default:
        return discrete_moment(d, 0.0, 1);
    }
}

double
distribution_sd(const Distribution *distribution)
{
    const Distribution *d = distribution;
    double a = d->low, m = d->mode, b = d->high, mean, first, second;

    switch (d->kind) {
    case DISTRIBUTION_TRIANGULAR:
        return sqrt(((m - a) * (m - a) + (b - a) * (b - m)) / 18.0);
    case DISTRIBUTION_PERT:
    case DISTRIBUTION_BETA:
        beta_shapes(d, &first, &second);
        return (b - a) * sqrt(first * second / (first + second + 1.0)) / (first + second);
    case DISTRIBUTION_NORMAL:
        return d->scale;
    case DISTRIBUTION_LOGNORMAL:
        return distribution_mean(d) * sqrt(expm1(d->scale * d->scale));
    case DISTRIBUTION_UNIFORM:
        return (b - a) / sqrt(12.0);
    case DISTRIBUTION_FITTED:
        return fitted_sd(d);
    case DISTRIBUTION_DISCRETE:
    default:
        mean = discrete_moment(d, 0.0, 1);
        return sqrt(fmax(0.0, discrete_moment(d, mean, 2)));
    }
}

bool
distribution_is_point(const Distribution *distribution)
{
    return distribution->kind == DISTRIBUTION_DISCRETE &&
           distribution->values[0] == distribution->values[distribution->n_values - 1];
}
