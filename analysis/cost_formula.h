/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_formula.h - one formula of a cost model: its unit is judged, and it becomes instructions. */
#pragma once

#include "analysis/cost_code.h"

/* Where a formula finds its names, and what was wrong with it. */
typedef struct {
    CostModel *model;     /* its .code grows */
    const bool *known;    /* [n_steps] whether a step has a unit */
    const Expression *at; /* what the mistake is in */
    char *wrong;          /* the first mistake; NULL: none; owned by the caller */
    char *hint;           /* what to do about it; NULL: none; owned by the caller */
} Formula;

/* Appends the instructions of EXPRESSION; its value is then in register *RESULT, in UNIT. FALSE
 * when it has none; .wrong is then set, unless a step that it needs is not known. */
bool formula_compile(Formula *formula, const Expression *expression, size_t *result, Unit *unit);
/* Appends what turns register R from one unit into another; the register it is then in. */
size_t formula_convert(Formula *formula, size_t r, const Unit *from, const Unit *to);
