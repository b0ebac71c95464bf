/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/missing.h"

#include <math.h>

enum { REASONS = 256 }; /* as many as a uint8_t tells apart */

bool
column_missing(const Column *column, size_t i)
{
    return column->type == COLUMN_NUMBER ? isnan(column->number[i]) : column->code[i] < 0;
}

static void
exclude(RowAccount *account, const char *what, const char *why, size_t rows)
{
    g_autofree char *text = rows > 0 ? g_strdup_printf("%s: %s", what, why) : NULL;

    if (text)
        account_exclude(account, text, rows);
}

void
account_missing(RowAccount *account, const Dataset *block, const GArray *requests,
                const char *reason, const uint8_t *out)
{
    size_t n_columns = requests->len, undefined = 0;
    g_autofree const Column **columns = g_new(const Column *, n_columns + 1);
    g_autofree size_t *rows = g_new0(size_t, (n_columns + 1) * REASONS);

    for (size_t k = 0; k < n_columns; k++) {
        const ColumnRequest *request = &g_array_index(requests, ColumnRequest, k);

        columns[k] = dataset_find(block, request->name, request->as);
        g_assert(columns[k]);
    }
    for (size_t i = 0; i < block->n_rows; i++) {
        size_t k = 0;

        if (!out[i])
            continue;
        while (k < n_columns && !column_missing(columns[k], i))
            k++;
        if (k < n_columns)
            rows[k * REASONS + (columns[k]->missing ? columns[k]->missing[i] : 0)]++;
        else
            undefined++;
    }
    for (size_t k = 0; k < n_columns; k++)
        for (size_t r = 0; r < REASONS; r++)
            exclude(account, columns[k]->name,
                    r > 0 && r < columns[k]->n_reasons ? columns[k]->reasons[r] : "no answer",
                    rows[k * REASONS + r]);
    account_exclude(account, reason, undefined);
}
