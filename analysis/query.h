/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query.h - questions to survey data, and answering any number of them in one reading. */
#pragma once

#include "analysis/crosstab.h"
#include "analysis/estimates.h"
#include "datasets/input.h"

/* The simple random sample that a design effect is held against. */
typedef enum {
    DEFF_NONE,
    DEFF_WOR, /* without replacement */
    DEFF_WR,
    DEFF_FPC,       /* without replacement if the design has a finite population correction */
    DEFF_CONVENTION /* as the convention has it; without one DEFF_WOR */
} DeffReference;

/* What all questions have in common. Borrowed. */
typedef struct {
    const char *where;     /* condition; NULL: all rows */
    const char *const *by; /* NULL-terminated names; NULL: none */
    double level;          /* of confidence, 0 < level < 1 */
    const char *ci;        /* interval for shares: an entry of intervals[]; NULL: logit; also the
                              scale of the limits of quantiles; NULL: wald */
    DeffReference deff;
    size_t low_base;              /* rows with fewer cases are flagged; 0: none */
    size_t suppress_below;        /* rows and cells with fewer units are withheld; 0: none */
    bool normal;                  /* limits of all but shares from the normal distribution */
    const char *quantile_rule;    /* an entry of quantile_rules[]; NULL: math */
    const char *quantile_error;   /* "replicates": from the quantiles of the replicates; NULL or
                                     "woodruff": from the error of a share */
    const char *const *contrasts; /* of query_estimate(): expressions of estimates; NULL: none */
    const char *eligible; /* of outcome rates: share of the unknown that is eligible, a number or
                             "casro"; NULL: casro */
} QueryOptions;

typedef struct Query Query;

/**
 * Mean, total, ratio, share, count ... as in commands.md: EXPRESSIONS is NULL-terminated,
 * "mean(x)", "mean(x | g = 1)". Contrasts follow the rows asked for, as rows with the statistic
 * "contrast". NULL and ERROR (ANDEL_ERROR_USAGE) when one cannot be read or names no estimator.
 */
Query *query_estimate(const char *const *expressions, const QueryOptions *options, GError **error);

/* ROW against COL (NULL: one-way). A ROW that names a set of the codebook, or "name=a,b,c" with
 * MULTIPLE, is a multiple-response table, also one that stands as COL. Without tests. */
Query *query_crosstab(const char *row, const char *col, bool multiple, const QueryOptions *options,
                      GError **error);
/* The same, with what ASK wants beyond the cells. With .by of the options there is one table per
 * combination of these variables. */
Query *query_crosstab_asking(const char *row, const char *col, bool multiple, const TableAsk *ask,
                             const QueryOptions *options, GError **error);

/* Outcome rates from the column DISPOSITION (NULL: as the codebook says); see response.h. Values
 * are outcomes as the codebook maps them, codes of outcome_codes[], or AAPOR's numbers (1.1, 2.11).
 * Under a design whose `sample` is a part of the rows they are about all rows, unweighted and
 * without errors: everyone who was sent a questionnaire is there. */
Query *query_response(const char *disposition, const QueryOptions *options, GError **error);

/**
 * Answers QUERIES [n] in one reading of INPUT under DESIGN. Afterwards each holds its answer.
 * FALSE and ERROR for what the data or the design do not allow.
 */
bool query_run(Query *const *queries, size_t n, Input *input, const DesignSpec *design,
               GError **error);

/* What the asker calls QUERY, to find it again among many; copied. NULL: nothing. */
void query_set_label(Query *query, const char *label);
const char *query_label(const Query *query);

/* Answers, owned by the query; NULL if it asked for the other kind. */
const Estimates *query_estimates(const Query *query);
const Crosstab *query_table(const Query *query); /* the first of query_tables() */
const Crosstab *const *query_tables(const Query *query, size_t *n);
/* How many had each outcome, unweighted, NAN where that is withheld; 0 for other queries than of
 * outcome rates. */
const double *query_outcomes(const Query *query); /* [N_OUTCOMES], see response.h */

/* What the design turned out to be, for results; filled by query_run(). */
typedef struct {
    size_t n_strata, n_psu;
    double df;
    bool weighted, clustered, has_fpc;
    size_t replicates; /* sets of replicate weights; 0: linearised, and then the rest is 0 */
    double replicate_scale;
    bool centre_estimate; /* their distances are from the estimate, not from their mean */
    bool whole; /* the answer is about all rows, beyond the sample: it has no sampling error */
    double singleton_share; /* share of the weights in strata with one PSU, 0: none */
    const char *singletons; /* their names, the first few: "a, b, ..."; "" without any */
    const char *collapsed;  /* the strata that were merged: "a + b; c + d"; NULL: none */
    size_t n_stages;        /* that matter for the variance */
    bool idle_fpc;          /* there is an fpc of a later stage, and none of the first */
} DesignSummary;
const DesignSummary *query_design(const Query *query);

/* A query with its answer, both taken over (either may be NULL): for results that are read back. */
Query *query_answered(Estimates *estimates, Crosstab *table);

/* The same for outcome rates: how many had each outcome, [N_OUTCOMES], NAN where that is withheld.
 */
Query *query_answered_outcomes(const double *counts);

void query_free(Query *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Query, query_free)
