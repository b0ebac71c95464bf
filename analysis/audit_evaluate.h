/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_evaluate.h - what an audited sample says of the whole. */
#pragma once

#include "analysis/audit_bounds.h"
#include "analysis/payments_method.h"
#include "datasets/input.h"

#include <glib.h>
#include <stdbool.h>

/* Columns and what is known of the whole. ID, HITS, STATUS and CERTAINTY NULL: unit_id, hits,
 * status and certainty where the file has them. */
typedef struct {
    const char *book, *audited, *id, *hits, *status, *certainty;
    double book_total; /* of all items, the certain ones too; NAN: not known */
    double population; /* items, of a sample with equal chances; NAN: money was drawn */
    double confidence; /* one-sided */
} AuditEvaluateOptions;

/* A classical estimate of the overstatement less the understatement in all. */
typedef struct {
    const char *name;
    double value, se, lower, upper; /* two-sided at 2 confidence - 1: each limit one-sided */
    double df;
} AuditClassical;

enum { AUDIT_MOST_CLASSICAL = 3 };

/**
 * Difference, ratio and regression estimates from ERROR and BOOK [n] of a simple random sample of
 * POPULATION items whose amounts sum to BOOK_TOTAL, into OUT [AUDIT_MOST_CLASSICAL]. Cochran
 * (1977), Sampling Techniques, 3rd ed., chapters 2, 6 and 7. 2 < N.
 */
void audit_classical(const double *error, const double *book, size_t n, double population,
                     double book_total, double confidence, AuditClassical *out);

/* Rates are of the book that was sampled, amounts of all items. Open for reading. */
typedef struct {
    double n;       /* hits, without the certain items */
    size_t n_items; /* rows */
    size_t n_certainty, n_unavailable;
    double confidence, book_total, sampled_book, interval;
    double known_over, known_under; /* errors of the certain items: known, not projected */
    double *over, *under;           /* taints in descending order */
    size_t n_over, n_under;
    double sum_taints;             /* over less under */
    double most_likely_rate;       /* sum_taints / n */
    double bounds[N_BOUNDS];       /* rates of overstatement; NAN: not defined */
    double bounds_under[N_BOUNDS]; /* of understatement; NAN with a taint above 1 */
    AuditStage *stages;            /* [n_over + 1] */
    AuditClassical classical[AUDIT_MOST_CLASSICAL];
    size_t n_classical;
    bool ratio_fits; /* COV(error, book) / VAR(book) above half the error rate: the ratio is the
                        more precise (EGESIF_16-0014, section 6.1.2) */
} AuditResult;

/**
 * Evaluates the sample of INPUT. A document that is not available (status unavailable) is wrong in
 * full. NULL and ERROR (ANDEL_ERROR_DATA) with row and column: a book amount not above 0, an
 * audited one that is missing or below 0 (a taint above 1), a unit twice, hits that are no whole
 * number above 0; no book total (ANDEL_ERROR_USAGE), or one below that of the sample.
 */
AuditResult *audit_evaluate(Input *input, const AuditEvaluateOptions *options, GError **error);
void audit_result_free(AuditResult *result);

/* AMOUNT of a rate: on the sampled book, and what is known of the certain items. */
double audit_amount(const AuditResult *result, double rate, bool under);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(AuditResult, audit_result_free)
