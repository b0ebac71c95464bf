/* SPDX-License-Identifier: GPL-3.0-or-later */
/* play.h - a cost model that a page recomputes: the model as JSON, and the script that plays it. */
#pragma once

#include "analysis/cost.h"
#include "reports/html.h"
#include "reports/tabulate.h"

/* The scripts and the style of such a page: reports/play_*.js and play.css, as they stand. */
extern const char play_model_js[], play_page_js[], play_css[];

/* MODEL with its formulas as instructions, the range of a slider for each given value, and the
 * words and number style of OPTIONS: what play_page.js reads. OUTPUT is the step that the tornado
 * is of. The caller owns it. */
char *play_of_cost(const CostModel *model, size_t output, const ShowOptions *options);

/* Appends the place of the model of PAGE, and behind all else what fills it; nothing when the
 * report has none. Nothing is fetched, and none of the model's text is run. */
void play_place(Page *page);
void play_script(Page *page);
