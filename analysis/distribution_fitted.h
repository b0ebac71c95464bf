/* SPDX-License-Identifier: GPL-3.0-or-later */
/* distribution_fitted.h - families of distributions, fitted to points of a distribution function.
 */
#pragma once

#include "analysis/distribution.h"

enum { FITTED_POINTS = 3 };

/* F(at) = p, both ascending. */
typedef struct {
    double at[FITTED_POINTS], p[FITTED_POINTS];
} FittedPoints;

/**
 * Sets the parameters of D, whose family, mirrored, low and high are given, to those with the least
 * sum of SQUARES of F(at) - p. FALSE: a point lies outside of where the family is.
 */
bool fitted_to(Distribution *d, const FittedPoints *points, double *squares);

double fitted_cdf(const Distribution *d, double x);
double fitted_density(const Distribution *d, double x);
double fitted_quantile(const Distribution *d, double p);
/* NAN: of FAMILY_LOG_STUDENT, which has none. */
double fitted_mean(const Distribution *d);
double fitted_sd(const Distribution *d);
