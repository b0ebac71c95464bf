/* SPDX-License-Identifier: GPL-3.0-or-later */
/* number.h - text to double and back, without the locale; rounding on the exact decimal. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    NUMBER_NONE,  /* no number, or one beyond the largest double */
    NUMBER_VALUE, /* a number */
    NUMBER_CODE   /* digits with a leading zero, or an integer past 2^53: a code, not a number */
} NumberKind;

/**
 * Reads TEXT [length] as one decimal number: sign, digits with at most one DECIMAL mark,
 * exponent. Nothing else may stand around it: no blanks, grouping, hexadecimal, inf or nan.
 * *VALUE is the nearest double (what strtod gives in the C locale), also for a code.
 */
NumberKind number_read(const char *text, size_t length, char decimal, double *value);

/**
 * Reads TEXT [length] as *DIGITS / 10^*DECIMALS, without rounding: sign, digits with at most one
 * DECIMAL mark, no exponent. FALSE: it is written otherwise, or has more than 18 digits or
 * decimals.
 */
bool number_read_digits(const char *text, size_t length, char decimal, int64_t *digits,
                        int *decimals);

enum { NUMBER_BUFFER = 32 };

/**
 * Writes the shortest text that reads back as VALUE into BUFFER, with a point and no grouping,
 * and returns BUFFER. Whole numbers below 10^15 have no exponent. VALUE must be finite.
 */
const char *number_write(double value, char buffer[NUMBER_BUFFER]);

/* How a language writes numbers. */
typedef struct {
    const char *decimal; /* between whole part and decimals */
    const char *group;   /* between thousands, from four digits on; "" for none */
    const char *minus;   /* before a negative number */
    const char *percent; /* after a share in per cent, space included */
} NumberStyle;

/* Styles of "en", "sv" and "" (plain: point, hyphen, no groups). Unknown languages are "en". */
const NumberStyle *number_style(const char *language);

/**
 * VALUE times 10^POWER with DECIMALS decimals in STYLE, rounded once, half away from zero, on the
 * shortest decimal text of VALUE: 0.145 with power 2 and no decimals is 15, not 14.
 * A value that rounds to zero has no minus. POWER is 2 for a share shown in per cent, else 0.
 * VALUE must be finite. The caller owns the text.
 */
char *number_format(double value, int power, int decimals, const NumberStyle *style);

/* How many decimals VALUE has, at most MOST: of what is left when it is rounded to MOST. */
int number_decimals(double value, int most);

/* VALUE times 10^POWER, rounded as number_format() rounds it, as a double. */
double number_round(double value, int power, int decimals);

/**
 * 100 K / N with DECIMALS decimals (at most 4), half up, in integer arithmetic: the result is in
 * units of 10^-DECIMALS per cent. N > 0 and K <= N < 2^40.
 */
int64_t number_percent(uint64_t k, uint64_t n, int decimals);
