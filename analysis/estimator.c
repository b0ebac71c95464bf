/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/estimator.h"

#include "datasets/error.h"

#include <math.h>
#include <string.h>

/* To add an estimator: write analysis/est_NAME.c, then one line here. */
#define ESTIMATORS(X) \
    X(mean)           \
    X(total)          \
    X(ratio)          \
    X(share)          \
    X(count)          \
    X(quantile)       \
    X(median)         \
    X(sd)             \
    X(var)            \
    X(min)            \
    X(max)

#define DECLARE(name) extern const Estimator estimator_##name;
ESTIMATORS(DECLARE)

#define ENTRY(name) &estimator_##name,
const Estimator *const estimators[] = { ESTIMATORS(ENTRY) NULL };

const Estimator *
estimator_find(const char *name, GError **error)
{
    g_autoptr(GString) known = g_string_new(NULL);

    for (size_t k = 0; estimators[k]; k++) {
        if (strcmp(estimators[k]->name, name) == 0)
            return estimators[k];
        g_string_append_printf(known, "%s%s", k ? ", " : "", estimators[k]->usage);
    }
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "unknown estimator '%s'; there are: %s",
                name, known->str);
    return NULL;
}

int64_t
request_slot(const EstimateRequest *request, int32_t level, double *n)
{
    const Totals *totals = request->estimands->totals;
    int32_t cell = measure_cell(request->measure, request->group, level);

    *n = totals_n(totals, request->term, cell);
    return totals_slot(totals, request->term, cell);
}

double
request_shift(const EstimateRequest *request)
{
    return totals_shift(request->estimands->totals, request->term,
                        measure_cell(request->measure, request->group, 0), 0);
}

uint32_t
request_base(const EstimateRequest *request)
{
    uint32_t base = estimands_sum(request->estimands);
    size_t n_cells = MAX(request->n_levels, 1);
    double n;

    for (size_t k = 0; k < n_cells; k++) {
        int64_t slot = request_slot(request, request->n_levels ? request->levels[k] : 0, &n);
        estimands_add_slot(request->estimands, slot, 1.0, n);
    }
    return base;
}

Estimand
request_estimand(const EstimateRequest *request, uint32_t base)
{
    size_t n = (size_t)estimands_n(request->estimands, base);

    return (Estimand){ .statistic = request->statistic,
                       .variable = request->variable,
                       .by = request->by,
                       .base = base,
                       .n = n,
                       .base_n = n,
                       .spread = NAN };
}

void
request_known(Estimand *estimand, double value)
{
    if (isnan(value))
        return;
    estimand->known = true;
    estimand->value = value;
}

void
request_known_error(Estimand *estimand, double error)
{
    if (isnan(error))
        return;
    estimand->error_known = true;
    estimand->error = error;
}

/* S^2 of a share P of N units. */
static double
share_spread(double p, double n)
{
    return n > 1.0 ? p * (1.0 - p) * n / (n - 1.0) : NAN;
}

void
request_levels(const EstimateRequest *request, bool total)
{
    bool condition = request->measure->kind == MEASURE_CONDITION;
    uint32_t base = request_base(request);
    double base_weight = estimands_value(request->estimands, base), n;

    for (size_t k = 0; k < request->n_levels; k++) {
        Estimand estimand = request_estimand(request, base);
        int64_t slot = request_slot(request, request->levels[k], &n);

        if (condition && request->levels[k] != 1)
            continue;
        if (!condition)
            estimand.level = estimates_text(
                request->out, levels_text(request->measure->levels, request->levels[k]));
        estimand.sums[0] = estimands_sum(request->estimands);
        estimands_add_slot(request->estimands, slot, 1.0, n);
        estimand.sums[1] = base;
        estimand.n_sums = total ? 1 : 2;
        estimand.function = total ? estimand_total : estimand_ratio;
        estimand.share = !total;
        estimand.n = (size_t)n;
        estimand.spread =
            share_spread(estimands_value(request->estimands, estimand.sums[0]) / base_weight,
                         (double)estimand.base_n);
        if (total)
            estimand.spread *= base_weight * base_weight;
        estimands_add(request->estimands, &estimand);
    }
}
