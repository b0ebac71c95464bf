/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_target.h - numbers to be estimated from a sample of payments, and estimating them. */
#pragma once

#include "analysis/payments_estimate.h"

typedef enum {
    TARGET_AMOUNT, /* A(y), and OFFSET more */
    TARGET_RATE,   /* A(y) / A(x) */
    TARGET_SHARE,  /* sum(w y) / sum(w x) */
    TARGET_SCALED  /* A(y) / A(x) A(z) */
} TargetKind;

/* One row to be. */
typedef struct {
    TargetKind kind;
    Estimates *out; /* where the row goes */
    const char *statistic, *variable, *level;
    const char *const *by;
    const double *y, *x, *z; /* [n]; of an amount X is what it is a part of */
    size_t group;            /* domain, for the degrees of freedom */
    double offset;
    bool whole;    /* X is all that was paid: it is known where the frame says so */
    bool negative; /* a difference, OVER less UNDER; without errors its limits are theirs */
    const double *over, *under;
} Target;

typedef struct {
    const PaymentsDesign *design;
    const PaymentsBasis *basis;
    const PaymentsOptions *options;
    GArray *targets;   /* of Target */
    GPtrArray *groups; /* of double *: [n] membership of each domain */
} Targets;

/* Replicates of all targets, [n_targets][options->replicates], by the rescaled bootstrap. The caller
 * owns the array. */
double *payments_replicates(const Targets *targets);

/* Appends a row for each of TARGETS to the Estimates that it goes to. */
void targets_finish(const Targets *targets);
