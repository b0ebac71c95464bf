/* SPDX-License-Identifier: GPL-3.0-or-later */
/* likert_scale.h - one measure for both sides of a scale and for the columns beside them. */
#pragma once

#include "plots/likert.h"

/* Sets the scale, the line between the sides and those of the columns, so that all stands within
 * the plot. FALSE and ERROR (ANDEL_ERROR_DATA) when it cannot be. */
bool likert_solve_scale(Likert *likert, GError **error);

/* Sum of the values of ROW from series BEGIN to before END, and how it is written: rounded once
 * from what is carried. The caller owns the text. */
double likert_sum(const ChartRow *row, size_t begin, size_t end);
/* The value of what stands at the line: 0 when nothing does. */
double likert_middle(const Likert *likert, const ChartRow *row);
char *likert_sum_text(const ChartData *data, double sum);

/* From the end of a bar to its number, in points. */
#define LIKERT_BEFORE_TEXT 4.1
