/* SPDX-License-Identifier: GPL-3.0-or-later */
/* totals_moments.c - second moments of the terms of an element design, by stratum. */
#include "analysis/totals_state.h"

/* Where the moments go, one term or meeting after the other, in the order of their places. */
typedef struct {
    Totals *totals;
    size_t *next; /* [units] */
    const double *factor;
} Sink;

static void
put(Sink *sink, uint32_t unit, size_t slot_a, size_t slot_b, double value)
{
    double factor = sink->factor ? sink->factor[unit] : 1.0;
    TotalsMoment moment = { (uint32_t)slot_a, (uint32_t)slot_b, value * factor * factor };

    sink->totals->moments[sink->next[unit]++] = moment;
}

static size_t
first_slot(const Sink *sink, size_t t, Pair place)
{
    const Result *result = &sink->totals->results[t];

    return result->first_slot + place.b * result->width;
}

static void
put_term(Sink *sink, const Bin *bin, size_t t)
{
    const Term *term = &bin->terms[t];

    for (uint32_t p = 0; p < pairs_count(term->places->pairs); p++) {
        Pair place = pairs_member(term->places->pairs, p);
        size_t slot = first_slot(sink, t, place);
        const double *moment = slab_row(term->second, p);

        for (size_t a = 0; a < term->n_first; a++)
            for (size_t b = a; b < term->n_first; b++)
                put(sink, place.a, slot + a, slot + b, *moment++);
    }
}

static void
put_meeting(Sink *sink, const Bin *bin, const Meeting *meeting)
{
    const Term *a = &bin->terms[meeting->a], *b = &bin->terms[meeting->b];
    const Result *results = sink->totals->results;

    for (uint32_t m = 0; m < pairs_count(meeting->places); m++) {
        Pair both = pairs_member(meeting->places, m);
        Pair place_a = pairs_member(a->places->pairs, both.a);
        Pair place_b = pairs_member(b->places->pairs, both.b);
        size_t slot_a = first_slot(sink, meeting->a, place_a);
        size_t slot_b = first_slot(sink, meeting->b, place_b);
        double *second = slab_row(meeting->second, m);

        origin_finish_meeting(a, both.a, results[meeting->a].shift, b, both.b,
                              results[meeting->b].shift, second);
        for (size_t p = 0; p < a->n_first; p++)
            for (size_t q = 0; q < b->n_first; q++)
                put(sink, place_a.a, slot_a + p, slot_b + q, *second++);
    }
}

/* How many moments of BIN each unit has, into COUNT [units]. */
static void
count_moments(const Bin *bin, size_t *count)
{
    for (size_t t = 0; t < bin->n_terms; t++) {
        const Term *term = &bin->terms[t];

        for (uint32_t p = 0; p < pairs_count(term->places->pairs); p++)
            count[pairs_member(term->places->pairs, p).a] +=
                term->n_first * (term->n_first + 1) / 2;
    }
    for (size_t m = 0; m < bin->n_meetings; m++) {
        const Meeting *meeting = &bin->meetings[m];
        const Term *a = &bin->terms[meeting->a], *b = &bin->terms[meeting->b];

        for (uint32_t p = 0; p < pairs_count(meeting->places); p++) {
            Pair place = pairs_member(a->places->pairs, pairs_member(meeting->places, p).a);

            count[place.a] += a->n_first * b->n_first;
        }
    }
}

void
moments_finish(Totals *totals, size_t n_units, const double *factor)
{
    size_t *start = totals->moment_start = g_new0(size_t, n_units + 1);

    for (size_t b = 0; b < totals->n_bins; b++)
        count_moments(totals->bins[b], start + 1);
    totals->moments = g_new(TotalsMoment, starts_of_counts(start, n_units) + 1);

    g_autofree size_t *next = g_memdup2(start, (n_units + 1) * sizeof *next);
    Sink sink = { totals, next, factor };
    for (size_t b = 0; b < totals->n_bins; b++) {
        const Bin *bin = totals->bins[b];

        for (size_t t = 0; t < bin->n_terms; t++)
            put_term(&sink, bin, t);
        for (size_t m = 0; m < bin->n_meetings; m++)
            put_meeting(&sink, bin, &bin->meetings[m]);
    }
}
