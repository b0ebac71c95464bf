/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/variance_state.h"

#include <math.h>

/* (1 - f) n / (n - 1); 1 - f for a stratum with one PSU. */
static double
stratum_scale(const Stratum *stratum)
{
    return (1.0 - stratum->fraction) * (stratum->n > 1.0 ? stratum->n / (stratum->n - 1.0) : 1.0);
}

StratumRule
stratum_rule(const Design *design, const Stratum *stratum)
{
    StratumRule rule = { stratum_scale(stratum), false, false };

    if (stratum->fraction >= 1.0)
        rule.skip = true;
    else if (stratum->n <= 1.0)
        rule.skip = !(rule.centre_all = design_spec(design)->singleton == SINGLETON_ADJUST);
    return rule;
}

double *
variance_diagonal(const Totals *totals, const Design *design, const Sparse *sums,
                  const Sparse *gradient)
{
    double *variance = g_new0(double, sparse_rows(gradient) + 1);

    if (design_replicates(design))
        replicates_variance(totals, design, sums, gradient, variance, NULL);
    else if (totals_clustered(totals))
        clusters_variance(totals, design, sums, gradient, variance, NULL);
    else
        elements_variance(totals, design, sums, gradient, variance, NULL);
    return variance;
}

double *
variance_matrix(const Totals *totals, const Design *design, const Sparse *sums,
                const Sparse *gradient)
{
    size_t m = sparse_rows(gradient);
    double *matrix = g_new0(double, m *m + 1);

    if (design_replicates(design))
        replicates_variance(totals, design, sums, gradient, NULL, matrix);
    else if (totals_clustered(totals))
        clusters_variance(totals, design, sums, gradient, NULL, matrix);
    else
        elements_variance(totals, design, sums, gradient, NULL, matrix);
    for (size_t a = 0; a < m; a++)
        for (size_t b = 0; b < a; b++)
            matrix[a * m + b] = matrix[b * m + a];
    return matrix;
}

Support *
variance_support(const Totals *totals, const Design *design, const Sparse *sums, const double *n)
{
    size_t n_sums = sparse_rows(sums), n_strata, n_units, n_entries, n_parts;
    const Stratum *strata = design_strata(design, &n_strata);
    g_autoptr(Sparse) of_slot = sparse_transpose(sums, totals_slots(totals));
    g_autofree size_t *last_unit = g_new0(size_t, n_sums + 1);
    g_autofree size_t *last_stratum = g_new0(size_t, n_sums + 1);
    Support *support = g_new0(Support, n_sums + 1);

    if (design_replicates(design)) {
        for (size_t s = 0; s < n_sums; s++)
            support[s] = (Support){ design_df(design) + 1.0, 1, 1 };
        return support;
    }
    for (size_t h = 0; h < n_strata; h++) {
        const uint32_t *units = design_stratum_units(design, h, &n_units);

        for (size_t c = 0; c < n_units; c++) {
            const TotalsEntry *entries = totals_unit(totals, units[c], &n_entries);

            for (size_t k = 0; k < n_entries; k++) {
                const SparsePart *of = sparse_row(of_slot, entries[k].slot, &n_parts);

                for (size_t p = 0; p < n_parts && entries[k].value != 0.0; p++) {
                    Support *s = &support[of[p].column];

                    if (last_unit[of[p].column] != units[c] + (size_t)1)
                        s->n_psu += 1.0;
                    last_unit[of[p].column] = units[c] + (size_t)1;
                    if (last_stratum[of[p].column] != h + 1) {
                        s->n_strata++;
                        s->n_usable += !strata[h].singleton;
                    }
                    last_stratum[of[p].column] = h + 1;
                }
            }
        }
    }
    if (!totals_clustered(totals))
        for (size_t s = 0; s < n_sums; s++)
            support[s].n_psu = n[s];
    return support;
}

double
support_scale(const Support *support, const Design *design)
{
    if (design_spec(design)->singleton != SINGLETON_AVERAGE || support->n_strata == 0)
        return 1.0;
    return support->n_usable > 0 ? (double)support->n_strata / (double)support->n_usable : NAN;
}
