/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interaction.h - what of a covariance of cells belongs to the dependence of rows and columns. */
#pragma once

#include "analysis/tests.h"

/* C'MC for MATRIX [m * m] of the cells of TABLE and C an orthonormal basis of all that sums to 0
 * over rows and over columns: [k * k] with k = (n_rows - 1)(n_cols - 1). The caller owns it. */
double *interaction_part(const double *matrix, size_t n_rows, size_t n_cols);

/* A symmetric matrix [*k * *k] whose eigenvalues are the generalised design effects of Rao and
 * Scott, see rao_scott.c. Where cells of 0 leave some directions without any case, K is smaller.
 * NULL when there are none. The caller owns it. */
double *interaction_effects(const TestTable *table, size_t *k);

/* The eigenvalues [*n] of a symmetric MATRIX [k * k] that are not 0. The caller owns them. */
double *interaction_eigenvalues(const double *matrix, size_t k, size_t *n);

/* From the COVARIANCE [m * m] of the sums of weights (or of the shares) of the cells that of their
 * distances from independence, N(i, j) - N(i, .) N(., j) / N. The caller owns it. */
double *interaction_distances(const TestTable *table, const double *covariance);
