/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design_tree.c - strata and units of all stages in one order, in which what lies together stands
 * together. */
#include "analysis/design_state.h"

/* Numbers [n] by KEY, below N_KEYS, each key's in their own order; START [n_keys + 1]. */
static void
sort_by(const uint32_t *key, size_t n, size_t n_keys, uint32_t *order, size_t *start)
{
    for (size_t i = 0; i < n; i++)
        start[key[i] + 1]++;
    for (size_t k = 0; k < n_keys; k++)
        start[k + 1] += start[k];
    g_autofree size_t *next = g_memdup2(start, (n_keys + 1) * sizeof *next);
    for (size_t i = 0; i < n; i++)
        order[next[key[i]]++] = (uint32_t)i;
}

/* Strata of a later stage by the place of the unit that they lie in. */
static void
order_strata(Stage *stage, const Stage *above)
{
    size_t n = stage_n_strata(stage), n_above = stage_n_units(above);
    g_autofree uint32_t *place = g_new(uint32_t, n + 1), *order = g_new(uint32_t, n + 1);
    g_autofree uint32_t *rank = g_new(uint32_t, n + 1);
    g_autofree size_t *start = g_new0(size_t, n_above + 1);
    GArray *sorted = g_array_sized_new(FALSE, TRUE, sizeof(Stratum), (guint)n);

    for (size_t h = 0; h < n; h++)
        place[h] = above->place[stage_stratum(stage, h)->parent];
    sort_by(place, n, n_above, order, start);
    for (size_t r = 0; r < n; r++) {
        rank[order[r]] = (uint32_t)r;
        g_array_append_vals(sorted, stage_stratum(stage, order[r]), 1);
    }
    for (guint u = 0; u < stage->stratum_of->len; u++) {
        uint32_t *h = &g_array_index(stage->stratum_of, uint32_t, u);
        *h = rank[*h];
    }
    g_array_unref(stage->strata);
    stage->strata = sorted;
}

static void
order_units(Stage *stage, const uint32_t *group, size_t n_strata)
{
    size_t n = stage_n_units(stage);
    bool elements = stage->stratum_of->len == 0;
    g_autofree uint32_t *key = g_new(uint32_t, n + 1);

    stage->order = g_new(uint32_t, n + 1);
    stage->place = g_new(uint32_t, n + 1);
    stage->start = g_new0(size_t, n_strata + 1);
    for (size_t u = 0; u < n; u++) {
        key[u] = elements ? (uint32_t)u : g_array_index(stage->stratum_of, uint32_t, u);
        if (group)
            key[u] = group[key[u]];
    }
    sort_by(key, n, n_strata, stage->order, stage->start);
    for (size_t p = 0; p < n; p++)
        stage->place[stage->order[p]] = (uint32_t)p;
}

/* Where the units of the last stage begin that lie in each unit of STAGE, by those of the stage
 * BELOW (NULL: it is the last). */
static void
count_below(Stage *stage, const Stage *below)
{
    size_t n = stage_n_units(stage);

    stage->first = g_new0(size_t, n + 1);
    if (!below) {
        for (size_t p = 0; p <= n; p++)
            stage->first[p] = p;
        return;
    }
    for (size_t q = 0; q < stage_n_units(below); q++) {
        uint32_t h = g_array_index(below->stratum_of, uint32_t, below->order[q]);
        uint32_t parent = stage_stratum(below, h)->parent;

        stage->first[stage->place[parent] + 1] += below->first[q + 1] - below->first[q];
    }
    for (size_t p = 0; p < n; p++)
        stage->first[p + 1] += stage->first[p];
}

void
design_order_tree(Design *design, const uint32_t *group, size_t n_groups)
{
    for (size_t s = 0; s < design->n_stages; s++) {
        Stage *stage = &design->stages[s];
        bool merged = s == 0 && group;

        if (s > 0)
            order_strata(stage, stage - 1);
        order_units(stage, merged ? group : NULL, merged ? n_groups : stage_n_strata(stage));
    }
    for (size_t s = design->n_stages; s > 0; s--)
        count_below(&design->stages[s - 1], s < design->n_stages ? &design->stages[s] : NULL);
}
