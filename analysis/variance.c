/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/variance_state.h"

#include <math.h>

StratumRule
stratum_rule(const Design *design, const Stratum *stratum)
{
    double n = stratum->n;
    double scale = stratum->carried * (1.0 - stratum->fraction) * (n > 1.0 ? n / (n - 1.0) : 1.0);
    StratumRule rule = { scale, false, false };

    if (stratum->fraction >= 1.0 || !(stratum->carried > 0.0))
        rule.skip = true;
    else if (n <= 1.0)
        rule.skip = !(rule.centre_all = design_spec(design)->singleton == SINGLETON_ADJUST);
    return rule;
}

size_t
lanes_for(const Totals *totals, const Design *design, size_t n)
{
    enum { WORTH = 1 << 14 }; /* a fraction of a millisecond */

    return design_units(design) * n < WORTH ? 1 : workers_count(totals_workers(totals));
}

/* Factors of the stages under SINGLETON_AVERAGE [stages * m]. NULL: 1. */
static double *
stage_scales(const Design *design, const Support *support, size_t n_sums, size_t m,
             const Bases *bases)
{
    double *scale;

    if (!support)
        return NULL;
    scale = g_new(double, design_stages(design) * m + 1);
    for (size_t s = 0; s < design_stages(design); s++)
        for (size_t e = 0; e < m; e++)
            scale[s * m + e] = support_scale(&support[s * n_sums + bases->base[e]], design);
    return scale;
}

static Sparse *
estimates_of_sum(const Bases *bases, size_t m, size_t n_sums)
{
    g_autoptr(Sparse) base = sparse_new();

    for (size_t e = 0; e < m; e++) {
        sparse_begin(base);
        sparse_add(base, bases->base[e], 1.0);
    }
    return sparse_transpose(base, n_sums);
}

static void
scale_elements(const double *scale, size_t m, double *variance, double *matrix)
{
    for (size_t a = 0; a < m && scale && variance; a++)
        variance[a] *= scale[a];
    for (size_t a = 0; a < m && scale && matrix; a++)
        for (size_t b = a; b < m; b++)
            matrix[a * m + b] *= sqrt(scale[a] * scale[b]);
}

static void
find_variance(const Totals *totals, const Design *design, const Sparse *sums,
              const Sparse *gradient, const Bases *bases, double *variance, double *matrix,
              GArray *roots)
{
    size_t m = sparse_rows(gradient), n_sums = sparse_rows(sums);

    if (design_replicates(design)) {
        replicates_variance(totals, design, sums, gradient, variance, matrix);
        return;
    }
    SingletonRule rule = design_spec(design)->singleton;
    bool looks = bases && (rule == SINGLETON_AVERAGE || rule == SINGLETON_MISSING ||
                           design_spec(design)->singleton_domain);
    g_autoptr(Sparse) lone_sums = looks ? sparse_new() : NULL;
    g_autofree Support *support =
        looks ? support_find(totals, design, sums, bases->n, lone_sums) : NULL;
    g_autofree double *scale = stage_scales(design, support, n_sums, m, bases);

    if (!totals_clustered(totals)) {
        elements_variance(totals, design, sums, gradient, variance, matrix);
        scale_elements(scale, m, variance, matrix);
        return;
    }
    if (!looks || !design_spec(design)->singleton_domain) {
        clusters_variance(totals, design, sums, gradient, scale, NULL, variance, matrix, roots);
        return;
    }
    g_autoptr(Sparse) of_sum = estimates_of_sum(bases, m, n_sums);
    g_autofree bool *in_hand = g_new0(bool, m + 1);
    Lone lone = { lone_sums, of_sum, in_hand };
    clusters_variance(totals, design, sums, gradient, scale, &lone, variance, matrix, roots);
}

double *
variance_diagonal(const Totals *totals, const Design *design, const Sparse *sums,
                  const Sparse *gradient, const Bases *bases)
{
    double *variance = g_new0(double, sparse_rows(gradient) + 1);

    find_variance(totals, design, sums, gradient, bases, variance, NULL, NULL);
    return variance;
}

double *
variance_matrix(const Totals *totals, const Design *design, const Sparse *sums,
                const Sparse *gradient, const Bases *bases)
{
    size_t m = sparse_rows(gradient);
    double *matrix = g_new0(double, m *m + 1);

    find_variance(totals, design, sums, gradient, bases, NULL, matrix, NULL);
    for (size_t a = 0; a < m; a++)
        for (size_t b = 0; b < a; b++)
            matrix[a * m + b] = matrix[b * m + a];
    return matrix;
}

GArray *
variance_roots(const Totals *totals, const Design *design, const Sparse *sums,
               const Sparse *gradient, const Bases *bases)
{
    GArray *roots;

    if (design_replicates(design) || !totals_clustered(totals) || clusters_paired(design))
        return NULL;
    roots = g_array_new(FALSE, FALSE, sizeof(double));
    find_variance(totals, design, sums, gradient, bases, NULL, NULL, roots);
    return roots;
}

Support *
variance_support(const Totals *totals, const Design *design, const Sparse *sums, const double *n)
{
    return support_find(totals, design, sums, n, NULL);
}

double
support_scale(const Support *support, const Design *design)
{
    SingletonRule rule = design_spec(design)->singleton;

    if (rule == SINGLETON_MISSING && support->n_usable < support->n_strata)
        return NAN;
    if (rule != SINGLETON_AVERAGE || support->n_strata == 0)
        return 1.0;
    return support->n_usable > 0 ? (double)support->n_strata / (double)support->n_usable : NAN;
}
