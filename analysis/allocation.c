/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/allocation.h"

#include <glib.h>
#include <math.h>
#include <stdbool.h>

const char *const allocation_rules[N_ALLOCATIONS + 1] = { "proportional", "neyman", "cost", "power",
                                                          NULL };

static double
claim_of(AllocationRule rule, const AllocationStratum *stratum, double power)
{
    switch (rule) {
    case ALLOCATION_NEYMAN:
        return stratum->population * stratum->sd;
    case ALLOCATION_COST:
        return stratum->population * stratum->sd / sqrt(stratum->cost);
    case ALLOCATION_POWER:
        return stratum->total > 0.0
                   ? pow(stratum->total, power) * stratum->sd * stratum->population / stratum->total
                   : 0.0;
    case ALLOCATION_PROPORTIONAL:
    case N_ALLOCATIONS:
    default:
        return stratum->population;
    }
}

/* Shares N among the strata that are not FIXED; TRUE if one had to be fixed at its bounds. */
static bool
share(const double *claim, const AllocationStratum *strata, size_t n_strata, double n, double least,
      bool *fixed, double *sizes)
{
    double claims = 0.0, left = n, worst = 0.0;
    size_t at = n_strata;

    for (size_t h = 0; h < n_strata; h++) {
        claims += fixed[h] ? 0.0 : claim[h];
        left -= fixed[h] ? sizes[h] : 0.0;
    }
    for (size_t h = 0; h < n_strata; h++)
        if (!fixed[h])
            sizes[h] = claims > 0.0 ? fmax(left, 0.0) * claim[h] / claims : 0.0;
    /* whole strata first; only then those that would be given too few, the worst of them */
    for (size_t h = 0; h < n_strata; h++)
        if (!fixed[h] && sizes[h] > strata[h].population) {
            sizes[h] = strata[h].population;
            fixed[h] = true;
            at = h;
        }
    if (at < n_strata)
        return true;
    for (size_t h = 0; h < n_strata; h++) {
        double lacking = fmin(least, strata[h].population) - sizes[h];

        if (!fixed[h] && lacking > worst) {
            worst = lacking;
            at = h;
        }
    }
    if (at == n_strata)
        return false;
    sizes[at] = fmin(least, strata[at].population);
    fixed[at] = true;
    return true;
}

/* Whole sizes that sum to N: largest remainders first. */
static void
make_whole(const double *exact, const AllocationStratum *strata, size_t n_strata, int64_t n,
           int64_t *sizes)
{
    int64_t left = n;

    for (size_t h = 0; h < n_strata; h++) {
        sizes[h] = (int64_t)floor(exact[h] + 1e-9);
        left -= sizes[h];
    }
    while (left > 0) {
        size_t best = n_strata;

        for (size_t h = 0; h < n_strata; h++)
            if ((double)sizes[h] < strata[h].population &&
                (best == n_strata ||
                 exact[h] - (double)sizes[h] > exact[best] - (double)sizes[best]))
                best = h;
        if (best == n_strata)
            return; /* all of the population */
        sizes[best]++;
        left--;
    }
}

void
allocate(AllocationRule rule, const AllocationStratum *strata, size_t n_strata, int64_t n,
         int64_t least, double power, int64_t *sizes)
{
    g_autofree double *claim = g_new0(double, n_strata + 1), *exact = g_new0(double, n_strata + 1);
    g_autofree bool *fixed = g_new0(bool, n_strata + 1);

    for (size_t h = 0; h < n_strata; h++)
        claim[h] = claim_of(rule, &strata[h], power);
    while (share(claim, strata, n_strata, (double)n, (double)least, fixed, exact))
        ;
    make_whole(exact, strata, n_strata, n, sizes);
}
