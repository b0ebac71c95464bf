/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query_estimate.h - what query_estimate.c reads and query_estimate_finish.c makes rows of. */
#pragma once

#include "analysis/contrast.h"
#include "analysis/query_run.h"
#include "analysis/statistic.h"

/* Statistics whose covariance with each other is kept; and rows of a result that it is kept for. */
enum { CROSSED_TERMS = 12, COVARIANCE_ROWS = 400 };

typedef struct {
    GPtrArray *statistics; /* of Statistic: as asked for, then those that contrasts need besides */
    GPtrArray *contrasts;  /* of Contrast */
    size_t **parts;        /* [contrasts] which statistics each is made of */
    GArray *columns;       /* of ColumnRequest: all that the statistics read, for the account */
    TermRows *rows;        /* [statistics + contrasts] */
    size_t *terms; /* [statistics + contrasts] the term of the totals that each has; those of
                      the same values share one */
    size_t n_terms;
    GArray **base;         /* of int32_t, [contrasts]: group of each row that a part uses */
    const char *undefined; /* reason of rows in which an expression has no value */
    const QuantileRule *rule;
} EstimateState;

/* Statistic K of STATE. */
const Statistic *estimate_statistic(const EstimateState *state, size_t k);

/* The rows of the answer, in the order asked for, into query->estimates. */
bool estimate_finish(Query *query, const Design *design, GError **error);
