/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_support.c - in which strata and units the members of a domain lie. */
#include "analysis/variance_state.h"

/* The strata and units of one stage, gone through in order. */
typedef struct {
    const Totals *totals;
    const Design *design;
    size_t stage, n_shares; /* of the strata, one a thread */
    const Sparse *of_slot;  /* sums that a slot is part of */
    Support *support;       /* [sums] of these strata */
    size_t *last_unit;      /* [sums] the unit that was counted last, from 1 */
    size_t *in_stratum;     /* [sums] units that hold members in the stratum in hand */
    uint32_t *touched;      /* [n_touched] sums that have any */
    size_t n_touched;
    size_t number; /* of the unit in hand, from 1 */
} Search;

/* A sum of the unit in hand. */
static inline void
count_sum(void *user, SparsePart part, double value)
{
    Search *search = user;
    uint32_t s = part.column;

    if (value == 0.0 || search->last_unit[s] == search->number)
        return;
    search->last_unit[s] = search->number;
    if (search->in_stratum[s]++ == 0)
        search->touched[search->n_touched++] = s;
}

static void
end_stratum(Search *search, const Stratum *stratum, bool by_domain, Sparse *lone)
{
    for (size_t k = 0; k < search->n_touched; k++) {
        uint32_t s = search->touched[k];
        bool alone =
            by_domain && search->in_stratum[s] == 1 && stratum->n > 1.0 && stratum->fraction < 1.0;

        search->support[s].n_psu += (double)search->in_stratum[s];
        search->support[s].n_strata++;
        search->support[s].n_psu_strata += stratum->n;
        search->support[s].n_usable += !stratum->singleton && !alone;
        if (alone && lone)
            sparse_add(lone, s, 1.0);
        search->in_stratum[s] = 0;
    }
    search->n_touched = 0;
}

/* Strata FIRST to END of a stage. */
static void
search_strata(Search *search, size_t first, size_t end, Sparse *lone)
{
    const Design *design = search->design;
    bool by_domain = design_spec(design)->singleton_domain;
    size_t n_strata, n;
    const Stratum *strata = design_stage_strata(design, search->stage, &n_strata);
    const uint32_t *order = design_order(design);

    for (size_t h = first; h < end; h++) {
        const size_t *start = design_stage_units(design, search->stage, h, &n);

        if (lone)
            sparse_begin(lone);
        for (size_t c = 0; c < n; c++) {
            search->number++;
            for (size_t u = start[c]; u < start[c + 1]; u++)
                unit_parts(search->totals, order[u], search->of_slot, count_sum, search);
        }
        end_stratum(search, &strata[h], by_domain, lone);
    }
}

/* Those of thread K. */
static void
search_share(void *user, size_t k)
{
    Search *search = (Search *)user + k;
    size_t n_strata;

    design_stage_strata(search->design, search->stage, &n_strata);
    search_strata(search, n_strata * k / search->n_shares, n_strata * (k + 1) / search->n_shares,
                  NULL);
}

static void
search_begin(Search *search, size_t n_sums)
{
    search->support = g_new0(Support, n_sums + 1);
    search->last_unit = g_new0(size_t, n_sums + 1);
    search->in_stratum = g_new0(size_t, n_sums + 1);
    search->touched = g_new(uint32_t, n_sums + 1);
}

/* Adds what SEARCH found of N_SUMS to SUPPORT; counts, so that their order is nothing. */
static void
search_end(Search *search, size_t n_sums, Support *support)
{
    for (size_t s = 0; s < n_sums; s++) {
        support[s].n_psu += search->support[s].n_psu;
        support[s].n_strata += search->support[s].n_strata;
        support[s].n_psu_strata += search->support[s].n_psu_strata;
        support[s].n_usable += search->support[s].n_usable;
    }
    g_free(search->support);
    g_free(search->last_unit);
    g_free(search->in_stratum);
    g_free(search->touched);
}

static void
search_stage(const Totals *totals, const Design *design, size_t stage, const Sparse *of_slot,
             size_t n_sums, Support *support, Sparse *lone)
{
    size_t n_strata, n = lone ? 1 : lanes_for(totals, design, n_sums);
    g_autofree Search *searches = g_new0(Search, n);

    for (size_t k = 0; k < n; k++) {
        searches[k] = (Search){
            .totals = totals, .design = design, .stage = stage, .of_slot = of_slot, .n_shares = n
        };
        search_begin(&searches[k], n_sums);
    }
    design_stage_strata(design, stage, &n_strata);
    if (lone)
        search_strata(searches, 0, n_strata, lone);
    else
        workers_run(totals_workers(totals), search_share, searches, n);
    for (size_t k = 0; k < n; k++)
        search_end(&searches[k], n_sums, support);
}

Support *
support_find(const Totals *totals, const Design *design, const Sparse *sums, const double *n,
             Sparse *lone_sums)
{
    size_t n_sums = sparse_rows(sums), n_stages = design_stages(design);
    g_autoptr(Sparse) of_slot = sparse_transpose(sums, totals_slots(totals));
    Support *support = g_new0(Support, n_stages * n_sums + 1);

    if (design_replicates(design)) {
        for (size_t s = 0; s < n_sums; s++)
            support[s] = (Support){ design_df(design) + 1.0, design_df(design) + 1.0, 1, 1 };
        return support;
    }
    for (size_t stage = 0; stage < n_stages; stage++)
        search_stage(totals, design, stage, of_slot, n_sums, support + stage * n_sums, lone_sums);
    if (!totals_clustered(totals))
        for (size_t s = 0; s < n_sums; s++)
            support[s].n_psu = n[s];
    return support;
}
