/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments.h - erroneous payments from published rates: the parts against their total. */
#pragma once

#include "analysis/printed.h"
#include "datasets/schema.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum { INTENT_UNKNOWN, INTENT_INTENTIONAL, INTENT_UNINTENTIONAL } PaymentsIntent;

/* A rate of the outlay, and what follows from it. Rates and shares are 0 to 1. Limits are those of
 * rounding: the printed number stands for any number from LOW up to, but not with, HIGH. */
typedef struct {
    const char *id;
    const Node *node;
    const Node *label, *note; /* labels; NULL: none */
    PaymentsIntent intent;
    const char *text; /* the rate as printed */
    Printed printed;
    double rate, rate_low, rate_high;       /* of the outlay */
    double share, share_low, share_high;    /* of the errors; NAN: there are none */
    double amount, amount_low, amount_high; /* in the unit of the outlay; NAN: no outlay */
} PaymentsRow;

/* Open for reading; made by payments_read(). All is owned by it. */
typedef struct {
    Document *document;
    const char *language;       /* of the file; NULL: not declared */
    const Node *title, *source; /* labels; NULL: none */
    PaymentsRow total;
    PaymentsRow *parts; /* [n_parts] */
    size_t n_parts;
    int decimals;               /* the most that any rate is printed with */
    double sum;                 /* of the parts as printed */
    double sum_low, sum_high;   /* within their rounding */
    double both_low, both_high; /* what the total and the sum can both be */
    bool exact;                 /* the parts as printed sum to the total as printed */
    double outlay;              /* NAN: none */
    const char *outlay_unit;    /* NULL: none */
    int outlay_year;            /* 0: not said */
} Payments;

/* The fields of the file, for the manual. */
extern const Field payments_fields[];

/**
 * Reads published rates by cause and works out shares of the errors and, with an outlay, amounts.
 * Shares are of the sum of the parts, and so sum to 1.
 * NULL and ERROR (ANDEL_ERROR_DATA) with all mistakes; also when no numbers that round to the
 * parts sum to one that rounds to the total, with both intervals.
 */
Payments *payments_read(GBytes *bytes, const char *path, GError **error);
void payments_free(Payments *payments);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Payments, payments_free)
