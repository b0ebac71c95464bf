/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_aggregate.h - published rates of error by scheme, cause and year as tables. */
#pragma once

#include "analysis/aggregate.h"
#include "reports/tabulate.h"

/* Tables of AGGREGATE, each NULL where there is nothing to say: t1 each rate, changes of it since
 * the year before, what the schemes sum to, what that rests on, and whether the printed numbers
 * can be right. Addresses are ID.ROW.MEASURE, with the table, parent and year between where they
 * are needed to tell rows apart. */
Table *table_of_aggregate(const Aggregate *aggregate, const ShowOptions *options);
Table *table_of_changes(const Aggregate *aggregate, const ShowOptions *options);
Table *table_of_aggregate_totals(const Aggregate *aggregate, const ShowOptions *options);
Table *table_of_bases(const Aggregate *aggregate, const ShowOptions *options);
Table *table_of_aggregate_checks(const Aggregate *aggregate, const ShowOptions *options);

/* All of them, and the checks as report->failed_checks. */
void report_aggregate(Report *report, const Aggregate *aggregate, const ShowOptions *options);

/* The address of ROW behind an id: "Universal Credit.2025.over". The caller owns it. */
char *aggregate_address(const Aggregate *aggregate, const AggregateRow *row);
/* What ROW is called: its name, the year and what is measured as far as rows differ in them. */
char *aggregate_label(const Aggregate *aggregate, const AggregateRow *row, const char *language);

/* The most decimals that rates and amounts are printed with. */
int aggregate_rate_decimals(const Aggregate *aggregate);
int aggregate_money_decimals(const Aggregate *aggregate);
const char *aggregate_basis_label(Basis basis, const char *language);

/* What the parts of WHOLE (a row) add up to it, as a waterfall; the intervals of the rows that are
 * part of nothing, or of the parts of PARENT. NULL and ERROR (ANDEL_ERROR_DATA): no parts, no
 * limits. */
FigureData *figure_of_aggregate_parts(const Aggregate *aggregate, const AggregateRow *whole,
                                      const ShowOptions *options, GError **error);
FigureData *figure_of_aggregate_rates(const Aggregate *aggregate, const char *measure,
                                      const ShowOptions *options, GError **error);
