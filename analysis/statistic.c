/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/statistic.h"

#include "datasets/error.h"

#include <string.h>

static const double median_point = 0.5;

static bool
read_points(Statistic *statistic, GError **error)
{
    const Expression *call = statistic->expression;

    statistic->points = g_new(double, call->n_arguments + 1);
    for (size_t k = 1; k < call->n_arguments; k++) {
        const Expression *point = call->arguments[k];

        if (point->kind != EXPRESSION_NUMBER || !(point->number > 0.0 && point->number < 1.0)) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                        "%s: the shares of %s() are numbers between 0 and 1, as in "
                        "quantile(x, 0.25, 0.5)",
                        statistic->text, call->text);
            return false;
        }
        statistic->points[statistic->n_points++] = point->number;
    }
    if (statistic->n_points > 0)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "%s: say which quantiles, as in quantile(x, 0.25, 0.5)", statistic->text);
    return false;
}

/* The call without the shares that follow its argument. */
static bool
read_measure(Statistic *statistic, GError **error)
{
    const Estimator *estimator = statistic->estimator;
    Expression call = *statistic->expression;

    if (estimator->points && call.n_arguments > 0) {
        if (!read_points(statistic, error))
            return false;
        call.n_arguments = 1;
    } else if (estimator->keeps) {
        statistic->points = g_memdup2(&median_point, sizeof median_point);
        statistic->n_points = 1;
    }
    statistic->measure = measure_new(&call, statistic->text, estimator->accepts, error);
    return statistic->measure != NULL;
}

Statistic *
statistic_new(const char *text, GError **error)
{
    g_autoptr(Statistic) statistic = g_new0(Statistic, 1);

    statistic->text = g_strdup(text);
    statistic->expression = expression_parse(text, error);
    if (!statistic->expression)
        return NULL;
    if (statistic->expression->kind != EXPRESSION_CALL) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "\"%s\" says no statistic; write mean(x), total(x), ratio(y/x), share(x) or "
                    "count()",
                    text);
        return NULL;
    }
    statistic->estimator = estimator_find(statistic->expression->text, error);
    if (!statistic->estimator || !read_measure(statistic, error))
        return NULL;
    if (statistic->estimator->exact && statistic->measure->name)
        statistic->exact = exact_new();
    if (statistic->estimator->range)
        statistic->range = range_new();
    if (statistic->estimator->keeps)
        statistic->kept = kept_new();
    return g_steal_pointer(&statistic);
}

static void
forget_distributions(Statistic *statistic)
{
    for (size_t g = 0; g < statistic->n_distributions; g++)
        distribution_clear(&statistic->distributions[g]);
    g_clear_pointer(&statistic->distributions, g_free);
}

void
statistic_free(Statistic *statistic)
{
    if (!statistic)
        return;
    forget_distributions(statistic);
    measure_free(statistic->measure);
    expression_free(statistic->expression);
    exact_free(statistic->exact);
    range_free(statistic->range);
    kept_free(statistic->kept);
    for (size_t v = 0; v < G_N_ELEMENTS(statistic->tallies); v++)
        tally_free(statistic->tallies[v]);
    g_free(statistic->points);
    g_free(statistic->text);
    g_free(statistic);
}

bool
statistic_add(Statistic *statistic, const Dataset *block, const DesignRows *rows,
              const int32_t *group, uint8_t *used, TermRows *term, GError **error)
{
    if (!measure_add(statistic->measure, block, group, used, statistic->values, term, error))
        return false;
    statistic->group = group;
    const double *number = statistic->values[0];
    const char *name = statistic->measure->name;

    if (rows->weight || !number)
        g_clear_pointer(&statistic->exact, exact_free);
    if (statistic->exact)
        exact_add(statistic->exact, term->code, number, rows->times,
                  dataset_find(block, name, READ_NUMBER), block->n_rows);
    if (statistic->range && number)
        range_add(statistic->range, term->code, number, block->n_rows);
    for (size_t v = 0; v < G_N_ELEMENTS(statistic->tallies); v++)
        if (statistic->tallies[v] && statistic->values[v])
            tally_add(statistic->tallies[v], term->code, statistic->values[v], rows->times,
                      block->n_rows);
    if (statistic->kept && number)
        kept_add(statistic->kept, rows, term->code, number);
    return true;
}

void
statistic_order(Statistic *statistic, const Design *design, size_t n_groups,
                const QuantileRule *rule)
{
    if (design_factor(design))
        g_clear_pointer(&statistic->exact, exact_free);
    if (!statistic->kept)
        return;
    statistic->n_distributions = n_groups;
    statistic->distributions =
        kept_distributions(statistic->kept, n_groups, design_factor(design), rule);
}
