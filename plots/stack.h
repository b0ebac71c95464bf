/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stack.h - bars of 100 per cent in rows, made of the shares of the series. */
#pragma once

#include "plots/row_grid.h"

/* DATA, whose rows stand in an order by their sides when SORTED is true, as bars of 100 per cent in
 * the distances of STYLE; steps of a scale in its colours where the form says so. NULL and ERROR
 * (ANDEL_ERROR_DATA). */
Scene *stack_lay_out(const ChartData *data, const RowGridStyle *style, bool sorted, double width,
                     TextContext *text, GError **error);
/* FALSE and ERROR (ANDEL_ERROR_DATA) names a row whose shares do not sum to 100. */
bool stack_check(const ChartData *data, GError **error);
/* Where the parts of row I begin and end. FALSE when it has no values. */
bool stack_parts(const RowGrid *grid, size_t i, double *from, double *to);
/* Names over the parts of the first bar, or beside samples where they do not fit there. *Y gets
 * their last baseline. FALSE and ERROR (ANDEL_ERROR_DATA) when colours tell residuals, so that
 * there are no samples, and the names do not fit. */
bool stack_add_names(RowGrid *grid, double *y, GError **error);
/* Adds the parts of row I, with the numbers that find room. FALSE when one did not. */
bool stack_add_row(RowGrid *grid, size_t i);
