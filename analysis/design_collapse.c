/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design_collapse.c - strata with one PSU are merged with a neighbour.
 *
 * The strata are gone through in the order of their names (by value when all are numbers, else by
 * bytes). One with one PSU is merged with the next; when none is left behind it, with the group
 * before it. Strata that were taken whole stay out. Collapsed strata: Hansen, Hurwitz and Madow
 * (1953), Sample Survey Methods and Theory, vol. 2, section 5.5; the variance is overestimated. */
#include "analysis/design_state.h"

typedef struct {
    Design *design;
    Stage *stage;
    uint32_t *group; /* [strata] */
    GArray *merged;  /* of Stratum */
} Merging;

/* Strata [*n] in the order of their names. The caller owns the array. */
static uint32_t *
by_name(const Stage *stage, size_t *n)
{
    size_t n_levels;
    g_autofree int32_t *levels = levels_order(stage->stratum_texts, NULL, &n_levels);
    uint32_t *order = g_new(uint32_t, n_levels + 1);

    *n = 0;
    for (size_t k = 0; k < n_levels; k++) {
        int64_t h = pairs_find(stage->stratum_pairs, 0, (uint32_t)levels[k]);

        if (h >= 0)
            order[(*n)++] = (uint32_t)h;
    }
    return order;
}

/* Both are taken as one: PSUs and populations add. */
static void
add_stratum(Design *design, Stratum *into, const Stratum *more)
{
    double n = into->n + more->n;
    g_autofree char *name = g_strconcat(into->name, " + ", more->name, NULL);

    if (design_is_unequal(design))
        into->fraction = (into->n * into->fraction + more->n * more->fraction) / n;
    else if (into->fraction > 0.0 && more->fraction > 0.0)
        into->fraction = n / (into->n / into->fraction + more->n / more->fraction);
    else
        into->fraction = 0.0;
    into->n = n;
    into->weight += more->weight;
    into->name = g_string_chunk_insert(design->stages[0].stratum_texts->strings, name);
}

static void
put(Merging *merging, uint32_t h, bool together)
{
    const Stratum *stratum = stage_stratum(merging->stage, h);

    if (together)
        add_stratum(merging->design,
                    &g_array_index(merging->merged, Stratum, merging->merged->len - 1), stratum);
    else
        g_array_append_vals(merging->merged, stratum, 1);
    merging->group[h] = merging->merged->len - 1;
}

/* A last group of one PSU joins the one before it. */
static void
join_last(Merging *merging)
{
    guint last = merging->merged->len - 1;

    if (last == 0 || g_array_index(merging->merged, Stratum, last).n > 1.0)
        return;
    add_stratum(merging->design, &g_array_index(merging->merged, Stratum, last - 1),
                &g_array_index(merging->merged, Stratum, last));
    g_array_set_size(merging->merged, last);
    for (size_t h = 0; h < stage_n_strata(merging->stage); h++)
        merging->group[h] = MIN(merging->group[h], last - 1);
}

static void
name_merged(Merging *merging, size_t n_alone)
{
    Design *design = merging->design;

    design->collapsed = g_string_new(NULL);
    for (size_t g = 0; g < n_alone; g++) {
        const Stratum *stratum = &g_array_index(merging->merged, Stratum, g);
        size_t members = 0;

        for (size_t h = 0; h < stage_n_strata(merging->stage); h++)
            members += merging->group[h] == g;
        if (members > 1)
            g_string_append_printf(design->collapsed, "%s%s", design->collapsed->len ? "; " : "",
                                   stratum->name);
    }
}

uint32_t *
design_collapse(Design *design, size_t *n_groups)
{
    Stage *stage = &design->stages[0];
    size_t n = stage_n_strata(stage), n_order, n_single = 0;
    bool open = false; /* the group in hand has one PSU yet */

    for (size_t h = 0; h < n; h++)
        n_single += stage_stratum(stage, h)->singleton;
    if (design->spec.singleton != SINGLETON_COLLAPSE || n_single == 0 || n < 2)
        return NULL;

    g_autofree uint32_t *order = by_name(stage, &n_order);
    Merging merging = { design, stage, g_new0(uint32_t, n + 1),
                        g_array_new(FALSE, TRUE, sizeof(Stratum)) };
    for (size_t k = 0; k < n_order; k++)
        if (stage_stratum(stage, order[k])->fraction < 1.0) {
            put(&merging, order[k], open);
            open = g_array_index(merging.merged, Stratum, merging.merged->len - 1).n == 1.0;
        }
    join_last(&merging);
    size_t n_alone = merging.merged->len;
    for (size_t k = 0; k < n_order; k++)
        if (stage_stratum(stage, order[k])->fraction >= 1.0)
            put(&merging, order[k], false);
    name_merged(&merging, n_alone);
    for (guint g = 0; g < merging.merged->len; g++) {
        Stratum *stratum = &g_array_index(merging.merged, Stratum, g);

        /* what is left with one PSU could not be merged */
        stratum->singleton = stratum->n == 1.0 && stratum->fraction < 1.0;
    }
    *n_groups = merging.merged->len;
    stage->n_drawn = n;
    g_array_unref(stage->strata);
    stage->strata = merging.merged;
    return merging.group;
}
