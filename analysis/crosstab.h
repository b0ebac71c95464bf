/* SPDX-License-Identifier: GPL-3.0-or-later */
/* crosstab.h - one- and two-way tables with shares of the right base, and their errors. */
#pragma once

#include "analysis/estimates.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* One number with its error; NAN where undefined. */
typedef struct {
    double value, se, lower, upper;
    unsigned flags; /* EstimateFlag */
} Figure;

typedef struct {
    size_t n;
    double weighted_n;
    Figure total;                            /* sum of weights */
    Figure share_row, share_col, share_cell; /* 0 to 1 */
} Cell;

/* The last row and the last column are the margins. A one-way table has no column variable and
 * one column, the margin; its shares of the base are share_col. In a multiple-response table a row
 * is an answer, the margin row is the base (cases with at least one answer), and shares are per
 * cent of cases; share_cell is per cent of the responses of its column (NAN in the base). */
typedef struct {
    const char *row_variable, *col_variable; /* names; col NULL: one-way */
    const char *const *rows; /* [n_rows] categories as in the data, in their order */
    const char *const *cols; /* [n_cols] */
    size_t n_rows, n_cols;   /* without the margins */
    Cell *cells;             /* [(n_rows + 1) * (n_cols + 1)], row by row */
    bool multiple;           /* multiple response */
    size_t base_n;           /* units in the table */
    double level;            /* of confidence */
    double df;               /* degrees of freedom behind the limits */
    const char *ci_method;
    double *covariance; /* [n_rows * n_cols]^2 (one-way: [n_rows]^2) of the cell shares, of multiple
                           response of the shares of cases; NULL: not kept */
    RowAccount account;
    GStringChunk *strings; /* owns every text above */
} Crosstab;

/* The cell in row I and column J; I = n_rows and J = n_cols are the margins. */
const Cell *crosstab_cell(const Crosstab *table, size_t i, size_t j);
void crosstab_free(Crosstab *crosstab);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Crosstab, crosstab_free)
