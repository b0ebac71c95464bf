/* SPDX-License-Identifier: GPL-3.0-or-later */
/* play_range.h - from where to where a slider goes. */
#pragma once

#include "analysis/cost.h"

/* The range of the given value STEP: its ends, else that of its distribution, else from 0 to twice
 * the value, and to 100 of a per cent; wide enough for all scenarios. */
void play_range(const CostModel *model, size_t step, double *from, double *to);
