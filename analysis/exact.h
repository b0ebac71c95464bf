/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exact.h - unweighted sums and squares of decimals in whole numbers, group by group. */
#pragma once

#include "datasets/dataset.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/**
 * A cell as 1000000.2 is no double, and what it is rounded by is large against a spread of 0.1. But
 * a decimal of at most 15 digits is known from its double: it is the one such decimal that reads as
 * that double; and of 16 to 18 digits the reader keeps them as written. So cells are taken back to
 * whole multiples of a power of ten, whose sums and squares are exact in 128 bits.
 */
typedef struct Exact Exact;

Exact *exact_new(void);
void exact_free(Exact *exact);

/* Adds VALUE [n] to the groups CODE [n] (-1: in none), each TIMES [n] times (NULL: once). COLUMN,
 * which VALUE is from, may know some of them better (NULL: it is not from a column). */
void exact_add(Exact *exact, const int32_t *code, const double *value, const double *times,
               const Column *column, size_t n);
/* Adds DIGITS / 10^DECIMALS (at most 18), TIMES times. */
void exact_add_digits(Exact *exact, int32_t code, int64_t digits, int decimals, int64_t times);

/* Of the group CODE, to the last digit or the one before; NAN when a cell was no decimal of at most
 * 18 digits, when sums exceed 128 bits, and for too few cells. */
double exact_total(const Exact *exact, int32_t code);
double exact_mean(const Exact *exact, int32_t code);
/* With n - 1 in the denominator. */
double exact_variance(const Exact *exact, int32_t code);
double exact_sd(const Exact *exact, int32_t code);
/* The error of the mean and of the total of the group in a simple random sample of N that holds it,
 * drawn with replacement: n/(n - 1) sum (z - mean z)^2, where z is 0 outside the group. */
double exact_mean_se(const Exact *exact, int32_t code, double n);
double exact_total_se(const Exact *exact, int32_t code, double n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Exact, exact_free)
