/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vision.h - how different colours look: to all eyes, to those who lack a cone, and in grey. */
#pragma once

#include "plots/theme.h"

typedef enum { VISION_NORMAL, VISION_DEUTAN, VISION_PROTAN, VISION_TRITAN, N_VISIONS } Vision;

/* CIE 1976 lightness and opponents, D65. */
typedef struct {
    double lightness, a, b;
} Lab;

/* COLOUR as it looks to one whose cones of a kind do not work at all: Machado, Oliveira & Fernandes
 * (2009), IEEE TVCG 15, 1291-1298, severity 1. */
Colour vision_see(Colour colour, Vision vision);
Lab lab_of(Colour colour);
/* CIEDE2000: Sharma, Wu & Dalal (2005), Color Res. Appl. 30, 21-30. */
double lab_difference(Lab one, Lab other);

/* The least over all pairs of COLOURS [n], INFINITY when there is none. */
double vision_least_difference(const Colour *colours, size_t n, Vision vision);
/* The least step of lightness between neighbours, sorted by it. */
double vision_least_step(const Colour *colours, size_t n);

/* What a palette must keep: contrast on white, difference under each vision, step in grey. */
#define PALETTE_CONTRAST 3.0
#define PALETTE_DIFFERENCE 12.0
#define PALETTE_STEP 5.0
