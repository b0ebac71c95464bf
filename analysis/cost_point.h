/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_point.h - one outcome of a cost model with some values changed. */
#pragma once

#include "analysis/cost.h"

/* A scenario whose values may be changed one by one. */
typedef struct {
    const CostModel *model;
    size_t scenario;
    double *given;  /* [n_steps] as cost_evaluate() takes them */
    double *values; /* [n_steps] of the last outcome */
} CostPoint;

CostPoint *cost_point_new(const CostModel *model, size_t scenario);
void cost_point_free(CostPoint *point);

/* The value of STEP as POINT is; NAN: some formula has none. */
double cost_point_value(CostPoint *point, size_t step);
/* The same with the step INPUT at X, once; the point is left as it was. */
double cost_point_with(CostPoint *point, size_t input, double x, size_t step);
/* The same; NAN and ERROR (ANDEL_ERROR_DATA) says which formula has no value. */
double cost_point_try(CostPoint *point, size_t input, double x, size_t step, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CostPoint, cost_point_free)
