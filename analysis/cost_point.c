/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/cost_point.h"

#include "datasets/error.h"
#include "datasets/number.h"

#include <math.h>

CostPoint *
cost_point_new(const CostModel *model, size_t scenario)
{
    CostPoint *point = g_new0(CostPoint, 1);

    point->model = model;
    point->scenario = scenario;
    point->given =
        g_memdup2(model->scenarios[scenario].given, model->n_steps * sizeof *point->given);
    point->values = g_new(double, model->n_steps);
    return point;
}

void
cost_point_free(CostPoint *point)
{
    if (!point)
        return;
    g_free(point->given);
    g_free(point->values);
    g_free(point);
}

double
cost_point_value(CostPoint *point, size_t step)
{
    size_t at;
    g_autofree char *wrong = cost_evaluate(point->model, point->given, point->values, &at);

    return wrong ? (double)NAN : point->values[step];
}

double
cost_point_with(CostPoint *point, size_t input, double x, size_t step)
{
    double before = point->given[input];

    point->given[input] = x;
    double value = cost_point_value(point, step);
    point->given[input] = before;
    return value;
}

double
cost_point_try(CostPoint *point, size_t input, double x, size_t step, GError **error)
{
    const CostStep *steps = point->model->steps;
    double before = point->given[input];
    size_t at;

    point->given[input] = x;
    g_autofree char *wrong = cost_evaluate(point->model, point->given, point->values, &at);
    point->given[input] = before;
    if (!wrong)
        return point->values[step];
    char digits[NUMBER_BUFFER];
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "with '%s' at %s, '%s' %s", steps[input].name,
                isfinite(x) ? number_write(x, digits) : "its value", steps[at].name, wrong);
    return NAN;
}
