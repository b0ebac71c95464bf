/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_contrasts.c - contrasts held against zero: a test each. */
#include "analysis/interval.h"
#include "datasets/number.h"
#include "reports/parts.h"
#include "reports/tabulate.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

/* "mean(x | g = 1) - mean(x | g = 2)", and the domain behind it when there are domains. */
static char *
name_of(const Estimates *estimates, const Estimate *row)
{
    GString *name = g_string_new(row->variable);

    for (size_t k = 0; k < estimates->n_by; k++)
        g_string_append_printf(name, "%s%s = %s", k ? ", " : "; ", estimates->by[k],
                               row->by && row->by[k] ? row->by[k] : "");
    return g_string_free(name, FALSE);
}

/* Five decimals would say no more than that it is small. */
static char *
show_p(double p, const NumberStyle *style)
{
    g_autofree char *text = isfinite(p) ? number_format(fmax(p, 0.0001), 0, 4, style) : NULL;

    return p < 0.0001 ? g_strconcat("<", text, NULL) : g_steal_pointer(&text);
}

/* A test in the table to print, and with full precision in its data. */
static void
add_test(Table *table, const Estimates *estimates, const Estimate *row, const char *language)
{
    const NumberStyle *style = number_style(language);
    double statistic = row->value / row->se;
    /* what the limits are from decides the p as well */
    double df = g_strcmp0(row->ci_method, "wald-z") == 0 ? INFINITY : row->df;
    g_autofree char *name = name_of(estimates, row);

    if (!isfinite(statistic))
        statistic = NAN;
    double p = interval_p(statistic, df);
    const Entry shown[] = { entry_text(table, name), entry_number(statistic),
                            entry_number(isfinite(df) ? df : NAN),
                            entry_shown(table, p, show_p(p, style), language) };
    const Entry full[] = { entry_text(table->data, name), entry_number(statistic),
                           entry_number(isfinite(df) ? df : NAN), entry_number(NAN),
                           entry_number(p) };

    memcpy(table_add(table, ROW_BODY), shown, sizeof shown);
    memcpy(table_add(table->data, ROW_BODY), full, sizeof full);
}

Table *
table_of_contrasts(const Estimates *estimates, const char *language)
{
    static const TableColumn full[] = {
        { "name", "Name", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "statistic", "Statistic", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "df1", "df", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "df2", "df of the denominator", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "p", "p", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
    };
    const TableColumn shown[] = {
        { "name", word(WORD_TESTS, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "statistic", "t", NULL, COLUMN_OF_NUMBERS, NULL, 0, 2 },
        { "df1", word(WORD_DEGREES_OF_FREEDOM, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
        { "p", "p", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
    };
    Table *table = NULL;

    for (size_t i = 0; i < estimates->n_rows; i++) {
        if (strcmp(estimates->rows[i].statistic, "contrast") != 0)
            continue;
        if (!table) {
            table = table_new("tests", shown, G_N_ELEMENTS(shown));
            table->data = table_new("tests", full, G_N_ELEMENTS(full));
        }
        add_test(table, estimates, &estimates->rows[i], language);
    }
    return table;
}
