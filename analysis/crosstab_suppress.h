/* SPDX-License-Identifier: GPL-3.0-or-later */
/* crosstab_suppress.h - small cells of a table are withheld, and others that they follow from. */
#pragma once

#include "analysis/crosstab.h"

/**
 * Withholds the cells of TABLE with 1 to LIMIT - 1 units, and as many more as suppress() asks for;
 * the total is known from the account of the rows and stays. Shares whose base is withheld go too,
 * and so do tests, measures, residuals, letters and covariances, which would tell something of what
 * is not shown. FALSE and ERROR (ANDEL_ERROR_DATA): fewer than LIMIT units in all.
 */
bool crosstab_suppress(Crosstab *table, size_t limit, GError **error);

/* Withholds the cell in row I and column J of TABLE, which shows it, too. */
void crosstab_withhold(Crosstab *table, size_t i, size_t j);
