/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_run.c - the values of a cost model, scenario by scenario. */
#include "analysis/cost_code.h"
#include "datasets/number.h"

#include <math.h>

char *
cost_evaluate(const CostModel *model, const double *given, double *values, size_t *at)
{
    g_autofree double *own = g_new(double, model->code->len + 1);

    for (size_t k = 0; k < model->n_steps; k++) {
        size_t i = model->order[k];
        const CostStep *step = &model->steps[i];

        if (given && !isnan(given[i]))
            values[i] = given[i];
        else if (!step->expression)
            values[i] = step->value;
        else {
            code_run(model, i, 1, values, own);
            if (isnan(values[i])) {
                *at = i;
                return code_reason(model, i, values);
            }
        }
        if (step->round >= 0)
            values[i] = number_round(values[i], 0, step->round);
    }
    return NULL;
}

CostResult *
cost_run(const CostModel *model, GError **error)
{
    g_autoptr(CostResult) result = g_new0(CostResult, 1);

    result->model = model;
    result->values = g_new0(double, model->n_scenarios * model->n_steps + 1);
    for (size_t s = 0; s < model->n_scenarios; s++) {
        const CostScenario *scenario = &model->scenarios[s];
        size_t at;
        g_autofree char *wrong =
            cost_evaluate(model, scenario->given, result->values + s * model->n_steps, &at);

        if (!wrong)
            continue;
        g_autofree char *what =
            g_strdup_printf("'%s' %s%s%s", model->steps[at].name, wrong,
                            *scenario->name ? " in scenario " : "", scenario->name);
        document_complain(model->document, node_get(model->steps[at].node, "formula"), what, NULL);
    }
    return document_check(model->document, error) ? g_steal_pointer(&result) : NULL;
}

void
cost_result_free(CostResult *result)
{
    if (!result)
        return;
    g_free(result->values);
    g_free(result);
}

double
cost_value(const CostResult *result, size_t scenario, size_t step)
{
    g_assert(scenario < result->model->n_scenarios && step < result->model->n_steps);
    return result->values[scenario * result->model->n_steps + step];
}

double
cost_sum(const CostResult *result, size_t at, size_t step)
{
    double sum = 0.0;

    for (size_t y = 0; y < result->model->n_years; y++)
        sum += cost_value(result, at * result->model->n_years + y, step);
    return sum;
}
