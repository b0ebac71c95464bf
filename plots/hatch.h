/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hatch.h - the lines across a derived bar, clipped, so that every output draws the same. */
#pragma once

#include "plots/scene.h"

typedef struct {
    double x, y, x2, y2;
} HatchLine;

/* The rising lines inside rectangle MARK, an array of HatchLine the caller owns. */
GArray *hatch_lines(const Mark *mark);
/* Their width in points. */
double hatch_stroke(void);
/* The rectangle on which the outline of MARK runs, so that it ends where the bar ends. */
HatchLine hatch_outline(const Mark *mark);
