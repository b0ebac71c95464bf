/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/distribution_fitted.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_randist.h>
#include <math.h>

enum { NODES = 48, STEPS = 4000, HALVINGS = 200 };
static const double DF = 3.0;        /* of Student's t, as in SHELF */
static const double PRECISE = 1e-10; /* size of the simplex at which the search ends */

/* ---- of the family itself, on Y */

/* Owen's T (1956), Ann. Math. Statist. 27, 1075-1090, with tan(theta) in place of x. */
static double
owens_t(double h, double a)
{
    gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc(NODES);
    double end = atan(a), sum = 0.0;

    for (size_t k = 0; k < NODES; k++) {
        double theta, weight;

        gsl_integration_glfixed_point(0.0, end, k, &theta, &weight, table);
        sum += weight * exp(-0.5 * h * h / (cos(theta) * cos(theta)));
    }
    gsl_integration_glfixed_table_free(table);
    return sum / (2.0 * M_PI);
}

static double
family_cdf(const Distribution *d, double y)
{
    double z = (y - d->location) / d->scale;

    switch (d->family) {
    case FAMILY_STUDENT:
        return gsl_cdf_tdist_P(z, DF);
    case FAMILY_SKEW_NORMAL:
        return fmin(fmax(gsl_cdf_ugaussian_P(z) - 2.0 * owens_t(z, d->first), 0.0), 1.0);
    case FAMILY_GAMMA:
        return y > 0.0 ? gsl_cdf_gamma_P(y, d->first, 1.0 / d->second) : 0.0;
    case FAMILY_LOGNORMAL:
        return y > 0.0 ? gsl_cdf_ugaussian_P((log(y) - d->location) / d->scale) : 0.0;
    case FAMILY_LOG_STUDENT:
        return y > 0.0 ? gsl_cdf_tdist_P((log(y) - d->location) / d->scale, DF) : 0.0;
    case FAMILY_BETA:
        y /= d->high - d->low;
        return gsl_cdf_beta_P(fmin(fmax(y, 0.0), 1.0), d->first, d->second);
    case FAMILY_NORMAL:
    case N_FAMILIES:
    default:
        return gsl_cdf_ugaussian_P(z);
    }
}

static double
family_density(const Distribution *d, double y)
{
    double z = (y - d->location) / d->scale, range = d->high - d->low;

    switch (d->family) {
    case FAMILY_STUDENT:
        return gsl_ran_tdist_pdf(z, DF) / d->scale;
    case FAMILY_SKEW_NORMAL:
        return 2.0 / d->scale * gsl_ran_ugaussian_pdf(z) * gsl_cdf_ugaussian_P(d->first * z);
    case FAMILY_GAMMA:
        return y > 0.0 ? gsl_ran_gamma_pdf(y, d->first, 1.0 / d->second) : 0.0;
    case FAMILY_LOGNORMAL:
        return y > 0.0 ? gsl_ran_lognormal_pdf(y, d->location, d->scale) : 0.0;
    case FAMILY_LOG_STUDENT:
        return y > 0.0 ? gsl_ran_tdist_pdf((log(y) - d->location) / d->scale, DF) / (d->scale * y)
                       : 0.0;
    case FAMILY_BETA:
        return y < 0.0 || y > range ? 0.0
                                    : gsl_ran_beta_pdf(y / range, d->first, d->second) / range;
    case FAMILY_NORMAL:
    case N_FAMILIES:
    default:
        return gsl_ran_ugaussian_pdf(z) / d->scale;
    }
}

static double
family_mean(const Distribution *d)
{
    double slant = d->first / sqrt(1.0 + d->first * d->first);

    switch (d->family) {
    case FAMILY_SKEW_NORMAL:
        return d->location + d->scale * slant * sqrt(2.0 / M_PI);
    case FAMILY_GAMMA:
        return d->first / d->second;
    case FAMILY_LOGNORMAL:
        return exp(d->location + d->scale * d->scale / 2.0);
    case FAMILY_LOG_STUDENT:
        return NAN;
    case FAMILY_BETA:
        return (d->high - d->low) * d->first / (d->first + d->second);
    case FAMILY_NORMAL:
    case FAMILY_STUDENT:
    case N_FAMILIES:
    default:
        return d->location;
    }
}

double
fitted_sd(const Distribution *d)
{
    double slant = d->first / sqrt(1.0 + d->first * d->first), sum = d->first + d->second;

    switch (d->family) {
    case FAMILY_STUDENT:
        return d->scale * sqrt(DF / (DF - 2.0));
    case FAMILY_SKEW_NORMAL:
        return d->scale * sqrt(1.0 - 2.0 * slant * slant / M_PI);
    case FAMILY_GAMMA:
        return sqrt(d->first) / d->second;
    case FAMILY_LOGNORMAL:
        return family_mean(d) * sqrt(expm1(d->scale * d->scale));
    case FAMILY_LOG_STUDENT:
        return NAN;
    case FAMILY_BETA:
        return (d->high - d->low) * sqrt(d->first * d->second / (sum + 1.0)) / sum;
    case FAMILY_NORMAL:
    case N_FAMILIES:
    default:
        return d->scale;
    }
}

/* ---- where it lies: as it is, or mirrored */

/* Families of x itself have no lower end. */
static bool
is_bounded(const Distribution *d)
{
    return d->family >= FAMILY_GAMMA;
}

static double
to_family(const Distribution *d, double x)
{
    return d->mirrored ? d->high - x : is_bounded(d) ? x - d->low : x;
}

double
fitted_cdf(const Distribution *d, double x)
{
    double p = family_cdf(d, to_family(d, x));

    return d->mirrored ? 1.0 - p : p;
}

double
fitted_density(const Distribution *d, double x)
{
    return family_density(d, to_family(d, x));
}

double
fitted_mean(const Distribution *d)
{
    double mean = family_mean(d);

    return d->mirrored ? d->high - mean : is_bounded(d) ? d->low + mean : mean;
}

/* Between two places that hold P, found by doubling, by halving. */
double
fitted_quantile(const Distribution *d, double p)
{
    double sought = d->mirrored ? 1.0 - p : p, low = 0.0, high = 1.0;

    if (is_bounded(d)) {
        high = d->family == FAMILY_BETA ? d->high - d->low : 1.0;
        while (d->family != FAMILY_BETA && family_cdf(d, high) < sought && high < 1e300)
            high *= 2.0;
    } else {
        double width = d->scale;

        for (; family_cdf(d, d->location - width) > sought && width < 1e150;)
            width *= 2.0;
        low = d->location - width;
        for (width = d->scale; family_cdf(d, d->location + width) < sought && width < 1e150;)
            width *= 2.0;
        high = d->location + width;
    }
    for (int k = 0; k < HALVINGS; k++) {
        double middle = low + (high - low) / 2.0;

        if (middle <= low || middle >= high)
            break;
        if (family_cdf(d, middle) < sought)
            low = middle;
        else
            high = middle;
    }
    double y = low + (high - low) / 2.0;
    return d->mirrored ? d->high - y : is_bounded(d) ? d->low + y : y;
}

/* ---- fitting */

typedef struct {
    Distribution *d;
    const FittedPoints *points;
} Fitting;

/* Parameters from what is searched: spreads and shapes by their logarithms. */
static void
set_parameters(Distribution *d, const gsl_vector *at)
{
    double one = gsl_vector_get(at, 0), two = exp(gsl_vector_get(at, 1));

    if (d->family == FAMILY_GAMMA || d->family == FAMILY_BETA) {
        d->first = exp(one);
        d->second = two;
        return;
    }
    d->location = one;
    d->scale = two;
    if (d->family == FAMILY_SKEW_NORMAL)
        d->first = gsl_vector_get(at, 2);
}

static double
squares_at(const gsl_vector *at, void *user)
{
    const Fitting *fitting = user;
    double sum = 0.0;

    set_parameters(fitting->d, at);
    for (int k = 0; k < FITTED_POINTS; k++) {
        double off = fitted_cdf(fitting->d, fitting->points->at[k]) - fitting->points->p[k];

        sum += off * off;
    }
    return isfinite(sum) ? sum : 1e6;
}

/* A first guess: the middle, and the spread that a normal distribution would have. */
static void
guess(const Distribution *d, const FittedPoints *points, gsl_vector *at)
{
    double z = gsl_cdf_ugaussian_Pinv(points->p[2]) - gsl_cdf_ugaussian_Pinv(points->p[0]);
    double middle = to_family(d, points->at[1]);
    double scale = (points->at[2] - points->at[0]) / z, range = d->high - d->low;

    gsl_vector_set(at, 0, middle);
    gsl_vector_set(at, 1, log(scale));
    if (d->family == FAMILY_GAMMA) {
        gsl_vector_set(at, 0, log(middle * middle / (scale * scale)));
        gsl_vector_set(at, 1, log(middle / (scale * scale)));
    } else if (d->family == FAMILY_LOGNORMAL || d->family == FAMILY_LOG_STUDENT) {
        gsl_vector_set(at, 0, log(middle));
        gsl_vector_set(at, 1, log(scale / middle));
    } else if (d->family == FAMILY_BETA) {
        double mean = middle / range,
               sum = fmax(mean * (1.0 - mean) * range * range / (scale * scale) - 1.0, 0.5);

        gsl_vector_set(at, 0, log(mean * sum));
        gsl_vector_set(at, 1, log((1.0 - mean) * sum));
    } else if (d->family == FAMILY_SKEW_NORMAL) {
        gsl_vector_set(at, 2, points->at[2] - middle > middle - points->at[0] ? 1.0 : -1.0);
    }
}

bool
fitted_to(Distribution *d, const FittedPoints *points, double *squares)
{
    size_t n = d->family == FAMILY_SKEW_NORMAL ? 3 : 2;
    Fitting fitting = { d, points };
    gsl_multimin_function function = { squares_at, n, &fitting };

    for (int k = 0; k < FITTED_POINTS; k++)
        if ((is_bounded(d) && to_family(d, points->at[k]) <= 0.0) ||
            (d->family == FAMILY_BETA && points->at[k] >= d->high))
            return false;
    gsl_multimin_fminimizer *search =
        gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, n);
    gsl_vector *at = gsl_vector_calloc(n), *step = gsl_vector_alloc(n);
    guess(d, points, at);
    for (int again = 0; again < 2; again++) { /* once more from where it ended */
        gsl_vector_set_all(step, 0.2);
        if (d->family <= FAMILY_SKEW_NORMAL)
            gsl_vector_set(step, 0, 0.2 * (points->at[2] - points->at[0]));
        gsl_multimin_fminimizer_set(search, &function, at, step);
        for (int k = 0; k < STEPS && gsl_multimin_fminimizer_size(search) > PRECISE; k++)
            if (gsl_multimin_fminimizer_iterate(search))
                break;
        gsl_vector_memcpy(at, search->x);
    }
    *squares = squares_at(at, &fitting);
    gsl_vector_free(at);
    gsl_vector_free(step);
    gsl_multimin_fminimizer_free(search);
    return true;
}
