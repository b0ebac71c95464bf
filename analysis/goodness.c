/* SPDX-License-Identifier: GPL-3.0-or-later */
/* goodness.c - whether the shares of one variable are given ones. */
#include "analysis/tests.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* X^2 = n sum (p - q)^2 / q for given shares q. Under a design it is a sum of chi-squares with the
 * eigenvalues of n (diag(q) - qq')^-1 V for weights, whose trace is sum n V(i, i) / q(i); F of the
 * second order as in rao_scott.c. Rao and Scott (1981), JASA 76, 221-230, section 2.
 *
 * R's svygofchisq linearises (O - E) / root of E at the shares that were found, E being given
 * shares of an estimated total, where Rao and Scott do so under the hypothesis; and it takes the
 * covariance as known (a mixture of chi-squares), where this, as the test of two variables in R
 * too, lets F account for how few PSUs it is estimated from. Far from the hypothesis the two
 * differ. */
static void
run(const TestTable *table, TestResult *result)
{
    g_auto(Margins) margins = test_margins(table);
    size_t m = table->n_rows;
    g_autofree double *given = g_new(double, m + 1);
    double sum = 0.0, trace = 0.0, squares = 0.0;

    for (size_t i = 0; i < m; i++)
        sum += given[i] = table->expected ? table->expected[i] : 1.0;
    result->x2 = 0.0;
    for (size_t i = 0; i < m; i++) {
        double off = table->total[i] / margins.all - (given[i] /= sum);

        result->x2 += table->n * off * off / given[i];
        if (table->n * given[i] < 5.0)
            result->flags |= TEST_SMALL_EXPECTED;
    }
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

const TestKind test_kind_gof = {
    .name = "gof",
    .summary = "of one variable: are its shares those of --expected?",
    .needs = TEST_BY_SHARES,
    .run = run,
};
