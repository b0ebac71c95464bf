/* SPDX-License-Identifier: GPL-3.0-or-later */
/* estimates_suppress.h - rows about few units are withheld, and others that they follow from. */
#pragma once

#include "analysis/estimates.h"

/**
 * Withholds the rows whose base has 1 to LIMIT - 1 units, or whose category has (or leaves) so few,
 * and as many more as suppress() asks for when all bases together are known. A domain withheld of
 * one statistic is withheld of all, and contrasts and covariances go with the first row. So do the
 * least and the greatest value, which are what one unit says, and quantiles with fewer than LIMIT
 * units on one side. Rows that are marked already as withheld stay so. FALSE and
 * ERROR (ANDEL_ERROR_DATA): so few units in all that nothing can be shown.
 */
bool estimates_suppress(Estimates *estimates, size_t limit, GError **error);

/* Withholds row K of ESTIMATES, which show it, too, and with it contrasts and covariances. */
void estimates_withhold(Estimates *estimates, size_t k);

/* Leaves nothing of ROW but what it is about. */
void estimate_withhold(Estimate *row);
