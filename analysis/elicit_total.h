/* SPDX-License-Identifier: GPL-3.0-or-later */
/* elicit_total.h - a total that was asked for, held against what was asked of its parts. */
#pragma once

#include "analysis/elicit.h"

/* The quantity that is the total of GROUP; NULL: it was not asked for. */
const Elicited *elicit_total(const Elicitation *elicitation, const char *group);

/* The parts of GROUP as items of a sum. The caller owns the array of ElicitItem. */
GArray *elicit_parts(const Elicitation *elicitation, const char *group);

/* What the parts of GROUP are multiplied by for their means (linear pool) to sum to the mean of its
 * TOTAL; NAN when they sum to 0. */
double elicit_total_factor(const Elicitation *elicitation, const Elicited *total);

/* The likely values of the parts of GROUP by EXPERT, summed; NAN when not all were answered. */
double elicit_likely_sum(const Elicitation *elicitation, const char *group, const char *expert);
