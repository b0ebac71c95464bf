/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sampler.c - quantiles in bulk: closed forms as loops, and a table for the beta. */
#include "analysis/sampler.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* Probabilities from the middle out, each half of what is left cut into as many pieces, so that a
 * piece is as small beside its distance from the end as any other. */
enum {
    OCTAVES = 14,
    PIECES = 64,
    CELLS = OCTAVES * PIECES,
    SHIFT = 52 - 6,
    FIRST = 1023 - 1 - OCTAVES
};

/* x = c[0] + t (c[1] + t (c[2] + t c[3])), where t goes from 0 to 1 over the piece. */
typedef struct {
    double c[4];
} Piece;

struct Sampler {
    const Distribution *distribution;
    Piece *pieces; /* [2 * CELLS] of the lower and the upper half; NULL: no table */
};

static uint64_t
bits_of(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* The lower end of piece I. */
static double
knot(size_t i)
{
    return ldexp(1.0 + (double)(i % PIECES) / PIECES, (int)(i / PIECES) - OCTAVES - 1);
}

/* Hermite's cubic through the ends with their slopes, 1 / density. In the upper half probabilities
 * are counted from 1 down. */
static void
make_pieces(const Distribution *d, bool upper, Piece pieces[CELLS])
{
    double x[2], slope[2];

    for (size_t i = 0; i <= CELLS; i++) {
        double p = i < CELLS ? knot(i) : 0.5;

        x[i % 2] = distribution_quantile(d, upper ? 1.0 - p : p);
        slope[i % 2] = (upper ? -1.0 : 1.0) / distribution_density(d, x[i % 2]);
        if (i == 0)
            continue;
        double h = p - knot(i - 1), from = x[(i - 1) % 2], rise = x[i % 2] - from;
        double s0 = slope[(i - 1) % 2] * h, s1 = slope[i % 2] * h;

        pieces[i - 1] = (Piece){ { from, s0, 3.0 * rise - 2.0 * s0 - s1, s0 + s1 - 2.0 * rise } };
    }
}

/* Whether the pieces are good: the middle of each against the quantile itself. */
static bool
good_pieces(const Distribution *d, const Piece *pieces, bool upper)
{
    double range = d->high - d->low;

    for (size_t i = 0; i < CELLS; i += 7) {
        double p = (knot(i) + (i + 1 < CELLS ? knot(i + 1) : 0.5)) / 2.0;
        const double *c = pieces[i].c;
        double x = c[0] + 0.5 * (c[1] + 0.5 * (c[2] + 0.5 * c[3]));

        if (!(fabs(x - distribution_quantile(d, upper ? 1.0 - p : p)) < 1e-9 * range))
            return false;
    }
    return true;
}

Sampler *
sampler_new(const Distribution *distribution, bool many)
{
    Sampler *sampler = g_new0(Sampler, 1);
    DistributionKind kind = distribution->kind;

    sampler->distribution = distribution;
    if (!many || (kind != DISTRIBUTION_PERT && kind != DISTRIBUTION_BETA))
        return sampler;
    sampler->pieces = g_new(Piece, 2 * CELLS);
    make_pieces(distribution, false, sampler->pieces);
    make_pieces(distribution, true, sampler->pieces + CELLS);
    if (!good_pieces(distribution, sampler->pieces, false) ||
        !good_pieces(distribution, sampler->pieces + CELLS, true))
        g_clear_pointer(&sampler->pieces, g_free);
    return sampler;
}

void
sampler_free(Sampler *sampler)
{
    if (!sampler)
        return;
    g_free(sampler->pieces);
    g_free(sampler);
}

/* Which half a probability is in is as good as chance: without a branch. */
static void
look_up(const Sampler *sampler, size_t n, double *p)
{
    const uint64_t first = (uint64_t)FIRST * PIECES;

    for (size_t j = 0; j < n; j++) {
        bool upper = p[j] > 0.5;
        double from_end = fabs((upper ? 1.0 : 0.0) - p[j]);
        uint64_t bits = bits_of(from_end), place = (bits >> SHIFT) - first;

        if (place >= CELLS) { /* near an end, or the middle itself */
            p[j] = distribution_quantile(sampler->distribution, p[j]);
            continue;
        }
        const double *c = sampler->pieces[place + (size_t)upper * CELLS].c;
        double t = (double)(int64_t)(bits & ((UINT64_C(1) << SHIFT) - 1)) * 0x1p-46;
        p[j] = c[0] + t * (c[1] + t * (c[2] + t * c[3]));
    }
}

static void
triangular(const Distribution *d, size_t n, double *p)
{
    double range = d->high - d->low, at_mode = (d->mode - d->low) / range;
    const double end[2] = { d->high, d->low }, way[2] = { -1.0, 1.0 };
    const double side[2] = { d->high - d->mode, d->mode - d->low };

    for (size_t j = 0; j < n; j++) {
        size_t below = p[j] < at_mode;
        double from_end = fabs((double)(1 - below) - p[j]);

        p[j] = end[below] + way[below] * sqrt(from_end * range * side[below]);
    }
}

void
sampler_quantiles(const Sampler *sampler, size_t n, double *p)
{
    const Distribution *d = sampler->distribution;

    switch (d->kind) {
    case DISTRIBUTION_TRIANGULAR:
        triangular(d, n, p);
        return;
    case DISTRIBUTION_NORMAL:
    case DISTRIBUTION_LOGNORMAL:
        normal_quantiles(n, p);
        for (size_t j = 0; j < n; j++)
            p[j] = d->location + d->scale * p[j];
        for (size_t j = 0; d->kind == DISTRIBUTION_LOGNORMAL && j < n; j++)
            p[j] = exp(p[j]);
        return;
    case DISTRIBUTION_UNIFORM:
        for (size_t j = 0; j < n; j++)
            p[j] = d->low + p[j] * (d->high - d->low);
        return;
    case DISTRIBUTION_PERT:
    case DISTRIBUTION_BETA:
        if (sampler->pieces) {
            look_up(sampler, n, p);
            return;
        }
        break;
    case DISTRIBUTION_DISCRETE:
    default:
        break;
    }
    for (size_t j = 0; j < n; j++)
        p[j] = distribution_quantile(d, p[j]);
}
