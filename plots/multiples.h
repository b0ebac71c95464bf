/* SPDX-License-Identifier: GPL-3.0-or-later */
/* multiples.h - several figures of one kind under one frame, on one scale. */
#pragma once

#include "plots/chart.h"

enum { MOST_PANELS = 12 };

/**
 * Lays the panels of DATA out in as many columns as leave each plot its room. Names of rows and
 * labels of an axis that panels have in common stand at the outer ones only; so does the key. NULL
 * and ERROR (ANDEL_ERROR_DATA) for more than MOST_PANELS, and as the kind gives it.
 */
Scene *multiples_lay_out(const Chart *chart, const ChartData *data, double width, TextContext *text,
                         GError **error);
