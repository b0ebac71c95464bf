/* SPDX-License-Identifier: GPL-3.0-or-later */
/* disclosure_mend.c - answers that withhold the same. */
#include "analysis/crosstab_suppress.h"
#include "analysis/disclosure_state.h"
#include "analysis/estimates_suppress.h"

/* Which rows COUNT is of, as a text to compare. The caller owns it. */
static char *
rows_of(const Disclosure *disclosure, const Count *count)
{
    g_autoptr(GChecksum) rows = g_checksum_new(G_CHECKSUM_SHA256);

    for (size_t k = 0; k < disclosure->profiles.n; k++)
        if (disclosure->profiles.rows[k] > 0.0 && profile_meets(disclosure, k, count->parts))
            g_checksum_update(rows, (const guchar *)&k, sizeof k);
    return g_strdup(g_checksum_get_string(rows));
}

/* Whether COUNT is withheld for its own sake, not as what a withheld row is about. */
static bool
is_kept(const Count *count)
{
    return count->withheld && count->n > 0.0 && (!count->base || count->n < (double)count->limit);
}

static void
withhold(const Disclosure *disclosure, const Count *count)
{
    Query *query = count->query;

    if (query->tables)
        crosstab_withhold(query->tables->pdata[count->table], count->row, count->col);
    else
        estimates_withhold(query->estimates, count->row);
    for (guint k = 0; k < disclosure->counts->len; k++) {
        Count *other = disclosure->counts->pdata[k];

        if (other->query == query && other->table == count->table && other->row == count->row &&
            other->col == count->col)
            other->withheld = true;
    }
}

void
disclosure_mend(Disclosure *disclosure)
{
    g_autoptr(GHashTable) kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
    bool found = true;

    for (guint k = 0; k < disclosure->counts->len; k++)
        g_ptr_array_add(rows, rows_of(disclosure, disclosure->counts->pdata[k]));
    while (found) {
        found = false;
        for (guint k = 0; k < rows->len; k++)
            if (is_kept(disclosure->counts->pdata[k]))
                g_hash_table_add(kept, g_strdup(rows->pdata[k]));
        for (guint k = 0; k < rows->len; k++) {
            const Count *count = disclosure->counts->pdata[k];

            if (count->withheld || count->limit == 0 ||
                !g_hash_table_contains(kept, rows->pdata[k]))
                continue;
            withhold(disclosure, count);
            found = true;
        }
    }
}
