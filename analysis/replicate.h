/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replicate.h - variances from estimates made with each of several sets of weights. */
#pragma once

#include "datasets/replicate_spec.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/**
 * V = scale * sum over replicates of rscale (estimate of the replicate - centre)^2, and products of
 * two estimates for their covariance. Wolter (2007), Introduction to Variance Estimation, chapters
 * 3 to 5. The centre is the mean of the replicates whose rscale is not 0, or the estimate itself.
 *
 * Scales by type, for R replicates: brr 1/R; fay 1/(R (1 - rho)^2), Judkins (1990), J. Official
 * Stat. 6, 223-239; jk1 (R - 1)/R; jkn 1, where the rscales, (n_h - 1)/n_h each, must be given; jk2
 * 1; bootstrap 1/(R - 1); sdr and acs 4/R, Fay and Train (1995), Proc. ASA Gov. Stat. Section,
 * 154-159; other: as given.
 */
typedef struct {
    ReplicateType type;
    size_t n; /* replicates, at least 2 */
    double fay;
    double scale;
    double *rscales; /* [n] >= 0 */
    bool centre_estimate;
    bool factors;  /* weights of the replicates are the columns times the sampling weight */
    bool negative; /* such weights can be: they come from adjustments */
} ReplicateRule;

/**
 * SPEC with its columns by name, not by pattern. NULL and ERROR (ANDEL_ERROR_USAGE): fewer than two
 * columns, no type, a type without what it needs or with what it does not take, rscales that are
 * no numbers of 0 or more or not as many as the columns.
 */
ReplicateRule *replicate_rule_new(const ReplicateSpec *spec, GError **error);
void replicate_rule_free(ReplicateRule *rule);

/**
 * DISTANCES [n] of the ESTIMATES [n] of the replicates from their centre, with the scales in them:
 * the sum of products of the distances of two estimates is their covariance. VALUE is the estimate
 * with the full weights. A replicate without an estimate (NAN: its denominator is 0) is left out,
 * as in R, and gets 0. Returns how many were left out.
 */
size_t replicate_distances(const ReplicateRule *rule, const double *estimates, double value,
                           double *distances);

/* The sum of A [n] B [n]. */
double replicate_product(const ReplicateRule *rule, const double *a, const double *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReplicateRule, replicate_rule_free)
