/* SPDX-License-Identifier: GPL-3.0-or-later */
/* totals_finish.c - the sums of all bins, in the order of units and cells, about the mean of each
 * cell. Nothing here depends on how many bins there were. */
#include "analysis/totals_state.h"

#include "datasets/bulk.h"

#include <string.h>

/* Term T in the bin of UNIT. */
static Term *
term_of(const Totals *totals, size_t t, uint32_t unit)
{
    return &totals->bins[bin_of(unit, totals->n_bins)]->terms[t];
}

/* TRUE if terms A and B have the same places in all bins. */
static bool
same_places(const Totals *totals, size_t a, size_t b)
{
    for (size_t k = 0; k < totals->n_bins; k++)
        if (totals->bins[k]->terms[a].places != totals->bins[k]->terms[b].places)
            return false;
    return true;
}

static void
count_units(const Totals *totals, size_t t, Result *result)
{
    for (size_t b = 0; b < totals->n_bins; b++)
        result->n_cells = MAX(result->n_cells, totals->bins[b]->terms[t].places->n->len);
    result->n = g_new0(double, result->n_cells + 1);
    for (size_t b = 0; b < totals->n_bins; b++) {
        const GArray *n = totals->bins[b]->terms[t].places->n;

        for (guint cell = 0; cell < n->len; cell++)
            result->n[cell] += g_array_index(n, double, cell);
    }
}

/* The places of UNIT in its bin, in order. */
static const uint32_t *
unit_places(const Term *term, uint32_t unit)
{
    return term->places->order + term->places->start[unit];
}

/* Where the places of each of N_UNITS begin, and their cells. */
static void
order_places(const Totals *totals, size_t t, size_t n_units, Result *result)
{
    for (size_t b = 0; b < totals->n_bins; b++)
        places_order(totals->bins[b]->terms[t].places, n_units);
    for (size_t before = 0; before < t && !result->borrowed; before++) {
        if (!same_places(totals, before, t))
            continue;
        result->start = totals->results[before].start;
        result->cell = totals->results[before].cell;
        result->borrowed = true;
    }
    if (result->borrowed)
        return;
    result->start = g_new0(size_t, n_units + 1);
    for (uint32_t u = 0; u < n_units; u++) {
        const size_t *start = term_of(totals, t, u)->places->start;

        result->start[u + 1] = result->start[u] + start[u + 1] - start[u];
    }
    result->cell = bulk_new(result->start[n_units] + 1, sizeof *result->cell);
    for (uint32_t u = 0; u < n_units; u++) {
        const Term *term = term_of(totals, t, u);
        const uint32_t *place = unit_places(term, u);

        for (size_t k = result->start[u]; k < result->start[u + 1]; k++)
            result->cell[k] = (int32_t)pairs_member(term->places->pairs, *place++).b;
    }
}

/* Copies the sums [stride] of each place to where they belong, times the FACTOR of the unit. */
static void
order_sums(const Totals *totals, size_t t, size_t n_units, const double *factor, Result *result)
{
    size_t stride = totals->bins[0]->terms[t].stride;
    double *to;

    to = result->ordered = bulk_new(result->start[n_units] * stride + 1, sizeof(double));
    for (uint32_t u = 0; u < n_units; u++) {
        const Term *term = term_of(totals, t, u);
        const uint32_t *place = unit_places(term, u);

        for (size_t k = result->start[u]; k < result->start[u + 1]; k++, to += stride) {
            memcpy(to, slab_row(term->sums, *place++), stride * sizeof *to);
            for (size_t j = 0; factor && j < term->width; j++)
                to[j] *= factor[u];
        }
    }
    for (size_t b = 0; b < totals->n_bins; b++)
        g_clear_pointer(&totals->bins[b]->terms[t].sums, slab_free);
}

/* Weighted means of the values by cell: from the origin of the first place of each. */
static void
find_shifts(const Term *term, size_t n_places, Result *result)
{
    size_t n = term->n_origins, n_cells = result->n_cells;
    g_autofree double *weight = g_new0(double, n_cells + 1);
    g_autofree double *sum = g_new0(double, n_cells *n + 1);
    g_autofree bool *met = g_new0(bool, n_cells + 1);
    const double *sums = result->ordered;

    for (size_t p = 0; p < n_places; p++, sums += term->stride) {
        size_t cell = (size_t)result->cell[p];
        double *shift = result->shift + cell * n;

        for (size_t k = 0; k < n; k++) {
            double origin = sums[term->width + k];

            if (!met[cell])
                shift[k] = origin;
            sum[cell * n + k] += sums[k + 1] + (origin - shift[k]) * sums[0];
        }
        met[cell] = true;
        weight[cell] += sums[0];
    }
    for (size_t cell = 0; cell < n_cells; cell++)
        for (size_t k = 0; k < n; k++)
            result->shift[cell * n + k] += sum_mean(sum[cell * n + k], weight[cell]);
}

/* Brings all places to the shift of their cell. */
static void
centre(const Totals *totals, size_t t, size_t n_units, Result *result)
{
    double *sums = result->ordered;

    result->shift = g_new0(double, result->n_cells * result->n_origins + 1);
    if (result->n_origins == 0)
        return;
    find_shifts(&totals->bins[0]->terms[t], result->start[n_units], result);
    for (uint32_t u = 0; u < n_units; u++) {
        const Term *term = term_of(totals, t, u);
        const uint32_t *place = unit_places(term, u);

        for (size_t k = result->start[u]; k < result->start[u + 1]; k++, sums += term->stride)
            origin_finish(term, *place++,
                          result->shift + (size_t)result->cell[k] * result->n_origins, sums,
                          !totals->clustered, totals->n_replicates);
    }
}

/* Leaves of the sums of each place those that are slots. */
static void
close_up(const Term *term, size_t n_places, Result *result)
{
    for (size_t p = 0; p < n_places && term->stride > term->width; p++)
        memmove(result->ordered + p * term->width, result->ordered + p * term->stride,
                term->width * sizeof *result->ordered);
}

/* Units of each place, whose moments are about their mean. */
static void
note_about(const Totals *totals, size_t t, size_t n_units, Result *result)
{
    double *about = result->about = bulk_new(result->start[n_units] + 1, sizeof *about);

    for (uint32_t u = 0; u < n_units; u++) {
        const Term *term = term_of(totals, t, u);
        const uint32_t *place = unit_places(term, u);

        for (size_t k = result->start[u]; k < result->start[u + 1]; k++) {
            const double *second = slab_row(term->second, *place++);

            *about++ = second[term->second_stride - 1];
        }
    }
}

static void
finish_term(Totals *totals, size_t t, size_t n_units, const double *factor)
{
    const Term *term = &totals->bins[0]->terms[t];
    Result *result = &totals->results[t];

    result->width = term->width;
    result->n_origins = term->n_origins;
    result->first_slot = totals->n_slots;
    count_units(totals, t, result);
    totals->n_slots += result->n_cells * result->width;
    order_places(totals, t, n_units, result);
    order_sums(totals, t, n_units, factor, result);
    centre(totals, t, n_units, result);
    close_up(term, result->start[n_units], result);
    if (!totals->clustered && result->n_origins > 0)
        note_about(totals, t, n_units, result);
}

static void
sum_slots(Totals *totals, size_t n_units)
{
    totals->sums = g_new0(double, totals->n_slots + 1);
    for (size_t t = 0; t < totals->n_terms; t++) {
        const Result *result = &totals->results[t];
        const double *from = result->ordered;
        double *to = totals->sums + result->first_slot;

        for (size_t p = 0; p < result->start[n_units]; p++)
            for (size_t k = 0; k < result->width; k++)
                to[(size_t)result->cell[p] * result->width + k] += *from++;
    }
}

void
totals_finish(Totals *totals, size_t n_units, const double *factor)
{
    g_assert(!totals->results);
    totals_begin(totals, NULL);
    totals->results = g_new0(Result, totals->n_terms + 1);
    for (size_t t = 0; t < totals->n_terms; t++)
        finish_term(totals, t, n_units, factor);
    sum_slots(totals, n_units);
    if (!totals->clustered)
        moments_finish(totals, n_units, factor);
}
