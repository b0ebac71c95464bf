/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate_count.c - what all draws say, without keeping them.
 *
 * The draws that are kept say where a percentile must lie; a pass over all counts what is below and
 * keeps what is within. The percentiles are exact order statistics, as if all had been sorted:
 * Floyd and Rivest (1975), Expected time bounds for selection, CACM 18, 165-172. */
#include "analysis/simulate_state.h"

#include "datasets/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N_PERCENTS = 3, N_SUMS = 4 };
static const double percents[N_PERCENTS] = { 0.05, 0.5, 0.95 };

/* A range that an order statistic is looked for in; what is equal to an end is counted, not kept.
 */
typedef struct {
    double low, high;
    size_t below, at_low, at_high; /* draws */
    double *within;                /* [n_within], owned */
    size_t n_within, room;
} Bracket;

/* What one thread counts of one output. */
typedef struct {
    Bracket brackets[N_PERCENTS];
    size_t above;
} Tally;

typedef struct {
    const Simulation *simulation;
    unsigned n_threads;
    Tally *tallies; /* [n_threads * n_outputs] */
    double *centre; /* [n_outputs] that powers are of the distance from */
    double *sums;   /* [n_blocks * n_outputs * N_SUMS] powers 1 to 4, block by block */
} Count;

/* ---- the pass over all */

static void
count_within(Bracket *bracket, const double *x, size_t n)
{
    double low = bracket->low, high = bracket->high;
    size_t below = 0, at_low = 0, at_high = 0, m = bracket->n_within;

    if (bracket->room < m + n + 1) {
        bracket->room = 2 * (m + n + 1);
        bracket->within = g_renew(double, bracket->within, bracket->room);
    }
    for (size_t j = 0; j < n; j++) {
        below += x[j] < low;
        at_low += x[j] == low;
        at_high += x[j] == high;
    }
    for (size_t j = 0; j < n; j++) { /* without a branch: most are kept for a moment only */
        bracket->within[m] = x[j];
        m += (size_t)(x[j] > low) & (size_t)(x[j] < high);
    }
    bracket->below += below;
    bracket->at_low += at_low;
    bracket->at_high += low < high ? at_high : 0;
    bracket->n_within = m;
}

static void
add_powers(double sums[N_SUMS], double centre, const double *x, size_t n)
{
    double lanes[N_SUMS][4] = { { 0.0 } };

    for (size_t j = 0; j < n; j++) {
        double d = x[j] - centre, square = d * d;

        lanes[0][j % 4] += d;
        lanes[1][j % 4] += square;
        lanes[2][j % 4] += square * d;
        lanes[3][j % 4] += square * square;
    }
    for (int power = 0; power < N_SUMS; power++)
        sums[power] += (lanes[power][0] + lanes[power][1]) + (lanes[power][2] + lanes[power][3]);
}

/* A Taker. */
static void
count(gpointer user, unsigned thread, size_t first, size_t n, const double *values)
{
    Count *all = user;
    const Simulation *simulation = all->simulation;
    double target = simulation->options.target;

    for (size_t k = 0; k < simulation->n_outputs; k++) {
        const double *x = values + simulation->model->outputs[k] * n;
        Tally *tally = &all->tallies[thread * simulation->n_outputs + k];
        double *sums = all->sums + (first / BLOCK_DRAWS * simulation->n_outputs + k) * N_SUMS;

        add_powers(sums, all->centre[k], x, n);
        for (int i = 0; i < N_PERCENTS; i++)
            count_within(&tally->brackets[i], x, n);
        for (size_t j = 0; j < n; j++)
            tally->above += x[j] > target;
    }
}

/* ---- order statistics */

/* Partly sorts X [n] so that X[k] is what it would be sorted: Hoare (1961), Find, CACM 4, 321. */
static double
select_kth(double *x, size_t n, size_t k)
{
    size_t left = 0, right = n - 1;

    while (left < right) {
        double pivot = x[left + (right - left) / 2];
        size_t i = left, j = right;

        for (;;) {
            while (x[i] < pivot)
                i++;
            while (x[j] > pivot)
                j--;
            if (i >= j)
                break;
            double swap = x[i];
            x[i++] = x[j];
            x[j--] = swap;
        }
        if (j < k)
            left = j + 1;
        else
            right = j;
    }
    return x[k];
}

/* Order statistic RANK, from 0, of all draws; NAN: it is outside BRACKET. */
static double
ranked(Bracket *bracket, size_t rank)
{
    if (rank < bracket->below)
        return NAN;
    rank -= bracket->below;
    if (rank < bracket->at_low)
        return bracket->low;
    rank -= bracket->at_low;
    if (rank < bracket->n_within)
        return select_kth(bracket->within, bracket->n_within, rank);
    rank -= bracket->n_within;
    return rank < bracket->at_high ? bracket->high : (double)NAN;
}

/* The bracket of percentile I of output K, of all threads. The caller frees .within. */
static Bracket
joined(const Count *all, size_t k, int i)
{
    size_t n_outputs = all->simulation->n_outputs, n = 0;
    Bracket bracket = all->tallies[k].brackets[i];

    for (unsigned t = 0; t < all->n_threads; t++)
        n += all->tallies[t * n_outputs + k].brackets[i].n_within;
    bracket.within = g_new(double, n + 1);
    bracket.below = bracket.at_low = bracket.at_high = bracket.n_within = 0;
    for (unsigned t = 0; t < all->n_threads; t++) {
        const Bracket *part = &all->tallies[t * n_outputs + k].brackets[i];

        if (part->n_within > 0)
            memcpy(bracket.within + bracket.n_within, part->within,
                   part->n_within * sizeof *part->within);
        bracket.n_within += part->n_within;
        bracket.below += part->below;
        bracket.at_low += part->at_low;
        bracket.at_high += part->at_high;
    }
    return bracket;
}

/* As quantile_of() in simulate_sum.c. FALSE: the bracket did not hold it. */
static bool
quantile_of(const Count *all, size_t k, int i, Simulated *result)
{
    double n = (double)all->simulation->options.n_draws, p = percents[i];
    double at = fmax(0.0, ceil(n * p - 1e-9) - 1.0), off = sqrt(n * p * (1.0 - p));
    double low = fmax(0.0, floor(at - off)), high = fmin(n - 1.0, ceil(at + off));
    Bracket bracket = joined(all, k, i);
    double from = ranked(&bracket, (size_t)low), to = ranked(&bracket, (size_t)high);

    *result = (Simulated){ ranked(&bracket, (size_t)at), (to - from) / 2.0 };
    g_free(bracket.within);
    return !isnan(result->value) && !isnan(result->error);
}

/* ---- the whole */

static int
ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Ranges around the percentiles of the draws that are kept, ERRORS of their standard errors wide on
 * each side. */
static void
set_brackets(Count *all, size_t k, double errors)
{
    const Simulation *simulation = all->simulation;
    size_t n = simulation->n_kept;
    g_autofree double *sorted = g_memdup2(simulation_draws(simulation, k), n * sizeof *sorted);

    qsort(sorted, n, sizeof *sorted, ascending);
    for (int i = 0; i < N_PERCENTS; i++) {
        double p = percents[i], at = (double)n * p;
        double off = errors * sqrt((double)n * p * (1.0 - p)) + 2.0;
        double low = at - off < 0.0 ? (double)-INFINITY : sorted[(size_t)(at - off)];
        double high = at + off > (double)n - 1.0 ? (double)INFINITY : sorted[(size_t)(at + off)];

        for (unsigned t = 0; t < all->n_threads; t++) {
            Bracket *bracket = &all->tallies[t * simulation->n_outputs + k].brackets[i];
            double *within = bracket->within;
            size_t room = bracket->room;

            *bracket = (Bracket){ .low = low, .high = high, .within = within, .room = room };
        }
    }
}

/* Mean and standard deviation with their errors, as moments_of() in simulate_sum.c. */
static void
moments_of(const Count *all, size_t k, SimulatedOutput *output)
{
    const Simulation *simulation = all->simulation;
    double n = (double)simulation->options.n_draws, s[N_SUMS] = { 0.0 };
    size_t n_blocks = (simulation->options.n_draws + BLOCK_DRAWS - 1) / BLOCK_DRAWS;

    for (size_t b = 0; b < n_blocks; b++)
        for (size_t power = 0; power < N_SUMS; power++)
            s[power] += all->sums[(b * simulation->n_outputs + k) * N_SUMS + power];
    double d = s[0] / n, variance = fmax(0.0, s[1] - n * d * d) / (n - 1.0), sd = sqrt(variance);
    double fourth = s[3] / n - 4.0 * d * s[2] / n + 6.0 * d * d * s[1] / n - 3.0 * d * d * d * d;
    double error = sqrt(fmax(0.0, fourth - variance * variance) / n);
    output->mean = (Simulated){ all->centre[k] + d, sd / sqrt(n) };
    output->sd = (Simulated){ sd, sd > 0.0 ? error / (2.0 * sd) : 0.0 };
}

/* All outputs from what was counted. FALSE: a bracket did not hold its percentile. */
static bool
sum_up(const Count *all, Simulation *simulation)
{
    double n = (double)simulation->options.n_draws;
    bool held = true;

    for (size_t k = 0; k < simulation->n_outputs; k++) {
        SimulatedOutput *output = &simulation->outputs[k];
        Simulated *percentiles[N_PERCENTS] = { &output->p5, &output->p50, &output->p95 };
        size_t above = 0;

        moments_of(all, k, output);
        for (int i = 0; i < N_PERCENTS; i++)
            held &= quantile_of(all, k, i, percentiles[i]);
        for (unsigned t = 0; t < all->n_threads; t++)
            above += all->tallies[t * simulation->n_outputs + k].above;
        double p = (double)above / n;
        if (!isnan(simulation->options.target))
            output->above = (Simulated){ p, sqrt(p * (1.0 - p) / n) };
    }
    return held;
}

bool
simulation_count(Simulation *simulation, const Drawing *drawing, GError **error)
{
    size_t n = simulation->options.n_draws, n_outputs = simulation->n_outputs;
    size_t n_sums = (n + BLOCK_DRAWS - 1) / BLOCK_DRAWS * n_outputs * N_SUMS;
    unsigned n_threads = simulation_threads(simulation, n);
    Count all = { .simulation = simulation, .n_threads = n_threads };
    bool done = true, held = false;

    all.tallies = g_new0(Tally, n_threads * n_outputs);
    all.centre = g_new(double, n_outputs);
    all.sums = g_new0(double, n_sums);
    for (size_t k = 0; k < n_outputs; k++)
        all.centre[k] = simulation->outputs[k].mean.value;
    /* six errors miss once in a billion; a second pass then takes more, and a third everything */
    for (double errors = 6.0; done && !held; errors *= 1000.0) {
        memset(all.sums, 0, n_sums * sizeof *all.sums);
        for (size_t k = 0; k < n_outputs; k++)
            set_brackets(&all, k, errors);
        for (size_t t = 0; t < n_threads * n_outputs; t++)
            all.tallies[t].above = 0;
        done = simulation_each(simulation, drawing, n, (Taker){ count, &all }, error);
        held = done && sum_up(&all, simulation);
    }
    for (size_t t = 0; t < n_threads * n_outputs; t++)
        for (int i = 0; i < N_PERCENTS; i++)
            g_free(all.tallies[t].brackets[i].within);
    g_free(all.tallies);
    g_free(all.centre);
    g_free(all.sums);
    return done;
}
