/* SPDX-License-Identifier: GPL-3.0-or-later */
/* number_short.h - the numbers that data files are full of, read quickly. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Bytes behind a text that may be read, whatever stands there. */
enum { NUMBER_SLACK = 8 };

/* Eight digits, the first in the lowest byte, as a number: pairs of neighbours are added up three
 * times, each with its power of ten. */
static inline uint64_t
number_of_digits(uint64_t digits)
{
    digits = digits * 10 + (digits >> 8);
    return ((digits & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x000f424000000064) +
            (digits >> 16 & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x0000271000000001)) >>
           32;
}

/**
 * Reads TEXT [length], of which NUMBER_SLACK bytes more can be read, if it is one to eight bytes of
 * digits with at most one DECIMAL mark among them and no zero in front: *VALUE then is what
 * number_read() gives, bit for bit, since digits and power of ten are exact and one division is
 * rounded correctly. FALSE: it may still be a number; ask number_read().
 */
static inline bool
number_read_short(const char *text, size_t length, char decimal, double *value)
{
    static const double power[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8 };
    const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
    uint64_t word;

    if (length - 1 > 7)
        return false;
    memcpy(&word, text, sizeof word);
    word =
        GUINT64_FROM_LE(word) << (64 - 8 * length); /* the last byte of the text is the highest */
    uint64_t marks = word ^ ones * (uint8_t)decimal;
    size_t n_decimals = 0, n_digits = length;

    marks = (marks - ones) & ~marks & highs; /* the lowest bit that is set is of a mark */
    if (marks) {
        unsigned at = (unsigned)__builtin_ctzll(marks) & 56; /* bits before the mark */
        uint64_t before = (UINT64_C(1) << at) - 1;

        word = (word & ~before << 8) | (word & before) << 8; /* closes the gap */
        n_decimals = 7 - at / 8;
        n_digits--;
    }
    if (n_digits == 0)
        return false;
    uint64_t shown = ones << (64 - 8 * n_digits); /* 1 in the byte of every digit */
    uint64_t digits = word - (shown << 4) - (shown << 5);

    /* a byte of another sign has its high bit, or is above 9 */
    if ((digits | (digits + ones * 0x76)) & highs)
        return false;
    if (n_digits - n_decimals > 1 && (word >> (64 - 8 * n_digits) & 0xff) == '0')
        return false;
    *value = (double)number_of_digits(digits) / power[n_decimals];
    return true;
}
