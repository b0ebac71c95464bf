/* SPDX-License-Identifier: GPL-3.0-or-later */
/* crosstab_effects.h - the design effects of a table that is too large for its covariance. */
#pragma once

#include "analysis/crosstab_fill.h"
#include "analysis/effects.h"

/* Sets the number and the trace of the EFFECTS of CROSSTAB, whose CELLS are sums of ESTIMANDS, from
 * variances alone: in the memory of its cells. Their squares, which need the covariance of all
 * pairs of cells, stay NAN. FALSE when the table is too large for that too, or has no variance. */
bool crosstab_effects(const Crosstab *crosstab, const Estimands *estimands, const CellSums *cells,
                      const Design *design, const EstimandOptions *options, Effects *effects);
