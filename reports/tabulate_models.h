/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_models.h - costs, payments and published numbers as tables and figures. */
#pragma once

#include "analysis/cost.h"
#include "analysis/payments.h"
#include "analysis/recount.h"
#include "reports/tabulate.h"

/**
 * The steps of a cost model down and its scenarios across, with their units. OUTPUTS
 * (NULL-terminated names) chooses and orders the rows; NULL: all, as in the file. Addresses are
 * ID.STEP, or ID.SCENARIO.STEP. Data: scenario name label value unit formula filled source year
 * output.
 */
Table *table_of_cost(const CostResult *result, const char *const *outputs,
                     const ShowOptions *options);
/* The formulas with their numbers, scenario by scenario. NULL when there are no formulas. */
Table *table_of_cost_formulas(const CostResult *result, const ShowOptions *options);

/**
 * Rates, shares of the errors and, with an outlay, amounts. Addresses are ID.ROW, ID.ROW.share,
 * ID.ROW.amount. Data: id label rate rate_low rate_high share share_low share_high amount
 * amount_low amount_high unit; rates and shares are 0 to 1.
 */
Table *table_of_payments(const Payments *payments, const ShowOptions *options);
/* The parts stacked up to their total, for the waterfall. */
FigureData *figure_of_payments(const Payments *payments, const ShowOptions *options);

/**
 * Printed percentages, the counts behind them, and what they should be. Data: figure value label
 * base printed decimals count_low count_high share nearest verdict declared explanation; the
 * verdict is holds, derived, impossible or sum.
 */
Table *table_of_recount(const Recount *recount, const ShowOptions *options);
/* The figure called ID of RECOUNT (NULL: its only one) as bars, with the columns of its check. NULL
 * and ERROR (ANDEL_ERROR_DATA) lists the figures there are. */
FigureData *figure_of_recount(const Recount *recount, const char *id, const ShowOptions *options,
                              GError **error);
/* What the publication says of the counts. Data: link place holds declared. NULL without links. */
Table *table_of_links(const Recount *recount, const ShowOptions *options);
/* Means, margins, changes and sums with what they can be. Data: id kind printed sd low high verdict
 * declared; the verdict is holds, mean, range, sd or impossible. NULL when there are none. */
Table *table_of_stated(const Recount *recount, const ShowOptions *options);
/* The percentages and links as checks of REPORT, and its failed_checks. */
void report_recount(Report *report, const Recount *recount, const char *language);

/* What is said of VALUE, the I-th of FIGURE, when it is impossible or its figure is: why, and each
 * explanation; NULL when nothing is. The caller owns it. */
char *recount_sentence(const RecountFigure *figure, size_t i, const char *language);
/* Of one percentage alone: can it be right, and what explains it. The caller owns it. */
char *percent_sentence(const Recount *recount, const char *language);
/* Whether all numbers together have no solution, one or how many; NULL when there are no figures.
 * The caller owns it. */
char *solutions_sentence(const Recount *recount, const char *language);
/* The solutions as rows and the values in which they differ as columns; NULL when there is but one
 * or they are too many to list. */
Table *table_of_solutions(const Recount *recount, const ShowOptions *options);
