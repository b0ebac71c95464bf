/* SPDX-License-Identifier: GPL-3.0-or-later */
/* totals_origin.c - what is taken from values before they are summed, so that neither their
 * distance from 0 nor a first value far from the others costs digits. */
#include "analysis/totals_state.h"

#include <math.h>

const double *
origin_fixed(const Term *term, uint32_t place)
{
    return term->n_origins > 0 ? slab_row(term->fixed, place) : NULL;
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
        double *sums = slab_row(term->sums, place[i]);

        for (size_t k = 0; k < n; k++)
            sums[term->width + k] = of->values[k] ? of->values[k][i] : 0.0;
        term->n_met++;
    }
    g_assert(term->n_met == n_places);
}

void
origin_fix(Term *term)
{
    size_t done = term->fixed->n_rows;

    slab_grow(term->fixed, term->n_met);
    for (size_t p = done; p < term->n_met; p++)
        for (size_t k = 0; k < term->n_origins; k++)
            ((double *)slab_row(term->fixed, p))[k] =
                ((const double *)slab_row(term->sums, p))[term->width + k];
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

void
origin_move(const Term *term, double *sums)
{
    double *origin = sums + term->width;
    double d[MOST_ORIGINS];

    for (size_t k = 0; k < term->n_origins; k++) {
        double moved = origin[k] + sum_mean(sums[k + 1], sums[0]);

        d[k] = moved - origin[k];
        origin[k] = moved;
    }
    move_sums(term, d, sums, 1);
}

/* In the replicates of a place, that are about its fixed origin. */
static void
move_replicates(const Term *term, const double *d, uint32_t place, size_t n_replicates)
{
    size_t step = REPLICATE_STRIDE(n_replicates);
    double *sums = slab_row(term->replicates, place);

    for (size_t r = 0; r < n_replicates; r++)
        move_sums(term, d, sums + r, step);
}

void
origin_finish(const Term *term, uint32_t place, const double *to, double *sums, bool second,
              size_t n_replicates)
{
    double d[MOST_ORIGINS] = { 0.0 };

    for (size_t k = 0; k < term->n_origins; k++)
        d[k] = to[k] - sums[term->width + k];
    move_sums(term, d, sums, 1);
    if (!second && n_replicates == 0)
        return;
    for (size_t k = 0; k < term->n_origins; k++)
        d[k] = to[k] - origin_fixed(term, place)[k];
    if (second)
        move_moments(term, d, slab_row(term->second, place));
    if (n_replicates > 0)
        move_replicates(term, d, place, n_replicates);
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
move_one_side(const Term *term, uint32_t place, const double *shift, double *m, size_t n,
              size_t step, size_t across)
{
    const double *to = shift + pairs_member(term->places->pairs, place).b * term->n_origins;
    const double *from = origin_fixed(term, place);

    if (term->spec.squares) {
        double d = to[0] - from[0];

        subtract(m, n, step, across, 2, 1, 2.0 * d);
        subtract(m, n, step, across, 2, 0, -d * d);
    }
    for (size_t k = 0; k < term->n_origins; k++)
        subtract(m, n, step, across, k + 1, 0, to[k] - from[k]);
}

void
origin_finish_meeting(const Term *a, uint32_t place_a, const double *shift_a, const Term *b,
                      uint32_t place_b, const double *shift_b, double *m)
{
    move_one_side(a, place_a, shift_a, m, b->n_first, 1, b->n_first);
    move_one_side(b, place_b, shift_b, m, a->n_first, b->n_first, 1);
}
