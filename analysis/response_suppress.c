/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/response_suppress.h"

#include "analysis/estimates_suppress.h"
#include "analysis/rate.h"
#include "analysis/suppress.h"

#include <math.h>
#include <string.h>

/* Sums of outcomes that are told, in echelon form: Langsrud (2024) protects counts in the same way.
 */
typedef struct {
    double row[N_OUTCOMES][N_OUTCOMES];
    size_t pivot[N_OUTCOMES];
    size_t n;
} Told;

/* What is left of the sum of OUTCOMES when all that follows from TOLD is taken out. */
static void
reduce(const Told *told, unsigned outcomes, double rest[N_OUTCOMES])
{
    for (size_t o = 0; o < N_OUTCOMES; o++)
        rest[o] = outcomes & (1u << o) ? 1.0 : 0.0;
    for (size_t k = 0; k < told->n; k++) {
        double factor = rest[told->pivot[k]];

        for (size_t o = 0; o < N_OUTCOMES; o++)
            rest[o] -= factor * told->row[k][o];
    }
}

static size_t
largest(const double rest[N_OUTCOMES])
{
    size_t most = 0;

    for (size_t o = 1; o < N_OUTCOMES; o++)
        if (fabs(rest[o]) > fabs(rest[most]))
            most = o;
    return most;
}

static void
tell(Told *told, unsigned outcomes)
{
    double rest[N_OUTCOMES];

    reduce(told, outcomes, rest);
    size_t pivot = largest(rest);
    if (fabs(rest[pivot]) < 1e-9)
        return;
    for (size_t o = 0; o < N_OUTCOMES; o++)
        told->row[told->n][o] = rest[o] / rest[pivot];
    told->pivot[told->n++] = pivot;
}

static bool
is_small(double count, size_t limit)
{
    return count >= 1.0 && count < (double)limit;
}

/* Whether the count of some outcome that few had follows from TOLD. */
static bool
tells_few(const Told *told, const double *counts, size_t limit)
{
    double rest[N_OUTCOMES];

    for (size_t o = 0; o < N_OUTCOMES; o++) {
        reduce(told, 1u << o, rest);
        if (is_small(counts[o], limit) && fabs(rest[largest(rest)]) < 1e-9)
            return true;
    }
    return false;
}

void
response_suppress(Estimate *rows, const double *counts, const bool *shown, bool total, size_t limit)
{
    Told told = { 0 };

    if (total)
        tell(&told, (1u << N_OUTCOMES) - 1);
    for (size_t o = 0; shown && o < N_OUTCOMES; o++)
        if (shown[o])
            tell(&told, 1u << o);
    for (size_t r = 0; rates[r].name; r++) {
        const RateParts *parts = &rate_parts[r];
        Told with = told;
        bool small = is_small(outcomes_sum(counts, parts->above), limit) ||
                     is_small(outcomes_sum(counts, parts->below & ~parts->above), limit);

        tell(&with, parts->above);
        tell(&with, parts->below);
        if (parts->eligible)
            tell(&with, OUTCOME(NE));
        if (!small && !tells_few(&with, counts, limit)) {
            told = with;
            continue;
        }
        estimate_withhold(&rows[r]);
    }
}

void
response_shown(const double *counts, size_t limit, bool *shown)
{
    size_t n[N_OUTCOMES];

    for (size_t o = 0; o < N_OUTCOMES; o++)
        n[o] = (size_t)counts[o];
    suppress_list(n, N_OUTCOMES, limit, shown);
}
