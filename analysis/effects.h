/* SPDX-License-Identifier: GPL-3.0-or-later */
/* effects.h - how much a sampling design inflates the dependence of rows and columns, without a
 * matrix of all pairs of interactions.
 *
 * The generalised design effects of Rao and Scott (see rao_scott.c) are the eigenvalues of V P,
 * with V the covariance of the shares p of the cells and P = n (D^-1 - F F'): D holds p, and the
 * columns of F are an orthonormal basis, in the product x' D y, of what rows and columns explain by
 * themselves (of that, what is 0 where no case is). So their trace and the trace of their square
 * follow from variances of F'p and from covariances of p and F'p:
 * tr V P = n (sum V(a, a) / p(a) - tr F'VF), and likewise the square. */
#pragma once

#include "analysis/sparse.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    size_t k;      /* how many effects: (rows - 1)(columns - 1) where every cell holds cases */
    double trace;  /* their sum */
    double square; /* sum of their squares; NAN: not known */
} Effects;

/* Linear functions of the shares of cells: first each cell with a share above 0 over its root, then
 * the columns of F. */
typedef struct {
    Sparse *functions; /* [n] over the cells */
    size_t n_cells;    /* the first of them */
    size_t k;          /* of Effects */
} Directions;

/* Of the table SHARE [n_rows * n_cols], 0 where no case is. NULL when its shorter side has so many
 * lines that their basis takes more than some 100 MB: lines times cells above 4 million. */
Directions *directions_new(const double *share, size_t n_rows, size_t n_cols);
void directions_free(Directions *directions);

/* The product of X and Y, values of all functions: sum over the cells less that over the others. */
double directions_product(const Directions *directions, const double *x, const double *y);

/* From the covariance V [cells * cells] of the shares of N units. */
Effects effects_of_covariance(const Directions *directions, const double *v, size_t n_cells,
                              double n);

/* Adds to EFFECTS what the VARIANCE of function I says, or the COVARIANCE of I and J, of the shares
 * of N units, in both orders. */
void effects_add_variance(Effects *effects, const Directions *directions, size_t i, double variance,
                          double n);
void effects_add_covariance(Effects *effects, const Directions *directions, size_t i, size_t j,
                            double covariance, double n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Directions, directions_free)
