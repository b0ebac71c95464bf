/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alternative.h - a figure in words, for those who do not see it. */
#pragma once

#include "plots/chart.h"

/**
 * Kind, subject and base, then the values: "Bar chart. Share of ...: Yes 48, No 24." Of more than
 * twelve values the number, the largest and the smallest. The caller owns the text.
 */
char *alternative_text(const Chart *chart, const ChartData *data);
