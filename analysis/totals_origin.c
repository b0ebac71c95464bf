/* SPDX-License-Identifier: GPL-3.0-or-later */
/* totals_origin.c - what is taken from values before they are summed, so that neither their
 * distance from 0 nor a first value far from the others costs digits. */
#include "analysis/totals_state.h"

#include <math.h>

/* Rows of a place before its origin moves for the first time; then whenever they have doubled. */
enum { FIRST_STEP = 8 };

const double *
origin_fixed(const Term *term, uint32_t place)
{
    return (const double *)(gpointer)term->fixed->data + place * term->n_origins;
}

void
origin_meet(Term *term, size_t n_rows, const TermRows *of)
{
    const uint32_t *place = term->places->rows;
    size_t n_places = pairs_count(term->places->pairs), n = term->n_origins;

    /* places are numbered in the order of their first rows */
    for (size_t i = 0; i < n_rows && term->n_met < n_places; i++) {
        if (place[i] == NO_PLACE || place[i] < term->n_met)
            continue;
        g_assert(place[i] == term->n_met);
        double *sums = (double *)(gpointer)term->sums->data + place[i] * term->stride;

        for (size_t k = 0; k < n; k++)
            sums[term->width + k] = of->values[k] ? of->values[k][i] : 0.0;
        sums[term->width + n] = sums[term->width + n + 1] = FIRST_STEP;
        term->n_met++;
    }
    g_assert(term->n_met == n_places);
}

void
origin_fix(Term *term)
{
    size_t n = term->n_origins, done = n > 0 ? term->fixed->len / n : 0;

    g_array_set_size(term->fixed, (guint)(term->n_met * n));
    for (size_t p = done; p < term->n_met && n > 0; p++)
        for (size_t k = 0; k < n; k++)
            g_array_index(term->fixed, double, p *n + k) =
                g_array_index(term->sums, double, p * term->stride + term->width + k);
}

/* What the SUMS [.. * STEP] of a place are when its origins are D [n_origins] further on: of v - d,
 * (v - d)^2 = v^2 - 2 d v + d^2, and likewise of products. */
static void
move_sums(const Term *term, const double *d, double *sums, size_t step)
{
    size_t n = term->n_origins;
    double weight = sums[0], *product = sums + term->n_first * step;

    if (term->spec.squares)
        sums[2 * step] += d[0] * (d[0] * weight - 2.0 * sums[step]);
    for (size_t a = 0; a < n && term->spec.products; a++)
        for (size_t b = a; b < n; b++, product += step)
            *product +=
                d[a] * d[b] * weight - d[a] * sums[(b + 1) * step] - d[b] * sums[(a + 1) * step];
    for (size_t k = 0; k < n; k++)
        sums[(k + 1) * step] -= d[k] * weight;
}

/* Where the moment of A and B [n] stands. */
static size_t
at(size_t a, size_t b, size_t n)
{
    size_t low = MIN(a, b), high = MAX(a, b);

    return low * n - low * (low + 1) / 2 + high;
}

/* The moments M of z = (w, w v, ...) become those of z + FACTOR z[FROM] in place TO. */
static void
add_to_moments(double *m, size_t n, size_t to, size_t from, double factor)
{
    double variance = m[at(from, from, n)], covariance = m[at(to, from, n)];

    for (size_t k = 0; k < n; k++)
        if (k != to)
            m[at(to, k, n)] += factor * m[at(from, k, n)];
    m[at(to, to, n)] += factor * (2.0 * covariance + factor * variance);
}

/* The same of moments; the square goes first, which needs the value as it was. */
static void
move_moments(const Term *term, const double *d, double *m)
{
    size_t n = term->n_first;

    if (term->spec.squares) {
        add_to_moments(m, n, 2, 1, -2.0 * d[0]);
        add_to_moments(m, n, 2, 0, d[0] * d[0]);
    }
    for (size_t k = 0; k < term->n_origins; k++)
        add_to_moments(m, n, k + 1, 0, -d[k]);
}

static double
mean_of(double sum, double weight)
{
    double mean = sum / weight;

    return isfinite(mean) ? mean : 0.0;
}

void
origin_move(const Term *term, double *sums)
{
    double *origin = sums + term->width, *left = origin + term->n_origins, *step = left + 1;
    double d[MOST_ORIGINS];

    for (size_t k = 0; k < term->n_origins; k++) {
        double moved = origin[k] + mean_of(sums[k + 1], sums[0]);

        d[k] = moved - origin[k];
        origin[k] = moved;
    }
    move_sums(term, d, sums, 1);
    *left = *step;
    *step *= 2.0;
}

/* Weighted means of value K by cell: from the origin of the first place of each. */
static void
find_shifts(const Term *term, size_t k)
{
    size_t n = term->n_origins, n_cells = term->places->n->len;
    size_t n_places = pairs_count(term->places->pairs);
    double *shift = (double *)(gpointer)term->shift->data;
    const double *sums = (const double *)(gpointer)term->sums->data;
    g_autofree double *weight = g_new0(double, n_cells + 1), *sum = g_new0(double, n_cells + 1);
    g_autofree bool *met = g_new0(bool, n_cells + 1);

    for (uint32_t p = 0; p < n_places; p++, sums += term->stride) {
        uint32_t cell = pairs_member(term->places->pairs, p).b;
        double origin = sums[term->width + k];

        if (!met[cell])
            shift[cell * n + k] = origin;
        met[cell] = true;
        weight[cell] += sums[0];
        sum[cell] += sums[k + 1] + (origin - shift[cell * n + k]) * sums[0];
    }
    for (size_t cell = 0; cell < n_cells; cell++)
        shift[cell * n + k] += mean_of(sum[cell], weight[cell]);
}

/* In the replicates of a place, that are about its fixed origin. */
static void
move_replicates(const Term *term, const double *d, uint32_t place, size_t n_replicates)
{
    size_t step = REPLICATE_STRIDE(n_replicates);
    double *sums = (double *)(gpointer)term->replicates->data + place * term->width * step;

    for (size_t r = 0; r < n_replicates; r++)
        move_sums(term, d, sums + r, step);
}

void
origin_finish(Term *term, bool second, size_t n_replicates)
{
    size_t n = term->n_origins;
    double d[MOST_ORIGINS], fixed_d[MOST_ORIGINS];

    g_array_set_size(term->shift, (guint)(term->places->n->len * n));
    for (size_t k = 0; k < n; k++)
        find_shifts(term, k);
    for (uint32_t p = 0; p < pairs_count(term->places->pairs) && n > 0; p++) {
        double *sums = (double *)(gpointer)term->sums->data + p * term->stride;
        uint32_t cell = pairs_member(term->places->pairs, p).b;

        for (size_t k = 0; k < n; k++) {
            double shift = g_array_index(term->shift, double, cell *n + k);

            d[k] = shift - sums[term->width + k];
            fixed_d[k] = shift - origin_fixed(term, p)[k];
        }
        move_sums(term, d, sums, 1);
        if (second)
            move_moments(term, fixed_d,
                         (double *)(gpointer)term->second->data + p * term->second_stride);
        if (n_replicates > 0)
            move_replicates(term, fixed_d, p, n_replicates);
    }
}

/* How far the shift of the cell of PLACE is from the fixed origin of value K. */
static double
moved_by(const Term *term, uint32_t place, size_t k)
{
    uint32_t cell = pairs_member(term->places->pairs, place).b;

    return g_array_index(term->shift, double, cell * term->n_origins + k) -
           origin_fixed(term, place)[k];
}

/* The moments of the value in place TO of one term, less D times those in place FROM: N of them,
 * STEP apart; terms of which the places are ACROSS apart. */
static void
subtract(double *m, size_t n, size_t step, size_t across, size_t to, size_t from, double d)
{
    for (size_t k = 0; k < n; k++)
        m[to * across + k * step] -= d * m[from * across + k * step];
}

static void
move_one_side(const Term *term, uint32_t place, double *m, size_t n, size_t step, size_t across)
{
    double d = term->n_origins > 0 ? moved_by(term, place, 0) : 0.0;

    if (term->spec.squares) {
        subtract(m, n, step, across, 2, 1, 2.0 * d);
        subtract(m, n, step, across, 2, 0, -d * d);
    }
    for (size_t k = 0; k < term->n_origins; k++)
        subtract(m, n, step, across, k + 1, 0, moved_by(term, place, k));
}

void
origin_finish_meeting(const Term *a, uint32_t place_a, const Term *b, uint32_t place_b, double *m)
{
    move_one_side(a, place_a, m, b->n_first, 1, b->n_first);
    move_one_side(b, place_b, m, a->n_first, b->n_first, 1);
}
