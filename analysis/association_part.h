/* SPDX-License-Identifier: GPL-3.0-or-later */
/* association_part.h - what the measures have in common: for association*.c alone. */
#pragma once

#include "analysis/association.h"

/* Standard error of a function of the cell shares SHARE [m] with GRADIENT [m]. */
double association_error(const TestTable *table, const double *share, const double *gradient);
/* How many standard errors a limit is away, and p of a statistic. */
double association_critical(const TestTable *table, double level);
double association_two_sided(const TestTable *table, double statistic);
/* Appends to LIST; one without a value gets NANs and a flag. */
void association_add(GArray *list, Association association);

void association_add_ordinal(GArray *list, const TestTable *table, double level);
/* TABLE is 2 x 2. */
void association_add_risks(GArray *list, const TestTable *table, double level);
