/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_solutions.c - all ways to choose the counts behind published percentages. */
#include "reports/tabulate_models.h"

#include "datasets/number.h"
#include "reports/words.h"

char *
solutions_sentence(const Recount *recount, const char *language)
{
    static const Word of_all[] = { WORD_SOLUTIONS_ONE, WORD_SOLUTIONS_SOME, WORD_SOLUTIONS_MANY };
    static const Word of_rest[] = { WORD_REST_ONE, WORD_REST_SOME, WORD_REST_MANY };
    bool many = recount->solutions == COUNTS_MANY, sums = true;

    if (recount->published->n_figures == 0)
        return NULL;
    for (size_t f = 0; f < recount->published->n_figures; f++)
        sums &= recount->figures[f].sums;
    if (!sums) /* its counts are free, and those of the rest not known by themselves */
        return g_strdup(word(WORD_SOLUTIONS_NONE, language));
    Word which = (recount->whole ? of_all : of_rest)[many ? 2 : recount->solutions == 1 ? 0 : 1];
    g_autofree char *number =
        number_format((double)recount->solutions, 0, 0, number_style(language));
    g_autofree char *sentence = word_filled(which, language, number);
    return recount->whole ? g_steal_pointer(&sentence)
                          : g_strjoin(" ", word(WORD_SOLUTIONS_NONE, language), sentence, NULL);
}

/* Whether the listed solutions differ in the value with the number AT of N. */
static bool
differ(const Recount *recount, size_t at, size_t n)
{
    for (size_t i = 1; i < recount->n_listed; i++)
        if (recount->listed[i * n + at] != recount->listed[at])
            return true;
    return false;
}

/* "Figure 2: No" */
static char *
head_of(const PublishedFigure *figure, const PublishedValue *value, const char *language)
{
    const char *place = node_label(figure->place, language);
    const char *label = node_label(value->label, language);

    return g_strdup_printf("%s: %s", place ? place : figure->id, label ? label : value->id);
}

static size_t
count_values(const Published *published)
{
    size_t n = 0;

    for (size_t f = 0; f < published->n_figures; f++)
        n += published->figures[f].n_values;
    return n;
}

/* All counts of all solutions, one a row. */
static Table *
tidy_solutions(const Recount *recount, const char *id, size_t n)
{
    static const TableColumn columns[] = {
        { .name = "solution", .label = "solution", .kind = COLUMN_OF_NUMBERS },
        { .name = "figure", .label = "figure" },
        { .name = "value", .label = "value" },
        { .name = "count", .label = "count", .kind = COLUMN_OF_NUMBERS },
    };
    const Published *published = recount->published;
    Table *table = table_new(id, columns, G_N_ELEMENTS(columns));

    for (size_t i = 0; i < recount->n_listed; i++)
        for (size_t f = 0, at = 0; f < published->n_figures; f++)
            for (size_t j = 0; j < published->figures[f].n_values; j++, at++) {
                Entry *row = table_add(table, ROW_BODY);

                row[0] = entry_number((double)(i + 1));
                row[1] = entry_text(table, published->figures[f].id);
                row[2] = entry_text(table, published->figures[f].values[j].id);
                row[3] = entry_number((double)recount->listed[i * n + at]);
            }
    return table;
}

Table *
table_of_solutions(const Recount *recount, const ShowOptions *options)
{
    const Published *published = recount->published;
    size_t n = count_values(published), n_columns = 1;

    if (recount->n_listed < 2)
        return NULL;
    g_autofree TableColumn *columns = g_new0(TableColumn, n + 1);
    g_autofree size_t *values = g_new0(size_t, n + 1);
    g_autoptr(GPtrArray) heads = g_ptr_array_new_with_free_func(g_free);
    columns[0] = (TableColumn){ .name = "solution",
                                .label = word(WORD_SOLUTION, options->language),
                                .kind = COLUMN_OF_NUMBERS };
    for (size_t f = 0, at = 0; f < published->n_figures; f++)
        for (size_t j = 0; j < published->figures[f].n_values; j++, at++) {
            const PublishedFigure *figure = &published->figures[f];

            if (!differ(recount, at, n))
                continue;
            char *head = head_of(figure, &figure->values[j], options->language);
            g_ptr_array_add(heads, head);
            values[n_columns] = at;
            columns[n_columns++] =
                (TableColumn){ .name = head, .label = head, .kind = COLUMN_OF_NUMBERS };
        }
    Table *table = table_new(options->id, columns, n_columns);
    table->title = table_text(table, word(WORD_ALL_SOLUTIONS, options->language));
    for (size_t i = 0; i < recount->n_listed; i++) {
        Entry *row = table_add(table, ROW_BODY);

        row[0] = entry_number((double)(i + 1));
        for (size_t c = 1; c < n_columns; c++)
            row[c] = entry_number((double)recount->listed[i * n + values[c]]);
    }
    table->data = tidy_solutions(recount, options->id, n);
    return table;
}
