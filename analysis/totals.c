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
    totals->weight = g_array_new(FALSE, FALSE, sizeof(double));
    for (size_t t = 0; t < n_terms; t++) {
        Term *term = &totals->terms[t];

        term->spec = terms[t];
        term->n_first = 1 + terms[t].n_values;
        g_assert(!(terms[t].products && terms[t].squares));
        term->width = term->n_first + (terms[t].products ? triangle(terms[t].n_values) : 0);
        term->n_origins = terms[t].centred ? terms[t].n_values - terms[t].squares : 0;
        g_assert(term->n_origins <= MOST_ORIGINS);
        term->stride = term->width + (term->n_origins > 0 ? term->n_origins + 2 : 0);
        term->second_stride =
            triangle(term->n_first) + (term->n_origins > 0 ? term->n_first + 1 : 0);
        term->places = t == 0 ? places_new() : totals->terms[0].places;
        term->places->n_terms += t > 0;
        term->sums = g_array_new(FALSE, TRUE, sizeof(double));
        term->second = g_array_new(FALSE, TRUE, sizeof(double));
        term->replicates = g_array_new(FALSE, TRUE, sizeof(double));
        term->fixed = g_array_new(FALSE, TRUE, sizeof(double));
        term->shift = g_array_new(FALSE, TRUE, sizeof(double));
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

        places_release(term->places);
        g_array_unref(term->sums);
        g_array_unref(term->second);
        g_array_unref(term->replicates);
        g_array_unref(term->fixed);
        g_array_unref(term->shift);
    }
    for (size_t m = 0; m < totals->n_meetings; m++) {
        pairs_free(totals->meetings[m].places);
        g_array_unref(totals->meetings[m].second);
    }
    g_free(totals->terms);
    g_array_unref(totals->weight);
    g_free(totals->meetings);
    g_free(totals->sums);
    g_free(totals->start);
    g_free(totals->moment_start);
    g_free(totals->cells);
    g_free(totals->moments);
    g_free(totals);
}

void
term_values(const Term *term, const double *origin, const TermRows *rows, size_t i, double *x)
{
    x[0] = 1.0;
    for (size_t k = 0; k < term->spec.n_values; k++)
        x[k + 1] = rows->values[k] ? rows->values[k][i] : 0.0;
    for (size_t k = 0; k < term->n_origins; k++)
        x[k + 1] -= origin[k];
    if (term->spec.squares)
        x[term->spec.n_values] = x[1] * x[1];
}

/* Where the sums of PLACE begin in ARRAY, which grows by WIDTH a place. */
static double *
sums_at(GArray *array, uint32_t place, size_t width)
{
    if (array->len < (place + 1) * width)
        g_array_set_size(array, (guint)((place + 1) * width));
    return (double *)(gpointer)array->data + place * width;
}

/* What a row counts: its weight as many times as it stands for a unit. */
static const double *
weights_of(Totals *totals, const DesignRows *rows)
{
    double *weight;

    if (rows->weight && !rows->times)
        return rows->weight;
    g_array_set_size(totals->weight, (guint)rows->n_rows + 1);
    weight = (double *)(gpointer)totals->weight->data;
    for (size_t i = 0; i < rows->n_rows; i++)
        weight[i] = (rows->weight ? rows->weight[i] : 1.0) * (rows->times ? rows->times[i] : 1.0);
    return weight;
}

/* Weights, and what they make of one value or two: nearly all terms are so. */
static void
add_few(const Term *term, size_t n_rows, const double *weight, const TermRows *of, double *sums)
{
    const uint32_t *place = term->places->rows;
    const double *x = term->spec.n_values > 0 ? of->values[0] : NULL;
    const double *y = term->spec.n_values > 1 ? of->values[1] : NULL;

    for (size_t i = 0; i < n_rows; i++) {
        if (place[i] == NO_PLACE)
            continue;
        double *sum = sums + place[i] * term->stride;

        sum[0] += weight[i];
        if (x)
            sum[1] += weight[i] * x[i];
        if (y)
            sum[2] += weight[i] * y[i];
    }
}

/* The same of one value that has an origin. */
static void
add_centred(const Term *term, size_t n_rows, const double *weight, const double *x, double *sums)
{
    const uint32_t *place = term->places->rows;

    for (size_t i = 0; i < n_rows; i++) {
        if (place[i] == NO_PLACE)
            continue;
        double *sum = sums + place[i] * term->stride;

        sum[0] += weight[i];
        sum[1] += weight[i] * (x[i] - sum[2]);
        if (--sum[3] == 0.0)
            origin_move(term, sum);
    }
}

static bool
has_all_values(const Term *term, const TermRows *of)
{
    for (size_t k = 0; k < term->spec.n_values; k++)
        if (!of->values[k])
            return false;
    return true;
}

/* Adds the rows of one term. X holds a row's values. */
static void
add_sums(Term *term, size_t n_rows, const double *weight, const TermRows *of, double *x)
{
    const uint32_t *place = term->places->rows;
    size_t width = term->width;
    double *sums;

    g_array_set_size(term->sums, (guint)(pairs_count(term->places->pairs) * term->stride));
    sums = (double *)(gpointer)term->sums->data;
    if (term->n_origins > 0)
        origin_meet(term, n_rows, of);
    if (width <= 3 && width == 1 + term->spec.n_values && has_all_values(term, of) &&
        !term->spec.squares && term->n_origins <= 1 && (term->n_origins == 0 || width == 2)) {
        if (term->n_origins == 0)
            add_few(term, n_rows, weight, of, sums);
        else
            add_centred(term, n_rows, weight, of->values[0], sums);
        return;
    }
    for (size_t i = 0; i < n_rows; i++) {
        if (place[i] == NO_PLACE)
            continue;
        double w = weight[i], *place_sums = sums + place[i] * term->stride, *sum = place_sums;

        term_values(term, place_sums + width, of, i, x);
        for (size_t a = 0; a < term->n_first; a++)
            *sum++ += w * x[a];
        for (size_t a = 1; a < term->n_first && term->spec.products; a++)
            for (size_t b = a; b < term->n_first; b++)
                *sum++ += w * x[a] * x[b];
        if (term->n_origins > 0 && --place_sums[width + term->n_origins] == 0.0)
            origin_move(term, place_sums);
    }
}

/* Squares of weights alone. */
static void
add_squares(const uint32_t *place, size_t n_rows, const double *weight, double *seconds)
{
    for (size_t i = 0; i < n_rows; i++)
        if (place[i] != NO_PLACE)
            seconds[place[i]] += weight[i] * weight[i];
}

/* Moments about the mean, row by row. Welford (1962), Technometrics 4, 419-420. Z: w x; D has room
 * for as many. */
static void
add_about_mean(double *second, size_t n_first, double times, const double *z, double *d)
{
    double *mean = second + triangle(n_first), *n = mean + n_first;

    *n += times;
    for (size_t a = 0; a < n_first && times > 0.0; a++) {
        d[a] = z[a] - mean[a];
        mean[a] += d[a] * (times / *n);
    }
    for (size_t a = 0; a < n_first && times > 0.0; a++)
        for (size_t b = a; b < n_first; b++)
            *second++ += times * d[a] * (z[b] - mean[b]);
}

static void
add_second(Term *term, const DesignRows *rows, const TermRows *of, double *x, double *y)
{
    const uint32_t *place = term->places->rows;
    size_t stride = term->second_stride;
    double *seconds;

    g_array_set_size(term->second, (guint)(pairs_count(term->places->pairs) * stride));
    seconds = (double *)(gpointer)term->second->data;
    if (stride == 1 && rows->weight && !rows->times) {
        add_squares(place, rows->n_rows, rows->weight, seconds);
        return;
    }
    for (size_t i = 0; i < rows->n_rows; i++) {
        double w = rows->weight ? rows->weight[i] : 1.0;
        double times = rows->times ? rows->times[i] : 1.0;

        if (place[i] == NO_PLACE)
            continue;
        double *second = seconds + place[i] * stride;
        term_values(term, origin_fixed(term, place[i]), of, i, x);
        for (size_t a = 0; a < term->n_first; a++)
            x[a] *= w;
        if (term->n_origins > 0) {
            add_about_mean(second, term->n_first, times, x, y);
            continue;
        }
        for (size_t a = 0; a < term->n_first; a++)
            for (size_t b = a; b < term->n_first; b++)
                *second++ += times * x[a] * x[b];
    }
}

static void
add_meeting(Totals *totals, Meeting *meeting, const DesignRows *rows, const TermRows *of, double *x,
            double *y)
{
    Term *a = &totals->terms[meeting->a], *b = &totals->terms[meeting->b];
    const uint32_t *place_a = a->places->rows, *place_b = b->places->rows;

    for (size_t i = 0; i < rows->n_rows; i++) {
        double w = rows->weight ? rows->weight[i] : 1.0;
        double times = rows->times ? rows->times[i] : 1.0;

        if (place_a[i] == NO_PLACE || place_b[i] == NO_PLACE)
            continue;
        uint32_t place = pairs_number(meeting->places, place_a[i], place_b[i]);
        double *second = sums_at(meeting->second, place, a->n_first * b->n_first);

        term_values(a, origin_fixed(a, place_a[i]), &of[meeting->a], i, x);
        term_values(b, origin_fixed(b, place_b[i]), &of[meeting->b], i, y);
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
    const double *weight = weights_of(totals, rows);
    places_share(totals->terms, totals->n_terms, terms, rows->n_rows);
    for (size_t t = 0; t < totals->n_terms; t++) {
        Term *term = &totals->terms[t];

        if (!term->places->found)
            places_find(term->places, rows, terms[t].code);
        add_sums(term, rows->n_rows, weight, &terms[t], x);
        origin_fix(term);
        if (!totals->clustered)
            add_second(term, rows, &terms[t], x, y);
        if (rows->n_replicates > 0)
            term_add_replicates(term, rows, &terms[t], x);
    }
    for (size_t m = 0; m < totals->n_meetings; m++)
        add_meeting(totals, &totals->meetings[m], rows, terms, x, y);
}
