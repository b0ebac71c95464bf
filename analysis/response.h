/* SPDX-License-Identifier: GPL-3.0-or-later */
/* response.h - outcome rates from counts: AAPOR, Standard Definitions. */
#pragma once

#include "analysis/estimates.h"

#include <glib.h>
#include <stdbool.h>

/* Outcomes: complete, partial, refusal, noncontact, other, unknown household, unknown other,
 * not eligible. */
typedef enum {
    OUTCOME_I,
    OUTCOME_P,
    OUTCOME_R,
    OUTCOME_NC,
    OUTCOME_O,
    OUTCOME_UH,
    OUTCOME_UO,
    OUTCOME_NE,
    N_OUTCOMES
} Outcome;

extern const char *const outcome_codes[N_OUTCOMES]; /* "I", "P", ... */
extern const char *const outcome_names[N_OUTCOMES]; /* "complete", ... */

/* A rate: shown with its formula, so that a reader sees what was divided by what. */
typedef struct {
    const char *name;    /* "RR1" */
    const char *formula; /* "I / (I + P + R + NC + O + UH + UO)" */
    const char *summary; /* "response rate, complete answers, unknown count as eligible" */
} Rate;
extern const Rate rates[]; /* ended by a rate without a name */

/**
 * The rates for COUNTS (unweighted or weighted); E is the share of the unknown that is taken as
 * eligible, NAN for proportional allocation (CASRO): known eligible over all known.
 * Rows: statistic = name, variable = formula; value NAN with ESTIMATE_ZERO_BASE when nobody is in
 * the denominator. Standard errors are those of a census of the sample: none (NAN), no flag.
 */
Estimates *response_rates(const double counts[N_OUTCOMES], double e);

/* Reads "I=109,NE=4,NC=40". FALSE and ERROR (ANDEL_ERROR_USAGE). */
bool response_parse_counts(const char *text, double counts[N_OUTCOMES], GError **error);
