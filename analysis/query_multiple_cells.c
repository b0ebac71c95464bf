/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query_multiple_cells.c - the sums that the cells of a multiple-response table are. */
#include "analysis/query_multiple_state.h"

/* Whom and what a sum is of: a group, some categories of the variable, some answers. */
typedef struct {
    MultipleState *state;
    Estimands *estimands;
    int32_t group;
    const int32_t *answers; /* [n_answers] items, or codes of values */
    size_t n_answers;
} Summing;

/* A column of the table: some codes of the variable. */
typedef struct {
    const int32_t *codes;
    size_t n;
    uint32_t cases, responses;
} TableColumn;

static void
add_cell(const Summing *of, size_t term, int32_t cell)
{
    estimands_add_slot(of->estimands, totals_slot(of->estimands->totals, term, cell), 1.0,
                       totals_n(of->estimands->totals, term, cell));
}

/* Adds who gave answer R of those with CODE of the variable to the sum begun last. */
static void
add_answer(const Summing *of, int32_t code, size_t r)
{
    MultipleState *state = of->state;
    size_t first = state->by_item ? (size_t)of->answers[r] : 0;
    size_t end = state->by_item ? first + 1 : state->n_items;
    int32_t value = of->answers[r];

    if (state->by_item)
        value = levels_code(state->values, state->counted ? state->counted : "1");
    for (int32_t repeated = 0; repeated < 2; repeated++) {
        const int32_t codes[] = { of->group, code, value, repeated };

        if (repeated && !state->by_item && !state->mentions)
            continue;
        for (size_t k = first; k < end; k++)
            add_cell(of, k + 1, crossing_find(state->answers, codes));
    }
}

static uint32_t
sum_of_cases(const Summing *of, const TableColumn *column)
{
    const MultipleState *state = of->state;
    AnswerState first = state->asked ? ANSWER_NONE : state->by_item ? ANSWER_COUNTED : ANSWER_OTHER;
    uint32_t sum = estimands_sum(of->estimands);

    for (size_t c = 0; c < column->n; c++)
        for (int32_t answer = (int32_t)first; answer < (int32_t)N_ANSWERS; answer++) {
            const int32_t codes[] = { of->group, column->codes[c], answer };

            add_cell(of, 0, crossing_find(state->cases, codes));
        }
    return sum;
}

/* Of the answers FIRST to before END. */
static uint32_t
sum_of_answers(const Summing *of, const TableColumn *column, size_t first, size_t end)
{
    uint32_t sum = estimands_sum(of->estimands);

    for (size_t c = 0; c < column->n; c++)
        for (size_t r = first; r < end; r++)
            add_answer(of, column->codes[c], r);
    return sum;
}

static Share
share(const Estimands *estimands, uint32_t sum, uint32_t members)
{
    return (Share){ sum, members, (size_t)estimands_n(estimands, sum) };
}

/* Answers down, the variable across. */
static CellSums *
cells_down(const Summing *of, TableColumn *columns, size_t across)
{
    CellSums *cells = g_new0(CellSums, (of->n_answers + 1) * across);

    for (size_t j = 0; j < across; j++) {
        TableColumn *column = &columns[j];

        column->cases = sum_of_cases(of, column);
        column->responses = sum_of_answers(of, column, 0, of->n_answers);
        for (size_t i = 0; i <= of->n_answers; i++) {
            CellSums *cell = &cells[i * across + j];
            bool base = i == of->n_answers;

            cell->sum = base ? column->cases : sum_of_answers(of, column, i, i + 1);
            cell->n = (size_t)estimands_n(of->estimands, cell->sum);
            cell->of_col = share(of->estimands, column->cases, column->cases);
            cell->of_all = share(of->estimands, column->responses, column->cases);
            if (base)
                cell->of_all = (Share){ SHARE_NONE, column->cases, cell->n };
        }
    }
    for (size_t i = 0; i <= of->n_answers; i++)
        for (size_t j = 0; j < across; j++) {
            uint32_t row = cells[i * across + across - 1].sum;
            cells[i * across + j].of_row = share(of->estimands, row, row);
        }
    return cells;
}

/* The same with rows and columns exchanged. */
static CellSums *
turn(const CellSums *cells, size_t n_rows, size_t across)
{
    CellSums *turned = g_new0(CellSums, n_rows * across);

    for (size_t i = 0; i < n_rows; i++)
        for (size_t j = 0; j < across; j++) {
            CellSums cell = cells[i * across + j];

            cell.of_row = cells[i * across + j].of_col;
            cell.of_col = cells[i * across + j].of_row;
            turned[j * n_rows + i] = cell;
        }
    return turned;
}

/* Answers that were given, or that the codebook declares, in order; items are all shown. */
static int32_t *
shown_answers(MultipleState *state, const Query *query, size_t *n)
{
    const Variable *variable = codebook_find(query->codebook, state->items[0]);
    g_autofree bool *given = g_new0(bool, state->values->texts->len + 1);
    int32_t *order;
    size_t n_values;

    if (state->by_item) {
        order = g_new(int32_t, state->n_items + 1);
        for (*n = 0; *n < state->n_items; ++*n)
            order[*n] = (int32_t)*n;
        return order;
    }
    for (int32_t cell = 0; cell < (int32_t)crossing_count(state->answers); cell++) {
        int32_t codes[4];

        crossing_codes(state->answers, cell, codes);
        given[codes[2]] = true;
    }
    size_t n_met = state->values->texts->len;
    order = levels_order(state->values, variable, &n_values);
    *n = 0;
    for (size_t k = 0; k < n_values; k++)
        if ((variable && k < variable->n_values) || ((size_t)order[k] < n_met && given[order[k]]))
            order[(*n)++] = order[k];
    return order;
}

/* Categories of the variable that hold cases, or that the codebook declares, in order. */
static int32_t *
shown_columns(MultipleState *state, const Query *query, size_t *n)
{
    const Variable *variable = codebook_find(query->codebook, state->col);
    size_t n_met = state->levels->texts->len, n_levels;
    g_autofree bool *held = g_new0(bool, n_met + 1);
    int32_t *order;

    for (int32_t cell = 0; cell < (int32_t)crossing_count(state->cases); cell++) {
        int32_t codes[3];

        crossing_codes(state->cases, cell, codes);
        held[codes[1]] = true;
    }
    order = levels_order(state->levels, variable, &n_levels);
    *n = 0;
    for (size_t k = 0; k < n_levels; k++)
        if ((variable && k < variable->n_values) || ((size_t)order[k] < n_met && held[order[k]]))
            order[(*n)++] = order[k];
    return order;
}

static const char **
texts_of(Crosstab *table, const Levels *levels, const int32_t *order, size_t n, char **items)
{
    const char **texts = g_new0(const char *, n + 1);

    for (size_t k = 0; k < n; k++)
        texts[k] = crosstab_text(table, items ? items[order[k]] : levels_text(levels, order[k]));
    return texts;
}

static void
set_lines(Crosstab *table, const MultipleState *state, const int32_t *answers, size_t n_answers,
          const int32_t *cols, size_t n_cols)
{
    const char **down =
        texts_of(table, state->values, answers, n_answers, state->by_item ? state->items : NULL);
    const char **across = texts_of(table, state->levels, cols, n_cols, NULL);
    const char *set = crosstab_text(table, state->name);
    const char *variable = crosstab_text(table, state->col);

    table->multiple = true;
    table->turned = state->turned;
    table->asked = state->asked;
    table->mentions = state->mentions && !state->by_item;
    table->items = crosstab_text(table, state->by_item ? NULL : state->items[0]);
    table->row_variable = state->turned ? variable : set;
    table->col_variable = state->turned ? set : variable;
    table->rows = state->turned ? across : down;
    table->cols = state->turned ? down : across;
    table->n_rows = state->turned ? n_cols : n_answers;
    table->n_cols = state->turned ? n_answers : n_cols;
}

CellSums *
multiple_cells(MultipleState *state, Query *query, Crosstab *table, Estimands *estimands,
               int32_t group)
{
    static const int32_t everyone[] = { 0 };
    size_t n_answers, n_cols = 0;
    g_autofree int32_t *answers = shown_answers(state, query, &n_answers);
    g_autofree int32_t *cols = state->col ? shown_columns(state, query, &n_cols) : NULL;
    g_autofree TableColumn *columns = g_new0(TableColumn, n_cols + 1);
    Summing summing = { state, estimands, group, answers, n_answers };

    for (size_t j = 0; j < n_cols; j++)
        columns[j] = (TableColumn){ .codes = &cols[j], .n = 1 };
    columns[n_cols] = state->col ? (TableColumn){ .codes = cols, .n = n_cols }
                                 : (TableColumn){ .codes = everyone, .n = 1 };
    set_lines(table, state, answers, n_answers, cols, n_cols);
    g_autofree CellSums *cells = cells_down(&summing, columns, n_cols + 1);
    return state->turned ? turn(cells, n_answers + 1, n_cols + 1) : g_steal_pointer(&cells);
}
