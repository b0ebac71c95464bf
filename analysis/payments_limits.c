/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/payments_limits.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

const char *const payments_limit_names[N_LIMITS + 1] = { "auto",       "t",   "log",   "logit",
                                                         "percentile", "bca", "exact", NULL };

PaymentsLimits
payments_limits_kind(const PaymentsUncertain *of)
{
    double t = interval_critical(of->df, of->level);

    if (of->n_errors < of->few && of->value >= 0.0)
        return LIMITS_EXACT;
    if (of->kind != LIMITS_AUTO)
        return of->kind;
    bool moderate = of->n > 25.0 * of->skewness * of->skewness;
    if (of->value < 0.0 || (of->n_errors >= of->many && moderate && of->value - t * of->se >= 0.0))
        return LIMITS_T;
    return of->value < of->base ? LIMITS_LOGIT : LIMITS_LOG;
}

Limits
payments_limits_exact(const PaymentsUncertain *of)
{
    double tail = (1.0 - of->level) / 2.0, n = of->effective, rate = of->value / of->base;
    double x = n * fmin(fmax(rate, 0.0), 1.0);
    Limits limits = { 0.0, of->base, "beta-bound" };

    if (!(n > 0.0) || isnan(rate) || rate > 1.0)
        limits.lower = limits.upper = NAN;
    else {
        if (x > 0.0)
            limits.lower = of->base * gsl_cdf_beta_Pinv(tail, x, n - x + 1.0);
        if (x < n)
            limits.upper = of->base * gsl_cdf_beta_Qinv(tail, x + 1.0, n - x);
    }
    return limits;
}

static Limits
log_limits(const PaymentsUncertain *of, double t)
{
    double spread = exp(t * of->se / of->value);

    return (Limits){ of->value / spread, of->value * spread, "log-t" };
}

static Limits
logit_limits(const PaymentsUncertain *of, double t)
{
    double p = of->value / of->base, centre = log(p / (1.0 - p));
    double spread = t * of->se / of->base / (p * (1.0 - p));

    return (Limits){ of->base / (1.0 + exp(spread - centre)),
                     of->base / (1.0 + exp(-spread - centre)), "logit-t" };
}

Limits
payments_limits(const PaymentsUncertain *of)
{
    double t = interval_critical(of->df, of->level);
    PaymentsLimits kind = payments_limits_kind(of);

    if (kind == LIMITS_EXACT)
        return payments_limits_exact(of);
    if (isnan(t) || isnan(of->se) || isnan(of->value))
        return (Limits){ NAN, NAN, NULL };
    if (kind == LIMITS_LOG && of->value > 0.0)
        return log_limits(of, t);
    if (kind == LIMITS_LOGIT && of->value > 0.0 && of->value < of->base)
        return logit_limits(of, t);
    return interval_wald(of->value, of->se, of->df, of->level);
}
