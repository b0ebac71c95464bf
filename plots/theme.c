/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme.c - one table: what each role looks like. */
#include "plots/theme.h"

#include <math.h>

/* Colours as 0xRRGGBB. Inks against white: 16.6, 7.9, 5.9 to one. */
enum {
    INK = 0x1B1F24,
    INK_SECOND = 0x4A525B,
    INK_NOTES = 0x5B6570,
    BLUE = 0x0B5BAE,
    REST = 0x8A9199,
    HOLDS = 0x13775D,
    DEVIATES = 0xA3410A,
    TAG = 0x8A3B00
};

/* Six hues that stay apart in grey and under the three colour deficiencies. */
static const int series_colours[N_SERIES] = { 0x0B5BAE, 0xD48007, 0x633D5B,
                                              0x1C9273, 0x163F21, 0x946433 };

typedef struct {
    const char *name;
    TextStyle text;
    int colour;
    double stroke, dash;
} Look;

#define SANS(size, leading, weight)             \
    {                                           \
        FACE_SANS, size, leading, weight, false \
    }

static const Look looks[N_ROLES] = {
    [ROLE_RULE_TOP] = { "rule-top", SANS(0, 0, 0), INK, 1.0, 0 },
    [ROLE_RULE_BOTTOM] = { "rule-bottom", SANS(0, 0, 0), INK, 0.5, 0 },
    [ROLE_NUMBER] = { "number", SANS(10.5, 14.0, 700), BLUE, 0, 0 },
    [ROLE_TITLE] = { "title", SANS(10.5, 14.0, 600), INK, 0, 0 },
    [ROLE_QUESTION] = { "question", SANS(8.5, 11.5, 400), INK_SECOND, 0, 0 },
    [ROLE_BASE] = { "base", SANS(8.5, 11.5, 500), INK, 0, 0 },
    [ROLE_CATEGORY] = { "category", SANS(8.8, 11.2, 400), INK, 0, 0 },
    [ROLE_CATEGORY_WRAPPED] = { "category-wrapped", SANS(8.5, 10.8, 400), INK, 0, 0 },
    [ROLE_TOTAL] = { "total", SANS(8.8, 11.2, 600), INK, 0, 0 },
    [ROLE_VALUE] = { "value", SANS(8.8, 11.2, 600), INK, 0, 0 },
    [ROLE_HEAD] = { "head", SANS(7.6, 9.6, 500), INK_NOTES, 0, 0 },
    [ROLE_HEAD_RULE] = { "head-rule", SANS(0, 0, 0), INK, 0.6, 0 },
    [ROLE_CELL] = { "cell", SANS(8.8, 11.2, 400), INK, 0, 0 },
    [ROLE_CELL_TOTAL] = { "cell-total", SANS(8.8, 11.2, 600), INK, 0, 0 },
    [ROLE_CELL_WORD] = { "cell-word", SANS(7.8, 9.8, 400), INK_NOTES, 0, 0 },
    [ROLE_CELL_HOLDS] = { "cell-holds", SANS(8.8, 11.2, 600), HOLDS, 0, 0 },
    [ROLE_CELL_DEVIATES] = { "cell-deviates", SANS(8.8, 11.2, 700), DEVIATES, 0, 0 },
    [ROLE_NOTE] = { "note", SANS(7.5, 10.0, 400), INK_NOTES, 0, 0 },
    [ROLE_SOURCE] = { "source", SANS(7.5, 10.0, 400), INK_NOTES, 0, 0 },
    [ROLE_TRACE] = { "trace", SANS(6.3, 8.4, 400), INK_NOTES, 0, 0 },
    [ROLE_BASELINE] = { "baseline", SANS(0, 0, 0), INK, 0.9, 0 },
    [ROLE_RULE] = { "rule", SANS(0, 0, 0), REST, 0.6, 0 },
    [ROLE_CONNECTOR] = { "connector", SANS(0, 0, 0), INK_SECOND, 0.7, 1.6 },
    [ROLE_DATA] = { "data", SANS(0, 0, 0), BLUE, 0, 0 },
    [ROLE_REST] = { "rest", SANS(0, 0, 0), REST, 0, 0 },
    [ROLE_DATA_TOTAL] = { "data-total", SANS(0, 0, 0), INK_SECOND, 0, 0 },
    [ROLE_DERIVED] = { "derived", SANS(0, 0, 0), BLUE, 0.8, 0 },
    [ROLE_TAG] = { "tag", SANS(7.2, 9.0, 600), TAG, 0.8, 0 },
};

static Colour
colour_from(int hex)
{
    return (Colour){ (hex >> 16 & 0xFF) / 255.0, (hex >> 8 & 0xFF) / 255.0, (hex & 0xFF) / 255.0 };
}

const char *
role_name(MarkRole role)
{
    return looks[role].name;
}

const TextStyle *
theme_text(MarkRole role)
{
    return &looks[role].text;
}

Colour
theme_colour(MarkRole role, int series)
{
    if (role != ROLE_DATA && role != ROLE_DERIVED)
        return colour_from(looks[role].colour);
    if (series == SERIES_REST)
        return colour_from(REST);
    g_assert(series >= 0 && series < N_SERIES);
    return colour_from(series_colours[series]);
}

double
theme_stroke(MarkRole role)
{
    return looks[role].stroke;
}

double
theme_dash(MarkRole role)
{
    return looks[role].dash;
}

Colour
colour_tint(Colour colour)
{
    const double share = 0.17;

    return (Colour){ 1.0 - share * (1.0 - colour.red), 1.0 - share * (1.0 - colour.green),
                     1.0 - share * (1.0 - colour.blue) };
}

const char *
colour_hex(Colour colour, char buffer[8])
{
    g_snprintf(buffer, 8, "#%02x%02x%02x", (unsigned)lround(colour.red * 255.0),
               (unsigned)lround(colour.green * 255.0), (unsigned)lround(colour.blue * 255.0));
    return buffer;
}

/* Relative luminance and contrast: WCAG 2.1, definitions of section 7. */
static double
linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double
luminance(Colour c)
{
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

double
colour_contrast(Colour a, Colour b)
{
    double one = luminance(a) + 0.05, other = luminance(b) + 0.05;

    return fmax(one, other) / fmin(one, other);
}

Colour
colour_on(Colour fill)
{
    Colour white = { 1.0, 1.0, 1.0 }, ink = colour_from(INK);

    return colour_contrast(fill, ink) >= colour_contrast(fill, white) ? ink : white;
}
