/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_years.h - cost models over several years: series, indices, discount factors. */
#pragma once

#include "analysis/cost.h"

/* Fields of the root and of a value, for cost_fields[]. */
extern const Field years_fields[], index_fields[], discount_fields[];

/* Makes a column of each year of each scenario of MODEL, as its `years` say, and gives them the
 * values that differ by year; without `years` nothing. Complains to the document of a year without
 * a value, and of values by year in a model without years. */
void years_read(CostModel *model);

/* After the units are known: complains of a real rate on money without a price year, of a nominal
 * one on money with one, and of both in one formula. */
void years_check(const CostModel *model);
