/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/interval.h"

#include "datasets/error.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

double
interval_critical(double df, double level)
{
    double tail = (1.0 - level) / 2.0;

    if (!(df > 0.0))
        return NAN;
    return isinf(df) ? gsl_cdf_ugaussian_Qinv(tail) : gsl_cdf_tdist_Qinv(tail, df);
}

double
interval_p(double statistic, double df)
{
    if (!(df > 0.0) || isnan(statistic))
        return NAN;
    return 2.0 * (isinf(df) ? gsl_cdf_ugaussian_Q(fabs(statistic))
                            : gsl_cdf_tdist_Q(fabs(statistic), df));
}

Limits
interval_wald(double value, double se, double df, double level)
{
    double t = interval_critical(df, level);

    return (Limits){ value - t * se, value + t * se, isinf(df) ? "wald-z" : "wald-t" };
}

static void
wald_limits(const Proportion *of, double t, double *lower, double *upper)
{
    *lower = of->share - t * of->se;
    *upper = of->share + t * of->se;
}

/* Korn & Graubard (1998), Survey Methodology 24, 193-201: on the scale of log(p / (1 - p)). */
static void
logit_limits(const Proportion *of, double t, double *lower, double *upper)
{
    double centre = log(of->share / (1.0 - of->share));
    double spread = t * of->se / (of->share * (1.0 - of->share));

    *lower = 1.0 / (1.0 + exp(spread - centre));
    *upper = 1.0 / (1.0 + exp(-spread - centre));
}

static void
asin_limits(const Proportion *of, double t, double *lower, double *upper)
{
    double centre = asin(sqrt(of->share));
    double spread = t * of->se / (2.0 * sqrt(of->share * (1.0 - of->share)));

    *lower = pow(sin(fmax(centre - spread, 0.0)), 2);
    *upper = pow(sin(fmin(centre + spread, G_PI_2)), 2);
}

/* Effective sample size p (1 - p) / v; N itself at 0 and 1. */
static double
effective_n(const Proportion *of)
{
    double spread = of->share * (1.0 - of->share);

    return spread > 0.0 ? spread / (of->se * of->se) : of->n;
}

/* The same, adjusted for the degrees of freedom: Korn & Graubard (1998). */
static double
adjusted_n(const Proportion *of, double t)
{
    double ratio = of->n > 1.0 ? interval_critical(of->n - 1.0, of->level) / t : 1.0;

    return effective_n(of) * ratio * ratio;
}

/* Clopper-Pearson limits of a share of N. */
static void
binomial_limits(const Proportion *of, double n, double *lower, double *upper)
{
    double tail = (1.0 - of->level) / 2.0, x = n * of->share;

    *lower = of->share > 0.0 ? gsl_cdf_beta_Pinv(tail, x, n - x + 1.0) : 0.0;
    *upper = of->share < 1.0 ? gsl_cdf_beta_Qinv(tail, x + 1.0, n - x) : 1.0;
}

/* Korn & Graubard (1998): at the adjusted effective sample size. */
static void
kg_limits(const Proportion *of, double t, double *lower, double *upper)
{
    binomial_limits(of, adjusted_n(of, t), lower, upper);
}

/* Parker et al. (2017), NCHS Vital and Health Statistics 2-175: as Korn and Graubard, and a design
 * cannot give more than the sample has. */
static void
nchs_limits(const Proportion *of, double t, double *lower, double *upper)
{
    binomial_limits(of, fmin(adjusted_n(of, t), of->n), lower, upper);
}

/* Wilson (1927), JASA 22, 209-212, at the effective sample size with Student's t. */
static void
wilson_limits(const Proportion *of, double t, double *lower, double *upper)
{
    double n = effective_n(of), p = of->share, grown = 1.0 + t * t / n;
    double centre = (p + t * t / (2.0 * n)) / grown;
    double half = t / grown * sqrt(p * (1.0 - p) / n + t * t / (4.0 * n * n));

    *lower = centre - half;
    *upper = centre + half;
}

/* Agresti & Coull (1998), American Statistician 52, 119-126, at the adjusted effective size. */
static void
agresti_limits(const Proportion *of, double t, double *lower, double *upper)
{
    double z = gsl_cdf_ugaussian_Qinv((1.0 - of->level) / 2.0), n = adjusted_n(of, t);
    double p = (n * of->share + z * z / 2.0) / (n + z * z);
    double half = z * sqrt(p * (1.0 - p) / (n + z * z));

    *lower = p - half;
    *upper = p + half;
}

/* Brown, Cai & DasGupta (2001), Statistical Science 16, 101-133: Beta(1/2, 1/2) prior, at the
 * adjusted effective size. */
static void
jeffreys_limits(const Proportion *of, double t, double *lower, double *upper)
{
    double tail = (1.0 - of->level) / 2.0, n = adjusted_n(of, t), x = n * of->share;

    *lower = of->share > 0.0 ? gsl_cdf_beta_Pinv(tail, x + 0.5, n - x + 0.5) : 0.0;
    *upper = of->share < 1.0 ? gsl_cdf_beta_Qinv(tail, x + 0.5, n - x + 0.5) : 1.0;
}

/* The limit between the share and BOUND: where the deviance 2 n (p log(p/q) + (1-p)
 * log((1-p)/(1-q))) reaches RISE. By bisection: the deviance only grows on the way. */
static double
deviance_limit(const Proportion *of, double rise, double bound)
{
    double p = of->share, near = p, far = bound;

    for (int step = 0; step < 200; step++) {
        double q = near + (far - near) / 2.0;
        double deviance = 2.0 * of->n * (p * log(p / q) + (1.0 - p) * log((1.0 - p) / (1.0 - q)));

        if (q == near || q == far)
            break;
        if (deviance < rise)
            near = q;
        else
            far = q;
    }
    return near;
}

/* Rao & Scott (1984), Annals of Statistics 12, 46-60: the likelihood ratio over its expectation
 * under the design, which is the design effect. */
static void
likelihood_limits(const Proportion *of, double t, double *lower, double *upper)
{
    double effect = of->n * of->se * of->se / (of->share * (1.0 - of->share));
    double rise = t * t * effect * (of->n > 1.0 ? of->n / (of->n - 1.0) : 1.0);

    *lower = deviance_limit(of, rise, 0.0);
    *upper = deviance_limit(of, rise, 1.0);
}

/* To add a kind: write its limits above, then one line here. */
#define INTERVALS(X)                                                                              \
    X(logit, false, "symmetric on the log odds; stays inside 0 and 1")                            \
    X(wald, false, "estimate plus and minus t standard errors; may leave 0 to 1")                 \
    X(wilson, true, "score interval at the effective sample size")                                \
    X(kg, true, "Korn-Graubard: Clopper-Pearson at the effective sample size")                    \
    X(nchs, true, "the same, with no more than the sample size: NCHS standards")                  \
    X(likelihood, false, "where the likelihood ratio, over its design effect, reaches t squared") \
    X(asin, false, "symmetric on the arcsine of the root")                                        \
    X(agresti, true, "Agresti-Coull at the effective sample size")                                \
    X(jeffreys, true, "Bayesian with Jeffreys' prior at the effective sample size")

#define DEFINE(id, at_bounds, text)     \
    static const Interval kind_##id = { \
        .name = #id,                    \
        .method_t = #id "-t",           \
        .method_z = #id "-z",           \
        .summary = text,                \
        .bounded = at_bounds,           \
        .limits = id##_limits,          \
    };
INTERVALS(DEFINE)

#define ENTRY(id, at_bounds, text) &kind_##id,
const Interval *const intervals[] = { INTERVALS(ENTRY) NULL };

const Interval *
interval_find(const char *name, GError **error)
{
    g_autoptr(GString) known = g_string_new(NULL);

    if (!name)
        return intervals[0];
    for (size_t k = 0; intervals[k]; k++) {
        if (strcmp(intervals[k]->name, name) == 0)
            return intervals[k];
        g_string_append_printf(known, "%s%s", k ? ", " : "", intervals[k]->name);
    }
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "unknown interval '%s'; there are: %s", name,
                known->str);
    return NULL;
}

Limits
interval_share(const Interval *interval, const Proportion *of)
{
    bool at_bound = of->share <= 0.0 || of->share >= 1.0;
    double t = interval_critical(of->df, of->level);
    const Interval *used = at_bound && !interval->bounded ? &kind_kg : interval;
    Limits limits = { of->share, of->share, isinf(of->df) ? used->method_z : used->method_t };

    if (isnan(t) || isnan(of->share) || isnan(of->se))
        limits.lower = limits.upper = NAN;
    else if (at_bound || of->se > 0.0)
        used->limits(of, t, &limits.lower, &limits.upper);
    return limits;
}
