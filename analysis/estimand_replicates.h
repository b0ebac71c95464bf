/* SPDX-License-Identifier: GPL-3.0-or-later */
/* estimand_replicates.h - estimates made anew with each set of replicate weights. */
#pragma once

#include "analysis/estimand.h"

/* Estimates by replicate, as distances from their centre. */
typedef struct {
    const ReplicateRule *rule;
    size_t n_estimates;
    double *distances; /* [n_estimates][rule->n], see replicate_distances() */
    size_t *lost;      /* [n_estimates] replicates in which there is no estimate */
} EstimandReplicates;

/* Of all of ESTIMANDS, whose values with the full weights are VALUE; DESIGN has replicates. */
EstimandReplicates *estimand_replicates_new(const Estimands *estimands, const Design *design,
                                            const double *value);
void estimand_replicates_free(EstimandReplicates *replicates);

/* NAN when fewer than two replicates have an estimate. */
double estimand_replicates_variance(const EstimandReplicates *replicates, size_t estimate);
/* [n_estimates * n_estimates], owned by the caller. */
double *estimand_replicates_matrix(const EstimandReplicates *replicates);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(EstimandReplicates, estimand_replicates_free)
