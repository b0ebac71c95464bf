/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/number_shortest.h"

#include <math.h>

#ifdef __SIZEOF_INT128__

__extension__ typedef unsigned __int128 Wide;

enum { MOST_DIGITS = 17, MOST_POWER = 27, FRACTION = 53 };

/* The largest power of 5 of 64 bits is the 27th. */
static const uint64_t power_of_5[MOST_POWER + 1] = { 1,
                                                     5,
                                                     25,
                                                     125,
                                                     625,
                                                     3125,
                                                     15625,
                                                     78125,
                                                     390625,
                                                     1953125,
                                                     9765625,
                                                     48828125,
                                                     244140625,
                                                     1220703125,
                                                     6103515625,
                                                     30517578125,
                                                     152587890625,
                                                     762939453125,
                                                     3814697265625,
                                                     19073486328125,
                                                     95367431640625,
                                                     476837158203125,
                                                     2384185791015625,
                                                     11920928955078125,
                                                     59604644775390625,
                                                     298023223876953125,
                                                     1490116119384765625,
                                                     7450580596923828125 };

static const uint64_t ten_to_16 = UINT64_C(10000000000000000);

/* A double is FRACTION 2^BINARY with 53 bits; times 10^POWER it is WIDE / 2^SHIFT, exactly. */
typedef struct {
    uint64_t fraction;
    int binary;
} Parts;

static Wide
times_power(const Parts *parts, int power, int *shift)
{
    *shift = -(parts->binary + power);
    return (Wide)parts->fraction * power_of_5[power];
}

/* The nearest whole number to WIDE / 2^SHIFT; the even one of two. */
static uint64_t
nearest(Wide wide, int shift)
{
    uint64_t whole = (uint64_t)(wide >> shift);
    Wide rest = wide - ((Wide)whole << shift), half = shift > 0 ? (Wide)1 << (shift - 1) : 1;

    return whole + (rest > half || (rest == half && whole % 2 == 1));
}

/* Whether DIGITS, which stand for WIDE / 2^SHIFT at 10^-POWER, are nearer to the double of PARTS
 * than to its neighbours: those are a step of the fraction away, half of one below a power of 2. */
static bool
reads_back(const Parts *parts, uint64_t digits, Wide wide, int shift, int power)
{
    Wide at = (Wide)digits << shift;
    Wide distance = at > wide ? at - wide : wide - at;
    bool narrow = at < wide && parts->fraction == UINT64_C(1) << (FRACTION - 1);
    Wide limit = (Wide)power_of_5[power], reach = (narrow ? 4 : 2) * distance;

    return reach < limit || (reach == limit && parts->fraction % 2 == 0);
}

bool
number_shortest(double value, Shortest *shortest)
{
    Parts parts;
    int exponent, shift;

    if (!(value >= 1e-11 && value < 1e15))
        return false;
    parts.fraction = (uint64_t)ldexp(frexp(value, &parts.binary), FRACTION);
    parts.binary -= FRACTION;
    exponent = (int)floor(log10(value)); /* or one beside it, near a power of 10 */
    if (exponent < -11)
        return false;
    Wide wide = times_power(&parts, MOST_DIGITS - 1 - exponent, &shift);
    if (wide >> shift >= 10 * (Wide)ten_to_16)
        exponent++;
    else if (wide >> shift < ten_to_16)
        exponent--;
    uint64_t end = ten_to_16 / 10;
    for (int n = MOST_DIGITS - 2;; n++, end *= 10) {
        int power = n - 1 - exponent;

        if (power < 0 || power > MOST_POWER)
            return false;
        wide = times_power(&parts, power, &shift);
        uint64_t digits = nearest(wide, shift);
        if (n < MOST_DIGITS && !reads_back(&parts, digits, wide, shift, power))
            continue;
        if (digits == end) { /* 9.99... */
            digits /= 10;
            exponent++;
        }
        for (; digits % 10 == 0; n--)
            digits /= 10;
        *shortest = (Shortest){ digits, n, exponent };
        return true;
    }
}

#else

bool
number_shortest(double value, Shortest *shortest)
{
    (void)value;
    (void)shortest;
    return false;
}

#endif
