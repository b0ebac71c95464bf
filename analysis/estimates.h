/* SPDX-License-Identifier: GPL-3.0-or-later */
/* estimates.h - the one currency between computing and showing: a row for each number. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* True things that the reader must know of a row; the writer finds the words. */
typedef enum {
    ESTIMATE_EMPTY = 1 << 0,       /* nobody in the domain: the value is undefined */
    ESTIMATE_NO_VARIANCE = 1 << 1, /* no standard error can be given: strata with one PSU, ... */
    ESTIMATE_AT_BOUND = 1 << 2,    /* share of exactly 0 or 1: the interval says nothing */
    ESTIMATE_FEW = 1 << 3,         /* fewer cases than the low-base limit */
    ESTIMATE_ZERO_BASE = 1 << 4,   /* denominator of 0 */
    ESTIMATE_CENSUS = 1 << 5,      /* every unit was taken: no sampling error */
    ESTIMATE_REPLICATES_LOST =
        1 << 6,                 /* undefined with some replicate weights, which are left out */
    ESTIMATE_NEGATIVE = 1 << 7, /* the variance estimate is negative: no standard error */
    ESTIMATE_WITHHELD =
        1 << 11, /* few units, or some could be worked out from it: not to be shown */
    ESTIMATE_FEW_UNITS =
        1 << 12,            /* too few PSUs for limits; the standard error, if any, says little */
    ESTIMATE_RARE = 1 << 10 /* too few units in error for a standard error: exact limits */
} EstimateFlag;

/* NAN stands for what is undefined; a flag says why. */
typedef struct {
    const char *statistic; /* "mean", "total", "ratio", "share", "RR1" */
    const char *variable;  /* as written: "api00", "api.stu/enroll" */
    const char *level;     /* category as in the data; NULL: none */
    const char *const *by; /* [n_by] categories of the domain, as in the data; NULL: missing */
    double value, se;      /* in the unit of the variable; shares are 0 to 1; se >= 0 */
    double lower, upper;   /* confidence limits at the level of the table */
    const char *ci_method; /* "wald-t", "logit-t" */
    double df;             /* degrees of freedom behind them */
    double cv, deff;       /* coefficient of variation; design effect, NAN if not asked */
    size_t n;              /* units that contribute: of a share, those in the category */
    size_t base_n;         /* units that the estimate is about: the unweighted denominator */
    double weighted_n;     /* sum of weights over the base */
    unsigned flags;        /* EstimateFlag */
} Estimate;

/* How many rows of the file were used, and why the others were not. */
typedef struct {
    size_t rows_read, rows_used;
    GArray *excluded; /* of Exclusion, each reason once, in the order met */
} RowAccount;

typedef struct {
    const char *reason; /* "outside --where", "api00: no answer"; interned */
    size_t rows;
} Exclusion;

typedef struct {
    const char *const *by; /* [n_by] names of the variables that make the domains */
    size_t n_by;
    double level; /* of confidence: 0.95 */
    Estimate *rows;
    size_t n_rows;
    double *covariance; /* [n_rows * n_rows] of the values; NULL: not kept */
    RowAccount account;
    size_t suppress_below, n_withheld; /* rows withheld; 0: none */
    GStringChunk *strings;             /* owns every text above */
} Estimates;

Estimates *estimates_new(void);
/* Appends a row of NANs and zeros and returns it; valid until the next call. */
Estimate *estimates_add(Estimates *estimates);
/* TEXT in the keeping of ESTIMATES; NULL for NULL. */
const char *estimates_text(Estimates *estimates, const char *text);
/* A copy of TEXTS [n] and a NULL in the keeping of ESTIMATES. */
const char *const *estimates_list(Estimates *estimates, const char *const *texts, size_t n);
/* One line a row, tab separated, for tests. The caller owns it. */
char *estimates_dump(const Estimates *estimates);
void estimates_free(Estimates *estimates);

/* Adds ROWS to REASON. */
void account_exclude(RowAccount *account, const char *reason, size_t rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Estimates, estimates_free)
