/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expression_step.h - an expression made ready for one block; for the files expression*.c only. */
#pragma once

#include "datasets/expression_fault.h"

enum { STEP_ROWS = 512 }; /* rows that a step handles at a time */

typedef enum {
    STEP_CONSTANT,  /* .constant */
    STEP_NUMBERS,   /* the cells of .column */
    STEP_LEVELS,    /* .by_level of the cells of .column */
    STEP_GONE,      /* whether the cells of .column are missing */
    STEP_FUNCTION,  /* .function of the arguments */
    STEP_OPERATION, /* .operation on the arguments */
} StepKind;

typedef struct Step {
    StepKind kind;
    ExpressionKind operation;
    Function function;
    double constant;
    const Column *column;
    double *by_level; /* [n_levels of .column] */
    struct Step **arguments;
    size_t n_arguments;
    double *buffer; /* [STEP_ROWS]; NULL for STEP_NUMBERS */
} Step;

/* NULL and ERROR as expression_evaluate(). */
Step *step_new(const Expression *expression, const Dataset *block, GError **error);
void step_free(Step *step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Step, step_free)
