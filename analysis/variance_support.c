/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_support.c - in which strata and units the members of a domain lie. */
#include "analysis/variance_state.h"

#include <string.h>

/* The strata and units of one stage, gone through in order. */
typedef struct {
    Sparse *of_slot;    /* sums that a slot is part of */
    Support *support;   /* [sums] of the stage */
    size_t *last_unit;  /* [sums] the unit that was counted last, from 1 */
    size_t *in_stratum; /* [sums] units that hold members in the stratum in hand */
    uint32_t *touched;  /* [n_touched] sums that have any */
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

static void
search_stage(Search *search, const Totals *totals, const Design *design, size_t stage, Sparse *lone)
{
    bool by_domain = design_spec(design)->singleton_domain;
    size_t n_strata, n;
    const Stratum *strata = design_stage_strata(design, stage, &n_strata);
    const uint32_t *order = design_order(design);

    for (size_t h = 0; h < n_strata; h++) {
        const size_t *start = design_stage_units(design, stage, h, &n);

        if (lone)
            sparse_begin(lone);
        for (size_t c = 0; c < n; c++) {
            search->number++;
            for (size_t u = start[c]; u < start[c + 1]; u++)
                unit_parts(totals, order[u], search->of_slot, count_sum, search);
        }
        end_stratum(search, &strata[h], by_domain, lone);
    }
}

Support *
support_find(const Totals *totals, const Design *design, const Sparse *sums, const double *n,
             Sparse *lone_sums)
{
    size_t n_sums = sparse_rows(sums), n_stages = design_stages(design);
    g_autoptr(Sparse) of_slot = sparse_transpose(sums, totals_slots(totals));
    g_autofree size_t *last_unit = g_new(size_t, n_sums + 1);
    g_autofree size_t *in_stratum = g_new0(size_t, n_sums + 1);
    g_autofree uint32_t *touched = g_new(uint32_t, n_sums + 1);
    Support *support = g_new0(Support, n_stages * n_sums + 1);

    if (design_replicates(design)) {
        for (size_t s = 0; s < n_sums; s++)
            support[s] = (Support){ design_df(design) + 1.0, design_df(design) + 1.0, 1, 1 };
        return support;
    }
    for (size_t stage = 0; stage < n_stages; stage++) {
        Search search = { of_slot, support + stage * n_sums, last_unit, in_stratum, touched, 0, 0 };

        memset(last_unit, 0, n_sums * sizeof *last_unit);
        search_stage(&search, totals, design, stage, lone_sums);
    }
    if (!totals_clustered(totals))
        for (size_t s = 0; s < n_sums; s++)
            support[s].n_psu = n[s];
    return support;
}
