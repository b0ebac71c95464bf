/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_estimate.h - rates and amounts of error in all payments, from a reviewed sample. */
#pragma once

#include "analysis/estimates.h"
#include "analysis/payments_design.h"
#include "analysis/payments_limits.h"
#include "analysis/payments_method.h"

#include <glib.h>
#include <stdint.h>

/* How to estimate. Borrowed. */
typedef struct {
    PaymentsMethod method;
    PaymentsLimits limits;
    PaymentsDesignOptions design;
    double level;
    const char *const *by; /* NULL-terminated columns of the sample; may be NULL */
    size_t few, many;      /* units in error, see payments_limits.h */
    size_t replicates;     /* of the bootstrap */
    uint64_t seed;
    unsigned threads; /* of the bootstrap; 0: as many as there are processors */
    bool unscaled;    /* see PaymentsBasis */
} PaymentsOptions;

/* What was found by looking where errors were suspected: told, and never grossed up. */
typedef struct {
    size_t n, n_errors;
    double paid, over, under;
} PaymentsTargeted;

/**
 * Rows have the statistic `rate` (of what was paid) or `amount`. Variables of MAIN: over, under,
 * gross (over + under), net (over - under), net_loss (over - recovered), unknown (paid, and cannot
 * be told whether right), technical, improper (gross + technical), tolerated; and in_error
 * (statistic `share`, of units), correct (`amount` only). Variables of CAUSES, INTENTS and LIABLES:
 * over and under, by level (NULL: not attributed). Variables of REVIEWS, of gross: complete
 * (complete reviews alone), unknown_improper and unknown_proper (what is unknown counted as wrong,
 * as right).
 */
typedef struct {
    Estimates *main;
    Estimates *causes, *intents, *liables; /* NULL: not known for any error */
    Estimates *reviews;                    /* NULL: all reviews are complete */
    Estimates *recheck;                    /* corrected by a second review; NULL: none */
    double slope;                          /* of second on first review, gross */
    size_t n_again;                        /* units reviewed twice */
    PaymentsTargeted targeted;
    size_t n, n_errors, n_unknown, n_not_done, n_out_of_scope, n_tolerated;
    size_t n_capped, n_apportioned; /* see PaymentsSample */
    size_t n_strata, n_psu;
    double df;
    double units, book; /* of the frame; NAN: not known */
    PaymentsMethod method;
    bool bootstrap; /* limits from replicates */
} PaymentsResult;

/**
 * Estimates from SAMPLE; FRAME is NULL where the weights alone say what it stands for. NULL and
 * ERROR: as payments_design_new(); ANDEL_ERROR_USAGE for a method that needs what was paid in all
 * (by stratum) when that is not known.
 */
PaymentsResult *payments_estimate(const PaymentsSample *sample, const PaymentsFrame *frame,
                                  const PaymentsColumns *columns, const PaymentsOptions *options,
                                  GError **error);
/* Fills result->recheck from the second review of some of SAMPLE, see two_phase.h; BOOK is what was
 * paid in all (NAN: not known). FALSE and ERROR (ANDEL_ERROR_DATA): a stratum without any. */
bool payments_recheck(const PaymentsSample *sample, const PaymentsDesign *design, double book,
                      const PaymentsOptions *options, PaymentsResult *result, GError **error);
void payments_result_free(PaymentsResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PaymentsResult, payments_result_free)
