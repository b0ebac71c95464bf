/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rate.h - what outcome rates are made of, for response.c and query_response.c. */
#pragma once

#include "analysis/response.h"

/* A set of outcomes. */
#define OUTCOME(name) (1u << OUTCOME_##name)
#define OUTCOMES_KNOWN (OUTCOME(I) | OUTCOME(P) | OUTCOME(R) | OUTCOME(NC) | OUTCOME(O))
#define OUTCOMES_UNKNOWN (OUTCOME(UH) | OUTCOME(UO))

/* Above and below the line of the rate with the same index in rates[]. */
typedef struct {
    unsigned above, below;
    bool eligible; /* the unknown below the line count with their eligible share */
} RateParts;

extern const RateParts rate_parts[];

/* The sums that a rate is a function of: above the line, below it without the unknown, the unknown
 * below it, all known to be eligible, not eligible. */
enum { RATE_ABOVE, RATE_BELOW, RATE_UNKNOWN, RATE_KNOWN, RATE_NE, RATE_SUMS };

/* The sum of COUNTS [N_OUTCOMES] over OUTCOMES. */
double outcomes_sum(const double *counts, unsigned outcomes);

/* The rate from SUMS [RATE_SUMS]; its partial derivatives into GRADIENT. E is the eligible share,
 * NAN: known over known and not eligible. NAN when nobody is below the line. */
double rate_value(const double *sums, double e, double *gradient);
