/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design.h - how the sample was drawn: weights, strata, PSUs and population sizes as dense codes.
 */
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
    const uint32_t *unit;     /* [n_rows] the PSU, in an element design the stratum */
    size_t n_replicates;      /* 0: none; then every row of the sample is in unit 0 */
    const double *replicates; /* [n_rows][REPLICATE_STRIDE(n_replicates)] weights with each of the
                                 replicates, 0 behind them */
} DesignRows;

/* Replicates of a row stand side by side, filled up so that four can be added at a time. */
#define REPLICATE_STRIDE(n) (((n) + 3) & ~(size_t)3)

typedef struct {
    const char *name; /* as in the data; "" when there are no strata */
    double n;         /* PSUs drawn */
    double fraction;  /* of the PSUs of the population; 0: drawn with replacement */
    double weight;    /* sum of weights */
    bool singleton;   /* one PSU that was not taken with certainty */
} Stratum;

/* Data pass by block by block; strata and PSUs are numbered as they are met. */
typedef struct Design Design;

/**
 * NULL and ERROR (ANDEL_ERROR_USAGE) for a SPEC that cannot be: finite population corrections of a
 * later stage, or a first one with later stages (their part of the variance would be missing); an
 * fpc unit without fpc; a rule for strata with one PSU that is not there.
 */
Design *design_new(const DesignSpec *spec, GError **error);
void design_free(Design *design);

/* Adds the columns that the design is made of to REQUESTS (of ColumnRequest). FALSE and ERROR as
 * expression_requests(). */
bool design_requests(const Design *design, GArray *requests, GError **error);

/**
 * Resolves the rows of BLOCK; *ROWS is borrowed and lives until the next call.
 * FALSE and ERROR (ANDEL_ERROR_DATA) with the row: a weight that is missing, negative or not
 * finite; a count that is no whole number; a missing stratum, PSU or fpc; an fpc that is not
 * positive or that differs within its stratum; a PSU in two strata without nest.
 */
bool design_add(Design *design, const Dataset *block, DesignRows *rows, GError **error);

/**
 * After the last block. FALSE and ERROR (ANDEL_ERROR_DATA): weights that sum to 0; fpc whose unit
 * cannot be told; an fpc smaller than the sample; strata with one PSU under SINGLETON_FAIL.
 */
bool design_finish(Design *design, GError **error);

/* Without PSU variables every row is its own PSU: nothing is kept for each. */
bool design_clustered(const Design *design);
/* PSUs in a clustered design, else strata. */
size_t design_units(const Design *design);

/* How variances are made of replicate weights; NULL: by linearisation over the units. */
const ReplicateRule *design_replicates(const Design *design);

/* The rest after design_finish(). */
const Stratum *design_strata(const Design *design, size_t *n);
/* Units [*n] of stratum H. */
const uint32_t *design_stratum_units(const Design *design, size_t h, size_t *n);
/* What the weights of a unit's rows are to be multiplied by [units]: weights that follow from the
 * sampling fractions. NULL: 1 for all. */
const double *design_factor(const Design *design);
/* PSUs of all strata, and these minus the strata; with replicate weights df are the rank of their
 * matrix minus 1. */
double design_n_psu(const Design *design);
double design_df(const Design *design);
bool design_has_fpc(const Design *design);
/* TRUE if every unit of the population is in the sample: no sampling error. */
bool design_census(const Design *design);
const DesignSpec *design_spec(const Design *design);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Design, design_free)
