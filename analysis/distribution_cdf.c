/* SPDX-License-Identifier: GPL-3.0-or-later */
/* distribution_cdf.c - probabilities and densities of those distributions that have one. */
#include "analysis/distribution.h"
#include "analysis/distribution_fitted.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* Where X lies in the range, and the shapes there. */
static double
beta_place(const Distribution *d, double x, double *first, double *second)
{
    double range = d->high - d->low;

    *first = d->first;
    *second = d->second;
    if (d->kind == DISTRIBUTION_PERT) {
        *first = 1.0 + d->lambda * (d->mode - d->low) / range;
        *second = 1.0 + d->lambda * (d->high - d->mode) / range;
    }
    return fmin(fmax((x - d->low) / range, 0.0), 1.0);
}

static double
triangular_cdf(const Distribution *d, double x)
{
    double range = d->high - d->low;

    if (x <= d->low)
        return 0.0;
    if (x >= d->high)
        return 1.0;
    if (x <= d->mode)
        return (x - d->low) * (x - d->low) / (range * (d->mode - d->low));
    return 1.0 - (d->high - x) * (d->high - x) / (range * (d->high - d->mode));
}

double
distribution_cdf(const Distribution *distribution, double x)
{
    const Distribution *d = distribution;
    double first, second, place;

    switch (d->kind) {
    case DISTRIBUTION_TRIANGULAR:
        return triangular_cdf(d, x);
    case DISTRIBUTION_PERT:
    case DISTRIBUTION_BETA:
        place = beta_place(d, x, &first, &second);
        return gsl_cdf_beta_P(place, first, second);
    case DISTRIBUTION_NORMAL:
        return gsl_cdf_ugaussian_P((x - d->location) / d->scale);
    case DISTRIBUTION_LOGNORMAL:
        return x > 0.0 ? gsl_cdf_ugaussian_P((log(x) - d->location) / d->scale) : 0.0;
    case DISTRIBUTION_UNIFORM:
        return fmin(fmax((x - d->low) / (d->high - d->low), 0.0), 1.0);
    case DISTRIBUTION_FITTED:
        return fitted_cdf(d, x);
    case DISTRIBUTION_DISCRETE:
    default:
        place = 0.0;
        for (size_t i = 0; i < d->n_values && d->values[i] <= x; i++)
            place = d->cumulative[i];
        return place;
    }
}

static double
triangular_density(const Distribution *d, double x)
{
    double range = d->high - d->low;

    if (x < d->low || x > d->high)
        return 0.0;
    return x < d->mode         ? 2.0 * (x - d->low) / (range * (d->mode - d->low))
           : d->high > d->mode ? 2.0 * (d->high - x) / (range * (d->high - d->mode))
                               : 2.0 / range;
}

double
distribution_density(const Distribution *distribution, double x)
{
    const Distribution *d = distribution;
    double first, second, place;

    switch (d->kind) {
    case DISTRIBUTION_TRIANGULAR:
        return triangular_density(d, x);
    case DISTRIBUTION_PERT:
    case DISTRIBUTION_BETA:
        place = beta_place(d, x, &first, &second);
        return x < d->low || x > d->high
                   ? 0.0
                   : gsl_ran_beta_pdf(place, first, second) / (d->high - d->low);
    case DISTRIBUTION_NORMAL:
        return gsl_ran_ugaussian_pdf((x - d->location) / d->scale) / d->scale;
    case DISTRIBUTION_LOGNORMAL:
        return x > 0.0 ? gsl_ran_ugaussian_pdf((log(x) - d->location) / d->scale) / (d->scale * x)
                       : 0.0;
    case DISTRIBUTION_UNIFORM:
        return x < d->low || x > d->high ? 0.0 : 1.0 / (d->high - d->low);
    case DISTRIBUTION_FITTED:
        return fitted_density(d, x);
    case DISTRIBUTION_DISCRETE:
    default:
        return NAN;
    }
}
