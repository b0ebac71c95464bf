/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/query_multiple_state.h"

#include "datasets/error.h"

#include <string.h>

/* What counts where no value is declared, when there is only this and the next. */
#define CHOSEN "1"
#define NOT_CHOSEN "0"

/* NAME and items of "name=a,b,c". */
static bool
parse_set(MultipleState *state, const char *text, GError **error)
{
    const char *equals = strchr(text, '=');

    if (!equals || equals == text || !equals[1]) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "%s is no multiple-response set of the codebook; write it out as "
                    "name=item1,item2,...",
                    text);
        return false;
    }
    state->name = g_strndup(text, (gsize)(equals - text));
    state->items = g_strsplit(equals + 1, ",", -1);
    return true;
}

MultipleState *
multiple_new(const char *row, const char *col, bool multiple, const TableAsk *ask,
             const Codebook *codebook, GError **error)
{
    const MultipleSet *down = codebook_find_set(codebook, row);
    const MultipleSet *across = col ? codebook_find_set(codebook, col) : NULL;
    bool turned = across != NULL || (multiple && !down && !strchr(row, '=') && col);
    const MultipleSet *set = turned ? across : down;
    MultipleState *state;

    if (!set && !multiple)
        return NULL;
    if (down && across) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "%s and %s are both multiple-response sets; a table takes one", row, col);
        return NULL;
    }
    state = g_new0(MultipleState, 1);
    if (set) {
        state->name = g_strdup(set->name);
        state->items = g_strdupv((char **)set->items);
    } else if (!parse_set(state, turned ? col : row, error)) {
        g_free(state);
        return NULL;
    }
    state->counted = g_strdup(ask && ask->counted ? ask->counted : set ? set->counted : NULL);
    state->turned = turned;
    state->asked = ask && ask->asked;
    state->mentions = ask && ask->mentions;
    state->col = g_strdup(turned ? row : col);
    state->n_items = g_strv_length(state->items);
    state->levels = levels_new();
    state->values = levels_new();
    state->cases = crossing_new(3);
    state->answers = crossing_new(4);
    state->requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    state->code = g_array_new(FALSE, FALSE, sizeof(int32_t));
    return state;
}

void
multiple_free(MultipleState *state)
{
    if (!state)
        return;
    g_free(state->name);
    g_free(state->col);
    g_strfreev(state->items);
    g_free(state->counted);
    levels_free(state->levels);
    levels_free(state->values);
    crossing_free(state->cases);
    crossing_free(state->answers);
    g_array_unref(state->requests);
    g_array_unref(state->code);
    g_free(state);
}

bool
multiple_open(MultipleState *state, Query *query, const Design *design, GArray *requests)
{
    g_autofree TermSpec *terms = g_new0(TermSpec, state->n_items + 1);

    if (state->col) {
        ColumnRequest request = { state->col, READ_CATEGORY };
        g_array_append_val(state->requests, request);
        g_array_append_val(requests, request);
    }
    for (size_t k = 0; k < state->n_items; k++) {
        ColumnRequest request = { state->items[k], READ_CATEGORY };
        g_array_append_val(state->requests, request);
        g_array_append_val(requests, request);
    }
    query->totals = totals_new(design_clustered(design), terms, state->n_items + 1, true);
    return true;
}

/* The codes of all sets of a block. */
typedef struct {
    size_t n;
    int32_t **value;    /* [n_items][n] of state->values; -1: none */
    int32_t **repeated; /* [n_items][n] 1 where an item before has the same value */
    int32_t *answer;    /* [n] AnswerState */
} BlockAnswers;

static BlockAnswers
answers_new(size_t n_items, size_t n)
{
    BlockAnswers answers = { n, g_new(int32_t *, n_items + 1), g_new(int32_t *, n_items + 1),
                             g_new0(int32_t, n + 1) };

    for (size_t k = 0; k < n_items; k++) {
        answers.value[k] = g_new(int32_t, n + 1);
        answers.repeated[k] = g_new0(int32_t, n + 1);
    }
    return answers;
}

static void
answers_clear(BlockAnswers *answers, size_t n_items)
{
    for (size_t k = 0; k < n_items; k++) {
        g_free(answers->value[k]);
        g_free(answers->repeated[k]);
    }
    g_free(answers->value);
    g_free(answers->repeated);
    g_free(answers->answer);
}

/* The values of item K; where a value is declared the others say nothing. */
static void
find_values(MultipleState *state, const Dataset *block, size_t k, BlockAnswers *answers)
{
    const Column *column = dataset_find(block, state->items[k], READ_CATEGORY);
    const char *chosen = state->counted ? state->counted : CHOSEN;
    g_assert(column);
    g_autofree int32_t *code = g_new(int32_t, (size_t)column->n_levels + 1);
    int32_t counted = -1;

    for (int32_t level = 0; level < column->n_levels; level++) {
        code[level] = levels_code(state->values, column->levels[level]);
        if (strcmp(column->levels[level], chosen) == 0)
            counted = level;
    }
    for (size_t i = 0; i < answers->n; i++) {
        int32_t level = column->code[i];
        bool is_chosen = level >= 0 && level == counted;

        answers->value[k][i] = level < 0 || (state->counted && !is_chosen) ? -1 : code[level];
        for (size_t before = 0; before < k && level >= 0; before++)
            if (answers->value[before][i] == code[level])
                answers->repeated[k][i] = 1;
        if (level >= 0 && answers->answer[i] < (int32_t)ANSWER_OTHER)
            answers->answer[i] = (int32_t)ANSWER_OTHER;
        if (is_chosen)
            answers->answer[i] = (int32_t)ANSWER_COUNTED;
    }
}

bool
multiple_add(MultipleState *state, Query *query, const Dataset *block, const DesignRows *rows)
{
    const int32_t *group = (const int32_t *)(gpointer)query->domain->code->data;
    const Column *column = state->col ? dataset_find(block, state->col, READ_CATEGORY) : NULL;
    size_t n = block->n_rows;
    BlockAnswers answers = answers_new(state->n_items, n);
    g_autofree TermRows *terms = g_new0(TermRows, state->n_items + 1);
    g_autofree int32_t *everyone = g_new0(int32_t, n + 1);
    const int32_t *of_case[] = { group, column ? column->code : everyone, answers.answer };

    if (column)
        levels_update(state->levels, column);
    for (size_t k = 0; k < state->n_items; k++)
        find_values(state, block, k, &answers);
    g_array_set_size(state->code, (guint)((state->n_items + 1) * n + 1));
    int32_t *code = (int32_t *)(gpointer)state->code->data;
    memcpy(code, group, n * sizeof *code);
    crossing_add(state->cases, of_case, n, code);
    for (size_t k = 0; k < state->n_items; k++) {
        int32_t *own = code + (k + 1) * n;
        const int32_t *of_answer[] = { of_case[0], of_case[1], answers.value[k],
                                       answers.repeated[k] };

        memcpy(own, code, n * sizeof *own);
        crossing_add(state->answers, of_answer, n, own);
        terms[k + 1].code = own;
    }
    for (size_t i = 0; i < n; i++) {
        bool answered = state->asked || answers.answer[i] != (int32_t)ANSWER_NONE;

        query->domain->used->data[i] = code[i] >= 0 && answered;
        if (code[i] >= 0 && answers.answer[i] == (int32_t)ANSWER_OTHER)
            state->n_others++;
    }
    terms[0].code = code;
    totals_add(query->totals, rows, terms);
    domain_account(query->domain, block, state->requests, "undefined");
    answers_clear(&answers, state->n_items);
    return true;
}

void
multiple_finish(MultipleState *state, Query *query)
{
    state->by_item = true;
    for (int32_t code = 0; code < (int32_t)state->values->texts->len && !state->counted; code++) {
        const char *value = levels_text(state->values, code);

        if (strcmp(value, CHOSEN) != 0 && strcmp(value, NOT_CHOSEN) != 0)
            state->by_item = false;
    }
    if (state->asked || !state->by_item)
        return;
    /* they turn out not to be in the base */
    g_autofree char *reason = g_strdup_printf("%s: nothing chosen", state->name);
    query->domain->account.rows_used -= state->n_others;
    account_exclude(&query->domain->account, reason, state->n_others);
}
