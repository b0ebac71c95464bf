/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_beliefs.h - what experts believe, as a figure. */
#pragma once

#include "analysis/elicit.h"
#include "reports/tabulate.h"

/* The densities of each expert's belief of QUANTITY (NULL: the first) and of the linear pool. NULL
 * and ERROR (ANDEL_ERROR_DATA) lists the quantities there are. */
FigureData *figure_of_beliefs(const Elicitation *elicitation, const char *quantity,
                              const ShowOptions *options, GError **error);
/* Its numbers: mean, P5 and P95 of each. */
Table *table_of_beliefs(const Elicitation *elicitation, const char *quantity,
                        const ShowOptions *options);
