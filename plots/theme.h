/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme.h - sizes, weights, colours and distances of figures and tables; see docs in README. */
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
/* "#0b5bae" for a colour, in BUFFER. */
const char *colour_hex(Colour colour, char buffer[8]);
/* Ink or white, whichever contrasts more with FILL (WCAG relative luminance). */
Colour colour_on(Colour fill);
double colour_contrast(Colour a, Colour b);

enum { N_SERIES = 6 };
