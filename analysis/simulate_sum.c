/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate_sum.c - what the draws that are kept say, and how much each value has to do with it. */
#include "analysis/cost_code.h"
#include "analysis/simulate_state.h"

#include <math.h>
#include <stdlib.h>

/* A value and the draw that it is of. */
typedef struct {
    double value;
    size_t draw;
} Drawn;

static int
by_value(const void *a, const void *b)
{
    const Drawn *x = a, *y = b;

    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return (x->draw > y->draw) - (x->draw < y->draw);
}

/* Sorts DRAWN [n] and writes the rank of each draw into RANK [n]; ties share their mean rank. */
static void
sort_and_rank(Drawn *drawn, size_t n, double *rank)
{
    qsort(drawn, n, sizeof *drawn, by_value);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && drawn[end].value == drawn[i].value; end++)
            ;
        for (size_t j = i; j < end; j++)
            rank[drawn[j].draw] = (double)(i + end - 1) / 2.0;
    }
}

/* NAN when one of them does not vary. */
static double
correlation_of(const double *a, const double *b, size_t n)
{
    double mean = (double)(n - 1) / 2.0; /* of ranks from 0 on */
    double aa = 0.0, bb = 0.0, ab = 0.0;

    for (size_t i = 0; i < n; i++) {
        aa += (a[i] - mean) * (a[i] - mean);
        bb += (b[i] - mean) * (b[i] - mean);
        ab += (a[i] - mean) * (b[i] - mean);
    }
    return ab / sqrt(aa * bb);
}

/* The least outcome that a share P of the draws does not exceed. Its error is half the distance of
 * the order statistics one standard error of their number away: Maritz and Jarrett (1978), JASA 73,
 * 194-196, in the form of Serfling (1980), Approximation theorems, 2.6.2. */
static Simulated
quantile_of(const Drawn *sorted, size_t n, double p)
{
    double at = ceil((double)n * p - 1e-9) - 1.0, off = sqrt((double)n * p * (1.0 - p));
    double low = fmax(0.0, floor(at - off)), high = fmin((double)n - 1.0, ceil(at + off));
    double spread = sorted[(size_t)high].value - sorted[(size_t)low].value;

    return (Simulated){ sorted[(size_t)fmax(at, 0.0)].value, spread / 2.0 };
}

/* Mean and standard deviation with their errors; that of the deviation by the delta method from
 * the fourth moment: Kendall and Stuart, vol. 1, 10.5. */
static void
moments_of(const double *draws, size_t n, SimulatedOutput *output)
{
    double count = (double)n, sum = 0.0, second = 0.0, fourth = 0.0;

    for (size_t i = 0; i < n; i++)
        sum += draws[i];
    double mean = sum / count;
    for (size_t i = 0; i < n; i++) {
        double square = (draws[i] - mean) * (draws[i] - mean);

        second += square;
        fourth += square * square;
    }
    double variance = second / (count - 1.0), sd = sqrt(variance);
    double error = sqrt(fmax(0.0, fourth / count - variance * variance) / count);
    output->mean = (Simulated){ mean, sd / sqrt(count) };
    output->sd = (Simulated){ sd, sd > 0.0 ? error / (2.0 * sd) : 0.0 };
}

static Simulated
above_of(const double *draws, size_t n, double target)
{
    size_t above = 0;

    if (isnan(target))
        return (Simulated){ NAN, NAN };
    for (size_t i = 0; i < n; i++)
        above += draws[i] > target;
    double p = (double)above / (double)n;
    return (Simulated){ p, sqrt(p * (1.0 - p) / (double)n) };
}

/* Squared rank correlations as shares: Saltelli et al. (2008), Global sensitivity analysis, 1.2;
 * they are contributions as far as the values are independent and the model is monotone. */
static void
contributions_of(const Simulation *simulation, const Drawing *drawing, const double *rank,
                 Drawn *drawn, SimulatedOutput *output)
{
    size_t n = simulation->n_kept;
    g_autofree double *value = g_new(double, n);
    g_autofree double *input_rank = g_new(double, n);
    double sum = 0.0;

    output->correlation = g_new(double, simulation->n_inputs + 1);
    output->contribution = g_new(double, simulation->n_inputs + 1);
    for (size_t k = 0; k < simulation->n_inputs; k++) {
        for (size_t j = 0; j < n; j += CODE_LANES)
            drawing_values(drawing, k, j, MIN((size_t)CODE_LANES, n - j), value + j);
        for (size_t j = 0; j < n; j++)
            drawn[j] = (Drawn){ value[j], j };
        sort_and_rank(drawn, n, input_rank);
        output->correlation[k] = correlation_of(input_rank, rank, n);
        if (isfinite(output->correlation[k]))
            sum += output->correlation[k] * output->correlation[k];
    }
    for (size_t k = 0; k < simulation->n_inputs; k++)
        output->contribution[k] = output->correlation[k] * output->correlation[k] / sum;
}

void
simulation_sum(Simulation *simulation, const Drawing *drawing, size_t k)
{
    size_t n = simulation->n_kept;
    const double *draws = simulation_draws(simulation, k);
    SimulatedOutput *output = &simulation->outputs[k];
    g_autofree Drawn *drawn = g_new(Drawn, n);
    g_autofree double *rank = g_new(double, n);

    output->step = simulation->model->outputs[k];
    for (size_t j = 0; j < n; j++)
        drawn[j] = (Drawn){ draws[j], j };
    sort_and_rank(drawn, n, rank);
    output->p5 = quantile_of(drawn, n, 0.05);
    output->p50 = quantile_of(drawn, n, 0.5);
    output->p95 = quantile_of(drawn, n, 0.95);
    output->above = above_of(draws, n, simulation->options.target);
    moments_of(draws, n, output);
    contributions_of(simulation, drawing, rank, drawn, output);
}
