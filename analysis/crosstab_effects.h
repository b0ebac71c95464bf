/* SPDX-License-Identifier: GPL-3.0-or-later */
/* crosstab_effects.h - the design effects of a table that is too large for its covariance. */
#pragma once

#include "analysis/crosstab_fill.h"
#include "analysis/effects.h"

/* Sets the number and the sums of the EFFECTS of CROSSTAB, whose CELLS are sums of ESTIMANDS, in
 * the memory of its cells: the covariance of their pairs is made in blocks. Without SQUARES, and
 * when that would take minutes, the sum of the squares is NAN, and the rest comes from variances
 * alone. FALSE when the table is too large for that too, or has no variance. */
bool crosstab_effects(const Crosstab *crosstab, const Estimands *estimands, const CellSums *cells,
                      const Design *design, const EstimandOptions *options, bool squares,
                      Effects *effects);
