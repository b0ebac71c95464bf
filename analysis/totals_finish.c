/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/totals_state.h"

/* The slot of sum K of the cell that PLACE lies in. */
static uint32_t
slot_of(const Term *term, Pair place, size_t k)
{
    return (uint32_t)(term->first_slot + place.b * term->width + k);
}

/* Turns counts into starts: starts[u + 1] holds how many u has. */
static size_t
accumulate(size_t *start, size_t n)
{
    for (size_t u = 0; u < n; u++)
        start[u + 1] += start[u];
    return start[n];
}

/* The sums of a term in each place, times the FACTOR of its unit. */
static void
multiply(Term *term, const double *factor)
{
    double *sum = (double *)(gpointer)term->sums->data;

    for (uint32_t p = 0; factor && p < pairs_count(term->places->pairs); p++, sum += term->stride)
        for (size_t k = 0; k < term->width; k++)
            sum[k] *= factor[pairs_member(term->places->pairs, p).a];
}

/* Units whose moments at PLACE are about their mean. */
static double
units_of(const Totals *totals, const Term *term, uint32_t place)
{
    if (totals->clustered || term->n_origins == 0)
        return 0.0;
    return g_array_index(term->second, double, (place + 1) * term->second_stride - 1);
}

static void
finish_sums(Totals *totals, size_t n_units, const double *factor)
{
    totals->start = g_new0(size_t, n_units + 1);
    for (size_t t = 0; t < totals->n_terms; t++) {
        Term *term = &totals->terms[t];

        term->first_slot = totals->n_slots;
        totals->n_slots += term->places->n->len * term->width;
        for (uint32_t p = 0; p < pairs_count(term->places->pairs); p++)
            totals->start[pairs_member(term->places->pairs, p).a + 1]++;
        multiply(term, factor);
        origin_finish(term, !totals->clustered, totals->n_replicates);
    }
    totals->sums = g_new0(double, totals->n_slots + 1);
    totals->cells = g_new(TotalsCell, accumulate(totals->start, n_units) + 1);

    g_autofree size_t *next = g_memdup2(totals->start, (n_units + 1) * sizeof *next);
    for (size_t t = 0; t < totals->n_terms; t++) {
        const Term *term = &totals->terms[t];
        const double *sums = (const double *)(gpointer)term->sums->data;

        for (uint32_t p = 0; p < pairs_count(term->places->pairs); p++) {
            Pair place = pairs_member(term->places->pairs, p);

            totals->cells[next[place.a]++] =
                (TotalsCell){ slot_of(term, place, 0), (uint32_t)term->width,
                              sums + p * term->stride, units_of(totals, term, p) };
        }
    }
    for (size_t c = 0; c < totals->start[n_units]; c++)
        for (uint32_t k = 0; k < totals->cells[c].n; k++)
            totals->sums[totals->cells[c].slot + k] += totals->cells[c].value[k];
}

/* Puts the moments of one term or meeting, in the order of their places. */
typedef struct {
    Totals *totals;
    size_t *next;
    const double *factor;
} Sink;

static void
put(Sink *sink, uint32_t unit, uint32_t slot_a, uint32_t slot_b, double value)
{
    double factor = sink->factor ? sink->factor[unit] : 1.0;
    TotalsMoment moment = { slot_a, slot_b, value * factor * factor };

    sink->totals->moments[sink->next[unit]++] = moment;
}

static void
put_term(Sink *sink, const Term *term)
{
    const double *second = (const double *)(gpointer)term->second->data;

    for (uint32_t p = 0; p < pairs_count(term->places->pairs); p++) {
        Pair place = pairs_member(term->places->pairs, p);
        const double *moment = second + p * term->second_stride;

        for (size_t a = 0; a < term->n_first; a++)
            for (size_t b = a; b < term->n_first; b++)
                put(sink, place.a, slot_of(term, place, a), slot_of(term, place, b), *moment++);
    }
}

static void
put_meeting(Sink *sink, const Meeting *meeting)
{
    const Term *a = &sink->totals->terms[meeting->a], *b = &sink->totals->terms[meeting->b];
    double *second = (double *)(gpointer)meeting->second->data;

    for (uint32_t m = 0; m < pairs_count(meeting->places); m++) {
        Pair both = pairs_member(meeting->places, m);
        Pair place_a = pairs_member(a->places->pairs, both.a);
        Pair place_b = pairs_member(b->places->pairs, both.b);

        origin_finish_meeting(a, both.a, b, both.b, second);
        for (size_t p = 0; p < a->n_first; p++)
            for (size_t q = 0; q < b->n_first; q++)
                put(sink, place_a.a, slot_of(a, place_a, p), slot_of(b, place_b, q), *second++);
    }
}

static void
finish_moments(Totals *totals, size_t n_units, const double *factor)
{
    size_t *start = totals->moment_start = g_new0(size_t, n_units + 1);

    for (size_t t = 0; t < totals->n_terms; t++) {
        const Term *term = &totals->terms[t];

        for (uint32_t p = 0; p < pairs_count(term->places->pairs); p++)
            start[pairs_member(term->places->pairs, p).a + 1] +=
                term->n_first * (term->n_first + 1) / 2;
    }
    for (size_t m = 0; m < totals->n_meetings; m++) {
        const Meeting *meeting = &totals->meetings[m];
        const Term *a = &totals->terms[meeting->a], *b = &totals->terms[meeting->b];

        for (uint32_t p = 0; p < pairs_count(meeting->places); p++)
            start[pairs_member(a->places->pairs, pairs_member(meeting->places, p).a).a + 1] +=
                a->n_first * b->n_first;
    }
    totals->moments = g_new(TotalsMoment, accumulate(start, n_units) + 1);

    g_autofree size_t *next = g_memdup2(start, (n_units + 1) * sizeof *next);
    Sink sink = { totals, next, factor };
    for (size_t t = 0; t < totals->n_terms; t++)
        put_term(&sink, &totals->terms[t]);
    for (size_t m = 0; m < totals->n_meetings; m++)
        put_meeting(&sink, &totals->meetings[m]);
}

void
totals_finish(Totals *totals, size_t n_units, const double *factor)
{
    g_assert(!totals->sums);
    finish_sums(totals, n_units, factor);
    if (!totals->clustered)
        finish_moments(totals, n_units, factor);
}

size_t
totals_slots(const Totals *totals)
{
    return totals->n_slots;
}

double
totals_n(const Totals *totals, size_t t, int32_t code)
{
    const GArray *n = totals->terms[t].places->n;

    return code >= 0 && (guint)code < n->len ? g_array_index(n, double, code) : 0.0;
}

int64_t
totals_slot(const Totals *totals, size_t t, int32_t code)
{
    const Term *term = &totals->terms[t];

    if (totals_n(totals, t, code) == 0.0)
        return -1;
    return (int64_t)(term->first_slot + (size_t)code * term->width);
}

double
totals_shift(const Totals *totals, size_t t, int32_t code, size_t k)
{
    const Term *term = &totals->terms[t];

    if (totals_n(totals, t, code) == 0.0 || k >= term->n_origins)
        return 0.0;
    return g_array_index(term->shift, double, (size_t)code * term->n_origins + k);
}

const double *
totals_sums(const Totals *totals)
{
    return totals->sums;
}

const TotalsCell *
totals_unit(const Totals *totals, size_t unit, size_t *n)
{
    *n = totals->start[unit + 1] - totals->start[unit];
    return totals->cells + totals->start[unit];
}

const TotalsMoment *
totals_moments(const Totals *totals, size_t h, size_t *n)
{
    g_assert(!totals->clustered);
    *n = totals->moment_start[h + 1] - totals->moment_start[h];
    return totals->moments + totals->moment_start[h];
}

bool
totals_clustered(const Totals *totals)
{
    return totals->clustered;
}
