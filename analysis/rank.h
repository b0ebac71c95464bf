/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rank.h - the rank of a matrix whose rows pass by once. */
#pragma once

#include <glib.h>
#include <stddef.h>

/**
 * Keeps the products of the columns, so its memory does not grow with the rows. The first rows are
 * taken one by one, later ones as sums of more and more rows with coefficients of their own: a sum
 * of that kind spans a new direction whenever one of its rows does, and the products remain those
 * of all rows but for a factor in expectation.
 */
typedef struct Rank Rank;

Rank *rank_new(size_t n_columns);
void rank_free(Rank *rank);

/* Adds ROW [n_columns]. */
void rank_add(Rank *rank, const double *row);

/* Columns that lie further than 1e-5 of their length from the span of those before them. */
size_t rank_find(const Rank *rank);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rank, rank_free)
