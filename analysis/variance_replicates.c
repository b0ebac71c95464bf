/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_replicates.c - through the linearised estimate of each replicate. */
#include "analysis/variance_state.h"

/* Adds FACTOR times the sums of sum S by replicate to SCORE [n]. */
static void
add_sum(const Totals *totals, const Sparse *sums, uint32_t s, double factor, double *score,
        size_t n)
{
    size_t n_parts;
    const SparsePart *parts = sparse_row(sums, s, &n_parts);

    for (size_t p = 0; p < n_parts; p++) {
        const double *slot = totals_replicates(totals, parts[p].column);
        double full = totals_sums(totals)[parts[p].column];

        for (size_t r = 0; r < n; r++)
            score[r] += factor * parts[p].value * (slot[r] - full);
    }
}

void
replicates_variance(const Totals *totals, const Design *design, const Sparse *sums,
                    const Sparse *gradient, double *variance, double *matrix)
{
    const ReplicateRule *rule = design_replicates(design);
    size_t m = sparse_rows(gradient), n = rule->n, n_parts;
    g_autofree double *score = g_new(double, n), *distances = g_new(double, m *n + 1);

    for (size_t e = 0; e < m; e++) {
        const SparsePart *parts = sparse_row(gradient, e, &n_parts);

        for (size_t r = 0; r < n; r++)
            score[r] = 0.0;
        for (size_t p = 0; p < n_parts; p++)
            add_sum(totals, sums, parts[p].column, parts[p].value, score, n);
        replicate_distances(rule, score, 0.0, distances + e * n);
        if (variance)
            variance[e] = replicate_product(rule, distances + e * n, distances + e * n);
        for (size_t b = 0; b <= e && matrix; b++)
            matrix[b * m + e] = replicate_product(rule, distances + e * n, distances + b * n);
    }
}
