/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tornado.h - a cost model with one value at a time at its ends, or two together. */
#pragma once

#include "analysis/cost.h"

/* An outcome with one value at its ends, all others as they are. */
typedef struct {
    size_t step;
    double low, high;       /* of the value, in its unit */
    double at_low, at_high; /* outcomes */
    bool turns;             /* somewhere between the ends the outcome lies outside both */
} TornadoBar;

/* Open for reading; MODEL is borrowed. */
typedef struct {
    const CostModel *model;
    size_t scenario, output; /* OUTPUT is a step */
    double base;             /* the outcome as the scenario is */
    TornadoBar *bars;        /* [n_bars] the widest span first */
    size_t n_bars;
} Tornado;

/**
 * The ends of a value are its `low` and `high`, else P10 and P90 of its distribution; values that
 * have neither, or that OUTPUT does not depend on, are left out. NULL and ERROR (ANDEL_ERROR_DATA)
 * when there are none, or a formula has no value at an end.
 */
Tornado *tornado_run(const CostModel *model, size_t scenario, size_t output, GError **error);
void tornado_free(Tornado *tornado);

/* Ends of STEP as above. FALSE: it has none. */
bool tornado_ends(const CostStep *step, double *low, double *high);

/* Outcomes over two values. */
typedef struct {
    const CostModel *model;
    size_t scenario, output, row, col; /* steps */
    double *rows, *cols;               /* [n] from the lower to the upper end, in equal steps */
    double *outcomes;                  /* [n * n] row by row */
    size_t n;
} CostGrid;

/* N steps in each direction, N > 1. NULL and ERROR as tornado_run(). */
CostGrid *cost_grid_run(const CostModel *model, size_t scenario, size_t output, size_t row,
                        size_t col, size_t n, GError **error);
void cost_grid_free(CostGrid *grid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tornado, tornado_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CostGrid, cost_grid_free)
