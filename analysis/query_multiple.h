/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query_multiple.h - tables of a question with several answers, for query_crosstab.c.
 *
 * A set is a list of columns. Either each holds whether one answer was given: where a value that
 * means chosen is declared, and where there are no other values than 0 and 1, of which 1 then means
 * chosen. Or each holds an answer, a category, and which columns it stands in does not matter. */
#pragma once

#include "analysis/crosstab_fill.h"
#include "analysis/query_run.h"

/* A set against a variable, while it is summed. */
typedef struct MultipleState MultipleState;

/**
 * The set that ROW or COL is: "name=a,b,c" (with MULTIPLE), or one of CODEBOOK. ASK may be NULL.
 * NULL when neither is a set; with ERROR (ANDEL_ERROR_USAGE) if MULTIPLE says that one should be,
 * or if both are.
 */
MultipleState *multiple_new(const char *row, const char *col, bool multiple, const TableAsk *ask,
                            const Codebook *codebook, GError **error);
void multiple_free(MultipleState *state);

/* The steps of a QueryKind. */
bool multiple_open(MultipleState *state, Query *query, const Design *design, GArray *requests);
bool multiple_add(MultipleState *state, Query *query, const Dataset *block, const DesignRows *rows);
/* After the last block: which kind of set it is, and who of the rows did not answer. */
void multiple_finish(MultipleState *state, Query *query);
/* Sets the rows and columns of TABLE, which is about GROUP of the domain, and gives its cells. The
 * caller owns them. */
CellSums *multiple_cells(MultipleState *state, Query *query, Crosstab *table, Estimands *estimands,
                         int32_t group);
