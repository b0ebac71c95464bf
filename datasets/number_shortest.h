/* SPDX-License-Identifier: GPL-3.0-or-later */
/* number_shortest.h - the digits of a double, without printf(); for number_write() alone. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* d.ddd x 10^exponent */
typedef struct {
    uint64_t digits; /* .n of them, without a zero at the end */
    int n, exponent;
} Shortest;

/**
 * The fewest of 15, 16 or 17 digits that read back as VALUE, each the nearest so long (ties to
 * even): what "%.15g" to "%.17g" would give, in whole numbers of 128 bits and a tenth of the time.
 * FALSE: VALUE is not from 10^-11 on and below 10^15, or there are no such numbers here.
 */
bool number_shortest(double value, Shortest *shortest);
