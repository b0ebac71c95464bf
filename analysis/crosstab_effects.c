/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/crosstab_effects.h"

#include <math.h>

/* Functions whose covariance is made at a time, 8 MB; numbers of all units that are kept, 200 MB;
 * and products that are formed, some 10 s. */
enum { BLOCK = 500, MOST_KEPT = 25000000 };
static const double MOST_WORK = 2e10;

typedef struct {
    const Crosstab *crosstab;
    const Estimands *estimands; /* with the sums of CELLS */
    const CellSums *cells;
    const Directions *directions;
    const Design *design;
    const EstimandOptions *options;
} Maker;

/* A run of functions, FIRST to END - 1. */
typedef struct {
    size_t first, end;
} Run;

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

/* Each function of RUN as a share of ALL. */
static void
add_functions(const Maker *maker, Run run, uint32_t all, Estimands *to)
{
    size_t across = maker->crosstab->n_cols + 1, n;

    for (size_t i = run.first; i < run.end; i++) {
        const SparsePart *parts = sparse_row(maker->directions->functions, i, &n);
        Estimand estimand = { .function = estimand_ratio,
                              .sums = { estimands_sum(to), all },
                              .n_sums = 2,
                              .base = all,
                              .n = maker->crosstab->base_n,
                              .base_n = maker->crosstab->base_n,
                              .spread = NAN };

        for (size_t k = 0; k < n; k++) {
            size_t row = parts[k].column / maker->crosstab->n_cols;
            size_t col = parts[k].column % maker->crosstab->n_cols;

            add_sum(to, maker->estimands, maker->cells[row * across + col].sum, parts[k].value);
        }
        estimands_add(to, &estimand);
    }
}

/* The estimates of the functions of A and, where they are not the same, of B. */
static Estimands *
functions_of(const Maker *maker, Run a, Run b)
{
    Estimands *own = estimands_new(maker->estimands->totals);
    uint32_t all = estimands_sum(own);

    add_sum(own, maker->estimands, maker->cells[0].of_all.sum, 1.0);
    add_functions(maker, a, all, own);
    if (a.first != b.first)
        add_functions(maker, b, all, own);
    return own;
}

static void
add_variances(const Maker *maker, Effects *effects)
{
    const Run all = { 0, sparse_rows(maker->directions->functions) };
    g_autoptr(Estimands) own = functions_of(maker, all, all);
    g_autoptr(Estimates) rows = estimates_new();

    estimands_finish(own, maker->design, maker->options, rows, NULL);
    for (size_t i = 0; i < all.end; i++)
        effects_add_variance(effects, maker->directions, i, rows->rows[i].se * rows->rows[i].se,
                             (double)maker->crosstab->base_n);
}

/* The covariances between the functions of A and those of B. */
static void
add_block(const Maker *maker, Run a, Run b, Effects *effects)
{
    bool same = a.first == b.first;
    g_autoptr(Estimands) own = functions_of(maker, a, b);
    g_autoptr(Estimates) rows = estimates_new();
    g_autofree double *v = NULL;
    size_t n_a = a.end - a.first, m = own->list->len;

    estimands_finish(own, maker->design, maker->options, rows, &v);
    for (size_t i = 0; i < n_a; i++)
        for (size_t j = same ? i : n_a; j < m; j++)
            effects_add_covariance(effects, maker->directions, a.first + i,
                                   same ? a.first + j : b.first + j - n_a, v[i * m + j],
                                   (double)maker->crosstab->base_n);
}

static void
add_blocks(const Maker *maker, Effects *effects)
{
    size_t n = sparse_rows(maker->directions->functions);

    effects->square = 0.0;
    for (size_t i = 0; i < n; i += BLOCK)
        for (size_t j = i; j < n; j += BLOCK)
            add_block(maker, (Run){ i, MIN(i + BLOCK, n) }, (Run){ j, MIN(j + BLOCK, n) }, effects);
}

/* Units of all stages. */
static double
count_units(const Design *design)
{
    double units = 0.0;
    size_t n;

    for (size_t s = 0; s < design_stages(design); s++) {
        const Stratum *strata = design_stage_strata(design, s, &n);

        for (size_t h = 0; h < n; h++)
            units += strata[h].n;
    }
    return units;
}

/* With V = R'R, R a row for each unit, the trace of (V P)^2 is that of (R P R')^2: better where
 * there are fewer units than functions. FALSE for a design without such rows. */
static bool
add_by_units(const Maker *maker, Effects *effects)
{
    const Run all = { 0, sparse_rows(maker->directions->functions) };
    g_autoptr(Estimands) own = functions_of(maker, all, all);
    g_autoptr(GArray) roots = estimands_roots(own, maker->design);
    double n = (double)maker->crosstab->base_n;

    if (!roots)
        return false;
    effects->square = 0.0;
    for (size_t u = 0; u < roots->len / all.end; u++)
        for (size_t v = 0; v <= u; v++) {
            const double *x = (const double *)(gpointer)roots->data + u * all.end;
            const double *y = (const double *)(gpointer)roots->data + v * all.end;
            double product = n * directions_product(maker->directions, x, y);

            effects->square += (u == v ? 1.0 : 2.0) * product * product;
        }
    return true;
}

/* What a pair of functions takes: products of units, or of rows that are their own PSUs as many as
 * their moments in each stratum are worth. */
static double
work_of_pair(const Design *design)
{
    if (design_replicates(design))
        return (double)design_replicates(design)->n;
    return design_clustered(design) ? count_units(design)
                                    : 400.0 + 20.0 * (double)design_units(design);
}

/* The squares, unless they take too long. */
static void
add_squares(const Maker *maker, Effects *effects)
{
    double n = (double)sparse_rows(maker->directions->functions);
    double work = work_of_pair(maker->design);

    if (work < n && work * n <= (double)MOST_KEPT && add_by_units(maker, effects))
        return;
    if (n * n * work <= MOST_WORK)
        add_blocks(maker, effects);
}

bool
crosstab_effects(const Crosstab *crosstab, const Estimands *estimands, const CellSums *cells,
                 const Design *design, const EstimandOptions *options, bool squares,
                 Effects *effects)
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
    const Maker maker = { crosstab, estimands, cells, directions, design, options };

    *effects = (Effects){ directions->k, 0.0, NAN };
    add_variances(&maker, effects);
    if (squares && isfinite(effects->trace))
        add_squares(&maker, effects);
    return isfinite(effects->trace);
}
