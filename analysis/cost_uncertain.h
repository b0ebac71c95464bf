/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_uncertain.h - what a cost model says of how well its given values are known. */
#pragma once

#include "analysis/cost.h"

/* Fields of a value and of the root, for cost_fields[]. */
extern const Field estimate_fields[];
extern const Field correlation_fields[];

/* Reads the distribution, the ends and the estimate of STEP; complains to the document of MODEL.
 * Files are looked for as path_resolve() does, from the model's own. */
void uncertain_read(CostModel *model, CostStep *step, const char *data_dir);

/* Reads the correlations at NODE (NULL: none) and factors their matrix; complains of a pair that
 * has no distributions, and of correlations that cannot be together. */
void correlations_read(CostModel *model, const Node *node);
