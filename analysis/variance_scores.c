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

static inline void
touch(Touched *touched, uint32_t code)
{
    if (touched->in[code])
        return;
    touched->in[code] = true;
    touched->list[touched->n++] = code;
}

/* Each sum is one slot, as it is. */
static bool
is_plain(const Sparse *sums)
{
    size_t n;

    for (size_t s = 0; s < sparse_rows(sums); s++) {
        const SparsePart *parts = sparse_row(sums, s, &n);

        if (n > 1 || (n == 1 && parts[0].value != 1.0))
            return false;
    }
    return true;
}

/* The estimates that each slot is part of, with their gradients in it. */
static Sparse *
through_sums(const Sparse *sums_of_slot, const Sparse *estimates_of_sum)
{
    Sparse *estimates = sparse_new();
    size_t n_sums, n;

    for (size_t slot = 0; slot < sparse_rows(sums_of_slot); slot++) {
        const SparsePart *sums = sparse_row(sums_of_slot, slot, &n_sums);

        sparse_begin(estimates);
        for (size_t s = 0; s < n_sums; s++) {
            const SparsePart *parts = sparse_row(estimates_of_sum, sums[s].column, &n);

            for (size_t e = 0; e < n; e++)
                sparse_add(estimates, parts[e].column, parts[e].value);
        }
    }
    return estimates;
}

Scores
scores_new(const Totals *totals, const Sparse *sums, const Sparse *gradient)
{
    size_t m = sparse_rows(gradient), n_sums = sparse_rows(sums);
    Scores scores = { .totals = totals,
                      .sums_of_slot = sparse_transpose(sums, totals_slots(totals)),
                      .estimates_of_sum = sparse_transpose(gradient, n_sums),
                      .m = m,
                      .t = g_new0(double, n_sums + 1),
                      .z = g_new0(double, m + 1),
                      .sums = touched_new(n_sums),
                      .estimates = touched_new(m) };

    if (is_plain(sums))
        scores.estimates_of_slot = through_sums(scores.sums_of_slot, scores.estimates_of_sum);
    return scores;
}

void
scores_clear(Scores *scores)
{
    sparse_free(scores->sums_of_slot);
    sparse_free(scores->estimates_of_sum);
    sparse_free(scores->estimates_of_slot);
    touched_free(&scores->sums);
    touched_free(&scores->estimates);
    g_free(scores->t);
    g_free(scores->z);
}

/* Adds VALUE times what PARTS [n] say to TO, and marks where. */
static inline void
add_parts(const SparsePart *parts, size_t n, double value, double *to, Touched *touched)
{
    for (size_t k = 0; k < n; k++) {
        to[parts[k].column] += parts[k].value * value;
        touch(touched, parts[k].column);
    }
}

/* The slots of UNIT times what OF_SLOT says. */
static void
take_slots(const Totals *totals, size_t unit, const Sparse *of_slot, double *to, Touched *touched)
{
    size_t n_cells, n;
    const TotalsCell *cells = totals_unit(totals, unit, &n_cells);

    for (size_t c = 0; c < n_cells; c++)
        for (uint32_t k = 0; k < cells[c].n; k++) {
            const SparsePart *parts = sparse_row(of_slot, cells[c].slot + k, &n);

            add_parts(parts, n, cells[c].value[k], to, touched);
        }
}

void
scores_take(Scores *scores, const uint32_t *units, size_t n_units)
{
    Touched *sums = &scores->sums, *estimates = &scores->estimates;
    bool plain = scores->estimates_of_slot != NULL && n_units == 1;
    size_t n;

    for (size_t k = 0; k < estimates->n; k++) {
        scores->z[estimates->list[k]] = 0.0;
        estimates->in[estimates->list[k]] = false;
    }
    estimates->n = 0;
    if (plain) { /* straight through, in the same order */
        take_slots(scores->totals, units[0], scores->estimates_of_slot, scores->z, estimates);
        return;
    }
    for (size_t u = 0; u < n_units; u++)
        take_slots(scores->totals, units[u], scores->sums_of_slot, scores->t, sums);
    for (size_t k = 0; k < sums->n; k++) {
        uint32_t s = sums->list[k];
        const SparsePart *parts = sparse_row(scores->estimates_of_sum, s, &n);

        add_parts(parts, n, scores->t[s], scores->z, estimates);
        scores->t[s] = 0.0;
        sums->in[s] = false;
    }
    sums->n = 0;
}
