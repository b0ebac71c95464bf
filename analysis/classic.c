/* SPDX-License-Identifier: GPL-3.0-or-later */
/* classic.c - independence of two variables in counts of units drawn one by one. */
#include "analysis/tests.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* Chi-square with DF degrees of freedom; expected counts below 5 are flagged. */
static void
finish(const TestTable *table, double statistic, double df, TestResult *result)
{
    g_auto(Margins) margins = test_margins(table);

    for (size_t i = 0; i < table->n_rows; i++)
        for (size_t j = 0; j < table->n_cols; j++)
            if (margins.rows[i] * margins.cols[j] / margins.all < 5.0)
                result->flags |= TEST_SMALL_EXPECTED;
    result->statistic = statistic;
    result->df1 = df;
    result->p = gsl_cdf_chisq_Q(statistic, df);
}

static double
df_of(const TestTable *table)
{
    return (double)((table->n_rows - 1) * (table->n_cols - 1));
}

/* Pearson (1900), Phil. Mag. 50, 157-175. */
static void
run_pearson(const TestTable *table, TestResult *result)
{
    finish(table, result->x2, df_of(table), result);
}

static void
run_lr(const TestTable *table, TestResult *result)
{
    finish(table, test_likelihood(table), df_of(table), result);
}

/* Yates (1934), JRSS Suppl. 1, 217-235; all distances are moved by 1/2, or less where one is less.
 */
static void
run_yates(const TestTable *table, TestResult *result)
{
    g_auto(Margins) margins = test_margins(table);
    double by = 0.5, sum = 0.0;

    if (table->n_rows != 2 || table->n_cols != 2) {
        result->flags |= TEST_NOT_2X2;
        return;
    }
    double expected[4];
    for (size_t a = 0; a < 4; a++) {
        expected[a] = margins.rows[a / 2] * margins.cols[a % 2] / margins.all;
        by = fmin(by, fabs(table->total[a] - expected[a]));
    }
    for (size_t a = 0; a < 4; a++) {
        double off = fabs(table->total[a] - expected[a]) - by;

        sum += off * off / expected[a];
    }
    finish(table, sum, 1.0, result);
}

/* (n - 1) r^2 with the rows and columns scored 1, 2, 3 ...: Agresti (2002), Categorical Data
 * Analysis, section 3.4.1. */
static void
run_linear(const TestTable *table, TestResult *result)
{
    g_auto(Margins) margins = test_margins(table);
    double x = 0.0, y = 0.0, xx = 0.0, yy = 0.0, xy = 0.0, n = margins.all;

    for (size_t i = 0; i < table->n_rows; i++)
        x += margins.rows[i] * (double)i / n;
    for (size_t j = 0; j < table->n_cols; j++)
        y += margins.cols[j] * (double)j / n;
    for (size_t i = 0; i < table->n_rows; i++)
        for (size_t j = 0; j < table->n_cols; j++) {
            double w = table->total[i * table->n_cols + j];
            double u = (double)i - x, v = (double)j - y;

            xx += w * u * u;
            yy += w * v * v;
            xy += w * u * v;
        }
    finish(table, (n - 1.0) * xy * xy / (xx * yy), 1.0, result);
}

const TestKind test_kind_pearson = {
    .name = "pearson",
    .summary = "Pearson's chi-square (default without a design)",
    .needs = TEST_OF_TWO | TEST_BY_COUNTS,
    .run = run_pearson,
};

const TestKind test_kind_lr = {
    .name = "lr",
    .summary = "likelihood ratio",
    .needs = TEST_OF_TWO | TEST_BY_COUNTS,
    .run = run_lr,
};

const TestKind test_kind_yates = {
    .name = "yates",
    .summary = "Pearson's with the correction for continuity, of 2 x 2 cells",
    .needs = TEST_OF_TWO | TEST_BY_COUNTS,
    .run = run_yates,
};

const TestKind test_kind_linear = {
    .name = "linear",
    .summary = "linear by linear: a trend along categories in their order",
    .needs = TEST_OF_TWO | TEST_BY_COUNTS,
    .run = run_linear,
};
