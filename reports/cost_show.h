/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_show.h - values, units and names of a cost model as they are shown. */
#pragma once

#include "analysis/cost.h"
#include "reports/tabulate.h"

/* UNIT in the words of LANGUAGE, "" for a plain number; a UnitWords. The caller owns it. */
char *cost_unit(const Unit *unit, const char *language);
/* VALUE of STEP as shown: with the decimals of the model, else with those it has. The caller owns
 * it. */
char *cost_show(const CostStep *step, double value, const ShowOptions *options);
/* The same with its unit. */
char *cost_show_full(const CostStep *step, double value, const ShowOptions *options);
/* An end of STEP; a quantile is shown with two decimals unless the model says how many. The caller
 * owns it. */
char *cost_show_end(const CostStep *step, double value, bool unit, const ShowOptions *options);
/* "Cost per year when one value at a time changes, SEK". The caller owns it. */
char *cost_heading(const CostStep *output, const char *language);
/* Labels in LANGUAGE, else names. */
const char *cost_label(const CostStep *step, const char *language);
const char *cost_scenario_label(const CostScenario *scenario, const char *language);
/* "Source: ..." of the whole, else of the values, each once. NULL: none. The caller owns it. */
char *cost_source(const CostModel *model, const char *language);
/* The distribution of STEP in words; NULL: none. The caller owns it. */
char *cost_distribution(const CostStep *step, const ShowOptions *options);
