/* SPDX-License-Identifier: GPL-3.0-or-later */
/* totals_replicates.c - the same sums with the weights of each replicate. */
#include "analysis/totals_state.h"

/* TO += FACTOR x WEIGHTS; N is a multiple of 4, which lets the compiler take several at a time. */
static inline void
add_scaled(double *restrict to, double factor, const double *restrict weights, size_t n)
{
    for (size_t r = 0; r < n; r += 4) {
        to[r] += factor * weights[r];
        to[r + 1] += factor * weights[r + 1];
        to[r + 2] += factor * weights[r + 2];
        to[r + 3] += factor * weights[r + 3];
    }
}

void
term_add_replicates(Term *term, const DesignRows *rows, const TermRows *of, double *x)
{
    const uint32_t *place = term->places->rows;
    size_t stride = REPLICATE_STRIDE(rows->n_replicates);

    if (!term->replicates)
        term->replicates = slab_new(term->width * stride * sizeof(double));
    slab_grow(term->replicates, pairs_count(term->places->pairs));
    for (size_t i = 0; i < rows->n_rows; i++) {
        const double *weights = rows->replicates + i * stride;

        if (place[i] == NO_PLACE)
            continue;
        double *sum = slab_row(term->replicates, place[i]);
        if (term->width == 1) {
            add_scaled(sum, 1.0, weights, stride);
            continue;
        }
        term_values(term, origin_fixed(term, place[i]), of, i, x);
        for (size_t a = 0; a < term->n_first; a++, sum += stride)
            add_scaled(sum, x[a], weights, stride);
        for (size_t a = 1; a < term->n_first && term->spec.products; a++)
            for (size_t b = a; b < term->n_first; b++, sum += stride)
                add_scaled(sum, x[a] * x[b], weights, stride);
    }
}

const double *
totals_replicates(const Totals *totals, size_t slot)
{
    size_t stride = REPLICATE_STRIDE(totals->n_replicates), t = 0;

    if (totals->n_replicates == 0)
        return NULL;
    while (t + 1 < totals->n_terms && totals->results[t + 1].first_slot <= slot)
        t++;
    const Term *term = &totals->bins[0]->terms[t];
    size_t within = slot - totals->results[t].first_slot;
    int64_t place = pairs_find(term->places->pairs, 0, (uint32_t)(within / term->width));

    g_assert(place >= 0);
    return (const double *)slab_row(term->replicates, (size_t)place) +
           within % term->width * stride;
}
