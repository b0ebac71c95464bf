/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recount_show.h - one published percentage as its table and its figure show it. */
#pragma once

#include "analysis/recount.h"

/* The one count to show for a value: the only one left, else the attainable one nearest to what is
 * printed. FALSE when there are several. */
bool recount_count(const RecountValue *value, int64_t *count);
/* COUNT as a share of the base in per cent. The caller owns it. */
char *recount_share(const RecountFigure *figure, int64_t count, int decimals, const char *language);
/* A sign, "derived", or what the percentage would be: "≠ 29". The caller owns it. */
char *recount_check(const RecountFigure *figure, const RecountValue *value, const char *language);
