/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_sample.h - reviewed payments: what was paid, what was wrong with it, and why. */
#pragma once

#include "analysis/payments_frame.h"
#include "analysis/sheet.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What came of a review. */
typedef enum {
    REVIEW_COMPLETE,
    REVIEW_UNKNOWN,     /* it could not be told whether the payment is right */
    REVIEW_NOT_DONE,    /* nobody looked */
    REVIEW_OUT_OF_SCOPE /* the payment does not belong to what is estimated */
} ReviewStatus;

/* Columns of the sample. Those from ID on may be NULL: then they are unit_id, review_status and
 * selection where the file has a column of that name. */
typedef struct {
    const char *paid, *correct;
    const char *strata, *psu, *weight; /* NULL: none */
    const char *cause;                 /* of the whole error; NULL: from lines, or not known */
    const char *id, *status, *selection;
    const char *recheck;          /* correct by a second review of some; NULL: none */
    const char *recovered;        /* paid back of what was overpaid; NULL: not known */
    const char *prob;             /* probability of being drawn; NULL: none */
    const char *const *reviewers; /* two of 0 and 1: who found an error; NULL: none */
    double tolerance;             /* an error of at most so much is none */
    bool no_underpayments;        /* a correct amount above the paid one is a mistake of the file */
} PaymentsColumns;

/* What one unit's error is made of. */
typedef struct {
    size_t unit;                   /* row of the sample */
    int32_t cause, intent, liable; /* codes of the sample's texts; -1: not said */
    double over, under;            /* >= 0, after caps */
} PaymentsPart;

/* Rows are those of the file. Open for reading. */
typedef struct {
    Sheet *sheet;
    size_t n;                              /* rows */
    char **ids;                            /* [n] NULL: the file has none */
    double *paid;                          /* [n] */
    double *correct;                       /* [n] NAN: not known */
    double *recheck;                       /* [n] NAN: not reviewed again; NULL: nobody was */
    double *recovered;                     /* [n] 0 to paid; NULL: not known */
    double *prob;                          /* [n] NULL: none */
    size_t found[3];                       /* errors by the first reviewer, the second, both */
    double *over, *under;                  /* [n] >= 0; 0 when not known */
    double *technical;                     /* [n] right amount, wrong process */
    double *tolerated;                     /* [n] errors that the tolerance took out */
    ReviewStatus *status;                  /* [n] */
    bool *targeted;                        /* [n] chosen because of suspicion: never grossed up */
    GArray *parts;                         /* of PaymentsPart: all of over and under, by cause */
    GPtrArray *causes, *intents, *liables; /* texts by code, owned */
    GPtrArray *cause_places;               /* where each cause first stands, for messages */
    size_t n_capped;                       /* units whose lines summed to more than was paid */
    size_t n_apportioned;                  /* units whose lines do not sum to paid - correct */
} PaymentsSample;

/**
 * Reads the sample from INPUT with what else stands in BY (NULL-terminated names; may be NULL).
 * NULL and ERROR (ANDEL_ERROR_DATA) with row and column: paid that is missing, 0 or below; correct
 * below 0 (the error would exceed what was paid), or above paid under no_underpayments; a unit
 * twice; a status or selection that is no known word.
 */
PaymentsSample *payments_sample_read(Input *input, const PaymentsColumns *columns,
                                     const char *const *by, GError **error);
void payments_sample_free(PaymentsSample *sample);

/* The columns that the file has for those that COLUMNS leaves to be found. */
PaymentsColumns payments_columns_found(const Input *input, const PaymentsColumns *columns);

/**
 * Takes the error lines of INPUT (unit_id, amount, cause_code, intent, liable, technical), which
 * replace the split by --cause. Lines of a unit are summed, over and under apart, and capped at
 * what was paid. FALSE and ERROR (ANDEL_ERROR_DATA): a line without its unit, an amount that is
 * missing.
 */
bool payments_sample_lines(PaymentsSample *sample, Input *input, GError **error);

/**
 * Replaces causes by the category that MAP (cause_code and COLUMN) gives them. FALSE and ERROR
 * (ANDEL_ERROR_DATA): a cause twice in the map, or one of the sample that is not in it, which is
 * named with the place where it first stands.
 */
bool payments_sample_map(PaymentsSample *sample, Input *map, const char *column, GError **error);

/* Code of the cause in COLUMN of ROW, which stands in SHEET; -1: there is none. */
int32_t payments_cause(PaymentsSample *sample, const Sheet *sheet, const char *column, size_t row);

/* Code of TEXT among TEXTS, added when it is new; -1 for NULL. */
int32_t payments_code(GPtrArray *texts, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PaymentsSample, payments_sample_free)
