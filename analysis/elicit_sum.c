/* SPDX-License-Identifier: GPL-3.0-or-later */
/* elicit_sum.c - the sum of what is believed of several quantities. */
#include "analysis/elicit.h"
#include "analysis/random.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

enum { TABLE = 2048 };

/* One item of a draw: beliefs that are drawn from as one. */
typedef struct {
    const Belief *beliefs;
    size_t n;
    double *table; /* quantiles at (i + 1/2) / TABLE, between which is interpolated */
} Part;

typedef struct {
    double times;
    Part *parts; /* [n_parts] one pool, or every expert for himself */
    size_t n_parts;
    RandomStream value;
} Drawn;

static double
part_quantile(const Part *part, double p)
{
    return part->n == 1 ? distribution_quantile(part->beliefs[0].fitted, p)
                        : elicit_quantile(part->beliefs, part->n, p);
}

static Part
part_new(const Belief *beliefs, size_t n)
{
    Part part = { beliefs, n, g_new(double, TABLE) };

    for (int i = 0; i < TABLE; i++)
        part.table[i] = part_quantile(&part, (i + 0.5) / TABLE);
    return part;
}

static double
look_up(const Part *part, double p)
{
    double at = p * TABLE - 0.5;

    /* the ends have no neighbours to lie between */
    if (at < 0.0 || at >= TABLE - 1)
        return part_quantile(part, p);
    int below = (int)at;
    return part->table[below] + (at - below) * (part->table[below + 1] - part->table[below]);
}

/* The expert that CHOICE falls on. */
static size_t
expert_of(const ElicitItem *item, double choice)
{
    size_t k = 0;
    double sum = item->beliefs[0].weight;

    while (k + 1 < item->n && choice >= sum)
        sum += item->beliefs[++k].weight;
    return k;
}

static double
mean_of(const Belief *beliefs, size_t n)
{
    double mean = 0.0;

    for (size_t k = 0; k < n; k++)
        mean += beliefs[k].weight * distribution_mean(beliefs[k].fitted);
    return mean;
}

/* Exact moments of independent items. */
static void
moments(const ElicitItem *items, size_t n, bool one_expert, double *mean, double *variance)
{
    *mean = *variance = 0.0;
    for (size_t j = 0; j < n; j++)
        *mean += items[j].times * mean_of(items[j].beliefs, items[j].n);
    for (size_t j = 0; j < n; j++) {
        double own = mean_of(items[j].beliefs, items[j].n);

        for (size_t k = 0; k < items[j].n; k++) {
            const Belief *belief = &items[j].beliefs[k];
            double sd = distribution_sd(belief->fitted);
            double off = one_expert ? 0.0 : distribution_mean(belief->fitted) - own;

            *variance += items[j].times * items[j].times * belief->weight * (sd * sd + off * off);
        }
    }
    for (size_t k = 0; one_expert && k < items[0].n; k++) {
        double sum = 0.0;

        for (size_t j = 0; j < n; j++)
            sum += items[j].times * distribution_mean(items[j].beliefs[k].fitted);
        *variance += items[0].beliefs[k].weight * (sum - *mean) * (sum - *mean);
    }
}

/* The chance of an item: its own, and a part that all items share. */
static double
chance_of(const Drawn *drawn, const RandomStream *shared, double correlation, uint64_t draw)
{
    double own = random_uniform(&drawn->value, draw);

    if (correlation == 0.0)
        return own;
    double z = sqrt(correlation) * gsl_cdf_ugaussian_Pinv(random_uniform(shared, draw)) +
               sqrt(1.0 - correlation) * gsl_cdf_ugaussian_Pinv(own);
    return fmin(fmax(gsl_cdf_ugaussian_P(z), 1e-15), 1.0 - 1e-15);
}

static int
ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static Drawn *
open_items(const ElicitItem *items, size_t n, const ElicitSum *how)
{
    Drawn *drawn = g_new0(Drawn, n + 1);

    for (size_t j = 0; j < n; j++) {
        g_autofree char *value = g_strdup_printf("elicit value %zu", j);

        drawn[j].times = items[j].times;
        drawn[j].value = random_stream(how->seed, value);
        drawn[j].n_parts = how->one_expert ? items[j].n : 1;
        drawn[j].parts = g_new0(Part, drawn[j].n_parts + 1);
        for (size_t k = 0; k < drawn[j].n_parts; k++)
            drawn[j].parts[k] = how->one_expert ? part_new(&items[j].beliefs[k], 1)
                                                : part_new(items[j].beliefs, items[j].n);
    }
    return drawn;
}

static void
close_items(Drawn *drawn, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        for (size_t k = 0; k < drawn[j].n_parts; k++)
            g_free(drawn[j].parts[k].table);
        g_free(drawn[j].parts);
    }
    g_free(drawn);
}

void
elicit_sum(const ElicitItem *items, size_t n, const ElicitSum *how, const double *p, size_t n_p,
           double *quantiles, double *mean, double *sd)
{
    Drawn *drawn = open_items(items, n, how);
    g_autofree double *sums = g_new0(double, how->draws + 1);
    RandomStream shared = random_stream(how->seed, "elicit shared"),
                 expert = random_stream(how->seed, "elicit expert");
    double variance, squares = 0.0;

    moments(items, n, how->one_expert, mean, &variance);
    for (uint64_t draw = 0; draw < how->draws; draw++) {
        size_t k = how->one_expert ? expert_of(&items[0], random_uniform(&expert, draw)) : 0;

        for (size_t j = 0; j < n; j++)
            sums[draw] +=
                drawn[j].times *
                look_up(&drawn[j].parts[k], chance_of(&drawn[j], &shared, how->correlation, draw));
        squares += (sums[draw] - *mean) * (sums[draw] - *mean);
    }
    *sd = how->correlation == 0.0 ? sqrt(variance) : sqrt(squares / (double)how->draws);
    qsort(sums, how->draws, sizeof *sums, ascending);
    for (size_t q = 0; q < n_p; q++) {
        size_t at = (size_t)ceil(p[q] * (double)how->draws);

        quantiles[q] = sums[at > 0 ? at - 1 : 0];
    }
    close_items(drawn, n);
}
