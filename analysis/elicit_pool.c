/* SPDX-License-Identifier: GPL-3.0-or-later */
/* elicit_pool.c - the beliefs of several as one. */
#include "analysis/elicit.h"

#include <math.h>

const char *const elicit_pools[N_POOLS + 1] = { "linear", "quantile", "log", NULL };

enum { GRID = 20000, HALVINGS = 100 };
static const double TAIL = 1e-9; /* beyond these quantiles a belief is not looked at */

/* The tails of what has no mean reach too far for any grid. */
static double
tail_of(const Belief *belief)
{
    return isnan(distribution_mean(belief->fitted)) ? 1e-3 : TAIL;
}

Believed
elicit_alone(const Distribution *distribution)
{
    return (Believed){ distribution_mean(distribution), distribution_sd(distribution),
                       distribution_quantile(distribution, 0.05),
                       distribution_quantile(distribution, 0.5),
                       distribution_quantile(distribution, 0.95) };
}

double
elicit_quantile(const Belief *beliefs, size_t n, double p)
{
    double low = INFINITY, high = -INFINITY;

    for (size_t k = 0; k < n; k++) {
        double at = distribution_quantile(beliefs[k].fitted, p);

        low = beliefs[k].weight > 0.0 ? fmin(low, at) : low;
        high = beliefs[k].weight > 0.0 ? fmax(high, at) : high;
    }
    for (int step = 0; step < HALVINGS && high > low; step++) {
        double middle = low + (high - low) / 2.0, share = 0.0;

        for (size_t k = 0; k < n; k++)
            share += beliefs[k].weight * distribution_cdf(beliefs[k].fitted, middle);
        if (middle <= low || middle >= high)
            break;
        if (share < p)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2.0;
}

static Believed
pool_linear(const Belief *beliefs, size_t n)
{
    Believed of = { 0 };
    double variance = 0.0;

    for (size_t k = 0; k < n; k++)
        of.mean += beliefs[k].weight * distribution_mean(beliefs[k].fitted);
    for (size_t k = 0; k < n; k++) {
        double off = distribution_mean(beliefs[k].fitted) - of.mean;
        double sd = distribution_sd(beliefs[k].fitted);

        variance += beliefs[k].weight * (sd * sd + off * off);
    }
    of.sd = sqrt(variance);
    of.p5 = elicit_quantile(beliefs, n, 0.05);
    of.p50 = elicit_quantile(beliefs, n, 0.5);
    of.p95 = elicit_quantile(beliefs, n, 0.95);
    return of;
}

static double
mean_quantile(const Belief *beliefs, size_t n, double p)
{
    double at = 0.0;

    for (size_t k = 0; k < n; k++)
        at += beliefs[k].weight * distribution_quantile(beliefs[k].fitted, p);
    return at;
}

static Believed
pool_quantile(const Belief *beliefs, size_t n)
{
    enum { POINTS = 2000 };
    Believed of = { 0 };
    double squares = 0.0;

    for (size_t k = 0; k < n; k++)
        of.mean += beliefs[k].weight * distribution_mean(beliefs[k].fitted);
    for (int i = 0; i < POINTS; i++) {
        double off = mean_quantile(beliefs, n, (i + 0.5) / POINTS) - of.mean;

        squares += off * off / POINTS;
    }
    of.sd = sqrt(squares);
    of.p5 = mean_quantile(beliefs, n, 0.05);
    of.p50 = mean_quantile(beliefs, n, 0.5);
    of.p95 = mean_quantile(beliefs, n, 0.95);
    return of;
}

/* log of the product of the densities at X; -INFINITY where one of them is 0. */
static double
log_density(const Belief *beliefs, size_t n, double x)
{
    double sum = 0.0;

    for (size_t k = 0; k < n; k++)
        if (beliefs[k].weight > 0.0)
            sum += beliefs[k].weight * log(distribution_density(beliefs[k].fitted, x));
    return sum;
}

static Believed
pool_log(const Belief *beliefs, size_t n)
{
    double low = -INFINITY, high = INFINITY, total = 0.0, most = -INFINITY, sum = 0.0;
    Believed of = { NAN, NAN, NAN, NAN, NAN };
    g_autofree double *density = g_new0(double, GRID + 1);

    for (size_t k = 0; k < n; k++) {
        if (beliefs[k].weight == 0.0)
            continue;
        low = fmax(low, distribution_quantile(beliefs[k].fitted, tail_of(&beliefs[k])));
        high = fmin(high, distribution_quantile(beliefs[k].fitted, 1.0 - tail_of(&beliefs[k])));
    }
    if (!(high > low))
        return of;
    double step = (high - low) / GRID;
    for (int i = 0; i < GRID; i++) {
        density[i] = log_density(beliefs, n, low + (i + 0.5) * step);
        most = fmax(most, density[i]);
    }
    if (!isfinite(most))
        return of;
    of = (Believed){ 0 };
    for (int i = 0; i < GRID; i++) {
        density[i] = exp(density[i] - most);
        total += density[i];
        of.mean += density[i] * (low + (i + 0.5) * step);
    }
    of.mean /= total;
    for (int i = 0; i < GRID; i++) {
        double x = low + (i + 0.5) * step, next = sum + density[i] / total;
        const double at[] = { 0.05, 0.5, 0.95 };
        double *quantiles[] = { &of.p5, &of.p50, &of.p95 };

        of.sd += density[i] / total * (x - of.mean) * (x - of.mean);
        for (int q = 0; q < 3; q++)
            if (sum < at[q] && at[q] <= next)
                *quantiles[q] = low + (i + (at[q] - sum) / (next - sum)) * step;
        sum = next;
    }
    of.sd = sqrt(of.sd);
    return of;
}

Believed
elicit_pool(const Belief *beliefs, size_t n, ElicitPool pool)
{
    switch (pool) {
    case POOL_QUANTILE:
        return pool_quantile(beliefs, n);
    case POOL_LOG:
        return pool_log(beliefs, n);
    case POOL_LINEAR:
    case N_POOLS:
    default:
        return pool_linear(beliefs, n);
    }
}
