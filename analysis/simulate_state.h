/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate_state.h - drawing and summing up, between the files simulate*.c. */
#pragma once

#include "analysis/random.h"
#include "analysis/sampler.h"
#include "analysis/simulate.h"

/* Where the values of a simulation come from. */
typedef struct {
    const Simulation *simulation;
    RandomStream *stream, *order; /* [n_inputs] */
    size_t *place;                /* [n_inputs] among the correlated values; n_correlated: alone */
    size_t *input;                /* [n_correlated] the input; n_inputs: set by the scenario */
    Sampler **sampler;            /* [n_inputs] */
} Drawing;

Drawing *drawing_new(const Simulation *simulation);
void drawing_free(Drawing *drawing);

/* Values of input K in draws FIRST to FIRST + N - 1, into OUT [N]; N is at most CODE_LANES. */
void drawing_values(const Drawing *drawing, size_t k, size_t first, size_t n, double *out);

/* Somebody who is told of outcomes. TAKE gets those of draws FIRST to FIRST + N - 1, step by step
 * side by side: VALUES [n_steps * n]. Draws of one block come in order and from one thread; blocks
 * come in any order. THREAD counts from 0. */
typedef struct {
    void (*take)(gpointer user, unsigned thread, size_t first, size_t n, const double *values);
    gpointer user;
} Taker;

enum { BLOCK_DRAWS = 4096 };

unsigned simulation_threads(const Simulation *simulation, size_t n_draws);
/* Tells TAKER of the first N draws. FALSE and ERROR names the first draw without a value. */
bool simulation_each(const Simulation *simulation, const Drawing *drawing, size_t n, Taker taker,
                     GError **error);

/* Fills output K of SIMULATION from the draws that are kept. */
void simulation_sum(Simulation *simulation, const Drawing *drawing, size_t k);
/* Then, when there are more, mean, spread, percentiles and the target from all of them. FALSE and
 * ERROR as simulation_each(). */
bool simulation_count(Simulation *simulation, const Drawing *drawing, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Drawing, drawing_free)
