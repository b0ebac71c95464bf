/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query_crosstab.c - one variable against another, or one alone. */
#include "analysis/crosstab_extras.h"
#include "analysis/crosstab_suppress.h"
#include "analysis/query_multiple.h"
#include "analysis/query_run.h"
#include "datasets/error.h"

#include <string.h>

typedef struct {
    char *names[2];         /* row, column; the column may be NULL */
    size_t n;               /* names */
    bool multiple, grouped; /* GROUPED: cells are crossed with the groups of the domain */
    TableAsk *ask;          /* NULL: nothing beyond the cells */
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
    table_ask_free(state->ask);
    g_free(state);
}

static bool
crosstab_open(Query *query, const Design *design, GArray *requests, GError **error)
{
    CrosstabState *state = query->state;
    const TermSpec term = { 0 };
    GError *fault = NULL;

    state->set = multiple_new(state->names[0], state->names[1], state->multiple, state->ask,
                              query->codebook, &fault);
    if (state->set)
        return multiple_open(state->set, query, design, requests);
    if (fault) {
        g_propagate_error(error, fault);
        return false;
    }
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
    const int32_t *codes[3] = { NULL };
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
        codes[state->grouped + k] = column->code;
    }
    if (state->grouped)
        codes[0] = (const int32_t *)(gpointer)query->domain->code->data;
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

/* Levels of variable K that rows of any table have or the codebook declares, in order. */
static int32_t *
shown_levels(const Query *query, CrosstabState *state, size_t k, size_t *n)
{
    const Variable *variable = codebook_find(query->codebook, state->names[k]);
    size_t n_met = state->levels[k]->texts->len, n_levels;
    g_autofree bool *held = g_new0(bool, n_met + 1);
    int32_t *order;

    for (int32_t cell = 0; cell < (int32_t)crossing_count(state->crossing); cell++) {
        int32_t codes[3];

        crossing_codes(state->crossing, cell, codes);
        if (totals_n(query->totals, 0, cell) > 0.0)
            held[codes[state->grouped + k]] = true;
    }
    order = levels_order(state->levels[k], variable, &n_levels);
    *n = 0;
    for (size_t r = 0; r < n_levels; r++)
        if ((variable && r < variable->n_values) || ((size_t)order[r] < n_met && held[order[r]]))
            order[(*n)++] = order[r];
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

/* The lines of a table as codes. */
typedef struct {
    int32_t group;
    const int32_t *rows, *cols;
    size_t n_rows, n_cols;
} TableLines;

static int32_t
cell_of(const CrosstabState *state, int32_t group, int32_t row, int32_t col)
{
    const int32_t codes[] = { group, row, col };

    return crossing_find(state->crossing, codes + !state->grouped);
}

/* The sum over row I and column J of the table; the last ones stand for all. */
static uint32_t
sum_over(const CrosstabState *state, Estimands *estimands, const TableLines *lines, size_t i,
         size_t j)
{
    uint32_t sum = estimands_sum(estimands);
    size_t end_row = i < lines->n_rows ? i + 1 : lines->n_rows;
    size_t end_col = j < lines->n_cols ? j + 1 : MAX(lines->n_cols, 1);

    for (size_t a = i < lines->n_rows ? i : 0; a < end_row; a++)
        for (size_t b = j < lines->n_cols ? j : 0; b < end_col; b++) {
            int32_t cell = cell_of(state, lines->group, lines->rows[a],
                                   lines->n_cols > 0 ? lines->cols[b] : 0);

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
table_sums(const CrosstabState *state, Estimands *estimands, const TableLines *lines)
{
    size_t n_rows = lines->n_rows, n_cols = lines->n_cols, across = n_cols + 1;
    CellSums *cells = g_new0(CellSums, (n_rows + 1) * across);

    for (size_t i = 0; i <= n_rows; i++)
        for (size_t j = 0; j <= n_cols; j++) {
            CellSums *cell = &cells[i * across + j];

            cell->sum = sum_over(state, estimands, lines, i, j);
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

/* Cells of all tables together, of which each has some twenty figures. */
enum { MOST_CELLS = 1000000 };

/* FALSE and ERROR when nobody could read the tables, nor the machine hold them. */
static bool
check_size(const Query *query, CrosstabState *state, size_t n_groups, GError **error)
{
    size_t n[2] = { 1, 1 };
    double cells = (double)MAX(n_groups, 1);

    for (size_t k = 0; k < state->n && !state->set; k++) {
        g_free(shown_levels(query, state, k, &n[k]));
        cells *= (double)n[k];
    }
    if (cells <= MOST_CELLS)
        return true;
    if (state->n > 1)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s has %zu categories and %s %zu: %.0f cells, but at most %d can be made; is "
                    "one of them an identifier? Take fewer categories, or some rows by --where",
                    state->names[0], n[0], state->names[1], n[1], cells, MOST_CELLS);
    else
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s has %zu categories: %.0f cells, but at most %d can be made; is it an "
                    "identifier? Take fewer categories, or some rows by --where",
                    state->names[0], n[0], cells, MOST_CELLS);
    return false;
}

/* Sets the rows and columns of TABLE, which is about GROUP, and gives its cells. */
static CellSums *
two_way_cells(CrosstabState *state, Query *query, Crosstab *table, Estimands *estimands,
              int32_t group)
{
    TableLines lines = { .group = group };
    g_autofree int32_t *rows = shown_levels(query, state, 0, &table->n_rows);
    g_autofree int32_t *cols = state->n > 1 ? shown_levels(query, state, 1, &table->n_cols) : NULL;

    lines.rows = rows;
    lines.cols = cols;
    lines.n_rows = table->n_rows;
    lines.n_cols = table->n_cols;
    table->row_variable = crosstab_text(table, state->names[0]);
    table->col_variable = crosstab_text(table, state->names[1]);
    table->rows = level_texts(table, state->levels[0], rows, table->n_rows);
    table->cols = level_texts(table, state->levels[1], cols, table->n_cols);
    return table_sums(state, estimands, &lines);
}

static Crosstab *
table_new_for(Query *query, int32_t group)
{
    const Domain *domain = query->domain;
    g_autofree int32_t *codes = g_new0(int32_t, domain->n_by + 1);
    Crosstab *table = g_new0(Crosstab, 1);

    table->strings = g_string_chunk_new(1024);
    table->n_by = domain->n_by;
    if (domain->n_by == 0)
        return table;
    const char **names = g_new0(const char *, domain->n_by + 1);
    const char **texts = g_new0(const char *, domain->n_by + 1);
    if (group >= 0)
        crossing_codes(domain->crossing, group, codes);
    for (size_t k = 0; k < domain->n_by; k++) {
        names[k] = crosstab_text(table, domain->by[k]);
        texts[k] =
            group < 0 ? NULL : crosstab_text(table, levels_text(domain->levels[k], codes[k]));
    }
    table->by_names = names;
    table->by = texts;
    return table;
}

static bool
finish_group(Query *query, const Design *design, int32_t group, GError **error)
{
    CrosstabState *state = query->state;
    EstimandOptions how = { interval_find(query->options.ci, NULL), query->options.level, DEFF_NONE,
                            query->options.low_base, query->options.normal };
    g_autoptr(Estimands) estimands = estimands_new(query->totals);
    Crosstab *table = table_new_for(query, group);

    g_ptr_array_add(query->tables, table);
    g_autofree CellSums *cells = state->set
                                     ? multiple_cells(state->set, query, table, estimands, group)
                                     : two_way_cells(state, query, table, estimands, group);
    crosstab_fill(table, estimands, cells, design, &how);
    if (state->ask && !crosstab_extras(table, estimands, cells, design, &how, state->ask, error))
        return false;
    return query->options.suppress_below == 0 ||
           crosstab_suppress(table, query->options.suppress_below, error);
}

static bool
crosstab_finish(Query *query, const Design *design, GError **error)
{
    CrosstabState *state = query->state;
    size_t n_groups;
    g_autofree int32_t *groups = domain_order(query->domain, query->codebook, &n_groups);

    query->tables = g_ptr_array_new_with_free_func((GDestroyNotify)crosstab_free);
    if (state->set)
        multiple_finish(state->set, query);
    if (!check_size(query, state, n_groups, error))
        return false;
    for (size_t g = 0; g < MAX(n_groups, 1); g++)
        if (!finish_group(query, design, n_groups > 0 ? groups[g] : -1, error))
            return false;
    domain_take_account(query->domain, &((Crosstab *)query->tables->pdata[0])->account);
    return true;
}

static const QueryKind kind_crosstab = {
    .open = crosstab_open, .add = crosstab_add, .finish = crosstab_finish, .free = state_free
};

Query *
query_crosstab_asking(const char *row, const char *col, bool multiple, const TableAsk *ask,
                      const QueryOptions *options, GError **error)
{
    g_autoptr(TableAsk) copy = NULL;

    if ((ask && !(copy = table_ask_copy(ask, error))) || !interval_find(options->ci, error))
        return NULL;

    CrosstabState *state = g_new0(CrosstabState, 1);
    state->ask = g_steal_pointer(&copy);
    state->names[0] = g_strdup(row);
    state->names[1] = g_strdup(col);
    state->n = col ? 2 : 1;
    state->grouped = options->by && options->by[0];
    state->multiple = multiple;
    for (size_t k = 0; k < 2; k++)
        state->levels[k] = levels_new();
    state->crossing = crossing_new(state->n + state->grouped);
    state->requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    state->code = g_array_new(FALSE, FALSE, sizeof(int32_t));
    return query_new(&kind_crosstab, state, options);
}

Query *
query_crosstab(const char *row, const char *col, bool multiple, const QueryOptions *options,
               GError **error)
{
    return query_crosstab_asking(row, col, multiple, NULL, options, error);
}
