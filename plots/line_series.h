/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_series.h - the lines of a figure over time and what surrounds them. */
#pragma once

#include "plots/line_plot.h"

/* Adds the limits of series K: an area for each run of periods without a gap, an upright line for
 * a period alone. */
void line_series_add_limits(LinePlot *plot, size_t k);
/* Adds its line, dashed over what is missing, none over a break, with a dot at its end. TRUE when
 * something is missing. */
bool line_series_add(LinePlot *plot, size_t k);
