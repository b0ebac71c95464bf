/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_clusters.c - through the score of each PSU. */
#include "analysis/variance_state.h"

#include <string.h>

/* Scores of one PSU at a time; only estimates that it touches are visited. */
typedef struct {
    const Totals *totals;
    Sparse *sums_of_slot, *estimates_of_sum;
    size_t m;
    double *z;         /* [m] 0 but for those touched */
    uint32_t *touched; /* [n_touched] estimates */
    size_t n_touched;
    bool *is_touched; /* [m] */
} Scores;

static void
scores_clear(Scores *scores)
{
    sparse_free(scores->sums_of_slot);
    sparse_free(scores->estimates_of_sum);
    g_free(scores->z);
    g_free(scores->touched);
    g_free(scores->is_touched);
}

static void
scores_take(Scores *scores, size_t unit)
{
    size_t n_entries, n_sums, n_estimates;
    const TotalsEntry *entries = totals_unit(scores->totals, unit, &n_entries);

    for (size_t k = 0; k < scores->n_touched; k++) {
        scores->z[scores->touched[k]] = 0.0;
        scores->is_touched[scores->touched[k]] = false;
    }
    scores->n_touched = 0;
    for (size_t k = 0; k < n_entries; k++) {
        const SparsePart *sum = sparse_row(scores->sums_of_slot, entries[k].slot, &n_sums);

        for (size_t s = 0; s < n_sums; s++) {
            const SparsePart *to =
                sparse_row(scores->estimates_of_sum, sum[s].column, &n_estimates);

            for (size_t e = 0; e < n_estimates; e++) {
                scores->z[to[e].column] += to[e].value * (sum[s].value * entries[k].value);
                if (!scores->is_touched[to[e].column])
                    scores->touched[scores->n_touched++] = to[e].column;
                scores->is_touched[to[e].column] = true;
            }
        }
    }
}

/* Sum of the scores of UNITS [n] into SUM [m]. */
static void
scores_sum(Scores *scores, const uint32_t *units, size_t n, double *sum)
{
    for (size_t c = 0; c < n; c++) {
        scores_take(scores, units[c]);
        for (size_t k = 0; k < scores->n_touched; k++)
            sum[scores->touched[k]] += scores->z[scores->touched[k]];
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
        for (size_t k = 0; k < scores->n_touched; k++) {
            uint32_t e = scores->touched[k];
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

void
clusters_variance(const Totals *totals, const Design *design, const Sparse *sums,
                  const Sparse *gradient, double *variance, double *matrix)
{
    size_t m = sparse_rows(gradient), n_strata, n;
    const Stratum *strata = design_strata(design, &n_strata);
    Scores scores = { .totals = totals,
                      .sums_of_slot = sparse_transpose(sums, totals_slots(totals)),
                      .estimates_of_sum = sparse_transpose(gradient, sparse_rows(sums)),
                      .m = m,
                      .z = g_new0(double, m + 1),
                      .touched = g_new(uint32_t, m + 1),
                      .is_touched = g_new0(bool, m + 1) };
    g_autofree double *mean = g_new(double, m + 1), *mean_all = g_new0(double, m + 1);
    g_autofree double *work = g_new(double, m + 1);
    g_autofree size_t *visits = g_new(size_t, m + 1);

    for (size_t h = 0; h < n_strata; h++) {
        const uint32_t *units = design_stratum_units(design, h, &n);
        scores_sum(&scores, units, n, mean_all);
    }
    for (size_t e = 0; e < m; e++)
        mean_all[e] /= design_n_psu(design);
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
