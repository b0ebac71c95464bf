/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design_report.h - what a declared design turns out to be in the data, and what looks wrong. */
#pragma once

#include "analysis/design.h"

/* A stage of sampling. */
typedef struct {
    const char *strata, *unit, *fpc; /* columns; NULL: none. A unit without one is a row */
    size_t n_strata;
    double n_units;                 /* drawn */
    double least, median, greatest; /* units of a stratum */
} StageReport;

/* The weights of the rows of the sample. */
typedef struct {
    size_t n, n_zero;
    double sum, mean, cv; /* cv: standard deviation over mean */
    double kish;          /* 1 + cv^2: Kish (1965), Survey Sampling, section 11.7 */
    double effective;     /* n / kish */
    double least, median, greatest;
} WeightReport;

/* Something to look at. */
typedef struct {
    const char *check;   /* "weights_sum_to_n", "psu_in_two_strata", ... */
    const char *message; /* where, what, and what to do */
} DesignCheck;

typedef struct {
    StageReport *stages; /* [n_stages] that matter */
    size_t n_stages;
    const Stratum *strata; /* [n_strata] of the first stage */
    size_t n_strata;
    bool weighted; /* by a weight, probabilities or sampling fractions: WEIGHTS holds something */
    WeightReport weights;
    GArray *checks;        /* of DesignCheck; empty: nothing was found */
    GStringChunk *strings; /* owns the texts of the checks */

    DesignSpec spec;    /* as declared, but so that nothing stops at it */
    bool nest;          /* as declared */
    Design *design;     /* NULL: it cannot be, which is a check */
    GArray *row_weight; /* of double, by row of the sample */
    GArray *row_unit;   /* of uint32_t */
    bool fault;         /* the rows behind one were not looked at */
} DesignReport;

/* TRUE if SPEC says anything about how a sample was drawn. */
bool design_is_declared(const DesignSpec *spec);

/* A report on SPEC, which must stay. NULL and ERROR (ANDEL_ERROR_USAGE) as design_new(). */
DesignReport *design_report_new(const DesignSpec *spec, GError **error);
void design_report_free(DesignReport *report);

/* Adds the columns it needs to REQUESTS (of ColumnRequest). FALSE and ERROR. */
bool design_report_requests(const DesignReport *report, GArray *requests, GError **error);
/* A fault of the data becomes a check. */
void design_report_add(DesignReport *report, const Dataset *block);
/* After the last block: fills the open part. */
void design_report_finish(DesignReport *report);

/* For design_report.c: the checks, after all else is filled. */
void design_report_check(DesignReport *report);
void design_report_say(DesignReport *report, const char *check, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DesignReport, design_report_free)
