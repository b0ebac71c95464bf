/* SPDX-License-Identifier: GPL-3.0-or-later */
/* crossing.h - several categories of a row as one cell code. */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Crossing Crossing;

/* Crosses N columns; N = 0 has the one cell 0, N = 1 the codes of the column itself. */
Crossing *crossing_new(size_t n);
void crossing_free(Crossing *crossing);

/**
 * Cell of each of N_ROWS rows from its CODES [n][n_rows] (-1: missing) into CELL. A row with
 * CELL < 0 is left out and stays so; a row with a missing code becomes -1. Cells are numbered
 * from 0 in the order met.
 */
void crossing_add(Crossing *crossing, const int32_t *const *codes, size_t n_rows, int32_t *cell);

/* Cells met: one more than the largest. */
size_t crossing_count(const Crossing *crossing);
/* The codes [n] that CELL is made of. */
void crossing_codes(const Crossing *crossing, int32_t cell, int32_t *codes);
/* The cell of CODES [n], or -1 when no row had them. */
int32_t crossing_find(const Crossing *crossing, const int32_t *codes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Crossing, crossing_free)
