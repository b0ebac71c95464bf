/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_formula.h - one formula of a cost model: its value and its unit. */
#pragma once

#include "analysis/cost.h"

/* Where a formula finds its names, and what was wrong with it. */
typedef struct {
    const CostStep *steps; /* [n_steps] */
    GHashTable *index;     /* name -> its number + 1 */
    const double *values;  /* [n_steps] in the unit of the step */
    const bool *known;     /* [n_steps] whether step has a unit and a value; NULL: all */
    char *wrong;           /* the first mistake; NULL: none; owned by the caller */
    char *hint;            /* what to do about it; NULL: none; owned by the caller */
    bool check_units;      /* only units are judged: values that cannot be are let through */
    int muted;             /* inside a branch that is not taken */
} Formula;

/* Value and unit of EXPRESSION. FALSE when it has none; .wrong is then set, unless a step that
 * it needs is not known. */
bool formula_evaluate(Formula *formula, const Expression *expression, double *value, Unit *unit);
