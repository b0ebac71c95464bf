/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shade.h - cells of a table by their adjusted residuals: how far a count is from that of
 * independent rows and columns, in standard errors. */
#pragma once

#include "plots/frame.h"

/* The step of a two-sided scale for RESIDUAL, 0 to 4; within 2 standard errors it is the middle.
 * What is not finite is the middle too. */
int shade_step(double residual);
/* "−−" to "++", "" in the middle: what the shades say where print has no colours. */
const char *shade_sign(int step);
/* The text of VALUE with its sign; the caller owns it. */
char *shade_text(const ChartValue *value);
/* Adds the key, its first baseline at Y, and the sentence that says what it means. Returns the last
 * baseline. */
double shade_add_key(Frame *frame, double y);
