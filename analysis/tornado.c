/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/tornado.h"

#include "analysis/cost_point.h"
#include "datasets/error.h"

#include <math.h>
#include <stdlib.h>

enum { INNER_POINTS = 15 }; /* looked at between the ends */

bool
tornado_ends(const CostStep *step, double *low, double *high)
{
    if (!isnan(step->low)) {
        *low = step->low;
        *high = step->high;
        return true;
    }
    if (!step->distribution || distribution_is_point(step->distribution))
        return false;
    *low = distribution_quantile(step->distribution, 0.1);
    *high = distribution_quantile(step->distribution, 0.9);
    return *low < *high;
}

static double
span(const TornadoBar *bar)
{
    return fabs(bar->at_high - bar->at_low);
}

static int
widest_first(const void *a, const void *b)
{
    const TornadoBar *x = a, *y = b;

    if (span(x) != span(y))
        return span(x) > span(y) ? -1 : 1;
    return (x->step > y->step) - (x->step < y->step);
}

/* Whether the outcome leaves the range of its ends on the way from one to the other. */
static bool
find_turn(CostPoint *point, const TornadoBar *bar, size_t output)
{
    double least = fmin(bar->at_low, bar->at_high), most = fmax(bar->at_low, bar->at_high);
    double slack = 1e-9 * fmax(fabs(least), fabs(most));

    for (int i = 1; i <= INNER_POINTS; i++) {
        double x = bar->low + (bar->high - bar->low) * i / (INNER_POINTS + 1.0);
        double y = cost_point_with(point, bar->step, x, output);

        if (y < least - slack || y > most + slack)
            return true;
    }
    return false;
}

/* Adds the bar of STEP, when it has one. FALSE and ERROR: a formula has no value at an end. */
static bool
add_bar(Tornado *tornado, CostPoint *point, size_t step, GError **error)
{
    TornadoBar bar = { .step = step };
    GError *wrong = NULL;

    if (tornado->model->steps[step].formula ||
        !tornado_ends(&tornado->model->steps[step], &bar.low, &bar.high))
        return true;
    bar.at_low = cost_point_try(point, step, bar.low, tornado->output, &wrong);
    if (!wrong)
        bar.at_high = cost_point_try(point, step, bar.high, tornado->output, &wrong);
    if (wrong) {
        g_propagate_error(error, wrong);
        return false;
    }
    bar.turns = find_turn(point, &bar, tornado->output);
    if (bar.at_low != bar.at_high || bar.turns)
        tornado->bars[tornado->n_bars++] = bar;
    return true;
}

Tornado *
tornado_run(const CostModel *model, size_t scenario, size_t output, GError **error)
{
    g_autoptr(Tornado) tornado = g_new0(Tornado, 1);
    g_autoptr(CostPoint) point = cost_point_new(model, scenario);

    tornado->model = model;
    tornado->scenario = scenario;
    tornado->output = output;
    tornado->bars = g_new0(TornadoBar, model->n_steps + 1);
    tornado->base = cost_point_value(point, output);
    for (size_t i = 0; i < model->n_steps; i++)
        if (!add_bar(tornado, point, i, error))
            return NULL;
    if (tornado->n_bars == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "no value that '%s' depends on has ends to try; give it low and high, or a "
                    "distribution",
                    model->steps[output].name);
        return NULL;
    }
    qsort(tornado->bars, tornado->n_bars, sizeof *tornado->bars, widest_first);
    return g_steal_pointer(&tornado);
}

void
tornado_free(Tornado *tornado)
{
    if (!tornado)
        return;
    g_free(tornado->bars);
    g_free(tornado);
}

/* The values of STEP from end to end. FALSE and ERROR: it has no ends. */
static bool
spread(const CostStep *step, size_t n, double **values, GError **error)
{
    double low, high;

    if (step->formula || !tornado_ends(step, &low, &high)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "'%s' has no ends to try; give it low and high, or a distribution", step->name);
        return false;
    }
    *values = g_new(double, n);
    for (size_t i = 0; i < n; i++)
        (*values)[i] = low + (high - low) * (double)i / (double)(n - 1);
    return true;
}

CostGrid *
cost_grid_run(const CostModel *model, size_t scenario, size_t output, size_t row, size_t col,
              size_t n, GError **error)
{
    g_autoptr(CostGrid) grid = g_new0(CostGrid, 1);
    g_autoptr(CostPoint) point = cost_point_new(model, scenario);

    g_assert(n > 1 && row != col);
    *grid = (CostGrid){
        .model = model, .scenario = scenario, .output = output, .row = row, .col = col, .n = n
    };
    if (!spread(&model->steps[row], n, &grid->rows, error) ||
        !spread(&model->steps[col], n, &grid->cols, error))
        return NULL;
    grid->outcomes = g_new(double, n *n);
    for (size_t i = 0; i < n; i++) {
        point->given[row] = grid->rows[i];
        for (size_t j = 0; j < n; j++) {
            GError *wrong = NULL;

            grid->outcomes[i * n + j] = cost_point_try(point, col, grid->cols[j], output, &wrong);
            if (wrong) {
                g_propagate_error(error, wrong);
                return NULL;
            }
        }
    }
    return g_steal_pointer(&grid);
}

void
cost_grid_free(CostGrid *grid)
{
    if (!grid)
        return;
    g_free(grid->rows);
    g_free(grid->cols);
    g_free(grid->outcomes);
    g_free(grid);
}
