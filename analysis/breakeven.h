/* SPDX-License-Identifier: GPL-3.0-or-later */
/* breakeven.h - which value of an input makes a cost model come to a target. */
#pragma once

#include "analysis/cost.h"
#include "analysis/roots.h"

typedef struct {
    Root root;         /* value of the input, in its unit */
    double elasticity; /* per cent by which the output changes for one of the input; NAN: a jump */
} BreakevenPoint;

typedef struct {
    size_t scenario, output, input; /* steps */
    double target;                  /* in the unit of the output */
    double from, to;                /* of the input; NAN: see breakeven_range() */
} BreakevenQuestion;

/* Open for reading; MODEL is borrowed. */
typedef struct {
    const CostModel *model;
    BreakevenQuestion question; /* with its range */
    double base_input, base_output;
    BreakevenPoint *points; /* [n_points] all there are in the range, ascending */
    size_t n_points;
} Breakeven;

/* The range that is searched: as given, else from 0 to ten times the value. FALSE and ERROR
 * (ANDEL_ERROR_USAGE) when it is empty. */
bool breakeven_range(double value, double *from, double *to, GError **error);

/* NULL and ERROR: ANDEL_ERROR_USAGE for an input that is a formula or an empty range,
 * ANDEL_ERROR_DATA when the output does not depend on the input. */
Breakeven *breakeven(const CostModel *model, const BreakevenQuestion *question, GError **error);
void breakeven_free(Breakeven *breakeven);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Breakeven, breakeven_free)
