/* SPDX-License-Identifier: GPL-3.0-or-later */
/* likert.h - the steps of a two-sided scale: which are its sides, and what stands above them. */
#pragma once

#include "plots/key.h"
#include "plots/row_grid.h"

enum { MOST_OWN = 4, MOST_STEPS = 2 };

typedef struct {
    RowGrid grid;
    size_t n_low, high;   /* steps of a side; first series of the high one */
    size_t own[MOST_OWN]; /* series with a column of their own: the middle, and what is rest */
    size_t n_own;
    size_t middle;          /* series that stands at the line; n_series: none does */
    double before, after;   /* shares of it on the left and on the right of the line */
    double zero, scale;     /* the line between the sides; points per unit */
    double own_x[MOST_OWN]; /* lines of the others */
    double low_room, high_room, own_room[MOST_OWN]; /* that heads need */
    bool keyed;       /* heads stand over the sides; else one key above all */
    size_t prefix[2]; /* bytes of the words that the names of a side share */
} Likert;

/* FALSE and ERROR for a scale with fewer or more steps than can be shown. */
bool likert_set_steps(Likert *likert, const ChartData *data, GError **error);
/* Colour of series K of DATA, which is a step of its scale, from 0 to 4. */
int likert_step(const ChartData *data, size_t k);
/* Sets the room that the heads need, before the scale is solved. */
void likert_measure_heads(Likert *likert);
/* Adds them. Returns their last baseline. */
double likert_add_heads(Likert *likert);
void likert_clear(Likert *likert);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Likert, likert_clear)
