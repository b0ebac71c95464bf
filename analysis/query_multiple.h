/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query_multiple.h - tables of a question with several answers, for query_crosstab.c. */
#pragma once

#include "analysis/estimand.h"
#include "analysis/query_run.h"

/* A set of items against a column variable, while it is summed. */
typedef struct MultipleState MultipleState;

/**
 * The set that ROW is: "name=a,b,c" (with MULTIPLE), whose counted value is 1, or one of CODEBOOK.
 * NULL when ROW is no set; with ERROR (ANDEL_ERROR_USAGE) if MULTIPLE says that it should be.
 */
MultipleState *multiple_new(const char *row, const char *col, bool multiple,
                            const Codebook *codebook, GError **error);
void multiple_free(MultipleState *state);

/* The steps of a QueryKind. */
bool multiple_open(MultipleState *state, Query *query, const Design *design, GArray *requests);
bool multiple_add(MultipleState *state, Query *query, const Dataset *block, const DesignRows *rows);
void multiple_finish(MultipleState *state, Query *query, const Design *design,
                     const EstimandOptions *options, Estimands *estimands);
