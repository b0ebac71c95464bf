/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme.h - sizes, weights, colours of what stands in a figure. */
#pragma once

#include "plots/scene.h"
#include "plots/text.h"

typedef struct {
    double red, green, blue; /* 0 to 1 */
} Colour;

/* Colours that a style file may change; those of figures have their own places in Look. */
enum {
    THEME_INK,
    THEME_SECOND,
    THEME_NOTES,
    THEME_ACCENT,
    THEME_REST,
    THEME_HOLDS,
    THEME_DEVIATES,
    THEME_TAG,
    THEME_GRID,
    THEME_MUTED,
    N_THEME_NAMES
};

enum { N_SERIES = 6, N_STEPS = 5 };

/* The least size of a text, in points as it is printed; how far a figure is made smaller as a whole
 * before it is refused for want of room; and what a style may ask for. */
#define LEAST_TEXT 6.3
#define LEAST_SCALE 0.94
#define MOST_SCALE 2.0

/* Colours as 0xRRGGBB, and fonts. */
typedef struct Look {
    int named[N_THEME_NAMES];
    int series[N_SERIES], ladder[N_STEPS], diverging[N_STEPS];
    const char *sans, *serif; /* families */
    const char *const *files; /* [NULL-terminated] of fonts beside ours; NULL: none */
    bool grey;                /* for one ink: set by look_to_grey() */
    double text_scale;        /* all sizes and distances of a figure are as many times ours; 0: 1 */
} Look;

extern const Look look_default;

/* theme_colour() in LOOK; NULL: as ours. Series are darkened for text until it can be read. */
Colour theme_colour_in(const Look *look, MarkRole role, int series);
Colour colour_from_hex(int hex);

/* Style of the texts and colour of the marks with ROLE. */
const TextStyle *theme_text(MarkRole role);
Colour theme_colour(MarkRole role, int series);
/* Line width in points; 0 for what is no line. */
double theme_stroke(MarkRole role);
/* TRUE when a rectangle is drawn as its edge only. */
bool theme_outlined(MarkRole role);
/* TRUE for lines with round ends, which join to one; dashes have none. */
bool theme_round(MarkRole role);
/* Radius of a dot, and width of the white around it, in points. */
double theme_radius(MarkRole role);
double theme_halo(MarkRole role);
/* How much of an area hides what lies below, 0 to 1. */
double theme_opacity(MarkRole role);
/* What a text of ROLE stands on: white, or the fill of its series. */
Colour theme_ground(MarkRole role, int series);
enum { MOST_DASHES = 4 };
/* Length of the dashes of ROLE in colours, and of the gaps between them; 0: it is solid. */
double theme_dash(MarkRole role);
/* Lengths of the dashes of a line and of the gaps after them, in turn, into DASHES; returns how
 * many: 0: it is solid. In grey, lines from the third series on are told apart by them. */
size_t theme_dashes(const Look *look, MarkRole role, int series, double dashes[MOST_DASHES]);
/* Makes LOOK one for print in one ink: inks and ladders become the greys of their luminance;
 * series, both sides of a scale and "don't know", which hues tell apart, have greys of their own.
 */
void look_to_grey(Look *look);
Colour colour_to_grey(Colour colour);
/* A light tint of COLOUR: what a derived bar is filled with before it is hatched. */
Colour colour_tint(Colour colour);
/* "#0b5bae" for a colour, in BUFFER. */
const char *colour_hex(Colour colour, char buffer[8]);
/* Ink or white, whichever contrasts more with FILL (WCAG relative luminance). */
Colour colour_on(Colour fill);
double colour_contrast(Colour a, Colour b);
/* Relative luminance: WCAG 2.1. */
double colour_luminance(Colour colour);

/* Height of capitals and digits of the sans face, per point of size. */
#define CAPITAL 0.727
