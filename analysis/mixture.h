/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mixture.h - the upper tail of a weighted sum of squared normals. */
#pragma once

#include <stddef.h>

/* The sum of weight[i] times chi-square on one degree of freedom each, held against X times
 * chi-square on DF degrees over DF; with DF infinite against X itself. */
typedef struct {
    const double *weight; /* [n], > 0 */
    size_t n;
    double x;  /* > 0 */
    double df; /* any number > 0, need not be whole */
} Mixture;

/* The probability that the sum is the larger, by the inversion integral: to some 12 digits also far
 * out in the tail. */
double mixture_tail(const Mixture *mixture);

/* The same by the saddlepoint approximation. Kuonen (1999), Biometrika 86, 929-935. */
double mixture_saddlepoint(const Mixture *mixture);
