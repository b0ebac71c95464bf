/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_conventions.c - one answer under the rules of several programs, side by side. */
#include "reports/parts.h"
#include "reports/tabulate.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

/* Rounding in the last digits is no difference of rules. */
static bool
same(double a, double b)
{
    return (isnan(a) && isnan(b)) || a == b || fabs(a - b) <= 1e-12 * fmax(fabs(a), fabs(b));
}

/* Columns in which ROW differs from FIRST. */
static Entry
differences(Table *table, const Estimate *row, const Estimate *first)
{
    const struct {
        const char *name;
        bool same;
    } columns[] = {
        { "estimate", same(row->value, first->value) },
        { "se", same(row->se, first->se) },
        { "ci_low", same(row->lower, first->lower) },
        { "ci_high", same(row->upper, first->upper) },
        { "ci_method", g_strcmp0(row->ci_method, first->ci_method) == 0 },
        { "df", same(row->df, first->df) },
        { "deff", same(row->deff, first->deff) },
    };
    const char *names[G_N_ELEMENTS(columns)];
    size_t n = 0;

    for (size_t k = 0; k < G_N_ELEMENTS(columns); k++)
        if (!columns[k].same)
            names[n++] = columns[k].name;
    return entry_list(table, ENTRY_LIST, names, n);
}

/* "mean(x), north": what the row is of. The caller owns it. */
static char *
statistic_of(const Estimates *estimates, const Estimate *row)
{
    GString *name = g_string_new(NULL);

    if (strcmp(row->statistic, "contrast") == 0)
        g_string_append(name, row->variable);
    else
        g_string_append_printf(name, "%s(%s)", row->statistic, row->variable);
    if (row->level)
        g_string_append_printf(name, " %s", row->level);
    for (size_t k = 0; k < estimates->n_by; k++)
        g_string_append_printf(name, ", %s", row->by && row->by[k] ? row->by[k] : "");
    return g_string_free(name, FALSE);
}

static void
add_row(Table *table, const ConventionAnswer *answer, size_t i, const Estimate *first)
{
    const Estimate *row = &answer->estimates->rows[i];
    g_autofree char *statistic = statistic_of(answer->estimates, row);
    const Entry entries[] = {
        entry_text(table, statistic),      entry_text(table, answer->name),
        entry_number(row->value),          entry_number(row->se),
        entry_number(row->lower),          entry_number(row->upper),
        entry_text(table, row->ci_method), entry_number(isfinite(row->df) ? row->df : NAN),
        differences(table, row, first),
    };

    memcpy(table_add(table, ROW_BODY), entries, sizeof entries);
}

Table *
table_of_conventions(const ConventionAnswer *answers, size_t n, const ShowOptions *options)
{
    const char *language = options->language;
    const TableColumn columns[] = {
        { "statistic", word(WORD_STATISTIC, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "convention", word(WORD_CONVENTION, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "estimate", word(WORD_ESTIMATE, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "se", word(WORD_STANDARD_ERROR, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "ci_low", "ci_low", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "ci_high", "ci_high", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "ci_method", "ci_method", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "df", word(WORD_DEGREES_OF_FREEDOM, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "differs", word(WORD_DIFFERS, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, word(WORD_CONVENTIONS, language));
    for (size_t i = 0; i < answers[0].estimates->n_rows; i++)
        for (size_t k = 0; k < n; k++)
            if (answers[k].estimates)
                add_row(table, &answers[k], i, &answers[0].estimates->rows[i]);
    return table;
}
