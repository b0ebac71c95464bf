/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kept.h - the rows of one number that stay in memory for a second pass: of quantiles. */
#pragma once

#include "analysis/design.h"
#include "analysis/quantile.h"

#include <glib.h>
#include <stdint.h>

/* Rows in the order of the file. Columns that a design does without are empty. */
typedef struct {
    GArray *value, *weight, *times; /* of double */
    GArray *unit, *row;             /* of uint32_t; ROW: its number among all that passed */
    GArray *code;                   /* of int32_t: the group */
    GArray *replicates;             /* of double: weights of a row side by side, as in DesignRows */
    size_t n_replicates;
    uint32_t n_passed; /* rows, kept or not */
} Kept;

Kept *kept_new(void);
void kept_free(Kept *kept);

/* Keeps the rows of a block that are in a group: CODE and VALUE [rows->n_rows]. */
void kept_add(Kept *kept, const DesignRows *rows, const int32_t *code, const double *value);

/* Keeps row I of FROM too. */
void kept_copy(Kept *kept, const Kept *from, size_t i);

/* Rows BEGIN to END as they were in their block; the arrays are borrowed. */
void kept_rows(const Kept *kept, size_t begin, size_t end, DesignRows *rows);

/* For each of the groups [n] the values of its rows with their weights, of which those of a unit
 * are multiplied by FACTOR [units] (NULL: 1). The caller owns the array and clears each. */
Distribution *kept_distributions(const Kept *kept, size_t n, const double *factor,
                                 const QuantileRule *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Kept, kept_free)
