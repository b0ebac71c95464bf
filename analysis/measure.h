/* SPDX-License-Identifier: GPL-3.0-or-later */
/* measure.h - what a statistic is taken of: a column, an expression, a condition, a ratio. */
#pragma once

#include "analysis/condition.h"
#include "analysis/crossing.h"
#include "analysis/levels.h"
#include "analysis/totals.h"

/* What an estimator can be taken of; flags. */
typedef enum {
    MEASURE_NUMBER = 1 << 0,    /* an expression: one value */
    MEASURE_CATEGORY = 1 << 1,  /* a column of categories: one cell a level */
    MEASURE_CONDITION = 1 << 2, /* two cells: 0 and 1 */
    MEASURE_RATIO = 1 << 3,     /* two values */
    MEASURE_ROWS = 1 << 4       /* nothing: the rows themselves */
} MeasureKind;

typedef struct {
    char *text;       /* as written: "api.stu/enroll" */
    const char *name; /* of the column, when it is nothing but one */
    MeasureKind kind; /* of a column that may be either: a number until a category is met */
    bool either;
    const Expression *values[2]; /* [n_values], borrowed */
    size_t n_values;
    Levels *levels;          /* of a category; of a condition "0" and "1" */
    Crossing *crossing;      /* (group, level) */
    GArray *requests;        /* of ColumnRequest */
    const Expression *given; /* rows outside this condition are in no group; NULL; borrowed */
    GArray *inside;          /* of double: the condition for the rows of the last block */
    GArray *group;           /* of int32_t: their group when there is a condition */
    GArray *numbers[2];      /* of double: values of the last block that had to be computed */
    GArray *code;            /* of int32_t: cell of each row of the last block */
} Measure;

/**
 * The measure that the arguments [n] of CALL are, one of ACCEPTED (flags of MeasureKind), of the
 * rows that meet the condition after | of CALL. TEXT is what CALL was parsed from. What CALL points
 * to is borrowed.
 * NULL and ERROR (ANDEL_ERROR_USAGE): CALL cannot be taken of that.
 */
Measure *measure_new(const Expression *call, const char *text, unsigned accepted, GError **error);
void measure_free(Measure *measure);

/* How its term is summed: with the products of the values, or with the squares of a number. */
TermSpec measure_term(const Measure *measure, bool products, bool squares);

/* FALSE and ERROR (ANDEL_ERROR_DATA), with the first text and its line, if the measure turned out
 * to be of texts that CODEBOOK does not declare to be categories. After measure_add(). */
bool measure_check_declared(const Measure *measure, const Codebook *codebook, const Dataset *block,
                            GError **error);

/**
 * Values of the rows of BLOCK for the term, by GROUP [n_rows] (-1: in none); rows without a value
 * get code -1, the others are marked in USED. VALUES [2] hold what *ROWS points to.
 * FALSE and ERROR: text where a number is due, with its line.
 */
bool measure_add(Measure *measure, const Dataset *block, const int32_t *group, uint8_t *used,
                 const double **values, TermRows *rows, GError **error);

/* The cell of LEVEL of GROUP (of a number: LEVEL is not looked at); -1 if no row is in it. */
int32_t measure_cell(const Measure *measure, int32_t group, int32_t level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Measure, measure_free)
