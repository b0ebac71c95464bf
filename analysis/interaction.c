/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/interaction.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

/* Helmert contrasts of X [n] with STRIDE into OUT [n - 1], likewise: contrast k is the first k less
 * the next one, of length 1. May be done in place. */
static void
helmert(const double *x, size_t n, size_t stride, double *out)
{
    double before = x[0];

    for (size_t k = 1; k < n; k++) {
        double here = x[k * stride], j = (double)k;

        out[(k - 1) * stride] = (before - j * here) / sqrt(j * (j + 1.0));
        before += here;
    }
}

/* The interaction of a table X [n_rows * n_cols] into OUT [k]; X is overwritten. */
static void
contrast(double *x, size_t n_rows, size_t n_cols, double *out)
{
    for (size_t j = 0; j < n_cols; j++)
        helmert(x + j, n_rows, n_cols, x + j);
    for (size_t i = 0; i + 1 < n_rows; i++) {
        helmert(x + i * n_cols, n_cols, 1, x + i * n_cols);
        for (size_t j = 0; j + 1 < n_cols; j++)
            out[i * (n_cols - 1) + j] = x[i * n_cols + j];
    }
}

double *
interaction_part(const double *matrix, size_t n_rows, size_t n_cols)
{
    size_t m = n_rows * n_cols, k = (n_rows - 1) * (n_cols - 1);
    g_autofree double *half = g_new(double, m *k + 1), *line = g_new(double, m);
    double *part = g_new(double, k *k + 1);

    for (size_t a = 0; a < m; a++) {
        for (size_t b = 0; b < m; b++)
            line[b] = matrix[a * m + b];
        contrast(line, n_rows, n_cols, half + a * k);
    }
    for (size_t c = 0; c < k; c++) {
        for (size_t a = 0; a < m; a++)
            line[a] = half[a * k + c];
        contrast(line, n_rows, n_cols, part + c * k);
    }
    return part;
}

/* B becomes L^-1 B L^-T with LL' = A. FALSE if A is singular; both are then spoilt. */
static bool
divide(double *a, double *b, size_t k)
{
    gsl_matrix_view below = gsl_matrix_view_array(a, k, k);
    gsl_matrix_view above = gsl_matrix_view_array(b, k, k);
    double most = 0.0;

    for (size_t i = 0; i < k; i++)
        most = fmax(most, a[i * k + i]);
    if (gsl_linalg_cholesky_decomp1(&below.matrix))
        return false;
    for (size_t i = 0; i < k; i++)
        if (!(a[i * k + i] * a[i * k + i] > 1e-13 * most))
            return false;
    gsl_blas_dtrsm(CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, 1.0, &below.matrix,
                   &above.matrix);
    gsl_blas_dtrsm(CblasRight, CblasLower, CblasTrans, CblasNonUnit, 1.0, &below.matrix,
                   &above.matrix);
    return true;
}

/* The same in the directions where A is not 0: their number into *K. */
static double *
divide_in_range(double *a, double *b, size_t *k)
{
    size_t n = *k, rank = 0;
    gsl_matrix_view below = gsl_matrix_view_array(a, n, n);
    gsl_matrix_view above = gsl_matrix_view_array(b, n, n);
    gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc(n);
    gsl_vector *values = gsl_vector_alloc(n);
    gsl_matrix *vectors = gsl_matrix_alloc(n, n), *half = gsl_matrix_alloc(n, n);

    gsl_eigen_symmv(&below.matrix, values, vectors, work);
    gsl_eigen_symmv_sort(values, vectors, GSL_EIGEN_SORT_VAL_DESC);
    for (size_t c = 0; c < n; c++) {
        double value = gsl_vector_get(values, c);
        gsl_vector_view column = gsl_matrix_column(vectors, c);

        if (!(value > 1e-12 * gsl_vector_get(values, 0)))
            break;
        gsl_vector_scale(&column.vector, 1.0 / sqrt(value));
        rank++;
    }
    double *result = rank > 0 ? g_new(double, rank *rank + 1) : NULL;
    if (result) {
        gsl_matrix_view range = gsl_matrix_submatrix(vectors, 0, 0, n, rank);
        gsl_matrix_view product = gsl_matrix_submatrix(half, 0, 0, n, rank);
        gsl_matrix_view out = gsl_matrix_view_array(result, rank, rank);

        gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1.0, &above.matrix, &range.matrix, 0.0,
                       &product.matrix);
        gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1.0, &range.matrix, &product.matrix, 0.0,
                       &out.matrix);
    }
    *k = rank;
    gsl_eigen_symmv_free(work);
    gsl_vector_free(values);
    gsl_matrix_free(vectors);
    gsl_matrix_free(half);
    return result;
}

/* D^-1 / n (with COVARIANCE NULL) or D^-1 V D^-1, its interaction part; cells of 0 give 0. */
static double *
weighed_part(const TestTable *table, const double *covariance)
{
    size_t m = table->n_rows * table->n_cols;
    g_autofree double *matrix = g_new0(double, m *m), *inverse = g_new(double, m);
    g_auto(Margins) margins = test_margins(table);

    for (size_t a = 0; a < m; a++)
        inverse[a] = table->total[a] > 0.0 ? margins.all / table->total[a] : 0.0;
    for (size_t a = 0; a < m; a++)
        for (size_t b = 0; b < m && covariance; b++)
            matrix[a * m + b] = covariance[a * m + b] * inverse[a] * inverse[b];
    for (size_t a = 0; a < m && !covariance; a++)
        matrix[a * m + a] = inverse[a] / table->n;
    return interaction_part(matrix, table->n_rows, table->n_cols);
}

double *
interaction_effects(const TestTable *table, size_t *k)
{
    g_autofree double *simple = weighed_part(table, NULL);
    g_autofree double *design = weighed_part(table, table->share_covariance);

    *k = (table->n_rows - 1) * (table->n_cols - 1);
    if (divide(simple, design, *k))
        return g_steal_pointer(&design);
    g_free(simple);
    g_free(design);
    simple = weighed_part(table, NULL);
    design = weighed_part(table, table->share_covariance);
    return divide_in_range(simple, design, k);
}

double *
interaction_eigenvalues(const double *matrix, size_t k, size_t *n)
{
    gsl_matrix *copy = gsl_matrix_alloc(k, k);
    gsl_vector *values = gsl_vector_alloc(k);
    gsl_eigen_symm_workspace *work = gsl_eigen_symm_alloc(k);
    double *list = g_new(double, k + 1), most;

    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++)
            gsl_matrix_set(copy, a, b, matrix[a * k + b]);
    gsl_eigen_symm(copy, values, work);
    most = gsl_vector_max(values);
    *n = 0;
    for (size_t a = 0; a < k; a++)
        if (gsl_vector_get(values, a) > 1e-12 * most)
            list[(*n)++] = gsl_vector_get(values, a);
    gsl_matrix_free(copy);
    gsl_vector_free(values);
    gsl_eigen_symm_free(work);
    return list;
}

/* Turns the columns of MATRIX [m * m], sums of weights, into those of
 * Y(i, j) = N(i, j) - N(i, .) N(., j) / N, by the derivatives of Y. */
static void
differentiate(const TestTable *table, const Margins *margins, double *matrix)
{
    size_t n_cols = table->n_cols, m = table->n_rows * n_cols;
    g_autofree double *rows = g_new(double, table->n_rows), *cols = g_new(double, n_cols);

    for (size_t b = 0; b < m; b++) {
        double all = 0.0;

        for (size_t i = 0; i < table->n_rows; i++)
            rows[i] = 0.0;
        for (size_t j = 0; j < n_cols; j++)
            cols[j] = 0.0;
        for (size_t a = 0; a < m; a++) {
            rows[a / n_cols] += matrix[a * m + b];
            cols[a % n_cols] += matrix[a * m + b];
            all += matrix[a * m + b];
        }
        for (size_t a = 0; a < m; a++) {
            double of_row = margins->rows[a / n_cols] / margins->all;
            double of_col = margins->cols[a % n_cols] / margins->all;

            matrix[a * m + b] +=
                -of_col * rows[a / n_cols] - of_row * cols[a % n_cols] + of_row * of_col * all;
        }
    }
}

static void
transpose(double *matrix, size_t m)
{
    for (size_t a = 0; a < m; a++)
        for (size_t b = 0; b < a; b++) {
            double kept = matrix[a * m + b];

            matrix[a * m + b] = matrix[b * m + a];
            matrix[b * m + a] = kept;
        }
}

double *
interaction_distances(const TestTable *table, const double *covariance)
{
    size_t m = table->n_rows * table->n_cols;
    g_auto(Margins) margins = test_margins(table);
    double *matrix = g_memdup2(covariance, m * m * sizeof *matrix);

    differentiate(table, &margins, matrix);
    transpose(matrix, m);
    differentiate(table, &margins, matrix);
    return matrix;
}
