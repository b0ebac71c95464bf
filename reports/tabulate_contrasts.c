/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_contrasts.c - contrasts held against zero: a test each. */
#include "analysis/interval.h"
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

static void
add_test(Table *table, const Estimates *estimates, const Estimate *row)
{
    double statistic = row->value / row->se;
    /* what the limits are from decides the p as well */
    double df = g_strcmp0(row->ci_method, "wald-z") == 0 ? INFINITY : row->df;
    g_autofree char *name = name_of(estimates, row);
    Entry label = entry_text(table, name);
    Entry *entry = table_add(table, ROW_BODY);

    entry[0] = label;
    entry[1] = entry_number(isfinite(statistic) ? statistic : NAN);
    entry[2] = entry_number(isfinite(df) ? df : NAN);
    entry[4] = entry_number(isfinite(statistic) ? interval_p(statistic, df) : NAN);
}

Table *
table_of_contrasts(const Estimates *estimates, const char *language)
{
    const TableColumn columns[] = {
        { "name", word(WORD_TESTS, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "statistic", "t", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "df1", "df", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "df2", "", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "p", "p", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
    };
    Table *table = NULL;

    for (size_t i = 0; i < estimates->n_rows; i++) {
        if (strcmp(estimates->rows[i].statistic, "contrast") != 0)
            continue;
        if (!table)
            table = table_new("tests", columns, G_N_ELEMENTS(columns));
        add_test(table, estimates, &estimates->rows[i]);
    }
    return table;
}
