/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_ask.c - what is asked of a table beyond its cells. */
#include "analysis/crosstab.h"
#include "datasets/error.h"

#include <math.h>

static bool
check(const TableAsk *ask, GError **error)
{
    for (size_t k = 0; ask->tests && ask->tests[k]; k++)
        if (!test_find(ask->tests[k], error))
            return false;
    for (size_t k = 0; k < ask->n_expected; k++)
        if (!(ask->expected[k] > 0.0) || !isfinite(ask->expected[k])) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                        "expected proportion %zu is not above 0; give one number for each category "
                        "in the order of the table",
                        k + 1);
            return false;
        }
    return true;
}

TableAsk *
table_ask_copy(const TableAsk *ask, GError **error)
{
    if (!check(ask, error))
        return NULL;

    TableAsk *copy = g_memdup2(ask, sizeof *ask);
    copy->tests = (const char *const *)g_strdupv((char **)ask->tests);
    copy->expected = g_memdup2(ask->expected, ask->n_expected * sizeof *ask->expected);
    copy->counted = g_strdup(ask->counted);
    return copy;
}

void
table_ask_free(TableAsk *ask)
{
    if (!ask)
        return;
    g_strfreev((char **)ask->tests);
    g_free((gpointer)ask->expected);
    g_free((gpointer)ask->counted);
    g_free(ask);
}
