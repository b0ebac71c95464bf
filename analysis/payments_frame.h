/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_frame.h - what was sampled from: payments and money by stratum. */
#pragma once

#include "datasets/input.h"

#include <glib.h>
#include <stddef.h>

/* Names of the columns of the file; NULL: stratum, N and paid_total, or where the file has other
 * names, its only columns of these kinds are not guessed but asked for. */
typedef struct {
    const char *stratum, *population, *book;
} PaymentsFrameColumns;

/* Open for reading. */
typedef struct {
    size_t n;           /* strata */
    char **names;       /* [n]; "" when there is one stratum without a name */
    double *population; /* [n] payments, > 0 */
    double *book;       /* [n] what was paid for them, > 0; NAN: not given */
    char **places;      /* [n] where the payments are told: "FILE: line 4, N", for messages */
    double book_total;  /* NAN: not given for all */
    double units;       /* payments of all strata */
} PaymentsFrame;

/**
 * Reads the frame from INPUT. NULL and ERROR (ANDEL_ERROR_DATA) with row and column: a stratum
 * twice or missing, a count that is no whole number above 0, a sum paid that is not above 0, or is
 * missing in some strata only.
 */
PaymentsFrame *payments_frame_read(Input *input, const PaymentsFrameColumns *columns,
                                   GError **error);
void payments_frame_free(PaymentsFrame *frame);

/* Index of the stratum NAME; frame->n when there is none. */
size_t payments_frame_find(const PaymentsFrame *frame, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PaymentsFrame, payments_frame_free)
