/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design.h - how the sample was drawn: weights, strata, sampling units and population sizes of any
 * number of stages as dense codes. */
#pragma once

#include "analysis/replicate.h"
#include "datasets/dataset.h"
#include "datasets/design_spec.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The unit of a row that is not in the sample. */
#define DESIGN_OUTSIDE UINT32_MAX

/* What the rows of a block are in the design. */
typedef struct {
    size_t n_rows;
    const double *weight;     /* [n_rows] of one unit, NULL: 1; times design_factor() in the end */
    const double *times;      /* [n_rows] units that a row stands for; NULL: one each */
    const uint32_t *unit;     /* [n_rows] the unit of the last stage, in an element
                                 design the stratum */
    size_t n_replicates;      /* 0: none; then every row of the sample is in unit 0 */
    const double *replicates; /* [n_rows][REPLICATE_STRIDE(n_replicates)] weights with each of the
                                 replicates, 0 behind them */
    Workers *workers;         /* who may help with these rows; NULL: nobody */
} DesignRows;

/* Replicates of a row stand side by side, filled up so that four can be added at a time. */
#define REPLICATE_STRIDE(n) (((n) + 3) & ~(size_t)3)

typedef struct {
    const char *name; /* as in the data; "" when there are no strata */
    double n;         /* units drawn */
    double fraction;  /* of the units of the population; 0: drawn with replacement */
    double weight;    /* sum of weights; of the first stage alone */
    double carried;   /* share of its variance that counts: the sampling fraction of all stages
                         above; 1 in the first */
    uint32_t parent;  /* unit of the stage above that it lies in, as it was met */
    bool singleton;   /* one unit that was not taken with certainty */
} Stratum;

/* Data pass by block by block; strata and units are numbered as they are met. */
typedef struct Design Design;

/**
 * NULL and ERROR (ANDEL_ERROR_USAGE) for a SPEC that cannot be: strata or fpc of a stage without
 * units; weights that would have to follow from an fpc that is not there; unequal probabilities
 * without what their rule needs.
 */
Design *design_new(const DesignSpec *spec, GError **error);
void design_free(Design *design);

/* Adds the columns that the design is made of to REQUESTS (of ColumnRequest). FALSE and ERROR as
 * expression_requests(). */
bool design_requests(const Design *design, GArray *requests, GError **error);
/* Columns that SPEC names and that nothing is read from, because their stage adds nothing: so that
 * their names can be checked. NULL-terminated. */
const char *const *design_idle_columns(const Design *design);

/**
 * Resolves the rows of BLOCK; *ROWS is borrowed and lives until the next call.
 * FALSE and ERROR (ANDEL_ERROR_DATA) with the line: a weight that is missing, negative or not
 * finite; a count that is no whole number; a missing stratum, unit, fpc or probability; an fpc that
 * is not positive or that differs within its stratum; a probability outside (0, 1] or that differs
 * within its PSU; a unit in two strata, or in two units, without nest.
 */
bool design_add(Design *design, const Dataset *block, DesignRows *rows, GError **error);

/**
 * After the last block. FALSE and ERROR (ANDEL_ERROR_DATA): weights that sum to 0 or beyond all
 * numbers; fpc whose unit cannot be told; an fpc smaller than the sample; strata with one unit
 * under SINGLETON_FAIL, or that cannot be merged under SINGLETON_COLLAPSE; joint probabilities that
 * do not fit.
 */
bool design_finish(Design *design, GError **error);

/* Units are kept one by one. Without PSU variables every row is its own PSU and nothing is kept for
 * each, unless it has a probability of its own, or its domain decides what it adds. */
bool design_clustered(const Design *design);

/* How variances are made of replicate weights; NULL: by linearisation over the units. */
const ReplicateRule *design_replicates(const Design *design);

/* The rest after design_finish(). */

/* Units of the last stage that matters; in an element design strata. A stage matters when all
 * stages above it have a sampling fraction. */
size_t design_units(const Design *design);
size_t design_stages(const Design *design);

/* Strata [*n] of the first stage, and of STAGE (from 0). */
const Stratum *design_strata(const Design *design, size_t *n);
const Stratum *design_stage_strata(const Design *design, size_t stage, size_t *n);

/* The units in the order of the tree: those of one stratum, or of one unit, of any stage stand
 * together. */
const uint32_t *design_order(const Design *design);
/* Where the units of the last stage that lie in each of the *N units of stratum H of STAGE begin in
 * that order [*n + 1]. Not for an element design. */
const size_t *design_stage_units(const Design *design, size_t stage, size_t h, size_t *n);
/* Units [*n] of stratum H of the first stage, in that order. */
const uint32_t *design_stratum_units(const Design *design, size_t h, size_t *n);

/* Probabilities of the PSUs of stratum H of the first stage, in the order of design_stage_units().
 * NULL: they have no part in the variance. */
const double *design_probabilities(const Design *design, size_t h);
/* For PSU K of the tree, its place in the order in which PSUs were met: its row in
 * DesignSpec.joint_matrix. [PSUs] */
const uint32_t *design_met(const Design *design);
/* What Hartley and Rao's rule needs of stratum H. */
double design_pps_sum(const Design *design, size_t h);

/* What the weights of a unit's rows are to be multiplied by [units]: weights that follow from
 * sampling fractions and probabilities. NULL: 1 for all. */
const double *design_factor(const Design *design);
/* PSUs of all strata, and these minus the strata; with replicate weights df are the rank of their
 * matrix minus 1. */
double design_n_psu(const Design *design);
double design_df(const Design *design);
bool design_has_fpc(const Design *design);
/* TRUE if every unit of the population is in the sample: no sampling error. */
bool design_census(const Design *design);
/* Share of the weights in strata of the first stage that show no variance of their own, because
 * they have one PSU, before any is merged; 0: there is none. */
double design_singleton_share(const Design *design);
/* The names of these strata, the first few: "a, b, ..."; "" without any. */
const char *design_singletons(const Design *design);
/* Which strata were merged: "a + b; c + d". NULL: none. */
const char *design_collapsed(const Design *design);
const DesignSpec *design_spec(const Design *design);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Design, design_free)
