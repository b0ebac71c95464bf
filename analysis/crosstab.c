/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/crosstab_fill.h"

#include <math.h>

/* Cells that the covariance is kept for. */
enum { COVARIANCE_CELLS = 400 };

const Cell *
crosstab_cell(const Crosstab *table, size_t i, size_t j)
{
    g_assert(i <= table->n_rows && j <= table->n_cols);
    return &table->cells[i * (table->n_cols + 1) + j];
}

void
crosstab_free(Crosstab *table)
{
    if (!table)
        return;
    g_free((gpointer)table->rows);
    g_free((gpointer)table->cols);
    g_free(table->cells);
    g_free((gpointer)table->by_names);
    g_free((gpointer)table->by);
    g_free(table->covariance);
    g_free(table->tests);
    g_free(table->measures);
    g_free(table->comparisons);
    if (table->account.excluded)
        g_array_unref(table->account.excluded);
    if (table->strings)
        g_string_chunk_free(table->strings);
    g_free(table);
}

const char *
crosstab_text(Crosstab *table, const char *text)
{
    return text ? g_string_chunk_insert_const(table->strings, text) : NULL;
}

/* Which estimand a figure of a cell is. */
typedef struct {
    Figure *figure;
    guint estimand;
} Target;

static void
add_total(Estimands *estimands, GArray *targets, const CellSums *sums, const Share *base,
          Figure *figure)
{
    Estimand estimand = { .function = estimand_total,
                          .sums = { sums->sum },
                          .n_sums = 1,
                          .base = base->members,
                          .n = sums->n,
                          .base_n = base->n,
                          .spread = NAN };
    Target target = { figure, estimands->list->len };

    estimands_add(estimands, &estimand);
    g_array_append_val(targets, target);
}

static void
add_share(Estimands *estimands, GArray *targets, const CellSums *sums, const Share *base,
          Figure *figure)
{
    Estimand estimand = { .function = estimand_ratio,
                          .sums = { sums->sum, base->sum },
                          .n_sums = 2,
                          .base = base->members,
                          .n = sums->n,
                          .base_n = base->n,
                          .spread = NAN,
                          .share = sums->n <= base->n };
    Target target = { figure, estimands->list->len };

    *figure = (Figure){ NAN, NAN, NAN, NAN, 0 };
    if (base->sum == SHARE_NONE)
        return;
    if (base->sum == sums->sum) { /* of itself */
        *figure = base->n > 0 ? (Figure){ 1.0, 0.0, 1.0, 1.0, 0 }
                              : (Figure){ NAN, NAN, NAN, NAN, ESTIMATE_EMPTY };
        return;
    }
    estimands_add(estimands, &estimand);
    g_array_append_val(targets, target);
}

static void
keep_covariance(Crosstab *table, Estimands *estimands, const CellSums *cells, const Design *design,
                const EstimandOptions *options)
{
    size_t n_cols = MAX(table->n_cols, 1), across = table->n_cols + 1;
    g_autoptr(GArray) targets = g_array_new(FALSE, FALSE, sizeof(Target));
    g_autoptr(Estimates) rows = estimates_new();
    Figure unused;

    if (table->n_rows * n_cols == 0 || table->n_rows * n_cols > COVARIANCE_CELLS)
        return;
    g_array_set_size(estimands->list, 0);
    for (size_t i = 0; i < table->n_rows; i++)
        for (size_t j = 0; j < n_cols; j++) {
            const CellSums *sums = &cells[i * across + j];
            add_share(estimands, targets, sums, table->multiple ? &sums->of_col : &sums->of_all,
                      &unused);
        }
    /* a share of itself has no error, and no row */
    if (targets->len == table->n_rows * n_cols)
        estimands_finish(estimands, design, options, rows, &table->covariance);
}

void
crosstab_fill(Crosstab *table, Estimands *estimands, const CellSums *cells, const Design *design,
              const EstimandOptions *options)
{
    size_t n_cells = (table->n_rows + 1) * (table->n_cols + 1);
    const Share *all = &cells[n_cells - 1].of_all;
    g_autoptr(GArray) targets = g_array_new(FALSE, FALSE, sizeof(Target));
    g_autoptr(Estimates) rows = estimates_new();

    table->cells = g_new0(Cell, n_cells);
    for (size_t k = 0; k < n_cells; k++) {
        Cell *cell = &table->cells[k];

        cell->expected = cell->residual = NAN;
        cell->residual_standardised = cell->residual_adjusted = NAN;
        cell->n = cells[k].n;
        cell->weighted_n = estimands_value(estimands, cells[k].sum);
        add_total(estimands, targets, &cells[k], all, &cell->total);
        add_share(estimands, targets, &cells[k], &cells[k].of_row, &cell->share_row);
        add_share(estimands, targets, &cells[k], &cells[k].of_col, &cell->share_col);
        add_share(estimands, targets, &cells[k], &cells[k].of_all, &cell->share_cell);
    }
    estimands_finish(estimands, design, options, rows, NULL);
    for (guint t = 0; t < targets->len; t++) {
        const Target *target = &g_array_index(targets, Target, t);
        const Estimate *row = &rows->rows[target->estimand];

        *target->figure = (Figure){ row->value, row->se, row->lower, row->upper, row->flags };
        if (target->figure == &table->cells[n_cells - 1].total)
            table->df = row->df;
    }
    table->base_n = all->n;
    table->level = options->level;
    table->ci_method = isinf(table->df) ? options->interval->method_z : options->interval->method_t;
    keep_covariance(table, estimands, cells, design, options);
}
