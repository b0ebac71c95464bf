/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/domain.h"

#include "analysis/missing.h"

#include <stdlib.h>
#include <string.h>

Domain *
domain_new(const char *where, const char *const *by, GError **error)
{
    g_autoptr(Condition) condition = NULL;

    if (where && !(condition = condition_new(where, "--where", error)))
        return NULL;

    Domain *domain = g_new0(Domain, 1);
    domain->where = g_steal_pointer(&condition);
    domain->by = g_strdupv((char **)by);
    domain->n_by = by ? g_strv_length((char **)by) : 0;
    domain->levels = g_new0(Levels *, domain->n_by + 1);
    domain->crossing = crossing_new(domain->n_by);
    domain->requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    domain->code = g_array_new(FALSE, FALSE, sizeof(int32_t));
    domain->used = g_array_new(FALSE, TRUE, sizeof(uint8_t));
    domain->held = g_array_new(FALSE, TRUE, sizeof(uint8_t));
    domain->account.excluded = g_array_new(FALSE, FALSE, sizeof(Exclusion));
    for (size_t k = 0; k < domain->n_by; k++) {
        ColumnRequest request = { domain->by[k], READ_CATEGORY };

        domain->levels[k] = levels_new();
        g_array_append_val(domain->requests, request);
    }
    return domain;
}

void
domain_free(Domain *domain)
{
    if (!domain)
        return;
    condition_free(domain->where);
    for (size_t k = 0; k < domain->n_by; k++)
        levels_free(domain->levels[k]);
    g_free(domain->levels);
    g_strfreev(domain->by);
    crossing_free(domain->crossing);
    g_array_unref(domain->requests);
    g_array_unref(domain->code);
    g_array_unref(domain->used);
    g_array_unref(domain->held);
    if (domain->account.excluded)
        g_array_unref(domain->account.excluded);
    g_free(domain);
}

bool
domain_requests(const Domain *domain, GArray *requests, GError **error)
{
    g_array_append_vals(requests, domain->requests->data, domain->requests->len);
    return !domain->where || condition_requests(domain->where, requests, error);
}

/* TRUE for a row that counts for nothing, whichever weights are used. */
static bool
weightless(const DesignRows *rows, size_t i)
{
    size_t stride = REPLICATE_STRIDE(rows->n_replicates);

    if (rows->times && rows->times[i] == 0.0)
        return true;
    if (!rows->weight || rows->weight[i] != 0.0)
        return false;
    for (size_t r = 0; r < rows->n_replicates; r++)
        if (rows->replicates[i * stride + r] != 0.0)
            return false;
    return true;
}

/* Leaves out rows that are not in the sample, or do not meet the condition. */
static bool
select_rows(Domain *domain, const Dataset *block, const DesignRows *rows, int32_t *code,
            GError **error)
{
    size_t outside = 0, elsewhere = 0;
    const double *where = NULL;

    if (domain->where && !(where = condition_evaluate(domain->where, block, error)))
        return false;
    for (size_t i = 0; i < block->n_rows; i++) {
        code[i] = -1;
        if (rows->unit[i] == DESIGN_OUTSIDE)
            outside++;
        else if (where && where[i] != 1.0)
            elsewhere++;
        else
            code[i] = 0;
    }
    account_exclude(&domain->account, "outside the sample", outside);
    account_exclude(&domain->account, "outside --where", elsewhere);
    return true;
}

/* Rows of weight 0 leave the domain after they have shown that their group is there. */
static void
drop_weightless(Domain *domain, const DesignRows *rows, int32_t *code)
{
    size_t n = 0;

    for (size_t i = 0; i < rows->n_rows; i++)
        if (code[i] >= 0 && weightless(rows, i)) {
            code[i] = -1;
            n++;
        }
    account_exclude(&domain->account, "weight is 0", n);
}

bool
domain_add(Domain *domain, const Dataset *block, const DesignRows *rows, GError **error)
{
    g_autofree const int32_t **codes = g_new0(const int32_t *, domain->n_by + 1);
    g_autofree uint8_t *out = g_new0(uint8_t, block->n_rows + 1);
    int32_t *code;

    g_array_set_size(domain->code, (guint)block->n_rows);
    g_array_set_size(domain->used, (guint)block->n_rows);
    code = (int32_t *)(gpointer)domain->code->data;
    if (block->n_rows > 0)
        memset(domain->used->data, 0, block->n_rows);
    domain->account.rows_read += block->n_rows;
    if (!select_rows(domain, block, rows, code, error))
        return false;
    if (domain->n_by == 0) {
        crossing_add(domain->crossing, codes, block->n_rows, code);
        drop_weightless(domain, rows, code);
        return true;
    }
    for (size_t k = 0; k < domain->n_by; k++) {
        const Column *column = dataset_find(block, domain->by[k], READ_CATEGORY);

        g_assert(column);
        levels_update(domain->levels[k], column);
        codes[k] = column->code;
    }
    for (size_t i = 0; i < block->n_rows; i++)
        out[i] = code[i] >= 0;
    crossing_add(domain->crossing, codes, block->n_rows, code);
    g_array_set_size(domain->held, (guint)crossing_count(domain->crossing));
    for (size_t i = 0; i < block->n_rows; i++) {
        out[i] = out[i] && code[i] < 0;
        if (code[i] >= 0)
            g_array_index(domain->held, uint8_t, code[i]) = 1;
    }
    account_missing(&domain->account, block, domain->requests, "no group", out);
    drop_weightless(domain, rows, code);
    return true;
}

void
domain_account(Domain *domain, const Dataset *block, const GArray *columns, const char *reason)
{
    const int32_t *code = (const int32_t *)(gpointer)domain->code->data;
    const uint8_t *used = (const uint8_t *)domain->used->data;
    g_autofree uint8_t *out = g_new0(uint8_t, block->n_rows + 1);

    for (size_t i = 0; i < block->n_rows; i++) {
        out[i] = code[i] >= 0 && !used[i];
        domain->account.rows_used += code[i] >= 0 && used[i];
    }
    account_missing(&domain->account, block, columns, reason, out);
}

/* Ranks of the codes of the variables of a group. */
typedef struct {
    int32_t group;
    const int32_t *ranks; /* [n_by] */
    size_t n_by;
} RankedGroup;

static int
by_ranks(const void *a, const void *b)
{
    const RankedGroup *x = a, *y = b;

    for (size_t k = 0; k < x->n_by; k++)
        if (x->ranks[k] != y->ranks[k])
            return x->ranks[k] < y->ranks[k] ? -1 : 1;
    return 0;
}

/* Replaces the codes of variable K in RANKS [n * n_by] by their place in the order to show. */
static void
rank_codes(Domain *domain, const Codebook *codebook, size_t k, int32_t *ranks, size_t n)
{
    size_t n_levels;
    g_autofree int32_t *order =
        levels_order(domain->levels[k], codebook_find(codebook, domain->by[k]), &n_levels);
    g_autofree int32_t *rank = g_new0(int32_t, n_levels + 1);

    for (size_t r = 0; r < n_levels; r++)
        rank[order[r]] = (int32_t)r;
    for (size_t g = 0; g < n; g++)
        ranks[g * domain->n_by + k] = rank[ranks[g * domain->n_by + k]];
}

size_t
domain_groups(const Domain *domain)
{
    return domain->n_by > 0 ? MAX(crossing_count(domain->crossing), 1) : 1;
}

int32_t *
domain_order(Domain *domain, const Codebook *codebook, size_t *n)
{
    /* without BY there is one group, also when nobody is in it */
    size_t count = domain->n_by > 0 ? crossing_count(domain->crossing) : 1;
    g_autofree RankedGroup *groups = g_new(RankedGroup, count + 1);
    g_autofree int32_t *ranks = g_new0(int32_t, count * domain->n_by + 1);
    int32_t *order = g_new(int32_t, count + 1);

    for (size_t g = 0; g < count; g++) {
        int32_t *of = ranks + g * domain->n_by;

        groups[g] = (RankedGroup){ (int32_t)g, of, domain->n_by };
        if (domain->n_by > 0)
            crossing_codes(domain->crossing, (int32_t)g, of);
    }
    for (size_t k = 0; k < domain->n_by; k++)
        rank_codes(domain, codebook, k, ranks, count);
    qsort(groups, count, sizeof *groups, by_ranks);
    *n = 0;
    for (size_t g = 0; g < count; g++)
        if (domain->n_by == 0 || g_array_index(domain->held, uint8_t, groups[g].group))
            order[(*n)++] = groups[g].group;
    return order;
}

const char *const *
domain_texts(const Domain *domain, int32_t group, Estimates *estimates)
{
    g_autofree int32_t *codes = g_new0(int32_t, domain->n_by + 1);
    g_autofree const char **texts = g_new0(const char *, domain->n_by + 1);

    if (domain->n_by == 0)
        return NULL;
    crossing_codes(domain->crossing, group, codes);
    for (size_t k = 0; k < domain->n_by; k++)
        texts[k] = levels_text(domain->levels[k], codes[k]);
    return estimates_list(estimates, texts, domain->n_by);
}

void
domain_take_account(Domain *domain, RowAccount *out)
{
    if (out->excluded)
        g_array_unref(out->excluded);
    *out = domain->account;
    domain->account.excluded = NULL;
}
