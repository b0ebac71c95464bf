/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draws_gsl: job j6 with the generators of GSL, on one thread. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { N = 10000000 };

static double
triangular(const gsl_rng *rng, double low, double mode, double high)
{
    double u = gsl_rng_uniform_pos(rng);

    return u < (mode - low) / (high - low) ? low + sqrt(u * (high - low) * (mode - low))
                                           : high - sqrt((1.0 - u) * (high - low) * (high - mode));
}

int
main(void)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double *x = malloc(N * sizeof *x);

    if (!x)
        return 1;
    for (size_t j = 0; j < N; j++)
        x[j] = (1000.0 + gsl_ran_gaussian_ziggurat(rng, 80.0)) *
               triangular(rng, 90.0, 110.0, 150.0) * (0.7 + 0.5 * gsl_ran_beta(rng, 2.2, 3.8)) *
               gsl_ran_lognormal(rng, 0.02, 0.05);
    double mean = gsl_stats_mean(x, 1, N);
    double p5 = gsl_stats_select(x, 1, N, N / 20), p50 = gsl_stats_select(x, 1, N, N / 2);
    double p95 = gsl_stats_select(x, 1, N, N / 20 * 19);
    printf("%g %g %g %g\n", mean, p5, p50, p95);
    free(x);
    gsl_rng_free(rng);
    return 0;
}
