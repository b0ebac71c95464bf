/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate_state.h - drawing and summing up, between simulate.c and simulate_sum.c. */
#pragma once

#include "analysis/random.h"
#include "analysis/simulate.h"

/* Where the values of a simulation come from. */
typedef struct {
    const Simulation *simulation;
    RandomStream *stream, *order; /* [n_inputs] */
    size_t *place;                /* [n_inputs] among the correlated values; n_correlated: alone */
    size_t *input;                /* [n_correlated] the input; n_inputs: set by the scenario */
} Drawing;

/* Value of input K in draw J. */
double drawing_value(const Drawing *drawing, size_t k, size_t j);

/* Fills output K of SIMULATION from its draws. */
void simulation_sum(Simulation *simulation, const Drawing *drawing, size_t k);
