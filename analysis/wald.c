/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wald.c - independence of two variables by the distance of the cells from it. */
#include "analysis/interaction.h"
#include "analysis/tests.h"

#include <gsl/gsl_linalg.h>
#include <math.h>

/* Y'V^-1 Y for Y [k] and V [k * k], which are spoilt; NAN when V is singular. */
static double
quadratic(double *y, double *v, size_t k)
{
    g_autofree double *scale = g_new(double, k);
    gsl_matrix_view matrix = gsl_matrix_view_array(v, k, k);
    gsl_vector_view vector = gsl_vector_view_array(y, k);
    gsl_vector *work = gsl_vector_alloc(3 * k);
    double condition = 0.0, sum = NAN;

    for (size_t a = 0; a < k; a++)
        scale[a] = sqrt(v[a * k + a]);
    for (size_t a = 0; a < k; a++) {
        y[a] /= scale[a];
        for (size_t b = 0; b < k; b++)
            v[a * k + b] /= scale[a] * scale[b];
    }
    if (gsl_linalg_cholesky_decomp1(&matrix.matrix) == 0 &&
        gsl_linalg_cholesky_rcond(&matrix.matrix, &condition, work) == 0 && condition > 1e-13) {
        sum = 0.0;
        for (size_t a = 0; a < k; a++) { /* forward: z = L^-1 y */
            for (size_t b = 0; b < a; b++)
                y[a] -= gsl_matrix_get(&matrix.matrix, a, b) * y[b];
            y[a] /= gsl_matrix_get(&matrix.matrix, a, a);
            sum += gsl_vector_get(&vector.vector, a) * y[a];
        }
    }
    gsl_vector_free(work);
    return sum;
}

/* W = Y'V^-1 Y on k = (n_rows - 1)(n_cols - 1) degrees of freedom: Koch, Freeman and Freeman
 * (1975), Int. Statist. Rev. 43, 59-78. */
static double
wald(const TestTable *table, size_t k)
{
    size_t n_cols = table->n_cols, m = table->n_rows * n_cols, n = 0;
    g_auto(Margins) margins = test_margins(table);
    g_autofree double *v = interaction_distances(table, table->total_covariance);
    g_autofree double *y = g_new(double, k), *free_v = g_new(double, k *k);
    g_autofree size_t *cells = g_new(size_t, k);

    for (size_t i = 1; i < table->n_rows; i++)
        for (size_t j = 1; j < n_cols; j++)
            cells[n++] = i * n_cols + j;
    for (size_t a = 0; a < k; a++) {
        y[a] = table->total[cells[a]] -
               margins.rows[cells[a] / n_cols] * margins.cols[cells[a] % n_cols] / margins.all;
        for (size_t b = 0; b < k; b++)
            free_v[a * k + b] = v[cells[a] * m + cells[b]];
    }
    return quadratic(y, free_v, k);
}

/* With ADJUSTED as Hotelling's T^2: Thomas and Rao (1987), JASA 82, 630-636. */
static void
run(const TestTable *table, TestResult *result, bool adjusted)
{
    size_t k = (table->n_rows - 1) * (table->n_cols - 1);
    double df = table->df, left = df - (double)k + 1.0;

    /* so many contrasts, so few differences between sampling units */
    if (!(left > 0.0)) {
        result->flags |= TEST_SINGULAR;
        return;
    }
    double w = wald(table, k);
    result->df1 = (double)k;
    result->df2 = adjusted ? left : df;
    result->statistic = w / (double)k;
    if (adjusted && isfinite(df))
        result->statistic *= left / df;
    result->p = isfinite(w) ? test_f_tail(result->statistic, result->df1, result->df2) : NAN;
}

static void
run_wald(const TestTable *table, TestResult *result)
{
    run(table, result, false);
}

static void
run_adjwald(const TestTable *table, TestResult *result)
{
    run(table, result, true);
}

const TestKind test_kind_wald = {
    .name = "wald",
    .summary = "Wald; unreliable with few sampling units",
    .needs = TEST_OF_TWO | TEST_BY_TOTALS,
    .run = run_wald,
};

const TestKind test_kind_adjwald = {
    .name = "adjwald",
    .summary = "Wald, adjusted for the number of sampling units",
    .needs = TEST_OF_TWO | TEST_BY_TOTALS,
    .run = run_adjwald,
};
