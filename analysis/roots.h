/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roots.h - where a function of one number is zero, everywhere in a range. */
#pragma once

#include <glib.h>

typedef enum {
    ROOT_CROSSING, /* the function goes through zero */
    ROOT_TOUCH,    /* it reaches zero and turns */
    ROOT_JUMP      /* it leaps over zero, as a rounded result does */
} RootKind;

typedef struct {
    double x;
    RootKind kind;
} Root;

/* NAN where it has no value. */
typedef double (*RootFunction)(double x, gpointer user);

/**
 * All roots from LOW to HIGH, ascending, as an array of Root that the caller frees. The range is
 * cut into CELLS; each cell with a change of sign is searched (Brent 1973, Algorithms for
 * minimization without derivatives, chapter 4), and so is each least distance from zero between
 * (chapter 5). Poles are no roots. What happens twice within one cell may be missed.
 */
GArray *roots_find(RootFunction function, gpointer user, double low, double high, size_t cells);
