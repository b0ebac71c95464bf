/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/quantile_replicates.h"

#include "datasets/error.h"

#include <math.h>

bool
quantile_replicates_check(const Design *design, GError **error)
{
    const ReplicateRule *rule = design_replicates(design);
    const char *wrong = NULL;

    if (!rule)
        wrong = "there are no replicate weights; name them with --repweights";
    else if (rule->type == REPLICATE_JK1 || rule->type == REPLICATE_JKN ||
             rule->type == REPLICATE_JK2)
        wrong = "the spread of a quantile over a jackknife is not its error; leave the option out";
    if (wrong)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--quantile-error replicates: %s",
                    wrong);
    return !wrong;
}

/* Kept rows of GROUP, by their number. */
static GArray *
rows_of(const Kept *kept, int32_t group)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < kept->code->len; i++)
        if (g_array_index(kept->code, int32_t, i) == group)
            g_array_append_val(rows, i);
    return rows;
}

/* Quantiles of ROWS with the weights of replicate R into THETA, a replicate apart from each other
 * by N. VALUE and WEIGHT have room for all rows. */
static void
read_off(const Statistic *statistic, const QuantileRule *rule, const GArray *rows, size_t r,
         size_t n, double *value, double *weight, double *theta)
{
    const Kept *kept = statistic->kept;
    size_t stride = REPLICATE_STRIDE(n), m = 0;

    for (guint k = 0; k < rows->len; k++) {
        guint i = g_array_index(rows, guint, k);
        double w = g_array_index(kept->replicates, double, i *stride + r);

        if (!(w > 0.0))
            continue;
        value[m] = g_array_index(kept->value, double, i);
        weight[m++] = w;
    }
    g_auto(Distribution) distribution = { 0 };
    distribution_init(&distribution, value, weight, m, rule->distinct);
    for (size_t k = 0; k < statistic->n_points; k++)
        theta[k * n + r] = quantile_of(rule, &distribution, statistic->points[k]);
}

void
quantile_replicates_values(const Statistic *statistic, const QuantileRule *rule, int32_t group,
                           size_t n, double *theta)
{
    g_autoptr(GArray) rows = rows_of(statistic->kept, group);
    g_autofree double *value = g_new(double, rows->len + 1);
    g_autofree double *weight = g_new(double, rows->len + 1);

    for (size_t r = 0; r < n; r++)
        read_off(statistic, rule, rows, r, n, value, weight, theta);
}

static void
fill_row(Estimate *row, const Design *design, const double *theta, const EstimandOptions *options)
{
    const ReplicateRule *rule = design_replicates(design);
    const DesignSpec *spec = design_spec(design);
    g_autofree double *distances = g_new(double, rule->n);
    size_t lost = replicate_distances(rule, theta, row->value, distances);

    row->se = lost + 2 > rule->n ? NAN : sqrt(replicate_product(rule, distances, distances));
    row->cv = row->value != 0.0 ? row->se / fabs(row->value) : NAN;
    row->df = spec->df_rule == DF_NUMBER     ? spec->df
              : spec->df_rule == DF_INFINITE ? INFINITY
                                             : design_df(design);
    Limits limits = interval_wald(row->value, row->se, row->df, options->level);
    row->lower = limits.lower;
    row->upper = limits.upper;
    row->ci_method = limits.method;
    if (lost > 0)
        row->flags |= ESTIMATE_REPLICATES_LOST;
    if (isfinite(row->se) && row->df > 0.0)
        row->flags &= ~(unsigned)ESTIMATE_NO_VARIANCE;
    else
        row->flags |= ESTIMATE_NO_VARIANCE;
}

void
quantile_replicates_fill(const Statistic *statistic, const Design *design, const QuantileRule *rule,
                         const int32_t *groups, size_t n_groups, const EstimandOptions *options,
                         Estimates *out, size_t first)
{
    size_t n = design_replicates(design)->n, n_points = statistic->n_points;
    g_autofree double *theta = g_new(double, n_points *n + 1);

    for (size_t g = 0; g < n_groups; g++) {
        if (statistic->distributions[groups[g]].n == 0)
            continue;
        quantile_replicates_values(statistic, rule, groups[g], n, theta);
        for (size_t k = 0; k < n_points; k++)
            fill_row(&out->rows[first + g * n_points + k], design, theta + k * n, options);
    }
}
