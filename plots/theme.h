/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme.h - sizes, weights, colours of what stands in a figure. */
#pragma once

#include "plots/scene.h"
#include "plots/text.h"

typedef struct {
    double red, green, blue; /* 0 to 1 */
} Colour;

/* Style of the texts and colour of the marks with ROLE. */
const TextStyle *theme_text(MarkRole role);
Colour theme_colour(MarkRole role, int series);
/* Line width in points; 0 for what is no line. */
double theme_stroke(MarkRole role);
/* Length of the dashes of a line and of the gaps between them; 0: it is solid. */
double theme_dash(MarkRole role);
/* A light tint of COLOUR: what a derived bar is filled with before it is hatched. */
Colour colour_tint(Colour colour);
/* "#0b5bae" for a colour, in BUFFER. */
const char *colour_hex(Colour colour, char buffer[8]);
/* Ink or white, whichever contrasts more with FILL (WCAG relative luminance). */
Colour colour_on(Colour fill);
double colour_contrast(Colour a, Colour b);

enum { N_SERIES = 6 };

/* Of the dot of an estimate, in points. */
#define DOT_RADIUS 3.3
/* Height of capitals and digits of the sans face, per point of size. */
#define CAPITAL 0.727
