/* SPDX-License-Identifier: GPL-3.0-or-later */
/* period_axis.h - the periods below a figure over time, and the words of its breaks above it. */
#pragma once

#include "plots/line_plot.h"

/* FALSE and ERROR (ANDEL_ERROR_DATA) when the names of the first and the last period find no room.
 */
bool period_axis_check(const LinePlot *plot, GError **error);
/* Where the name of the last period ends. */
double period_axis_right(const LinePlot *plot);
/* Adds a mark for each period and as many names as find room. Returns the last baseline. */
double period_axis_add(LinePlot *plot);
/* Adds a dotted line at each break with its words. FALSE and ERROR (ANDEL_ERROR_DATA) when they
 * find no room above the plot. */
bool period_axis_add_breaks(LinePlot *plot, GError **error);
