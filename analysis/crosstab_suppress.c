/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/crosstab_suppress.h"

#include "analysis/suppress.h"
#include "datasets/error.h"

#include <math.h>

static const Figure nothing = { NAN, NAN, NAN, NAN, ESTIMATE_WITHHELD };

/* In a set everyone but a few having chosen an answer says as much as few having chosen it. */
static bool
few_did_not(const Crosstab *table, size_t i, size_t j, size_t limit)
{
    size_t base =
        crosstab_cell(table, table->turned ? i : table->n_rows, table->turned ? table->n_cols : j)
            ->n;
    size_t n = crosstab_cell(table, i, j)->n;
    bool answer = table->turned ? j < table->n_cols : i < table->n_rows;

    return table->multiple && answer && n < base && base - n < limit;
}

static bool
choose(const Crosstab *table, size_t limit, CellRole *role)
{
    size_t across = table->n_cols + 1, n_cells = (table->n_rows + 1) * across;
    g_autofree size_t *n = g_new(size_t, n_cells);
    const CountTable counts = { .n_rows = table->n_rows,
                                .n_cols = table->n_cols,
                                .n = n,
                                .rows_add = !table->multiple || table->turned,
                                .cols_add = !table->multiple || !table->turned };

    for (size_t k = 0; k < n_cells; k++) {
        n[k] = table->cells[k].n;
        role[k] = few_did_not(table, k / across, k % across, limit) ? CELL_PRIMARY : CELL_SHOWN;
    }
    role[n_cells - 1] = CELL_KNOWN;
    return (n[n_cells - 1] == 0 || n[n_cells - 1] >= limit) && suppress(&counts, limit, role);
}

static void
withhold(Cell *cell)
{
    cell->withheld = true;
    cell->n = 0;
    cell->weighted_n = NAN;
    cell->total = cell->share_row = cell->share_col = cell->share_cell = nothing;
}

/* What remains of a table in which something is withheld. */
static void
wipe(Crosstab *table)
{
    size_t across = table->n_cols + 1;

    for (size_t i = 0; i <= table->n_rows; i++)
        for (size_t j = 0; j <= table->n_cols; j++) {
            Cell *cell = &table->cells[i * across + j];

            if (crosstab_cell(table, i, table->n_cols)->withheld)
                cell->share_row = nothing;
            if (crosstab_cell(table, table->n_rows, j)->withheld)
                cell->share_col = nothing;
            if (table->multiple) /* of all responses, which nothing else tells */
                cell->share_cell = nothing;
            cell->letters = NULL;
            cell->expected = cell->residual = NAN;
            cell->residual_standardised = cell->residual_adjusted = NAN;
        }
    g_clear_pointer(&table->covariance, g_free);
    table->n_tests = table->n_measures = table->n_comparisons = 0;
    table->letters = LETTERS_NOT_ASKED;
    table->residuals = false;
}

bool
crosstab_suppress(Crosstab *table, size_t limit, GError **error)
{
    size_t n_cells = (table->n_rows + 1) * (table->n_cols + 1);
    g_autofree CellRole *role = g_new(CellRole, n_cells);

    if (!choose(table, limit, role)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "--suppress-below %zu: a table of %s has so few cases in all that nothing of "
                    "it can be shown; take fewer combinations of --by, or leave it out by --where",
                    limit, table->row_variable);
        return false;
    }
    table->suppress_below = limit;
    for (size_t k = 0; k < n_cells; k++) {
        table->n_withheld += role[k] == CELL_PRIMARY || role[k] == CELL_SECONDARY;
        if (role[k] >= CELL_PRIMARY)
            withhold(&table->cells[k]);
    }
    if (table->n_withheld > 0)
        wipe(table);
    return true;
}

void
crosstab_withhold(Crosstab *table, size_t i, size_t j)
{
    withhold(&table->cells[i * (table->n_cols + 1) + j]);
    table->n_withheld++;
    wipe(table);
}
