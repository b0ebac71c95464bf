/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/estimand_replicates.h"

#include <math.h>

/* Every sum of the estimands by replicate [sums][rule->n]. */
static double *
sums_by_replicate(const Estimands *estimands, size_t n)
{
    size_t n_sums = sparse_rows(estimands->sums), n_parts;
    double *sums = g_new0(double, n_sums *n + 1);

    for (size_t s = 0; s < n_sums; s++) {
        const SparsePart *parts = sparse_row(estimands->sums, s, &n_parts);

        for (size_t p = 0; p < n_parts; p++) {
            const double *slot = totals_replicates(estimands->totals, parts[p].column);

            for (size_t r = 0; r < n; r++)
                sums[s * n + r] += parts[p].value * slot[r];
        }
    }
    return sums;
}

/* Estimate OF by replicate, of its sums or of the estimates THETA [estimands][n] before it. */
static void
by_replicate(const Estimand *of, const double *sums, const double *theta, size_t n, double *result)
{
    size_t width = MAX(of->n_sums, of->n_parts);
    g_autofree double *values = g_new(double, width + 1), *unused = g_new(double, width + 1);

    for (size_t r = 0; r < n; r++) {
        for (size_t k = 0; k < of->n_sums; k++)
            values[k] = sums[of->sums[k] * n + r];
        for (size_t k = 0; k < of->n_parts; k++)
            values[k] = theta[of->parts[k] * n + r];
        result[r] = of->composite ? of->composite(of->data, values, unused)
                                  : of->function(values, of->parameter, unused);
    }
}

EstimandReplicates *
estimand_replicates_new(const Estimands *estimands, const Design *design, const double *value)
{
    const ReplicateRule *rule = design_replicates(design);
    size_t n = rule->n, m = estimands->list->len;
    g_autofree double *sums = sums_by_replicate(estimands, n);
    g_autofree double *theta = g_new(double, m *n + 1);
    EstimandReplicates *replicates = g_new0(EstimandReplicates, 1);

    replicates->rule = rule;
    replicates->n_estimates = m;
    replicates->distances = g_new0(double, m *n + 1);
    replicates->lost = g_new0(size_t, m + 1);
    for (size_t e = 0; e < m; e++) {
        const Estimand *of = &g_array_index(estimands->list, Estimand, e);

        if (of->fixed || !isfinite(value[e])) {
            for (size_t r = 0; r < n; r++)
                theta[e * n + r] = NAN;
            continue;
        }
        by_replicate(of, sums, theta, n, theta + e * n);
        replicates->lost[e] =
            replicate_distances(rule, theta + e * n, value[e], replicates->distances + e * n);
    }
    return replicates;
}

void
estimand_replicates_free(EstimandReplicates *replicates)
{
    if (!replicates)
        return;
    g_free(replicates->distances);
    g_free(replicates->lost);
    g_free(replicates);
}

double
estimand_replicates_variance(const EstimandReplicates *replicates, size_t e)
{
    const ReplicateRule *rule = replicates->rule;
    const double *distances = replicates->distances + e * rule->n;

    return replicates->lost[e] + 2 > rule->n ? NAN : replicate_product(rule, distances, distances);
}

double *
estimand_replicates_matrix(const EstimandReplicates *replicates)
{
    const ReplicateRule *rule = replicates->rule;
    size_t m = replicates->n_estimates, n = rule->n;
    double *matrix = g_new(double, m *m + 1);

    for (size_t a = 0; a < m; a++)
        for (size_t b = 0; b <= a; b++)
            matrix[a * m + b] = matrix[b * m + a] = replicate_product(
                rule, replicates->distances + a * n, replicates->distances + b * n);
    return matrix;
}
