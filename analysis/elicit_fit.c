/* SPDX-License-Identifier: GPL-3.0-or-later */
/* elicit_fit.c - distributions from three points. */
#include "analysis/distribution_fitted.h"
#include "analysis/elicit.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

const char *const elicit_fits[N_FITS + 1] = {
    "pert",        "triangular", "beta",  "lognormal",    "normal",           "t",
    "skew-normal", "gamma",      "log-t", "mirror-gamma", "mirror-lognormal", "mirror-log-t",
    "best",        NULL
};

enum { STEPS = 80 };
static const double WIDEST = 100.0; /* a limit lies at most so many ranges outside a quantile */

/* Moves the limit of D that LEFT says until the quantile at P is TARGET. */
static void
fit_limit(Distribution *d, bool left, double p, double target, double range)
{
    double near = target, far = left ? target - WIDEST * range : target + WIDEST * range;

    for (int k = 0; k < STEPS; k++) {
        double middle = near + (far - near) / 2.0;

        *(left ? &d->low : &d->high) = middle;
        double at = distribution_quantile(d, p);
        if (left ? at > target : at < target)
            near = middle;
        else
            far = middle;
    }
    *(left ? &d->low : &d->high) = near + (far - near) / 2.0;
}

/* Limits so that LOW and HIGH are quantiles: one after the other, until they stand still. */
static void
fit_support(Distribution *d, const Belief *belief)
{
    double tail = (1.0 - belief->probability) / 2.0, range = belief->high - belief->low;

    for (int k = 0; k < STEPS; k++) {
        double low = d->low, high = d->high;

        fit_limit(d, true, tail, belief->low, range);
        fit_limit(d, false, 1.0 - tail, belief->high, range);
        if (fabs(d->low - low) + fabs(d->high - high) < 1e-12 * range)
            return;
    }
}

static bool
fit_pert(Distribution *d, const Belief *belief, double lambda)
{
    d->low = belief->low;
    d->mode = belief->likely;
    d->high = belief->high;
    d->lambda = lambda;
    if (belief->probability < 1.0)
        fit_support(d, belief);
    return true;
}

/* The mode stays; the more certain, the larger the shapes. */
static bool
fit_beta(Distribution *d, const Belief *belief, double upper)
{
    double mode = belief->likely / upper, few = 0.0, many = 1e7;

    d->low = 0.0;
    d->high = upper;
    if (belief->low < 0.0 || belief->high > upper || belief->probability >= 1.0)
        return false;
    for (int k = 0; k < 2 * STEPS; k++) {
        double middle = few + (many - few) / 2.0;

        d->first = 1.0 + middle * mode;
        d->second = 1.0 + middle * (1.0 - mode);
        if (distribution_cdf(d, belief->high) - distribution_cdf(d, belief->low) <
            belief->probability)
            few = middle;
        else
            many = middle;
    }
    return true;
}

static bool
fit_lognormal(Distribution *d, const Belief *belief)
{
    double z = gsl_cdf_ugaussian_Qinv((1.0 - belief->probability) / 2.0);

    if (belief->low <= 0.0 || belief->probability >= 1.0)
        return false;
    d->location = (log(belief->low) + log(belief->high)) / 2.0;
    d->scale = (log(belief->high) - log(belief->low)) / (2.0 * z);
    return true;
}

/* Points of the distribution function; FALSE where a range of certainty gives none. */
static bool
points_of(const Belief *belief, FittedPoints *points)
{
    double tail = (1.0 - belief->probability) / 2.0;

    *points =
        (FittedPoints){ { belief->low, belief->likely, belief->high }, { tail, 0.5, 1.0 - tail } };
    return belief->probability < 1.0;
}

static bool
fit_best(Distribution *d, const FittedPoints *points, double upper)
{
    double least = INFINITY;
    bool found = false;

    for (int family = 0; family < N_FAMILIES; family++)
        for (int mirrored = 0; mirrored < 2; mirrored++) {
            Distribution tried = { .kind = DISTRIBUTION_FITTED,
                                   .family = (DistributionFamily)family,
                                   .mirrored = mirrored == 1,
                                   .high = upper };
            double squares;

            if (family == FAMILY_SKEW_NORMAL || family == FAMILY_LOG_STUDENT ||
                (mirrored && family != FAMILY_GAMMA && family != FAMILY_LOGNORMAL))
                continue;
            if (fitted_to(&tried, points, &squares) && squares < least) {
                least = squares;
                *d = tried;
                found = true;
            }
        }
    return found;
}

static bool
fit_family(Distribution *d, const Belief *belief, ElicitFit fit, double upper)
{
    static const DistributionFamily families[N_FITS] = {
        [FIT_NORMAL] = FAMILY_NORMAL,
        [FIT_STUDENT] = FAMILY_STUDENT,
        [FIT_SKEW_NORMAL] = FAMILY_SKEW_NORMAL,
        [FIT_GAMMA] = FAMILY_GAMMA,
        [FIT_LOG_STUDENT] = FAMILY_LOG_STUDENT,
        [FIT_MIRROR_GAMMA] = FAMILY_GAMMA,
        [FIT_MIRROR_LOGNORMAL] = FAMILY_LOGNORMAL,
        [FIT_MIRROR_LOG_STUDENT] = FAMILY_LOG_STUDENT,
    };
    FittedPoints points;
    double squares;

    if (!points_of(belief, &points))
        return false;
    if (fit == FIT_BEST)
        return fit_best(d, &points, upper);
    d->kind = DISTRIBUTION_FITTED;
    d->family = families[fit];
    d->mirrored = fit >= FIT_MIRROR_GAMMA && fit <= FIT_MIRROR_LOG_STUDENT;
    d->high = upper;
    return fitted_to(d, &points, &squares);
}

Distribution *
elicit_fit(const Belief *belief, ElicitFit fit, double lambda, double upper)
{
    static const DistributionKind kinds[] = { DISTRIBUTION_PERT, DISTRIBUTION_TRIANGULAR,
                                              DISTRIBUTION_BETA, DISTRIBUTION_LOGNORMAL };
    g_autoptr(Distribution) d = g_new0(Distribution, 1);
    bool fits;

    if (fit > FIT_LOGNORMAL)
        return fit_family(d, belief, fit, upper) ? g_steal_pointer(&d) : NULL;
    d->kind = kinds[fit];
    if (fit == FIT_BETA)
        fits = fit_beta(d, belief, upper);
    else if (fit == FIT_LOGNORMAL)
        fits = fit_lognormal(d, belief);
    else
        fits = fit_pert(d, belief, lambda);
    return fits ? g_steal_pointer(&d) : NULL;
}
