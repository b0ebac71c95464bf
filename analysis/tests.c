/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/tests.h"

#include "datasets/error.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

/* To add a test: write it at the end of the file that computes it, then one line here. */
#define TESTS(X)      \
    X(rs1)            \
    X(rs2)            \
    X(rs_lr)          \
    X(rs_exact)       \
    X(rs_saddlepoint) \
    X(wald)           \
    X(adjwald)        \
    X(gof)            \
    X(gof_r)          \
    X(pearson)        \
    X(lr)             \
    X(yates)          \
    X(linear)         \
    X(fisher)         \
    X(fisher_less)    \
    X(fisher_greater)

#define DECLARE(name) extern const TestKind test_kind_##name;
TESTS(DECLARE)

#define ENTRY(name) &test_kind_##name,
const TestKind *const test_kinds[] = { TESTS(ENTRY) NULL };

const TestKind *
test_find(const char *name, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);

    for (size_t k = 0; test_kinds[k]; k++) {
        if (strcmp(test_kinds[k]->name, name) == 0)
            return test_kinds[k];
        g_string_append_printf(names, "%s%s", k > 0 ? ", " : "", test_kinds[k]->name);
    }
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "unknown test '%s'; there are %s", name,
                names->str);
    return NULL;
}

Margins
test_margins(const TestTable *table)
{
    Margins margins = { g_new0(double, table->n_rows + 1), g_new0(double, table->n_cols + 1), 0.0 };

    for (size_t i = 0; i < table->n_rows; i++)
        for (size_t j = 0; j < table->n_cols; j++) {
            double total = table->total[i * table->n_cols + j];

            margins.rows[i] += total;
            margins.cols[j] += total;
            margins.all += total;
        }
    return margins;
}

void
test_margins_clear(Margins *margins)
{
    g_free(margins->rows);
    g_free(margins->cols);
}

double
test_pearson(const TestTable *table)
{
    g_auto(Margins) margins = test_margins(table);
    double sum = 0.0;

    for (size_t i = 0; i < table->n_rows; i++)
        for (size_t j = 0; j < table->n_cols; j++) {
            double expected = margins.rows[i] * margins.cols[j] / margins.all;
            double off = table->total[i * table->n_cols + j] - expected;

            sum += off * off / expected;
        }
    return sum * table->n / margins.all;
}

double
test_likelihood(const TestTable *table)
{
    g_auto(Margins) margins = test_margins(table);
    double sum = 0.0;

    for (size_t i = 0; i < table->n_rows; i++)
        for (size_t j = 0; j < table->n_cols; j++) {
            double total = table->total[i * table->n_cols + j];

            if (total > 0.0)
                sum += total * log(total * margins.all / (margins.rows[i] * margins.cols[j]));
        }
    return 2.0 * sum * table->n / margins.all;
}

double
test_f_tail(double f, double df1, double df2)
{
    return isinf(df2) ? gsl_cdf_chisq_Q(f * df1, df1) : gsl_cdf_fdist_Q(f, df1, df2);
}

/* The part of MATRIX [m * m] that CELLS [n] make up. */
static double *
part_of(const double *matrix, size_t m, const size_t *cells, size_t n)
{
    double *part = matrix ? g_new(double, n *n + 1) : NULL;

    for (size_t a = 0; a < n && matrix; a++)
        for (size_t b = 0; b < n; b++)
            part[a * n + b] = matrix[cells[a] * m + cells[b]];
    return part;
}

TestTable *
test_table_held(const TestTable *table)
{
    g_auto(Margins) margins = test_margins(table);
    size_t m = table->n_rows * table->n_cols, n = 0;
    g_autofree size_t *cells = g_new(size_t, m + 1);
    TestTable *held = g_memdup2(table, sizeof *table);
    double *total = g_new(double, m + 1);

    held->n_rows = held->n_cols = 0;
    for (size_t i = 0; i < table->n_rows; i++)
        held->n_rows += margins.rows[i] > 0.0;
    for (size_t j = 0; j < table->n_cols; j++)
        held->n_cols += margins.cols[j] > 0.0;
    for (size_t i = 0; i < table->n_rows; i++)
        for (size_t j = 0; j < table->n_cols; j++)
            if (margins.rows[i] > 0.0 && margins.cols[j] > 0.0) {
                total[n] = table->total[i * table->n_cols + j];
                cells[n++] = i * table->n_cols + j;
            }
    held->total = total;
    held->share_covariance = part_of(table->share_covariance, m, cells, n);
    held->total_covariance = part_of(table->total_covariance, m, cells, n);
    held->expected = NULL;
    return held;
}

void
test_table_free(TestTable *table)
{
    if (!table)
        return;
    g_free((gpointer)table->total);
    g_free((gpointer)table->share_covariance);
    g_free((gpointer)table->total_covariance);
    g_free(table);
}

/* Runs a test of two variables on the lines that hold cases. */
static void
run_on_lines(const TestKind *kind, const TestTable *table, TestResult *result)
{
    g_autoptr(TestTable) held = test_table_held(table);

    if (held->n_rows < table->n_rows || held->n_cols < table->n_cols)
        result->flags |= TEST_EMPTY_LINES;
    if (held->n_rows < 2 || held->n_cols < 2) {
        result->flags |= TEST_ONE_LINE;
        return;
    }
    result->x2 = test_pearson(held);
    kind->run(held, result);
}

/* Why KIND cannot be made of TABLE. */
static unsigned
obstacles(const TestKind *kind, const TestTable *table)
{
    bool effects =
        table->effects && (kind->needs & TEST_BY_TRACE ||
                           (kind->needs & TEST_BY_SQUARES && isfinite(table->effects->square)));
    bool covariance = (!(kind->needs & TEST_BY_SHARES) || table->share_covariance || effects) &&
                      (!(kind->needs & TEST_BY_TOTALS) || table->total_covariance);
    unsigned flags = 0;

    if (table->overlap)
        return TEST_OVERLAP;
    if (((kind->needs & TEST_OF_TWO) != 0) != table->two_way)
        return TEST_WRONG_SHAPE;
    if (table->n_rows < 2 || (table->two_way && table->n_cols < 2))
        return TEST_ONE_LINE;
    if (kind->needs & TEST_BY_COUNTS && table->weighted)
        flags |= TEST_WEIGHTED;
    if (!covariance)
        flags |= table->too_large ? TEST_TOO_LARGE : TEST_NO_VARIANCE;
    if (kind->needs & (TEST_BY_SHARES | TEST_BY_TOTALS) && covariance && !(table->df > 0.0))
        flags |= TEST_NO_DF;
    return flags;
}

TestResult
test_run(const TestKind *kind, const TestTable *table)
{
    TestResult result = { kind->name, NAN, NAN, NAN, NAN, NAN, obstacles(kind, table) };

    if (kind->needs & TEST_BY_COUNTS && !table->plain)
        result.flags |= TEST_DESIGN_IGNORED;
    if (table->n > 0.0 && !(result.flags & TEST_UNDEFINED)) {
        if (kind->needs & TEST_OF_TWO)
            run_on_lines(kind, table, &result);
        else
            kind->run(table, &result);
    } else if (!(result.flags & TEST_UNDEFINED)) {
        result.flags |= TEST_ONE_LINE;
    }
    if (!isfinite(result.p))
        result.p = NAN;
    if (isnan(result.p)) {
        result.statistic = result.df1 = result.df2 = NAN;
        if (!(result.flags & TEST_UNDEFINED))
            result.flags |= TEST_SINGULAR;
    }
    if (isinf(result.df2))
        result.df2 = NAN;
    return result;
}
