/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grey.c - figures for one ink: greys that stay apart, and dashes in the place of hues. */
#include "plots/theme.h"

#include <math.h>
#include <string.h>

/* Lightness 79: between those of the series, which are at most 60, and white. */
enum { REST = 0xC4C4C4 };

/* Lightness 22, 60, 40, 12, 49 and 31: series that touch are 18 apart and more, all of them 9. */
static const int series_greys[N_SERIES] = { 0x353535, 0x919191, 0x5E5E5E,
                                            0x1F1F1F, 0x747474, 0x494949 };

/* 16, 34, 92, 66 and 49: the sides are told apart, the middle is the lightest, and "don't know" is
 * none of them. */
static const int diverging[N_STEPS] = { 0x282828, 0x505050, 0xE8E8E8, 0xA0A0A0, 0x747474 };

/* On and off, in points, from the third series on. */
static const double dashes_of[N_SERIES][MOST_DASHES] = {
    { 0 }, { 0 }, { 6.0, 2.0 }, { 2.0, 2.0 }, { 6.0, 2.0, 2.0, 2.0 }, { 11.0, 3.0 },
};

/* Over periods that are missing: dots, as lines may be dashed. */
static const double bridge[] = { 0.8, 4.2 };

Colour
colour_to_grey(Colour colour)
{
    double y = colour_luminance(colour);
    double channel = y <= 0.0031308 ? 12.92 * y : 1.055 * pow(y, 1.0 / 2.4) - 0.055;

    return (Colour){ channel, channel, channel };
}

static void
make_grey(int *hex, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int level = (int)lround(255.0 * colour_to_grey(colour_from_hex(hex[i])).red);

        hex[i] = level << 16 | level << 8 | level;
    }
}

void
look_to_grey(Look *look)
{
    make_grey(look->named, N_THEME_NAMES);
    make_grey(look->ladder, N_STEPS);
    memcpy(look->series, series_greys, sizeof series_greys);
    memcpy(look->diverging, diverging, sizeof diverging);
    look->named[THEME_REST] = REST;
    look->grey = true;
}

size_t
theme_dashes(const Look *look, MarkRole role, int series, double dashes[MOST_DASHES])
{
    size_t n = 0;

    if (look && look->grey && role == ROLE_BRIDGE) {
        memcpy(dashes, bridge, sizeof bridge);
        return G_N_ELEMENTS(bridge);
    }
    if (look && look->grey && (role == ROLE_LINE || role == ROLE_SLOPE) && series >= 0 &&
        series < N_SERIES) {
        while (n < MOST_DASHES && dashes_of[series][n] > 0.0) {
            dashes[n] = dashes_of[series][n];
            n++;
        }
        return n;
    }
    dashes[0] = theme_dash(role);
    return dashes[0] > 0.0 ? 1 : 0;
}
