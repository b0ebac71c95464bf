/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fisher_tables.h - the tables of counts that share their margins. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Probability of all tables with the margins of COUNT [n_rows * n_cols] that are no more likely
 * than it, up to a factor of 1 + 1e-7 for what differs by rounding only. NAN when there are too
 * many to visit, some tens of millions of steps. */
double fisher_tables_exact(const int32_t *count, size_t n_rows, size_t n_cols);

/* The same estimated from FISHER_DRAWS tables drawn with SEED, the one at hand among them. */
enum { FISHER_DRAWS = 50000 };
double fisher_tables_drawn(const int32_t *count, size_t n_rows, size_t n_cols, uint64_t seed);
