/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/bootstrap.h"

#include "analysis/random.h"

#include <glib.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

BootstrapSample *
bootstrap_new(const uint32_t *stratum, size_t n_psu, size_t n_strata, uint64_t seed)
{
    BootstrapSample *sample = g_new0(BootstrapSample, 1);
    g_autofree size_t *next = g_new0(size_t, n_strata + 1);

    sample->n_strata = n_strata;
    sample->n_psu = n_psu;
    sample->seed = seed;
    sample->start = g_new0(size_t, n_strata + 1);
    sample->place = g_new0(uint32_t, n_psu + 1);
    for (size_t c = 0; c < n_psu; c++)
        sample->start[stratum[c] + 1]++;
    for (size_t h = 0; h < n_strata; h++) {
        sample->start[h + 1] += sample->start[h];
        next[h] = sample->start[h];
    }
    for (size_t c = 0; c < n_psu; c++)
        sample->place[c] = (uint32_t)next[stratum[c]]++;
    return sample;
}

void
bootstrap_free(BootstrapSample *sample)
{
    if (!sample)
        return;
    g_free(sample->start);
    g_free(sample->place);
    g_free(sample);
}

/* A number below N from 32 random BITS; N is far below 2^32, and so is what this favours. */
static size_t
below(uint64_t bits, size_t n)
{
    return (size_t)((bits & UINT32_MAX) * n >> 32);
}

void
bootstrap_draw(const BootstrapSample *sample, uint64_t r, uint16_t *times)
{
    RandomStream stream = random_stream(sample->seed, "bootstrap");
    RandomRun run = random_run(&stream, r);

    memset(times, 0, sample->n_psu * sizeof *times);
    for (size_t h = 0; h < sample->n_strata; h++) {
        uint16_t *of = times + sample->start[h];
        size_t n = sample->start[h + 1] - sample->start[h], drawn = 0;

        if (n == 1)
            of[0] = 1;
        for (; drawn + 2 < n; drawn += 2) { /* two of n - 1 from each 64 bits */
            uint64_t bits = random_next(&run);

            of[below(bits, n)]++;
            of[below(bits >> 32, n)]++;
        }
        for (; drawn + 1 < n; drawn++)
            of[below(random_next(&run), n)]++;
    }
}

static int
compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Puts what is finite first and in order; returns how many that are. */
static size_t
sort_finite(double *values, size_t n)
{
    size_t kept = 0;

    for (size_t k = 0; k < n; k++)
        if (isfinite(values[k]))
            values[kept++] = values[k];
    qsort(values, kept, sizeof *values, compare_doubles);
    return kept;
}

/* The value that a share P of the ordered VALUES [n] does not exceed, interpolated. */
static double
quantile(const double *values, size_t n, double p)
{
    double at = p * (double)(n + 1) - 1.0;

    if (at <= 0.0)
        return values[0];
    if (at >= (double)(n - 1))
        return values[n - 1];
    size_t below = (size_t)at;
    return values[below] + (at - (double)below) * (values[below + 1] - values[below]);
}

Limits
bootstrap_percentile(double *replicates, size_t n, double level)
{
    size_t kept = sort_finite(replicates, n);
    double tail = (1.0 - level) / 2.0;

    if (kept < 2)
        return (Limits){ NAN, NAN, "percentile" };
    return (Limits){ quantile(replicates, kept, tail), quantile(replicates, kept, 1.0 - tail),
                     "percentile" };
}

Limits
bootstrap_bca(double *replicates, size_t n, double value, double acceleration, double level)
{
    size_t kept = sort_finite(replicates, n);
    double below = 0.0, ends[2], tail = (1.0 - level) / 2.0;

    for (size_t k = 0; k < kept; k++)
        below += replicates[k] < value ? 1.0 : replicates[k] == value ? 0.5 : 0.0;
    if (kept < 2 || below <= 0.0 || below >= (double)kept)
        return (Limits){ NAN, NAN, "bca" };
    double bias = gsl_cdf_ugaussian_Pinv(below / (double)kept);
    for (int end = 0; end < 2; end++) {
        double z = bias + gsl_cdf_ugaussian_Pinv(end ? 1.0 - tail : tail);

        ends[end] = gsl_cdf_ugaussian_P(bias + z / (1.0 - acceleration * z));
    }
    return (Limits){ quantile(replicates, kept, ends[0]), quantile(replicates, kept, ends[1]),
                     "bca" };
}
