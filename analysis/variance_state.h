/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_state.h - the ways to a variance, for variance.c alone. */
#pragma once

#include "analysis/variance.h"

/* What a stratum contributes. */
typedef struct {
    double scale;
    bool skip;       /* nothing */
    bool centre_all; /* it has one PSU, held against the mean of all PSUs */
} StratumRule;

StratumRule stratum_rule(const Design *design, const Stratum *stratum);

/* Adds to VARIANCE [m] or to the upper triangle of MATRIX [m * m], whichever is not NULL. */
void clusters_variance(const Totals *totals, const Design *design, const Sparse *sums,
                       const Sparse *gradient, double *variance, double *matrix);
void elements_variance(const Totals *totals, const Design *design, const Sparse *sums,
                       const Sparse *gradient, double *variance, double *matrix);
void replicates_variance(const Totals *totals, const Design *design, const Sparse *sums,
                         const Sparse *gradient, double *variance, double *matrix);
