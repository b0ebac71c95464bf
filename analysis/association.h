/* SPDX-License-Identifier: GPL-3.0-or-later */
/* association.h - how strongly the rows and columns of a table go together. */
#pragma once

#include "analysis/tests.h"

/* NAN stands for what is undefined or does not apply. */
typedef struct {
    const char *name;    /* "gamma" */
    double value;        /* of odds and risks: a ratio */
    double ase1;         /* standard error */
    double ase0;         /* standard error if rows and columns are independent */
    double statistic, p; /* value / ase0, of which p is two-sided; under a design value / ase1 */
    double lower, upper; /* confidence limits */
    unsigned flags;      /* TestFlag */
} Association;

/**
 * Cramer's V, phi, the contingency coefficient; of categories in their order gamma, Kendall's
 * tau-b, Stuart's tau-c, Somers' d; of 2 x 2 cells odds ratio, relative risks of both columns, risk
 * difference, conditional odds ratio. [*n] rows, owned by the caller.
 *
 * Standard errors are those of functions of the cell shares: by the multinomial covariance for
 * units drawn one by one, else by the covariance of TABLE (ase0 is then not known). LEVEL is that
 * of the limits. Agresti (2002), Categorical Data Analysis, sections 2.4 and 3.1; Brown and
 * Benedetti (1977), JASA 72, 309-315.
 */
Association *association_all(const TestTable *table, double level, size_t *n);
