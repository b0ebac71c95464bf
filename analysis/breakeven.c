/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/breakeven.h"

#include "analysis/cost_point.h"
#include "datasets/error.h"

#include <math.h>

enum { CELLS = 2000 };

typedef struct {
    CostPoint *point;
    const BreakevenQuestion *question;
    double least, most; /* outcomes met */
} Distance;

static double
distance(double x, gpointer user)
{
    Distance *at = user;
    double y = cost_point_with(at->point, at->question->input, x, at->question->output);

    if (isfinite(y)) {
        at->least = fmin(at->least, y);
        at->most = fmax(at->most, y);
    }
    return y - at->question->target;
}

bool
breakeven_range(double value, double *from, double *to, GError **error)
{
    if (isnan(*from))
        *from = value < 0.0 ? 10.0 * value : 0.0;
    if (isnan(*to))
        *to = value < 0.0 ? 0.0 : 10.0 * value;
    if (*from < *to)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "the range to search is empty; give --from and --to, the lower one first");
    return false;
}

/* (x / y) dy/dx, by a central difference. */
static double
elasticity(CostPoint *point, const BreakevenQuestion *question, double x)
{
    double step = 1e-5 * fabs(x);
    double y = cost_point_with(point, question->input, x, question->output);
    double above = cost_point_with(point, question->input, x + step, question->output);
    double below = cost_point_with(point, question->input, x - step, question->output);

    return (above - below) / (2.0 * step) * x / y;
}

Breakeven *
breakeven(const CostModel *model, const BreakevenQuestion *question, GError **error)
{
    g_autoptr(Breakeven) result = g_new0(Breakeven, 1);
    g_autoptr(CostPoint) point = cost_point_new(model, question->scenario);
    const CostStep *input = &model->steps[question->input];
    Distance at = { point, &result->question, INFINITY, -INFINITY };

    result->model = model;
    result->question = *question;
    result->base_output = cost_point_value(point, question->output);
    result->base_input = point->values[question->input];
    if (input->formula) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--input %s: it follows from a formula; name a value that is given",
                    input->name);
        return NULL;
    }
    if (!breakeven_range(result->base_input, &result->question.from, &result->question.to, error))
        return NULL;
    g_autoptr(GArray) roots =
        roots_find(distance, &at, result->question.from, result->question.to, CELLS);
    if (!(at.least < at.most)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "'%s' does not depend on '%s' from one end of the range to the other",
                    model->steps[question->output].name, input->name);
        return NULL;
    }
    result->points = g_new0(BreakevenPoint, roots->len + 1);
    result->n_points = roots->len;
    for (guint i = 0; i < roots->len; i++) {
        Root root = g_array_index(roots, Root, i);

        result->points[i] =
            (BreakevenPoint){ root, root.kind == ROOT_JUMP ? (double)NAN
                                                           : elasticity(point, question, root.x) };
    }
    return g_steal_pointer(&result);
}

void
breakeven_free(Breakeven *breakeven)
{
    if (!breakeven)
        return;
    g_free(breakeven->points);
    g_free(breakeven);
}
