/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/association.h"

#include "analysis/association_part.h"
#include "analysis/interval.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

double
association_error(const TestTable *table, const double *share, const double *gradient)
{
    size_t m = table->n_rows * table->n_cols;
    double sum = 0.0, mean = 0.0;

    if (table->plain) {
        for (size_t a = 0; a < m; a++)
            mean += share[a] * gradient[a];
        for (size_t a = 0; a < m; a++)
            sum += share[a] * (gradient[a] - mean) * (gradient[a] - mean);
        return sqrt(sum / table->n);
    }
    if (!table->share_covariance || !(table->df > 0.0))
        return NAN;
    for (size_t a = 0; a < m; a++)
        for (size_t b = 0; b < m && gradient[a] != 0.0; b++)
            sum += gradient[a] * gradient[b] * table->share_covariance[a * m + b];
    return sqrt(fmax(sum, 0.0));
}

double
association_critical(const TestTable *table, double level)
{
    return interval_critical(table->plain ? (double)INFINITY : table->df, level);
}

double
association_two_sided(const TestTable *table, double statistic)
{
    if (table->plain || isinf(table->df))
        return 2.0 * gsl_cdf_ugaussian_Q(fabs(statistic));
    return table->df > 0.0 ? 2.0 * gsl_cdf_tdist_Q(fabs(statistic), table->df) : NAN;
}

void
association_add(GArray *list, Association association)
{
    if (!isfinite(association.value)) {
        association.value = association.ase1 = association.ase0 = NAN;
        association.statistic = association.p = association.lower = association.upper = NAN;
        if (!(association.flags & TEST_UNDEFINED))
            association.flags |= TEST_ONE_LINE;
    }
    g_array_append_val(list, association);
}

static void
add_coefficients(GArray *list, const TestTable *table)
{
    double x2 = test_pearson(table), n = table->n;
    double least = (double)MIN(table->n_rows, table->n_cols) - 1.0;
    const struct {
        const char *name;
        double value;
    } rows[] = { { "cramers_v", sqrt(x2 / (n * least)) },
                 { "phi", sqrt(x2 / n) },
                 { "contingency", sqrt(x2 / (n + x2)) } };

    for (size_t k = 0; k < G_N_ELEMENTS(rows); k++)
        association_add(
            list, (Association){ rows[k].name, rows[k].value, NAN, NAN, NAN, NAN, NAN, NAN, 0 });
}

Association *
association_all(const TestTable *table, double level, size_t *n)
{
    g_autoptr(TestTable) held = test_table_held(table);
    GArray *list = g_array_new(FALSE, FALSE, sizeof(Association));
    unsigned flags = 0;

    if (held->n_rows < table->n_rows || held->n_cols < table->n_cols)
        flags |= TEST_EMPTY_LINES;
    if (held->n_rows > 1 && held->n_cols > 1) {
        add_coefficients(list, held);
        association_add_ordinal(list, held, level);
        if (held->n_rows == 2 && held->n_cols == 2)
            association_add_risks(list, held, level);
    } else {
        association_add(
            list, (Association){ "cramers_v", NAN, NAN, NAN, NAN, NAN, NAN, NAN, TEST_ONE_LINE });
    }
    for (guint k = 0; k < list->len; k++)
        g_array_index(list, Association, k).flags |= flags;
    *n = list->len;
    return (Association *)(gpointer)g_array_free(list, FALSE);
}
