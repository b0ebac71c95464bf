/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query_crosstab.c - one variable against another, or one alone. */
#include "analysis/crosstab_fill.h"
#include "analysis/query_multiple.h"
#include "analysis/query_run.h"
#include "datasets/error.h"

#include <string.h>

typedef struct {
    char *names[2]; /* row, column; the column may be NULL */
    size_t n;       /* names */
    bool multiple;
    Levels *levels[2];
    Crossing *crossing;
    GArray *requests;   /* of ColumnRequest */
    GArray *code;       /* of int32_t, of the block */
    MultipleState *set; /* of a multiple-response table; NULL: none */
} CrosstabState;

static void
state_free(gpointer data)
{
    CrosstabState *state = data;

    for (size_t k = 0; k < 2; k++) {
        g_free(state->names[k]);
        levels_free(state->levels[k]);
    }
    crossing_free(state->crossing);
    g_array_unref(state->requests);
    g_array_unref(state->code);
    multiple_free(state->set);
    g_free(state);
}

static bool
crosstab_open(Query *query, const Design *design, GArray *requests, GError **error)
{
    CrosstabState *state = query->state;
    const TermSpec term = { 0 };

    state->set =
        multiple_new(state->names[0], state->names[1], state->multiple, query->codebook, error);
    if (state->set)
        return multiple_open(state->set, query, design, requests);
    if (state->multiple)
        return false;
    for (size_t k = 0; k < state->n; k++) {
        ColumnRequest request = { state->names[k], READ_CATEGORY };
        g_array_append_val(state->requests, request);
    }
    g_array_append_vals(requests, state->requests->data, state->requests->len);
    query->totals = totals_new(design_clustered(design), &term, 1, false);
    return true;
}

static bool
crosstab_add(Query *query, const Dataset *block, const DesignRows *rows, GError **error)
{
    CrosstabState *state = query->state;
    const int32_t *codes[2] = { NULL, NULL };
    size_t n = block->n_rows;
    TermRows term = { 0 };
    int32_t *code;
    uint8_t *used;

    (void)error;
    if (state->set)
        return multiple_add(state->set, query, block, rows);
    for (size_t k = 0; k < state->n; k++) {
        const Column *column = dataset_find(block, state->names[k], READ_CATEGORY);

        g_assert(column);
        levels_update(state->levels[k], column);
        codes[k] = column->code;
    }
    g_array_set_size(state->code, (guint)n + 1);
    code = (int32_t *)(gpointer)state->code->data;
    if (n > 0)
        memcpy(code, query->domain->code->data, n * sizeof *code);
    crossing_add(state->crossing, codes, n, code);
    used = (uint8_t *)query->domain->used->data;
    for (size_t i = 0; i < n; i++)
        used[i] = code[i] >= 0;
    term.code = code;
    totals_add(query->totals, rows, &term);
    domain_account(query->domain, block, state->requests, "undefined");
    return true;
}

static int32_t
cell_of(const CrosstabState *state, int32_t row, int32_t col)
{
    const int32_t codes[] = { row, col };

    return crossing_find(state->crossing, codes);
}

/* Levels of variable K that rows of the table have or the codebook declares, in order. */
static int32_t *
shown_levels(const Query *query, CrosstabState *state, size_t k, size_t *n)
{
    const Variable *variable = codebook_find(query->codebook, state->names[k]);
    size_t n_levels, n_other = state->n > 1 ? state->levels[1 - k]->texts->len : 1;
    int32_t *order = levels_order(state->levels[k], variable, &n_levels);

    *n = 0;
    for (size_t r = 0; r < n_levels; r++) {
        bool shown = variable && r < variable->n_values;

        for (int32_t other = 0; other < (int32_t)n_other && !shown; other++) {
            int32_t cell =
                k == 0 ? cell_of(state, order[r], other) : cell_of(state, other, order[r]);
            shown = totals_n(query->totals, 0, cell) > 0.0;
        }
        if (shown)
            order[(*n)++] = order[r];
    }
    return order;
}

static const char **
level_texts(Crosstab *table, const Levels *levels, const int32_t *order, size_t n)
{
    const char **texts = g_new0(const char *, n + 1);

    for (size_t k = 0; k < n; k++)
        texts[k] = crosstab_text(table, levels_text(levels, order[k]));
    return texts;
}

/* The sum over rows I0 to I1 and columns J0 to J1 of the table. */
static uint32_t
sum_over(const CrosstabState *state, Estimands *estimands, const int32_t *rows, size_t n_rows,
         const int32_t *cols, size_t n_cols)
{
    uint32_t sum = estimands_sum(estimands);

    for (size_t i = 0; i < n_rows; i++)
        for (size_t j = 0; j < MAX(n_cols, 1); j++) {
            int32_t cell = cell_of(state, rows[i], n_cols > 0 ? cols[j] : 0);

            estimands_add_slot(estimands, totals_slot(estimands->totals, 0, cell), 1.0,
                               totals_n(estimands->totals, 0, cell));
        }
    return sum;
}

static Share
share_of(const Estimands *estimands, const CellSums *base)
{
    return (Share){ base->sum, base->sum, (size_t)estimands_n(estimands, base->sum) };
}

static CellSums *
table_sums(const CrosstabState *state, Estimands *estimands, const int32_t *rows, size_t n_rows,
           const int32_t *cols, size_t n_cols)
{
    size_t across = n_cols + 1;
    CellSums *cells = g_new0(CellSums, (n_rows + 1) * across);

    for (size_t i = 0; i <= n_rows; i++)
        for (size_t j = 0; j <= n_cols; j++) {
            CellSums *cell = &cells[i * across + j];

            cell->sum =
                sum_over(state, estimands, i < n_rows ? rows + i : rows, i < n_rows ? 1 : n_rows,
                         j < n_cols ? cols + j : cols, j < n_cols ? 1 : n_cols);
            cell->n = (size_t)estimands_n(estimands, cell->sum);
        }
    for (size_t i = 0; i <= n_rows; i++)
        for (size_t j = 0; j <= n_cols; j++) {
            CellSums *cell = &cells[i * across + j];

            cell->of_row = share_of(estimands, &cells[i * across + n_cols]);
            cell->of_col = share_of(estimands, &cells[n_rows * across + j]);
            cell->of_all = share_of(estimands, &cells[n_rows * across + n_cols]);
        }
    return cells;
}

static bool
crosstab_finish(Query *query, const Design *design, GError **error)
{
    CrosstabState *state = query->state;
    EstimandOptions how = { interval_find(query->options.ci, error), query->options.level,
                            DEFF_NONE, query->options.low_base, query->options.normal };
    g_autoptr(Estimands) estimands = estimands_new(query->totals);
    Crosstab *table = query->table = g_new0(Crosstab, 1);
    g_autofree int32_t *cols = NULL;

    table->strings = g_string_chunk_new(1024);
    domain_take_account(query->domain, &table->account);
    if (state->set) {
        multiple_finish(state->set, query, design, &how, estimands);
        return true;
    }
    g_autofree int32_t *rows = shown_levels(query, state, 0, &table->n_rows);
    if (state->n > 1)
        cols = shown_levels(query, state, 1, &table->n_cols);
    table->row_variable = crosstab_text(table, state->names[0]);
    table->col_variable = crosstab_text(table, state->names[1]);
    table->rows = level_texts(table, state->levels[0], rows, table->n_rows);
    table->cols = level_texts(table, state->levels[1], cols, table->n_cols);

    g_autofree CellSums *cells =
        table_sums(state, estimands, rows, table->n_rows, cols, table->n_cols);
    crosstab_fill(table, estimands, cells, design, &how);
    return true;
}

static const QueryKind kind_crosstab = {
    .open = crosstab_open, .add = crosstab_add, .finish = crosstab_finish, .free = state_free
};

Query *
query_crosstab(const char *row, const char *col, bool multiple, const QueryOptions *options,
               GError **error)
{
    if (options->by && options->by[0]) {
        g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                            "a cross-tabulation takes no --by; make the group its column");
        return NULL;
    }
    if (!interval_find(options->ci, error))
        return NULL;

    CrosstabState *state = g_new0(CrosstabState, 1);
    state->names[0] = g_strdup(row);
    state->names[1] = g_strdup(col);
    state->n = col ? 2 : 1;
    state->multiple = multiple;
    for (size_t k = 0; k < 2; k++)
        state->levels[k] = levels_new();
    state->crossing = crossing_new(state->n);
    state->requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    state->code = g_array_new(FALSE, FALSE, sizeof(int32_t));
    return query_new(&kind_crosstab, state, options);
}
