/* SPDX-License-Identifier: GPL-3.0-or-later */
/* printed.h - numbers as they stand in print: exact decimals, and what rounds to them. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* A number as printed: DIGITS times 10^-DECIMALS. */
typedef struct {
    int64_t digits;
    int decimals;
    double value; /* the nearest double */
} Printed;

/**
 * Reads TEXT as printed in LANGUAGE: "24 787", "24 787,50", "48", "12.2 %", "-7". Groups of three
 * digits are parted by a blank, U+00A0, U+202F or U+2009, in English also by a comma. The decimal
 * mark is that of LANGUAGE; where the text can mean only one thing, point and comma both do.
 * FALSE and ERROR (ANDEL_ERROR_DATA) when it is no number or could mean two.
 */
bool printed_read(const char *text, const char *language, Printed *printed, GError **error);

/* Whether COMPUTED times 10^POWER, rounded half away from zero to DECIMALS decimals, is PRINTED.
 * POWER is 2 for a share that is printed in per cent, else 0. */
bool published_holds(double printed, int decimals, double computed, int power);

/* Ways from a share to a printed percentage, in the order in which they are tried. */
typedef enum {
    ROUNDING_HALF_UP,   /* once, half up: the only one that is right */
    ROUNDING_HALF_DOWN, /* once, half down (half to even prints the same where it goes down) */
    ROUNDING_TWO_STEP,  /* to one more decimal, and that once more */
    ROUNDING_DOWN,      /* cut off */
    ROUNDING_UP,        /* always up */
    N_ROUNDINGS
} Rounding;

enum { PERCENT_DECIMALS = 4 };          /* at most, of a percentage */
#define PERCENT_BASE (INT64_C(1) << 36) /* a base is below it */

/**
 * The counts k of 0 to BASE whose share 100 k / BASE is printed as DIGITS times 10^-DECIMALS per
 * cent under ROUNDING, exactly in integers: *FIRST to *LAST. FALSE when there is none. 0 < BASE.
 */
bool percent_counts(int64_t digits, int decimals, int64_t base, Rounding rounding, int64_t *first,
                    int64_t *last);
