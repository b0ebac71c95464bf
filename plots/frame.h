/* SPDX-License-Identifier: GPL-3.0-or-later */
/* frame.h - what stands around the plot of every figure: rules, title, question, base, notes. */
#pragma once

#include "plots/chart.h"

/* A small multiple has none of it: it is a plot, and the frame around all of them says the rest. */

/* A figure while it is laid out, from top to bottom. */
typedef struct {
    const ChartData *data;
    TextContext *text;
    Scene *scene;
    double left, right;  /* edges of everything */
    double y;            /* of the last baseline or rule so far */
    const char *said[8]; /* sentences of the kind itself, after the notes; NULL-terminated */
} Frame;

/* How wide what stands in a figure of DATA can be that is WIDTH wide. */
double frame_content(const ChartData *data, double width);

/* Lays out what stands above the plot. FALSE and ERROR (ANDEL_ERROR_DATA) when a text takes more
 * lines than a figure has for it. FRAME.scene is the caller's, also then. */
bool frame_begin(Frame *frame, const ChartData *data, double width, TextContext *text,
                 GError **error);
/* Lays out what stands below a plot that ends at BOTTOM, and gives the scene its height. */
void frame_end(Frame *frame, double bottom);

/* Adds a sentence of the kind itself to what stands below the plot; borrowed. */
void frame_say(Frame *frame, const char *sentence);

/* TEXT in lines of ROLE at most WIDTH wide, the first baseline at Y; LEADING below each other.
 * Returns the last baseline. */
double frame_lines(Frame *frame, MarkRole role, char *const *lines, double x, double y,
                   double anchor);
