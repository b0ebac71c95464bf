/* SPDX-License-Identifier: GPL-3.0-or-later */
/* allocation.h - a sample shared among strata. */
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef enum {
    ALLOCATION_PROPORTIONAL, /* N */
    ALLOCATION_NEYMAN,       /* N S */
    ALLOCATION_COST,         /* N S / sqrt(cost) */
    ALLOCATION_POWER,        /* X^q CV */
    N_ALLOCATIONS
} AllocationRule;

extern const char *const allocation_rules[N_ALLOCATIONS + 1]; /* and a NULL */

/* What is known of a stratum. */
typedef struct {
    double population; /* N, whole */
    double sd;         /* S of what is estimated */
    double cost;       /* of reviewing one item */
    double total;      /* X */
} AllocationStratum;

/**
 * Sizes [n_strata] for a sample of N. A stratum that would be given more than it holds is taken
 * whole and the rest is shared anew; each gets at least LEAST (or all it holds); what is not whole
 * goes by largest remainder. Neyman (1934), J. Roy. Stat. Soc. 97, 558-625; Cochran (1977),
 * Sampling Techniques, 3rd ed., 5.5 and 5.8; Bankier (1988), American Statistician 42, 174-177,
 * for the power rule with exponent POWER.
 */
void allocate(AllocationRule rule, const AllocationStratum *strata, size_t n_strata, int64_t n,
              int64_t least, double power, int64_t *sizes);
