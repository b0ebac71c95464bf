/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tally.h - how many of each group have the one or the other of the values 0 and 1: a mean, total
 * or deviation of such values counts them. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    bool two;     /* no other value was met */
    GArray *n[2]; /* of double, by group: units with 0, with 1 */
} Tally;

Tally *tally_new(void);
void tally_free(Tally *tally);

/* Takes in VALUE [n] of the groups CODE [n] (-1: in none), each TIMES [n] times (NULL: once). */
void tally_add(Tally *tally, const int32_t *code, const double *value, const double *times,
               size_t n);

/* TRUE if there are no other values, and 1 to LIMIT - 1 units of GROUP have one of them. */
bool tally_few(const Tally *tally, int32_t group, size_t limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tally, tally_free)
