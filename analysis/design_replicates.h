/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design_replicates.h - replicate weights of a Design, for design.c and design_finish.c alone. */
#pragma once

#include "analysis/design_state.h"

/* Makes the rule; nothing without replicate weights. FALSE and ERROR (ANDEL_ERROR_USAGE) for a
 * specification that cannot be. */
bool design_replicates_new(Design *design, GError **error);
void design_replicates_clear(Design *design);

/* Adds the columns to REQUESTS (of ColumnRequest). */
void design_replicates_requests(const Design *design, GArray *requests);

/* Weights of the rows of BLOCK into ROWS, whose units stand; WEIGHT [n_rows] is the sampling
 * weight. FALSE and ERROR (ANDEL_ERROR_DATA): one is missing, negative or not finite. */
bool design_replicates_add(Design *design, const Dataset *block, const double *weight,
                           DesignRows *rows, GError **error);
