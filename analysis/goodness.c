/* SPDX-License-Identifier: GPL-3.0-or-later */
/* goodness.c - whether the shares of one variable are given ones. */
#include "analysis/tests.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* X^2 = n sum (p - q)^2 / q for given shares q. Under a design it is a sum of chi-squares with the
 * eigenvalues of n (diag(q) - qq')^-1 V for weights, whose trace is sum n V(i, i) / q(i); F of the
 * second order as in rao_scott.c. Rao and Scott (1981), JASA 76, 221-230, section 2.
 *
 * gof-r follows R's svygofchisq (survey 4.1 to 4.5), which departs from that in two ways: it
 * linearises (O - E) / root of E, totals less given shares of their sum, where the sample lies
 * instead of under the hypothesis; and it takes the covariance as known (chi-square of the same
 * mean and variance as the mixture), where gof, as the test of two variables in R too, lets F
 * account for how few PSUs it is estimated from. Far from the hypothesis they differ much. */

/* The given shares, which sum to 1; the caller owns them. */
static double *
given_shares(const TestTable *table)
{
    double *given = g_new(double, table->n_rows + 1), sum = 0.0;

    for (size_t i = 0; i < table->n_rows; i++)
        sum += given[i] = table->expected ? table->expected[i] : 1.0;
    for (size_t i = 0; i < table->n_rows; i++)
        given[i] /= sum;
    return given;
}

/* Pearson's statistic of the units of TABLE. */
static void
set_pearson(const TestTable *table, const double *given, double all, TestResult *result)
{
    result->x2 = 0.0;
    for (size_t i = 0; i < table->n_rows; i++) {
        double off = table->total[i] / all - given[i];

        result->x2 += table->n * off * off / given[i];
        if (table->n * given[i] < 5.0)
            result->flags |= TEST_SMALL_EXPECTED;
    }
}

static void
run(const TestTable *table, TestResult *result)
{
    g_auto(Margins) margins = test_margins(table);
    size_t m = table->n_rows;
    g_autofree double *given = given_shares(table);
    double trace = 0.0, squares = 0.0;

    set_pearson(table, given, margins.all, result);
    if (table->plain) {
        result->statistic = result->x2;
        result->df1 = (double)m - 1.0;
        result->p = gsl_cdf_chisq_Q(result->x2, result->df1);
        return;
    }
    for (size_t a = 0; a < m; a++)
        for (size_t b = 0; b < m; b++) {
            double v = table->n * table->share_covariance[a * m + b];

            trace += a == b ? v / given[a] : 0.0;
            squares += v * v / (given[a] * given[b]);
        }
    if (!(trace > 0.0)) {
        result->flags |= TEST_NO_VARIANCE;
        return;
    }
    result->statistic = result->x2 / trace;
    result->df1 = trace * trace / squares;
    result->df2 = result->df1 * table->df;
    result->p = test_f_tail(result->statistic, result->df1, result->df2);
}

/* With E = q N, the derivative of (O - E) / root of E in cell I by the total of cell J is
 * 1 / root of E in its own cell, less SHIFT(i) in each: so C = A V A' needs sums of V only. */
static void
run_r(const TestTable *table, TestResult *result)
{
    g_auto(Margins) margins = test_margins(table);
    size_t m = table->n_rows;
    const double *v = table->total_covariance;
    g_autofree double *given = given_shares(table), *root = g_new(double, m + 1);
    g_autofree double *shift = g_new(double, m + 1), *sums = g_new0(double, m + 1);
    double all = 0.0, trace = 0.0, squares = 0.0;

    set_pearson(table, given, margins.all, result);
    for (size_t i = 0; i < m; i++) {
        double expected = given[i] * margins.all, off = table->total[i] - expected;

        root[i] = sqrt(expected);
        shift[i] = given[i] / root[i] + off * given[i] / (2.0 * expected * root[i]);
        for (size_t j = 0; j < m; j++)
            sums[i] += v[i * m + j];
        all += sums[i];
    }
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < m; j++) {
            double c = v[i * m + j] / (root[i] * root[j]) - shift[j] * sums[i] / root[i] -
                       shift[i] * sums[j] / root[j] + shift[i] * shift[j] * all;

            trace += i == j ? c : 0.0;
            squares += c * c;
        }
    if (!(trace > 0.0)) {
        result->flags |= TEST_NO_VARIANCE;
        return;
    }
    result->df1 = trace * trace / squares;
    result->statistic = result->x2 * margins.all / table->n / (squares / trace);
    result->p = gsl_cdf_chisq_Q(result->statistic, result->df1);
}

const TestKind test_kind_gof = {
    .name = "gof",
    .summary = "of one variable: are its shares those of --expected?",
    .needs = TEST_BY_SHARES,
    .run = run,
};

const TestKind test_kind_gof_r = {
    .name = "gof-r",
    .summary = "the same as R's svygofchisq has it",
    .needs = TEST_BY_TOTALS,
    .run = run_r,
};
