/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_check.h - what makes a cost model wrong: names, circles, units. */
#pragma once

#include "analysis/cost.h"

/* Fills MODEL's order and the units that are not declared; complains to its document. FALSE: the
 * formulas name what is not there, or go in circles. */
bool cost_check(CostModel *model);

/* Complains that NAME at NODE is no value of MODEL, and names the nearest. WHERE begins the
 * sentence: "the formula names". */
void cost_complain_name(const CostModel *model, const Node *node, const char *where,
                        const char *name);
