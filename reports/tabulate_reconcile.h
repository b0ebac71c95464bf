/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_reconcile.h - a total that experts were asked for beside the sum of its parts. */
#pragma once

#include "reports/tabulate_elicit.h"

/* The table reconciliation: mean, P5 and P95 (by each correlation) of the linear pool, and the
 * likely values of every expert who answered all: total, parts, difference and ratio. NULL: no
 * quantity is a total_of others. */
Table *reconciliation_table(const Elicitation *elicitation, const ElicitShow *how,
                            const ShowOptions *show);

/* The table scaled: parts times what makes their means sum to that of their total. NULL as above.
 */
Table *scaled_table(const Elicitation *elicitation, const ShowOptions *show);
