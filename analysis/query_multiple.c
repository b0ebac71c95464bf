/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/query_multiple.h"

#include "analysis/crosstab_fill.h"
#include "datasets/error.h"

#include <string.h>

struct MultipleState {
    char *name, *col; /* COL may be NULL */
    char **items;
    size_t n_items;
    char *counted;
    char *nothing;    /* reason of rows without an answer */
    Levels *levels;   /* of the column */
    GArray *requests; /* of ColumnRequest */
    GArray *code;     /* of int32_t: column of each row of the block; -1: no answer */
    double **chosen;  /* [n_items][rows of the block] */
    GArray *n;        /* of double: units with the item, [columns * n_items] */
};

/* NAME and items of "name=a,b,c". */
static bool
parse_set(MultipleState *state, const char *row, GError **error)
{
    const char *equals = strchr(row, '=');

    if (!equals || equals == row || !equals[1]) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "%s is no multiple-response set of the codebook; write it out as "
                    "name=item1,item2,...",
                    row);
        return false;
    }
    state->name = g_strndup(row, (gsize)(equals - row));
    state->items = g_strsplit(equals + 1, ",", -1);
    state->counted = g_strdup("1");
    return true;
}

MultipleState *
multiple_new(const char *row, const char *col, bool multiple, const Codebook *codebook,
             GError **error)
{
    const MultipleSet *set = codebook_find_set(codebook, row);
    MultipleState *state;

    if (!set && !multiple)
        return NULL;
    state = g_new0(MultipleState, 1);
    if (set) {
        state->name = g_strdup(set->name);
        state->items = g_strdupv((char **)set->items);
        state->counted = g_strdup(set->counted ? set->counted : "1");
    } else if (!parse_set(state, row, error)) {
        g_free(state);
        return NULL;
    }
    state->col = g_strdup(col);
    state->n_items = g_strv_length(state->items);
    state->nothing = g_strdup_printf("%s: nothing chosen", state->name);
    state->levels = levels_new();
    state->requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    state->code = g_array_new(FALSE, FALSE, sizeof(int32_t));
    state->chosen = g_new0(double *, state->n_items + 1);
    state->n = g_array_new(FALSE, TRUE, sizeof(double));
    return state;
}

void
multiple_free(MultipleState *state)
{
    if (!state)
        return;
    for (size_t k = 0; k < state->n_items; k++)
        g_free(state->chosen[k]);
    g_free(state->chosen);
    g_free(state->name);
    g_free(state->col);
    g_strfreev(state->items);
    g_free(state->counted);
    g_free(state->nothing);
    levels_free(state->levels);
    g_array_unref(state->requests);
    g_array_unref(state->code);
    g_array_unref(state->n);
    g_free(state);
}

bool
multiple_open(MultipleState *state, Query *query, const Design *design, GArray *requests)
{
    const TermSpec term = { .n_values = state->n_items };

    if (state->col) {
        ColumnRequest request = { state->col, READ_CATEGORY };
        g_array_append_val(state->requests, request);
    }
    for (size_t k = 0; k < state->n_items; k++) {
        ColumnRequest request = { state->items[k], READ_CATEGORY };
        g_array_append_val(state->requests, request);
    }
    g_array_append_vals(requests, state->requests->data, state->requests->len);
    query->totals = totals_new(design_clustered(design), &term, 1, false);
    return true;
}

/* Which rows chose item K, into state->chosen[K]; they are marked in ANSWERED. */
static void
find_chosen(MultipleState *state, const Dataset *block, size_t k, bool *answered)
{
    const Column *column = dataset_find(block, state->items[k], READ_CATEGORY);
    int32_t counted = -1;

    g_assert(column);
    for (int32_t level = 0; level < column->n_levels; level++)
        if (strcmp(column->levels[level], state->counted) == 0)
            counted = level;
    state->chosen[k] = g_renew(double, state->chosen[k], block->n_rows + 1);
    for (size_t i = 0; i < block->n_rows; i++) {
        bool chosen = counted >= 0 && column->code[i] == counted;

        state->chosen[k][i] = chosen ? 1.0 : 0.0;
        answered[i] = answered[i] || chosen;
    }
}

static void
count_chosen(MultipleState *state, const DesignRows *rows, size_t i, int32_t col)
{
    size_t end = ((size_t)col + 1) * state->n_items;

    if (state->n->len < end)
        g_array_set_size(state->n, (guint)end);
    for (size_t k = 0; k < state->n_items; k++)
        g_array_index(state->n, double, end - state->n_items + k) +=
            state->chosen[k][i] * (rows->times ? rows->times[i] : 1.0);
}

bool
multiple_add(MultipleState *state, Query *query, const Dataset *block, const DesignRows *rows)
{
    const int32_t *group = (const int32_t *)(gpointer)query->domain->code->data;
    const Column *column = state->col ? dataset_find(block, state->col, READ_CATEGORY) : NULL;
    g_autofree bool *answered = g_new0(bool, block->n_rows + 1);
    TermRows term = { 0 };
    int32_t *code;

    if (column)
        levels_update(state->levels, column);
    for (size_t k = 0; k < state->n_items; k++)
        find_chosen(state, block, k, answered);
    g_array_set_size(state->code, (guint)block->n_rows + 1);
    code = (int32_t *)(gpointer)state->code->data;
    for (size_t i = 0; i < block->n_rows; i++) {
        code[i] = group[i] < 0 || !answered[i] ? -1 : column ? column->code[i] : 0;
        query->domain->used->data[i] = code[i] >= 0;
        if (code[i] >= 0)
            count_chosen(state, rows, i, code[i]);
    }
    term.code = code;
    term.values = (const double *const *)state->chosen;
    totals_add(query->totals, rows, &term);
    domain_account(query->domain, block, state->requests, state->nothing);
    return true;
}

/* Columns that hold cases, or that the codebook declares, in order. */
static int32_t *
shown_columns(MultipleState *state, const Query *query, size_t *n)
{
    const Variable *variable = codebook_find(query->codebook, state->col);
    size_t n_levels;
    int32_t *order = levels_order(state->levels, variable, &n_levels);

    *n = 0;
    for (size_t k = 0; k < n_levels; k++)
        if ((variable && k < variable->n_values) || totals_n(query->totals, 0, order[k]) > 0.0)
            order[(*n)++] = order[k];
    return order;
}

/* Adds of column CODE the cases (ITEM < 0) or those with ITEM to the sum begun last. */
static void
add_column(const MultipleState *state, Estimands *estimands, int32_t code, int item)
{
    int64_t slot = totals_slot(estimands->totals, 0, code);

    if (slot < 0)
        return;
    if (item < 0)
        estimands_add_slot(estimands, slot, 1.0, totals_n(estimands->totals, 0, code));
    else
        estimands_add_slot(
            estimands, slot + 1 + item, 1.0,
            g_array_index(state->n, double, (size_t)code * state->n_items + (size_t)item));
}

/* A column of the table: some codes of the column variable. */
typedef struct {
    const int32_t *codes;
    size_t n;
    uint32_t cases, responses;
} TableColumn;

static uint32_t
column_sum(const MultipleState *state, Estimands *estimands, const TableColumn *column, int first,
           int last)
{
    uint32_t sum = estimands_sum(estimands);

    for (size_t c = 0; c < column->n; c++)
        for (int item = first; item <= last; item++)
            add_column(state, estimands, column->codes[c], item);
    return sum;
}

static Share
share(const Estimands *estimands, uint32_t sum, uint32_t members)
{
    return (Share){ sum, members, (size_t)estimands_n(estimands, sum) };
}

static CellSums *
table_sums(const MultipleState *state, Estimands *estimands, TableColumn *columns, size_t across)
{
    CellSums *cells = g_new0(CellSums, (state->n_items + 1) * across);

    for (size_t j = 0; j < across; j++) {
        TableColumn *column = &columns[j];

        column->cases = column_sum(state, estimands, column, -1, -1);
        column->responses = column_sum(state, estimands, column, 0, (int)state->n_items - 1);
        for (size_t i = 0; i <= state->n_items; i++) {
            CellSums *cell = &cells[i * across + j];

            cell->sum = i < state->n_items ? column_sum(state, estimands, column, (int)i, (int)i)
                                           : column->cases;
            cell->n = (size_t)estimands_n(estimands, cell->sum);
            cell->of_col = share(estimands, column->cases, column->cases);
            cell->of_all = share(estimands, column->responses, column->cases);
            if (i == state->n_items)
                cell->of_all = (Share){ SHARE_NONE, column->cases, cell->n };
        }
    }
    for (size_t i = 0; i <= state->n_items; i++)
        for (size_t j = 0; j < across; j++) {
            uint32_t row = cells[i * across + across - 1].sum;
            cells[i * across + j].of_row = share(estimands, row, row);
        }
    return cells;
}

void
multiple_finish(MultipleState *state, Query *query, const Design *design,
                const EstimandOptions *options, Estimands *estimands)
{
    static const int32_t everyone[] = { 0 };
    Crosstab *table = query->table;
    g_autofree int32_t *cols = NULL;

    if (state->col)
        cols = shown_columns(state, query, &table->n_cols);
    table->multiple = true;
    table->row_variable = crosstab_text(table, state->name);
    table->col_variable = crosstab_text(table, state->col);
    table->n_rows = state->n_items;
    const char **rows = g_new0(const char *, table->n_rows + 1);
    for (size_t i = 0; i < table->n_rows; i++)
        rows[i] = crosstab_text(table, state->items[i]);
    table->rows = rows;
    const char **texts = g_new0(const char *, table->n_cols + 1);
    g_autofree TableColumn *columns = g_new0(TableColumn, table->n_cols + 1);
    for (size_t j = 0; j < table->n_cols; j++) {
        texts[j] = crosstab_text(table, levels_text(state->levels, cols[j]));
        columns[j] = (TableColumn){ .codes = &cols[j], .n = 1 };
    }
    table->cols = texts;
    columns[table->n_cols] = state->col ? (TableColumn){ .codes = cols, .n = table->n_cols }
                                        : (TableColumn){ .codes = everyone, .n = 1 };

    g_autofree CellSums *cells = table_sums(state, estimands, columns, table->n_cols + 1);
    crosstab_fill(table, estimands, cells, design, options);
}
