/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/estimates.h"

#include "datasets/number.h"

#include <math.h>
#include <string.h>

/* What estimates_new() hands out: with the room for rows, so that adding one costs the same each
 * time, and the lists that rows point to. */
typedef struct {
    Estimates estimates;
    size_t room;
    GPtrArray *lists;
} Roomy;

Estimates *
estimates_new(void)
{
    Roomy *roomy = g_new0(Roomy, 1);

    roomy->estimates.strings = g_string_chunk_new(1024);
    roomy->lists = g_ptr_array_new_with_free_func(g_free);
    roomy->estimates.account.excluded = g_array_new(FALSE, FALSE, sizeof(Exclusion));
    return &roomy->estimates;
}

Estimate *
estimates_add(Estimates *estimates)
{
    static const Estimate blank = {
        .value = NAN, .se = NAN, .lower = NAN, .upper = NAN, .df = NAN, .cv = NAN, .deff = NAN
    };
    Roomy *roomy = (Roomy *)estimates;

    if (estimates->n_rows == roomy->room) {
        roomy->room = MAX(16, 2 * roomy->room);
        estimates->rows = g_renew(Estimate, estimates->rows, roomy->room);
    }
    estimates->rows[estimates->n_rows] = blank;
    return &estimates->rows[estimates->n_rows++];
}

const char *
estimates_text(Estimates *estimates, const char *text)
{
    return text ? g_string_chunk_insert_const(estimates->strings, text) : NULL;
}

const char *const *
estimates_list(Estimates *estimates, const char *const *texts, size_t n)
{
    const char **list = g_new0(const char *, n + 1);

    for (size_t k = 0; k < n; k++)
        list[k] = estimates_text(estimates, texts[k]);
    g_ptr_array_add(((Roomy *)estimates)->lists, list);
    return list;
}

static void
append_number(GString *out, double number)
{
    char buffer[NUMBER_BUFFER];

    g_string_append_printf(out, "\t%s", isfinite(number) ? number_write(number, buffer) : ".");
}

char *
estimates_dump(const Estimates *estimates)
{
    GString *out = g_string_new(NULL);

    for (size_t r = 0; r < estimates->n_rows; r++) {
        const Estimate *row = &estimates->rows[r];

        g_string_append_printf(out, "%s\t%s\t%s", row->statistic,
                               row->variable ? row->variable : "", row->level ? row->level : "");
        for (size_t k = 0; k < estimates->n_by; k++)
            g_string_append_printf(out, "\t%s=%s", estimates->by[k],
                                   row->by && row->by[k] ? row->by[k] : "");
        append_number(out, row->value);
        append_number(out, row->se);
        append_number(out, row->lower);
        append_number(out, row->upper);
        append_number(out, row->df);
        g_string_append_printf(out, "\t%zu\t%zu\t%u\n", row->n, row->base_n, row->flags);
    }
    return g_string_free(out, FALSE);
}

void
estimates_free(Estimates *estimates)
{
    if (!estimates)
        return;
    g_free(estimates->rows);
    g_free(estimates->covariance);
    g_array_unref(estimates->account.excluded);
    g_string_chunk_free(estimates->strings);
    g_ptr_array_unref(((Roomy *)estimates)->lists);
    g_free((Roomy *)estimates);
}

void
account_exclude(RowAccount *account, const char *reason, size_t rows)
{
    if (rows == 0)
        return;
    for (guint k = 0; k < account->excluded->len; k++) {
        Exclusion *met = &g_array_index(account->excluded, Exclusion, k);

        if (strcmp(met->reason, reason) == 0) {
            met->rows += rows;
            return;
        }
    }
    Exclusion exclusion = { g_intern_string(reason), rows };
    g_array_append_val(account->excluded, exclusion);
}
