/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_code.h - formulas of a cost model as plain instructions: no names, no units left to judge.
 */
#pragma once

#include "analysis/cost.h"

/* What an instruction does with the registers A, B and C. Conversions between units stand among
 * them as multiplications and divisions, so that whoever follows the instructions, be it a page or
 * a spreadsheet, comes to the same numbers. NAN stands for "no value" and goes through all of
 * them. */
typedef enum {
    CODE_NUMBER, /* .number */
    CODE_NEGATE,
    CODE_NOT,
    CODE_ADD,
    CODE_SUBTRACT,
    CODE_MULTIPLY,
    CODE_DIVIDE, /* no value when B is 0 */
    CODE_POWER,
    CODE_EQUAL, /* comparisons and conditions are 1 or 0 */
    CODE_NOT_EQUAL,
    CODE_LESS,
    CODE_LESS_EQUAL,
    CODE_GREATER,
    CODE_GREATER_EQUAL,
    CODE_AND,
    CODE_OR,
    CODE_MIN,
    CODE_MAX,
    CODE_ABS,
    CODE_ROUND, /* A to B decimals, half away from zero on the decimal; B is 0 to 9 */
    CODE_LOG,
    CODE_EXP,
    CODE_IF, /* A is not 0: B, else C */
    N_CODES
} CodeAction;

/* Registers 0 to n_steps - 1 are the values of the steps; instruction I of the model writes
 * register n_steps + I. */
typedef struct CostInstruction {
    CodeAction action;
    size_t a, b, c;
    double number;
} CostInstruction;

enum { CODE_LANES = 512 }; /* at most so many outcomes are worked out side by side */

/* Works out the formula of STEP for N outcomes: VALUES [n_steps * n] holds those of each step side
 * by side, OWN [n_code * n] is scratch. The result goes to the values of STEP; NAN where there is
 * none. */
void code_run(const CostModel *model, size_t step, size_t n, double *values, double *own);

/* Why the formula of STEP has no value with VALUES [n_steps] of the others: "divides by zero". The
 * caller owns it. */
char *code_reason(const CostModel *model, size_t step, const double *values);
