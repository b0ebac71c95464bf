/* SPDX-License-Identifier: GPL-3.0-or-later */
/* key.h - what colours mean, said above a plot: on the parts themselves, or beside samples. */
#pragma once

#include "plots/frame.h"

/* Width of ENTRIES [n] with their samples in one line. */
double key_width(const Frame *frame, const KeyEntry *entries, size_t n);
/* An edge around the sample from X, Y to X2, Y2 of a colour that white would swallow. */
void key_add_edge(Frame *frame, MarkRole fill, int series, double x, double y, double x2,
                  double y2);
/* Lays ENTRIES [n] out from LEFT to RIGHT in as many lines as it takes, the first baseline at Y.
 * Returns the last baseline. Those of a small multiple go to the scene instead: all panels have one
 * key in common. */
double key_add(Frame *frame, const KeyEntry *entries, size_t n, double left, double right,
               double y);
/* A name for each series above its part, FROM [n] to TO [n], or as near to it as the names find
 * room between LEFT and RIGHT, in up to N_LINES lines. The first baseline is at *Y, which is set to
 * the last; one that had to leave its part is joined to it by a line down to TO_TOP below that.
 * FALSE, and nothing is added, when they do not fit or would stand far from their parts. */
bool key_add_names(Frame *frame, const double *from, const double *to, double left, double right,
                   size_t n_lines, double *y, double to_top);
