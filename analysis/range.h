/* SPDX-License-Identifier: GPL-3.0-or-later */
/* range.h - the least and the greatest value of each group. */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    GArray *least, *greatest; /* of double, by group; NAN: no value */
} Range;

Range *range_new(void);
void range_free(Range *range);

/* Takes in VALUE [n] of the groups CODE [n] (-1: in none). */
void range_add(Range *range, const int32_t *code, const double *value, size_t n);

/* NAN when nobody is in GROUP. */
double range_least(const Range *range, int32_t group);
double range_greatest(const Range *range, int32_t group);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Range, range_free)
