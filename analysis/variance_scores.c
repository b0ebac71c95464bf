/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_scores.c - what a sampling unit adds to each estimate. */
#include "analysis/variance_state.h"

static Touched
touched_new(size_t n_codes)
{
    return (Touched){ g_new(uint32_t, n_codes + 1), 0, g_new0(bool, n_codes + 1) };
}

static void
touched_free(Touched *touched)
{
    g_free(touched->list);
    g_free(touched->in);
}

static void
touch(Touched *touched, uint32_t code)
{
    if (touched->in[code])
        return;
    touched->in[code] = true;
    touched->list[touched->n++] = code;
}

Scores
scores_new(const Totals *totals, const Sparse *sums, const Sparse *gradient)
{
    size_t m = sparse_rows(gradient), n_sums = sparse_rows(sums);

    return (Scores){ .totals = totals,
                     .sums_of_slot = sparse_transpose(sums, totals_slots(totals)),
                     .estimates_of_sum = sparse_transpose(gradient, n_sums),
                     .m = m,
                     .t = g_new0(double, n_sums + 1),
                     .z = g_new0(double, m + 1),
                     .sums = touched_new(n_sums),
                     .estimates = touched_new(m) };
}

void
scores_clear(Scores *scores)
{
    sparse_free(scores->sums_of_slot);
    sparse_free(scores->estimates_of_sum);
    touched_free(&scores->sums);
    touched_free(&scores->estimates);
    g_free(scores->t);
    g_free(scores->z);
}

static void
take_sums(Scores *scores, size_t unit)
{
    size_t n_entries, n;
    const TotalsEntry *entries = totals_unit(scores->totals, unit, &n_entries);

    for (size_t k = 0; k < n_entries; k++) {
        const SparsePart *to = sparse_row(scores->sums_of_slot, entries[k].slot, &n);

        for (size_t s = 0; s < n; s++) {
            scores->t[to[s].column] += to[s].value * entries[k].value;
            touch(&scores->sums, to[s].column);
        }
    }
}

void
scores_take(Scores *scores, const uint32_t *units, size_t n_units)
{
    Touched *sums = &scores->sums, *estimates = &scores->estimates;
    size_t n;

    for (size_t k = 0; k < estimates->n; k++) {
        scores->z[estimates->list[k]] = 0.0;
        estimates->in[estimates->list[k]] = false;
    }
    estimates->n = 0;
    for (size_t u = 0; u < n_units; u++)
        take_sums(scores, units[u]);
    for (size_t k = 0; k < sums->n; k++) {
        uint32_t s = sums->list[k];
        const SparsePart *to = sparse_row(scores->estimates_of_sum, s, &n);

        for (size_t e = 0; e < n; e++) {
            scores->z[to[e].column] += to[e].value * scores->t[s];
            touch(estimates, to[e].column);
        }
        scores->t[s] = 0.0;
        sums->in[s] = false;
    }
    sums->n = 0;
}
