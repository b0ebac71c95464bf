/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/totals_state.h"

static size_t
triangle(size_t n)
{
    return n * (n + 1) / 2;
}

Totals *
totals_new(bool clustered, const TermSpec *terms, size_t n_terms, bool cross)
{
    Totals *totals = g_new0(Totals, 1);

    totals->clustered = clustered;
    totals->n_terms = n_terms;
    totals->terms = g_new0(Term, n_terms + 1);
    totals->place = g_new0(uint32_t *, n_terms + 1);
    for (size_t t = 0; t < n_terms; t++) {
        Term *term = &totals->terms[t];

        term->spec = terms[t];
        term->n_first = 1 + terms[t].n_values;
        term->width = term->n_first + (terms[t].products ? triangle(terms[t].n_values) : 0);
        term->places = pairs_new();
        term->sums = g_array_new(FALSE, TRUE, sizeof(double));
        term->second = g_array_new(FALSE, TRUE, sizeof(double));
        term->replicates = g_array_new(FALSE, TRUE, sizeof(double));
        term->n = g_array_new(FALSE, TRUE, sizeof(double));
        term->shift = g_new0(double, terms[t].n_values + 1);
    }
    if (clustered || !cross)
        return totals;
    totals->meetings = g_new0(Meeting, triangle(n_terms) + 1);
    for (size_t a = 0; a < n_terms; a++)
        for (size_t b = a + 1; b < n_terms; b++) {
            Meeting *meeting = &totals->meetings[totals->n_meetings++];

            meeting->a = a;
            meeting->b = b;
            meeting->places = pairs_new();
            meeting->second = g_array_new(FALSE, TRUE, sizeof(double));
        }
    return totals;
}

void
totals_free(Totals *totals)
{
    if (!totals)
        return;
    for (size_t t = 0; t < totals->n_terms; t++) {
        Term *term = &totals->terms[t];

        pairs_free(term->places);
        g_array_unref(term->sums);
        g_array_unref(term->second);
        g_array_unref(term->replicates);
        g_array_unref(term->n);
        g_free(term->shift);
        g_free(totals->place[t]);
    }
    for (size_t m = 0; m < totals->n_meetings; m++) {
        pairs_free(totals->meetings[m].places);
        g_array_unref(totals->meetings[m].second);
    }
    g_free(totals->terms);
    g_free(totals->place);
    g_free(totals->meetings);
    g_free(totals->sums);
    g_free(totals->start);
    g_free(totals->moment_start);
    g_free(totals->entries);
    g_free(totals->moments);
    g_free(totals);
}

void
term_values(Term *term, const TermRows *rows, size_t i, double *x)
{
    x[0] = 1.0;
    for (size_t k = 0; k < term->spec.n_values; k++) {
        x[k + 1] = rows->values[k] ? rows->values[k][i] : 0.0;
        if (term->spec.centred && !term->met)
            term->shift[k] = x[k + 1];
        x[k + 1] -= term->shift[k];
    }
    if (term->spec.squares)
        x[term->spec.n_values] = x[1] * x[1];
    term->met = true;
}

/* Where the sums of PLACE begin in ARRAY, which grows by WIDTH a place. */
static double *
sums_at(GArray *array, uint32_t place, size_t width)
{
    if (array->len < (place + 1) * width)
        g_array_set_size(array, (guint)((place + 1) * width));
    return (double *)(gpointer)array->data + place * width;
}

/* Where each row goes, and how many units there are; a pass of its own, in which the processor can
 * look up many rows at a time. */
static void
find_places(Term *term, const DesignRows *rows, const int32_t *code, uint32_t *place)
{
    int32_t largest = -1;

    for (size_t i = 0; i < rows->n_rows; i++) {
        place[i] = NO_PLACE;
        if (code[i] < 0)
            continue;
        place[i] = pairs_number(term->places, rows->unit[i], (uint32_t)code[i]);
        largest = MAX(largest, code[i]);
    }
    if (term->n->len <= (guint)largest && largest >= 0)
        g_array_set_size(term->n, (guint)largest + 1);
    for (size_t i = 0; i < rows->n_rows; i++)
        if (code[i] >= 0)
            g_array_index(term->n, double, code[i]) += rows->times ? rows->times[i] : 1.0;
}

/* Adds the rows of one term; PLACE [n_rows] tells where they went. X holds a row's values. */
static void
add_sums(Term *term, const DesignRows *rows, const TermRows *of, const uint32_t *place, double *x)
{
    size_t width = term->width;
    double *sums;

    g_array_set_size(term->sums, (guint)(pairs_count(term->places) * width));
    sums = (double *)(gpointer)term->sums->data;
    for (size_t i = 0; i < rows->n_rows; i++) {
        double w = (rows->weight ? rows->weight[i] : 1.0) * (rows->times ? rows->times[i] : 1.0);

        if (place[i] == NO_PLACE)
            continue;
        double *sum = sums + place[i] * width;
        if (width == 1) {
            sum[0] += w;
            continue;
        }
        term_values(term, of, i, x);
        for (size_t a = 0; a < term->n_first; a++)
            *sum++ += w * x[a];
        for (size_t a = 1; a < term->n_first && term->spec.products; a++)
            for (size_t b = a; b < term->n_first; b++)
                *sum++ += w * x[a] * x[b];
    }
}

static void
add_second(Term *term, const DesignRows *rows, const TermRows *of, const uint32_t *place, double *x)
{
    size_t width = triangle(term->n_first);
    double *seconds;

    g_array_set_size(term->second, (guint)(pairs_count(term->places) * width));
    seconds = (double *)(gpointer)term->second->data;
    for (size_t i = 0; i < rows->n_rows; i++) {
        double w = rows->weight ? rows->weight[i] : 1.0;
        double times = rows->times ? rows->times[i] : 1.0;

        if (place[i] == NO_PLACE)
            continue;
        double *second = seconds + place[i] * width;
        term_values(term, of, i, x);
        for (size_t a = 0; a < term->n_first; a++)
            for (size_t b = a; b < term->n_first; b++)
                *second++ += times * (w * x[a]) * (w * x[b]);
    }
}

static void
add_meeting(Totals *totals, Meeting *meeting, const DesignRows *rows, const TermRows *of, double *x,
            double *y)
{
    Term *a = &totals->terms[meeting->a], *b = &totals->terms[meeting->b];
    const uint32_t *place_a = totals->place[meeting->a], *place_b = totals->place[meeting->b];

    for (size_t i = 0; i < rows->n_rows; i++) {
        double w = rows->weight ? rows->weight[i] : 1.0;
        double times = rows->times ? rows->times[i] : 1.0;

        if (place_a[i] == NO_PLACE || place_b[i] == NO_PLACE)
            continue;
        uint32_t place = pairs_number(meeting->places, place_a[i], place_b[i]);
        double *second = sums_at(meeting->second, place, a->n_first * b->n_first);

        term_values(a, &of[meeting->a], i, x);
        term_values(b, &of[meeting->b], i, y);
        for (size_t p = 0; p < a->n_first; p++)
            for (size_t q = 0; q < b->n_first; q++)
                *second++ += times * (w * x[p]) * (w * y[q]);
    }
}

void
totals_add(Totals *totals, const DesignRows *rows, const TermRows *terms)
{
    size_t widest = 1;

    totals->n_replicates = rows->n_replicates;
    for (size_t t = 0; t < totals->n_terms; t++)
        widest = MAX(widest, totals->terms[t].n_first);

    g_autofree double *x = g_new(double, widest), *y = g_new(double, widest);
    for (size_t t = 0; t < totals->n_terms; t++) {
        totals->place[t] = g_renew(uint32_t, totals->place[t], rows->n_rows + 1);
        find_places(&totals->terms[t], rows, terms[t].code, totals->place[t]);
        add_sums(&totals->terms[t], rows, &terms[t], totals->place[t], x);
        if (!totals->clustered)
            add_second(&totals->terms[t], rows, &terms[t], totals->place[t], x);
        if (rows->n_replicates > 0)
            term_add_replicates(&totals->terms[t], rows, &terms[t], totals->place[t], x);
    }
    for (size_t m = 0; m < totals->n_meetings; m++)
        add_meeting(totals, &totals->meetings[m], rows, terms, x, y);
}
