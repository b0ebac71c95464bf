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

/* Where the places of each of N_UNITS begin. */
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
}

/* A term in work, its units in ranges that threads take. */
typedef struct {
    const Totals *totals;
    size_t t;
    const double *factor; /* [units]; NULL: 1 */
    Result *result;
    size_t *range; /* [n_ranges + 1] units where each begins */
    size_t n_ranges;
} Finishing;

/* Places that are worth a thread, and ranges for each, of which none is much longer. */
enum { WORTH = 1 << 13, RANGES = 4 };

static void
make_ranges(Finishing *finishing, size_t n_units)
{
    const size_t *start = finishing->result->start;
    size_t most = RANGES * workers_count(finishing->totals->workers), n_places = start[n_units];

    finishing->n_ranges = CLAMP(n_places / WORTH, 1, most);
    finishing->range = g_new0(size_t, finishing->n_ranges + 1);
    for (size_t r = 1, u = 0; r < finishing->n_ranges; r++) {
        while (u < n_units && start[u] * finishing->n_ranges < n_places * r)
            u++;
        finishing->range[r] = u;
    }
    finishing->range[finishing->n_ranges] = n_units;
}

/* Copies the cells and the sums [stride] of each place to where they belong, times the factor. */
static void
gather_range(void *user, size_t r)
{
    const Finishing *finishing = user;
    Result *result = finishing->result;

    for (size_t u = finishing->range[r]; u < finishing->range[r + 1]; u++) {
        const Term *term = term_of(finishing->totals, finishing->t, (uint32_t)u);
        const uint32_t *place = unit_places(term, (uint32_t)u);
        size_t begin = result->start[u], n = result->start[u + 1] - begin;
        double *to = result->ordered + begin * result->stride;

        for (size_t k = 0; k < n && !result->borrowed; k++)
            result->cell[begin + k] = (int32_t)pairs_member(term->places->pairs, place[k]).b;
        for (size_t k = 0; k < n; k++, to += result->stride) {
            if (k + AHEAD < n)
                __builtin_prefetch(slab_row(term->sums, place[k + AHEAD]));
            memcpy(to, slab_row(term->sums, place[k]), result->stride * sizeof *to);
            for (size_t j = 0; finishing->factor && j < result->width; j++)
                to[j] *= finishing->factor[u];
        }
    }
}

/* Brings the places to the shift of their cell. */
static void
centre_range(void *user, size_t r)
{
    const Finishing *finishing = user;
    const Totals *totals = finishing->totals;
    Result *result = finishing->result;

    for (size_t u = finishing->range[r]; u < finishing->range[r + 1]; u++) {
        const Term *term = term_of(totals, finishing->t, (uint32_t)u);
        const uint32_t *place = unit_places(term, (uint32_t)u);

        for (size_t k = result->start[u]; k < result->start[u + 1]; k++, place++) {
            const double *shift = result->shift + (size_t)result->cell[k] * result->n_origins;

            origin_finish(term, *place, shift, result->ordered + k * result->stride,
                          !totals->clustered, totals->n_replicates);
            if (result->about) /* units whose moments are about their mean */
                result->about[k] =
                    ((const double *)slab_row(term->second, *place))[term->second_stride - 1];
        }
    }
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

static void
finish_term(Totals *totals, size_t t, size_t n_units, const double *factor)
{
    const Term *term = &totals->bins[0]->terms[t];
    Result *result = &totals->results[t];
    Finishing finishing = { .totals = totals, .t = t, .factor = factor, .result = result };

    result->width = term->width;
    result->stride = term->stride;
    result->n_origins = term->n_origins;
    result->first_slot = totals->n_slots;
    count_units(totals, t, result);
    totals->n_slots += result->n_cells * result->width;
    order_places(totals, t, n_units, result);
    result->ordered = bulk_new(result->start[n_units] * result->stride + 1, sizeof(double));
    make_ranges(&finishing, n_units);
    workers_run(totals->workers, gather_range, &finishing, finishing.n_ranges);
    for (size_t b = 0; b < totals->n_bins; b++)
        g_clear_pointer(&totals->bins[b]->terms[t].sums, slab_free);
    result->shift = g_new0(double, result->n_cells * result->n_origins + 1);
    if (result->n_origins > 0) {
        find_shifts(term, result->start[n_units], result);
        if (!totals->clustered)
            result->about = bulk_new(result->start[n_units] + 1, sizeof *result->about);
        workers_run(totals->workers, centre_range, &finishing, finishing.n_ranges);
    }
    g_free(finishing.range);
}

static void
sum_slots(Totals *totals, size_t n_units)
{
    totals->sums = g_new0(double, totals->n_slots + 1);
    for (size_t t = 0; t < totals->n_terms; t++) {
        const Result *result = &totals->results[t];
        const double *from = result->ordered;
        double *to = totals->sums + result->first_slot;

        for (size_t p = 0; p < result->start[n_units]; p++, from += result->stride)
            for (size_t k = 0; k < result->width; k++)
                to[(size_t)result->cell[p] * result->width + k] += from[k];
    }
}

void
totals_finish(Totals *totals, size_t n_units, const double *factor, Workers *workers)
{
    g_assert(!totals->results);
    totals->workers = workers;
    totals_begin(totals, NULL);
    totals->results = g_new0(Result, totals->n_terms + 1);
    for (size_t t = 0; t < totals->n_terms; t++)
        finish_term(totals, t, n_units, factor);
    sum_slots(totals, n_units);
    if (!totals->clustered)
        moments_finish(totals, n_units, factor);
}
