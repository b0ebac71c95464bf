/* SPDX-License-Identifier: GPL-3.0-or-later */
/* totals_bin.c - the sums of the units of one bin, row by row. */
#include "analysis/totals_state.h"

static size_t
triangle(size_t n)
{
    return n * (n + 1) / 2;
}

static void
term_begin(Term *term, const TermSpec *spec)
{
    g_assert(!(spec->products && spec->squares));
    term->spec = *spec;
    term->n_first = 1 + spec->n_values;
    term->width = term->n_first + (spec->products ? triangle(spec->n_values) : 0);
    term->n_origins = spec->centred ? spec->n_values - spec->squares : 0;
    g_assert(term->n_origins <= MOST_ORIGINS);
    term->stride = term->width + (term->n_origins > 0 ? term->n_origins + 1 : 0);
    term->second_stride = triangle(term->n_first) + (term->n_origins > 0 ? term->n_first + 1 : 0);
    term->sums = slab_new(term->stride * sizeof(double));
    term->second = slab_new(term->second_stride * sizeof(double));
    term->fixed = slab_new(term->n_origins * sizeof(double));
}

Bin *
bin_new(bool clustered, const TermSpec *terms, size_t n_terms, bool cross)
{
    Bin *bin = g_new0(Bin, 1);

    bin->clustered = clustered;
    bin->n_terms = n_terms;
    bin->terms = g_new0(Term, n_terms + 1);
    bin->weight = g_array_new(FALSE, FALSE, sizeof(double));
    for (size_t t = 0; t < n_terms; t++) {
        Term *term = &bin->terms[t];

        term_begin(term, &terms[t]);
        term->places = t == 0 ? places_new() : bin->terms[0].places;
        term->places->n_terms += t > 0;
    }
    if (clustered || !cross)
        return bin;
    bin->meetings = g_new0(Meeting, triangle(n_terms) + 1);
    for (size_t a = 0; a < n_terms; a++)
        for (size_t b = a + 1; b < n_terms; b++) {
            Meeting *meeting = &bin->meetings[bin->n_meetings++];

            meeting->a = a;
            meeting->b = b;
            meeting->places = pairs_new();
            meeting->second =
                slab_new(bin->terms[a].n_first * bin->terms[b].n_first * sizeof(double));
        }
    return bin;
}

void
bin_free(Bin *bin)
{
    if (!bin)
        return;
    for (size_t t = 0; t < bin->n_terms; t++) {
        Term *term = &bin->terms[t];

        places_release(term->places);
        slab_free(term->sums);
        slab_free(term->second);
        slab_free(term->replicates);
        slab_free(term->fixed);
    }
    for (size_t m = 0; m < bin->n_meetings; m++) {
        pairs_free(bin->meetings[m].places);
        slab_free(bin->meetings[m].second);
    }
    g_free(bin->terms);
    g_array_unref(bin->weight);
    g_free(bin->meetings);
    g_free(bin);
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

/* What a row counts: its weight as many times as it stands for a unit. */
static const double *
weights_of(Bin *bin, const DesignRows *rows)
{
    double *weight;

    if (rows->weight && !rows->times)
        return rows->weight;
    g_array_set_size(bin->weight, (guint)rows->n_rows + 1);
    weight = (double *)(gpointer)bin->weight->data;
    for (size_t i = 0; i < rows->n_rows; i++)
        weight[i] = (rows->weight ? rows->weight[i] : 1.0) * (rows->times ? rows->times[i] : 1.0);
    return weight;
}

/* Weights, and what they make of one value or two: nearly all terms are so. */
static void
add_few(const Term *term, size_t n_rows, const double *weight, const TermRows *of)
{
    const Slab *sums = term->sums;
    const uint32_t *place = term->places->rows;
    const double *x = term->spec.n_values > 0 ? of->values[0] : NULL;
    const double *y = term->spec.n_values > 1 ? of->values[1] : NULL;

    for (size_t i = 0; i < n_rows; i++) {
        if (i + AHEAD < n_rows && place[i + AHEAD] != NO_PLACE)
            __builtin_prefetch(slab_row(sums, place[i + AHEAD]), 1);
        if (place[i] == NO_PLACE)
            continue;
        double *sum = slab_row(sums, place[i]);

        sum[0] += weight[i];
        if (x)
            sum[1] += weight[i] * x[i];
        if (y)
            sum[2] += weight[i] * y[i];
    }
}

/* The same of one value that has an origin. */
static void
add_centred(const Term *term, size_t n_rows, const double *weight, const double *x)
{
    const Slab *sums = term->sums;
    const uint32_t *place = term->places->rows;

    for (size_t i = 0; i < n_rows; i++) {
        if (i + AHEAD < n_rows && place[i + AHEAD] != NO_PLACE)
            __builtin_prefetch(slab_row(sums, place[i + AHEAD]), 1);
        if (place[i] == NO_PLACE)
            continue;
        double *sum = slab_row(sums, place[i]);

        sum[0] += weight[i];
        sum[1] += weight[i] * (x[i] - sum[2]);
        origin_count(term, sum);
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

    slab_grow(term->sums, pairs_count(term->places->pairs));
    if (term->n_origins > 0)
        origin_meet(term, n_rows, of);
    if (width <= 3 && width == 1 + term->spec.n_values && has_all_values(term, of) &&
        !term->spec.squares && term->n_origins <= 1 && (term->n_origins == 0 || width == 2)) {
        if (term->n_origins == 0)
            add_few(term, n_rows, weight, of);
        else
            add_centred(term, n_rows, weight, of->values[0]);
        return;
    }
    for (size_t i = 0; i < n_rows; i++) {
        if (place[i] == NO_PLACE)
            continue;
        double w = weight[i], *place_sums = slab_row(term->sums, place[i]), *sum = place_sums;

        term_values(term, place_sums + width, of, i, x);
        for (size_t a = 0; a < term->n_first; a++)
            *sum++ += w * x[a];
        for (size_t a = 1; a < term->n_first && term->spec.products; a++)
            for (size_t b = a; b < term->n_first; b++)
                *sum++ += w * x[a] * x[b];
        if (term->n_origins > 0)
            origin_count(term, place_sums);
    }
}

/* Squares of weights alone. */
static void
add_squares(const uint32_t *place, size_t n_rows, const double *weight, const Slab *seconds)
{
    for (size_t i = 0; i < n_rows; i++)
        if (place[i] != NO_PLACE)
            *(double *)slab_row(seconds, place[i]) += weight[i] * weight[i];
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

    slab_grow(term->second, pairs_count(term->places->pairs));
    if (term->second_stride == 1 && rows->weight && !rows->times) {
        add_squares(place, rows->n_rows, rows->weight, term->second);
        return;
    }
    for (size_t i = 0; i < rows->n_rows; i++) {
        double w = rows->weight ? rows->weight[i] : 1.0;
        double times = rows->times ? rows->times[i] : 1.0;

        if (place[i] == NO_PLACE)
            continue;
        double *second = slab_row(term->second, place[i]);
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
add_meeting(Bin *bin, Meeting *meeting, const DesignRows *rows, const TermRows *of, double *x,
            double *y)
{
    Term *a = &bin->terms[meeting->a], *b = &bin->terms[meeting->b];
    const uint32_t *place_a = a->places->rows, *place_b = b->places->rows;

    for (size_t i = 0; i < rows->n_rows; i++) {
        double w = rows->weight ? rows->weight[i] : 1.0;
        double times = rows->times ? rows->times[i] : 1.0;

        if (place_a[i] == NO_PLACE || place_b[i] == NO_PLACE)
            continue;
        uint32_t place = pairs_number(meeting->places, place_a[i], place_b[i]);
        slab_grow(meeting->second, (size_t)place + 1);
        double *second = slab_row(meeting->second, place);

        term_values(a, origin_fixed(a, place_a[i]), &of[meeting->a], i, x);
        term_values(b, origin_fixed(b, place_b[i]), &of[meeting->b], i, y);
        for (size_t p = 0; p < a->n_first; p++)
            for (size_t q = 0; q < b->n_first; q++)
                *second++ += times * (w * x[p]) * (w * y[q]);
    }
}

void
bin_add(Bin *bin, const DesignRows *rows, const TermRows *terms)
{
    size_t widest = 1;

    for (size_t t = 0; t < bin->n_terms; t++)
        widest = MAX(widest, bin->terms[t].n_first);

    g_autofree double *x = g_new(double, widest), *y = g_new(double, widest);
    const double *weight = weights_of(bin, rows);
    places_share(bin->terms, bin->n_terms, terms, rows->n_rows);
    for (size_t t = 0; t < bin->n_terms; t++) {
        Term *term = &bin->terms[t];

        if (!term->places->found)
            places_find(term->places, rows, terms[t].code);
        add_sums(term, rows->n_rows, weight, &terms[t], x);
        if (!bin->clustered || rows->n_replicates > 0)
            origin_fix(term);
        if (!bin->clustered)
            add_second(term, rows, &terms[t], x, y);
        if (rows->n_replicates > 0)
            term_add_replicates(term, rows, &terms[t], x);
    }
    for (size_t m = 0; m < bin->n_meetings; m++)
        add_meeting(bin, &bin->meetings[m], rows, terms, x, y);
}
