/* SPDX-License-Identifier: GPL-3.0-or-later */
/* crosstab_extras.h - tests, measures, residuals and letters of a table whose cells stand. */
#pragma once

#include "analysis/crosstab_fill.h"

/* Fills what ASK wants of TABLE, made of CELLS by crosstab_fill(). FALSE and ERROR
 * (ANDEL_ERROR_USAGE): as many expected proportions as there are categories. */
bool crosstab_extras(Crosstab *table, Estimands *estimands, const CellSums *cells,
                     const Design *design, const EstimandOptions *options, const TableAsk *ask,
                     GError **error);

/* The letters of it. */
void crosstab_letters(Crosstab *table, Estimands *estimands, const CellSums *cells,
                      const Design *design, const EstimandOptions *options, LetterRule rule);
