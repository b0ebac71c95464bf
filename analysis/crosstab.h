/* SPDX-License-Identifier: GPL-3.0-or-later */
/* crosstab.h - one- and two-way tables with shares of the right base, and their errors. */
#pragma once

#include "analysis/association.h"
#include "analysis/estimates.h"
#include "analysis/letters.h"
#include "analysis/tests.h"

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
    bool
        withheld; /* nothing of it may be shown: N is 0 and the rest NAN, see crosstab_suppress() */
    double weighted_n;
    Figure total;                            /* sum of weights */
    Figure share_row, share_col, share_cell; /* 0 to 1 */
    const char *letters; /* columns that this one is larger than, "AC"; NULL: not asked */
    /* if rows and columns were independent, in units of the table; NAN: not asked, margins */
    double expected;
    double residual;              /* scaled count less expected */
    double residual_standardised; /* over the root of the expected */
    double residual_adjusted;     /* over its standard error */
} Cell;

/* The last row and the last column are the margins. A one-way table has no column variable and
 * one column, the margin; its shares of the base are share_col. In a multiple-response table a row
 * is an answer, the margin row is the base (cases with at least one answer), and shares are per
 * cent of cases; share_cell is per cent of the responses of its column (NAN in the base). With
 * .turned a column is an answer and the margin column the base; columns overlap. */
typedef struct {
    const char *row_variable, *col_variable; /* names; col NULL: one-way */
    const char *const *rows; /* [n_rows] categories as in the data, in their order */
    const char *const *cols; /* [n_cols] */
    size_t n_rows, n_cols;   /* without the margins */
    Cell *cells;             /* [(n_rows + 1) * (n_cols + 1)], row by row */
    bool multiple;           /* multiple response */
    bool turned;             /* its answers are the columns */
    bool asked;              /* the base is all who were asked, not those who answered */
    bool mentions;           /* an answer counts as often as it was given */
    const char *items;       /* its first item, whose categories the answers are; NULL: each item
                                is an answer */
    size_t base_n;           /* units in the table */
    double level;            /* of confidence */
    double df;               /* degrees of freedom behind the limits */
    const char *ci_method;
    double *covariance; /* [n_rows * n_cols]^2 (one-way: [n_rows]^2) of the cell shares, of multiple
                           response of the shares of cases; NULL: not kept */
    /* of one table per combination: the variables, and their categories here */
    const char *const *by_names, *const *by;
    size_t n_by;
    /* what was asked beyond the cells, see TableAsk */
    bool plain; /* units drawn one by one that weigh alike */
    TestResult *tests;
    size_t n_tests;
    uint64_t seed; /* of tests by simulation */
    Association *measures;
    size_t n_measures;
    Comparison *comparisons; /* row by row */
    size_t n_comparisons;
    LetterRule letters;
    bool residuals;
    size_t suppress_below, n_withheld; /* cells withheld; 0: none */
    RowAccount account;                /* of the whole query; stands in its first table */
    GStringChunk *strings;             /* owns every text above */
} Crosstab;

/* What is asked of a table beyond its cells. Borrowed. */
typedef struct {
    const char *const *tests; /* NULL-terminated names of test_kinds[]; NULL: the default, that of
                                 the convention, else rs2 or, of units drawn one by one that weigh
                                 alike, pearson */
    const double *expected;   /* [n_expected] proportions of the categories for gof; NULL: equal */
    size_t n_expected;
    bool measures, residuals;
    LetterRule letters;
    uint64_t seed; /* for tests by simulation */
    /* of multiple response */
    bool asked;          /* the base is everyone, also who chose nothing */
    bool mentions;       /* an answer given twice by one unit counts twice */
    const char *counted; /* value that means chosen; NULL: by the data, see query_multiple.h */
} TableAsk;

/* A copy to be freed, or NULL and ERROR (ANDEL_ERROR_USAGE) for tests that are none, and expected
 * proportions that are not above 0. */
TableAsk *table_ask_copy(const TableAsk *ask, GError **error);
void table_ask_free(TableAsk *ask);

/* The cell in row I and column J; I = n_rows and J = n_cols are the margins. */
const Cell *crosstab_cell(const Crosstab *table, size_t i, size_t j);
void crosstab_free(Crosstab *crosstab);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TableAsk, table_ask_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Crosstab, crosstab_free)
