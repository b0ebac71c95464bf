/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance.h - from the sums of a sample to the covariance of what is estimated from them. */
#pragma once

#include "analysis/design.h"
#include "analysis/sparse.h"
#include "analysis/totals.h"

/**
 * Estimates are functions of sums of slots. SUMS has a row for each sum, over the slots; GRADIENT a
 * row for each estimate, over the sums.
 *
 * Taylor linearisation: a unit's score is the gradient times its sums, and
 * V = sum over strata of (1 - f) n / (n - 1) sum over PSUs (z - mean z)(z - mean z)'.
 * PSUs without members of a domain have score 0 and count. Woodruff (1971), JASA 66, 411-414;
 * Binder (1983), Int. Statist. Rev. 51, 279-292.
 *
 * Later stages add the same within their strata, times the sampling fractions of all stages above:
 * V = V1 + sum f1 V2 + sum f1 f2 V3 ... Bellhouse (1985), Survey Methodology 11, 99-109. Without an
 * fpc of the first stage they add nothing. For PSUs of unequal probabilities see
 * variance_unequal.c.
 *
 * A stratum with one unit gives nothing, or under SINGLETON_ADJUST (1 - f)(z - m)^2 with m the mean
 * score of all units of its stage. Under SINGLETON_AVERAGE the variance of the stage is multiplied
 * by support_scale().
 *
 * Of a design with replicate weights the variance is that of the linearised estimates over the
 * replicates; see estimand_replicates.h for that of the estimates themselves.
 */

/* Whom the estimates are about: needed for rules that look at the domain. */
typedef struct {
    const uint32_t *base; /* [rows of GRADIENT] the sum of weights over the domain */
    const double *n;      /* [rows of SUMS] units in a sum of weights */
} Bases;

/* Variances [rows of GRADIENT]; BASES may be NULL. The caller owns the array. */
double *variance_diagonal(const Totals *totals, const Design *design, const Sparse *sums,
                          const Sparse *gradient, const Bases *bases);

/* The whole matrix, row by row. The caller owns the array. */
double *variance_matrix(const Totals *totals, const Design *design, const Sparse *sums,
                        const Sparse *gradient, const Bases *bases);

/* Rows (of double, each as long as GRADIENT has rows) whose products add up to that matrix: one for
 * each sampling unit of each stage. NULL where the matrix is no such sum by units: replicate
 * weights, rows that are their own PSUs, probabilities of pairs. To be given to g_array_unref(). */
GArray *variance_roots(const Totals *totals, const Design *design, const Sparse *sums,
                       const Sparse *gradient, const Bases *bases);

/* Where the members of a domain lie. */
typedef struct {
    double n_psu;        /* PSUs that hold members; of a later stage, its units */
    double n_psu_strata; /* all PSUs of the strata that do */
    size_t n_strata;     /* strata that do */
    size_t n_usable;     /* of these, with more than one PSU (or taken with certainty); under
                            singleton_domain with members in more than one */
} Support;

/* With replicate weights every domain has one stratum, and as many PSUs as the df need. */
/* For each stage and each of SUMS, which is then a sum of weights over a domain [stages * sums];
 * the first stage first. N [sums] are the units in it. The caller owns the array. */
Support *variance_support(const Totals *totals, const Design *design, const Sparse *sums,
                          const double *n);

/* Factor of a variance under SINGLETON_AVERAGE: strata with members over those of them that show
 * variance; NAN when none does. Under SINGLETON_MISSING NAN unless all do. Else 1. */
double support_scale(const Support *support, const Design *design);
