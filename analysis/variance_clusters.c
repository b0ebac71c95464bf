/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_clusters.c - through the score of each PSU. */
#include "analysis/variance_state.h"

#include <string.h>

/* A list of codes that are in it at most once. */
typedef struct {
    uint32_t *list; /* [n] */
    size_t n;
    bool *in; /* by code */
} Touched;

static Touched
touched_new(size_t n_codes)
{
    return (Touched){ g_new(uint32_t, n_codes + 1), 0, g_new0(bool, n_codes + 1) };
}

static void
touched_free(Touched *touched)
{
    g_free(touched->list);
    g_free(touched->in);
}

static void
touch(Touched *touched, uint32_t code)
{
    if (touched->in[code])
        return;
    touched->in[code] = true;
    touched->list[touched->n++] = code;
}

/* Scores of one PSU at a time; only sums and estimates that it touches are visited. */
typedef struct {
    const Totals *totals;
    Sparse *sums_of_slot, *estimates_of_sum;
    size_t m;
    double *t; /* [sums] of the PSU, 0 but for those touched */
    double *z; /* [m] likewise */
    Touched sums, estimates;
} Scores;

static Scores
scores_new(const Totals *totals, const Sparse *sums, const Sparse *gradient)
{
    size_t m = sparse_rows(gradient), n_sums = sparse_rows(sums);

    return (Scores){ .totals = totals,
                     .sums_of_slot = sparse_transpose(sums, totals_slots(totals)),
                     .estimates_of_sum = sparse_transpose(gradient, n_sums),
                     .m = m,
                     .t = g_new0(double, n_sums + 1),
                     .z = g_new0(double, m + 1),
                     .sums = touched_new(n_sums),
                     .estimates = touched_new(m) };
}

static void
scores_clear(Scores *scores)
{
    sparse_free(scores->sums_of_slot);
    sparse_free(scores->estimates_of_sum);
    touched_free(&scores->sums);
    touched_free(&scores->estimates);
    g_free(scores->t);
    g_free(scores->z);
}

static void
take_sums(Scores *scores, size_t unit)
{
    size_t n_entries, n;
    const TotalsEntry *entries = totals_unit(scores->totals, unit, &n_entries);

    for (size_t k = 0; k < n_entries; k++) {
        const SparsePart *to = sparse_row(scores->sums_of_slot, entries[k].slot, &n);

        for (size_t s = 0; s < n; s++) {
            scores->t[to[s].column] += to[s].value * entries[k].value;
            touch(&scores->sums, to[s].column);
        }
    }
}

static void
scores_take(Scores *scores, size_t unit)
{
    Touched *sums = &scores->sums, *estimates = &scores->estimates;
    size_t n;

    for (size_t k = 0; k < estimates->n; k++) {
        scores->z[estimates->list[k]] = 0.0;
        estimates->in[estimates->list[k]] = false;
    }
    estimates->n = 0;
    take_sums(scores, unit);
    for (size_t k = 0; k < sums->n; k++) {
        uint32_t s = sums->list[k];
        const SparsePart *to = sparse_row(scores->estimates_of_sum, s, &n);

        for (size_t e = 0; e < n; e++) {
            scores->z[to[e].column] += to[e].value * scores->t[s];
            touch(estimates, to[e].column);
        }
        scores->t[s] = 0.0;
        sums->in[s] = false;
    }
    sums->n = 0;
}

/* Sum of the scores of UNITS [n] into SUM [m]. */
static void
scores_sum(Scores *scores, const uint32_t *units, size_t n, double *sum)
{
    for (size_t c = 0; c < n; c++) {
        scores_take(scores, units[c]);
        for (size_t k = 0; k < scores->estimates.n; k++)
            sum[scores->estimates.list[k]] += scores->z[scores->estimates.list[k]];
    }
}

/* A stratum's squares around MEAN; scores of 0, of PSUs without members, are counted, not visited.
 */
static void
add_squares(Scores *scores, const uint32_t *units, size_t n, const double *mean, double scale,
            double *squares, size_t *visits, double *variance)
{
    memset(squares, 0, scores->m * sizeof *squares);
    memset(visits, 0, scores->m * sizeof *visits);
    for (size_t c = 0; c < n; c++) {
        scores_take(scores, units[c]);
        for (size_t k = 0; k < scores->estimates.n; k++) {
            uint32_t e = scores->estimates.list[k];
            double distance = scores->z[e] - mean[e];

            squares[e] += distance * distance;
            visits[e]++;
        }
    }
    for (size_t e = 0; e < scores->m; e++)
        variance[e] += scale * (squares[e] + (double)(n - visits[e]) * mean[e] * mean[e]);
}

static void
add_products(Scores *scores, const uint32_t *units, size_t n, const double *mean, double scale,
             double *distance, double *matrix)
{
    size_t m = scores->m;

    for (size_t c = 0; c < n; c++) {
        scores_take(scores, units[c]);
        for (size_t e = 0; e < m; e++)
            distance[e] = scores->z[e] - mean[e];
        for (size_t a = 0; a < m; a++) {
            double factor = scale * distance[a];

            if (factor == 0.0)
                continue;
            for (size_t b = a; b < m; b++)
                matrix[a * m + b] += factor * distance[b];
        }
    }
}

static void
mean_of_all(Scores *scores, const Design *design, double *mean)
{
    size_t n_strata, n;

    design_strata(design, &n_strata);
    for (size_t h = 0; h < n_strata; h++) {
        const uint32_t *units = design_stratum_units(design, h, &n);
        scores_sum(scores, units, n, mean);
    }
    for (size_t e = 0; e < scores->m; e++)
        mean[e] /= design_n_psu(design);
}

void
clusters_variance(const Totals *totals, const Design *design, const Sparse *sums,
                  const Sparse *gradient, double *variance, double *matrix)
{
    size_t m = sparse_rows(gradient), n_strata, n;
    const Stratum *strata = design_strata(design, &n_strata);
    Scores scores = scores_new(totals, sums, gradient);
    g_autofree double *mean = g_new(double, m + 1), *mean_all = g_new0(double, m + 1);
    g_autofree double *work = g_new(double, m + 1);
    g_autofree size_t *visits = g_new(size_t, m + 1);

    if (design_spec(design)->singleton == SINGLETON_ADJUST)
        mean_of_all(&scores, design, mean_all);
    for (size_t h = 0; h < n_strata; h++) {
        StratumRule rule = stratum_rule(design, &strata[h]);
        const uint32_t *units = design_stratum_units(design, h, &n);

        if (rule.skip)
            continue;
        if (rule.centre_all) {
            memcpy(mean, mean_all, m * sizeof *mean);
        } else {
            memset(mean, 0, m * sizeof *mean);
            scores_sum(&scores, units, n, mean);
            for (size_t e = 0; e < m; e++)
                mean[e] /= (double)n;
        }
        if (matrix)
            add_products(&scores, units, n, mean, rule.scale, work, matrix);
        else
            add_squares(&scores, units, n, mean, rule.scale, work, visits, variance);
    }
    scores_clear(&scores);
}
