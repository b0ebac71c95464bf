/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_uncertain.h - how sure a cost model is: simulation, tornado, break-even, inversion. */
#pragma once

#include "analysis/breakeven.h"
#include "analysis/invert.h"
#include "analysis/simulate.h"
#include "analysis/tornado.h"
#include "reports/tabulate.h"

/* Outcomes of the draws, each with its error under it. Addresses are ID.OUTPUT.mean (sd, p5, p50,
 * p95) and the same with _error. Data: output label unit mean mean_error sd sd_error p5 p5_error
 * p50 p50_error p95 p95_error target above above_error draws seed. */
Table *table_of_simulation(const Simulation *simulation, const ShowOptions *options);
/* What varies and what it contributes to the last output. Data, for all outputs: output input label
 * distribution mean sd unit rank_correlation contribution. */
Table *table_of_contributions(const Simulation *simulation, const ShowOptions *options);

/* Both ends of each value and what they give. Addresses are ID.VALUE.low and ID.VALUE.high. Data:
 * input label low high unit at_low at_high difference base turns scenario output. */
Table *table_of_tornado(const Tornado *tornado, const ShowOptions *options);
/* The same as a figure: CHART_OF_SPANS. */
FigureData *figure_of_tornado(const Tornado *tornado, const ShowOptions *options);
/* Outcomes over two values. Data: row col outcome. */
Table *table_of_grid(const CostGrid *grid, const ShowOptions *options);

/* Every value that gives the target. Data: input value unit how elasticity. */
Table *table_of_breakeven(const Breakeven *breakeven, const ShowOptions *options);
/* Intervals of the unknown for each published number, and for all. Data: output scenario published
 * low high; of all together, output is null. */
Table *table_of_inversion(const Inversion *inversion, const ShowOptions *options);
