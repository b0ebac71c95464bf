/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/bootstrap.h"

#include "analysis/random.h"

#include <glib.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

void
bootstrap_weights(const BootstrapSample *sample, uint64_t r, double *weight)
{
    RandomStream stream = random_stream(sample->seed, "bootstrap");
    g_autofree uint32_t *times = g_new0(uint32_t, sample->n_psu + 1);
    g_autofree uint32_t *order = g_new0(uint32_t, sample->n_psu + 1);
    g_autofree size_t *start = g_new0(size_t, sample->n_strata + 2);

    for (size_t c = 0; c < sample->n_psu; c++)
        start[sample->stratum[c] + 2]++;
    for (size_t h = 0; h < sample->n_strata; h++)
        start[h + 2] += start[h + 1];
    for (size_t c = 0; c < sample->n_psu; c++)
        order[start[sample->stratum[c] + 1]++] = (uint32_t)c;
    for (size_t h = 0; h < sample->n_strata; h++) {
        size_t n = start[h + 1] - start[h];

        for (size_t k = 0; k + 1 < n; k++) {
            double u = random_uniform(&stream, r * sample->n_psu + start[h] + k);

            times[order[start[h] + (size_t)(u * (double)n)]]++;
        }
    }
    for (size_t i = 0; i < sample->n_rows; i++) {
        uint32_t c = sample->psu[i];
        double n = (double)(start[sample->stratum[c] + 1] - start[sample->stratum[c]]);
        double shrink = sqrt(fmax(1.0 - sample->fraction[sample->stratum[c]], 0.0));

        weight[i] = sample->weight[i];
        if (n > 1.0)
            weight[i] *= 1.0 + shrink * (times[c] * n / (n - 1.0) - 1.0);
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
