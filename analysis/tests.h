/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tests.h - tests of a table: of independence, and of given proportions. */
#pragma once

#include "analysis/effects.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True things that the reader must know of a test; those of TEST_UNDEFINED leave no p. */
typedef enum {
    TEST_EMPTY_LINES = 1 << 0,    /* rows or columns without cases were left out */
    TEST_SMALL_EXPECTED = 1 << 1, /* cells with fewer than 5 expected cases */
    TEST_SIMULATED = 1 << 2,      /* p from random tables, see fisher.c */
    TEST_DESIGN_IGNORED = 1 << 3, /* the test knows nothing of strata and sampling units */
    TEST_ONE_LINE = 1 << 4,       /* fewer than two rows or two columns hold cases */
    TEST_NO_DF = 1 << 5,          /* no degrees of freedom are left */
    TEST_NO_VARIANCE = 1 << 6,    /* no covariance, or one of nothing but zeros */
    TEST_SINGULAR = 1 << 7,       /* fewer sampling units than the test needs */
    TEST_WEIGHTED = 1 << 8,       /* the test is of counts, and the rows have weights */
    TEST_NOT_2X2 = 1 << 9,
    TEST_WRONG_SHAPE = 1 << 10, /* a test of two variables for one, or the other way */
    TEST_OVERLAP = 1 << 11,     /* several answers of one unit: cells are not apart */
    TEST_TOO_LARGE = 1 << 12,   /* the table has too many cells or units */
    TEST_ZERO_CELL = 1 << 13    /* a cell without cases leaves a ratio without a value */
} TestFlag;
#define TEST_UNDEFINED                                                               \
    (TEST_ONE_LINE | TEST_NO_DF | TEST_NO_VARIANCE | TEST_SINGULAR | TEST_WEIGHTED | \
     TEST_NOT_2X2 | TEST_WRONG_SHAPE | TEST_OVERLAP | TEST_TOO_LARGE | TEST_ZERO_CELL)

/* A table to be tested. A cell is i * n_cols + j; m = n_rows * n_cols. Borrowed. */
typedef struct {
    size_t n_rows, n_cols;          /* of one variable: one column */
    bool two_way;                   /* of two variables */
    const double *total;            /* [m] sums of weights */
    double n;                       /* units in the table */
    double df;                      /* of the design; infinite: the covariance counts as known */
    const double *share_covariance; /* [m * m] of the shares of all; NULL: not known */
    const double *total_covariance; /* [m * m] of TOTAL; NULL: not known */
    bool weighted;                  /* units do not weigh alike */
    bool plain;                     /* units drawn one by one, all alike */
    bool replicated;                /* the covariance is from replicate weights */
    bool overlap;                   /* a unit may be in several cells */
    bool too_large;
    const Effects *effects; /* the design effects; NULL: to be found from .share_covariance */
    const double *expected; /* [n_rows] proportions to test against; NULL: equal ones */
    uint64_t seed;
} TestTable;

/* NAN stands for what is undefined or does not apply. */
typedef struct {
    const char *name;   /* "rs2" */
    double statistic;   /* that DF1, DF2 and P belong to */
    double df1, df2, p; /* DF2: of the denominator of an F */
    double x2;          /* Pearson's statistic of shares, times the units: uncorrected */
    unsigned flags;     /* TestFlag */
} TestResult;

typedef enum {
    TEST_OF_TWO = 1 << 0,     /* of two variables; else of one */
    TEST_BY_SHARES = 1 << 1,  /* needs .share_covariance */
    TEST_BY_TOTALS = 1 << 2,  /* needs .total_covariance */
    TEST_BY_TRACE = 1 << 4,   /* the trace of .effects will do for .share_covariance */
    TEST_BY_SQUARES = 1 << 5, /* with the squares of .effects */
    TEST_BY_COUNTS = 1 << 3   /* of unweighted units, drawn one by one */
} TestNeed;

/* A kind of test: a const struct at the end of the file that computes it, and a line in tests.c. */
typedef struct {
    const char *name;    /* of --test */
    const char *summary; /* one line, with the source */
    unsigned needs;      /* TestNeed */
    /* TABLE has cases in all rows and columns, and what the test needs. */
    void (*run)(const TestTable *table, TestResult *result);
} TestKind;

extern const TestKind *const test_kinds[]; /* NULL-terminated */

/* NULL and ERROR (ANDEL_ERROR_USAGE) lists the tests. */
const TestKind *test_find(const char *name, GError **error);

/* Runs KIND. Rows and columns without cases are left out and flagged; a test that cannot be made
 * has NANs and a flag that says why. */
TestResult test_run(const TestKind *kind, const TestTable *table);

/* A copy of TABLE without the rows and columns that hold no cases; to be freed. */
TestTable *test_table_held(const TestTable *table);
void test_table_free(TestTable *table);

/* For the kinds. Sums of the rows and columns of the table; the caller owns the arrays. */
typedef struct {
    double *rows, *cols; /* [n_rows], [n_cols] */
    double all;
} Margins;
Margins test_margins(const TestTable *table);
void test_margins_clear(Margins *margins);
/* Pearson's statistic, and the likelihood ratio's, of the table scaled to its units. */
double test_pearson(const TestTable *table);
double test_likelihood(const TestTable *table);
/* The design effects of TABLE from its .share_covariance; FALSE when it is too large. */
bool test_effects(const TestTable *table, Effects *effects);
/* Upper tail of F; of chi-square over DF1 when DF2 is infinite. */
double test_f_tail(double f, double df1, double df2);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TestTable, test_table_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Margins, test_margins_clear)
