/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/crosstab_effects.h"

#include <math.h>

typedef struct {
    const Directions *directions;
    const Design *design;
    const EstimandOptions *options;
    Estimands *own; /* sums of all functions, and no others */
    uint32_t all;   /* the sum over the table */
    size_t base_n;
    uint32_t first; /* sum of the first function */
} Maker;

/* Adds FACTOR times the sum S of FROM to the last one of TO. */
static void
add_sum(Estimands *to, const Estimands *from, uint32_t s, double factor)
{
    size_t n;
    const SparsePart *parts = sparse_row(from->sums, s, &n);

    for (size_t k = 0; k < n; k++)
        estimands_add_slot(to, parts[k].column, factor * parts[k].value,
                           factor == 1.0 && k == 0 ? estimands_n(from, s) : 0.0);
}

/* The functions as sums. */
static void
add_functions(Maker *maker, const Crosstab *crosstab, const Estimands *estimands,
              const CellSums *cells)
{
    size_t across = crosstab->n_cols + 1, n;

    maker->all = estimands_sum(maker->own);
    add_sum(maker->own, estimands, cells[0].of_all.sum, 1.0);
    for (size_t i = 0; i < sparse_rows(maker->directions->functions); i++) {
        const SparsePart *parts = sparse_row(maker->directions->functions, i, &n);
        uint32_t sum = estimands_sum(maker->own);

        if (i == 0)
            maker->first = sum;
        for (size_t k = 0; k < n; k++) {
            size_t row = parts[k].column / crosstab->n_cols;
            size_t col = parts[k].column % crosstab->n_cols;

            add_sum(maker->own, estimands, cells[row * across + col].sum, parts[k].value);
        }
    }
}

static void
add_variances(Maker *maker, Effects *effects)
{
    size_t n = sparse_rows(maker->directions->functions);
    g_autoptr(Estimates) rows = estimates_new();

    for (size_t i = 0; i < n; i++) {
        Estimand estimand = { .function = estimand_ratio,
                              .sums = { maker->first + (uint32_t)i, maker->all },
                              .n_sums = 2,
                              .base = maker->all,
                              .n = maker->base_n,
                              .base_n = maker->base_n,
                              .spread = NAN };
        estimands_add(maker->own, &estimand);
    }
    estimands_finish(maker->own, maker->design, maker->options, rows, NULL);
    for (size_t i = 0; i < n; i++)
        effects_add_variance(effects, maker->directions, i, rows->rows[i].se * rows->rows[i].se,
                             (double)maker->base_n);
}

bool
crosstab_effects(const Crosstab *crosstab, const Estimands *estimands, const CellSums *cells,
                 const Design *design, const EstimandOptions *options, Effects *effects)
{
    size_t m = crosstab->n_rows * crosstab->n_cols, across = crosstab->n_cols + 1;
    g_autofree double *share = g_new0(double, m + 1);
    double all = crosstab->cells[(crosstab->n_rows + 1) * across - 1].weighted_n;

    for (size_t a = 0; a < m; a++)
        share[a] =
            crosstab->cells[a / crosstab->n_cols * across + a % crosstab->n_cols].weighted_n / all;
    g_autoptr(Directions) directions = directions_new(share, crosstab->n_rows, crosstab->n_cols);
    if (!directions)
        return false;
    g_autoptr(Estimands) own = estimands_new(estimands->totals);
    Maker maker = { directions, design, options, own, 0, crosstab->base_n, 0 };

    *effects = (Effects){ directions->k, 0.0, NAN };
    add_functions(&maker, crosstab, estimands, cells);
    add_variances(&maker, effects);
    return isfinite(effects->trace);
}
