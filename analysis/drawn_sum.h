/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drawn_sum.h - sums over a replicate; for payments_replicates.c alone. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/**
 * The sum of TIMES [n] x VALUES [n]: 50 million products for 1,000 replicates of 50,000 units, so
 * in sixteen sums side by side, of which none waits for another. Always the same sixteen and added
 * in one order: the answer does not depend on the processor.
 */
double drawn_sum(const uint16_t *times, const double *values, size_t n);
