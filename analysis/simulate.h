/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate.h - what a cost model comes to when its values are drawn from their distributions. */
#pragma once

#include "analysis/cost.h"

#include <stdint.h>

typedef struct {
    size_t scenario;
    size_t n_draws;
    uint64_t seed;
    bool latin;       /* Latin hypercube: each value takes every n-th part of its range once */
    double target;    /* the probability of more than it is asked for; NAN: it is not */
    unsigned threads; /* 0: as many as there are processors; the result is the same */
} SimulationOptions;

#define SIMULATION_MOST 1000000000

/* The first so many outcomes are kept, and ranks are of them; the rest are only counted, so that
 * memory does not grow with the draws. */
enum { SIMULATION_KEPT = 65536 };

/* A number of a simulation, and its standard error as one of finitely many draws. Under a Latin
 * hypercube that error is an upper bound. */
typedef struct {
    double value, error;
} Simulated;

typedef struct {
    size_t step;
    Simulated mean, sd, p5, p50, p95;
    Simulated above;      /* probability of more than the target; NAN: not asked */
    double *correlation;  /* [n_inputs] Spearman's, between the value and the outcome, of the
                             draws that are kept */
    double *contribution; /* [n_inputs] its square as a share of all; NAN: the outcome is fixed */
} SimulatedOutput;

/* Open for reading; MODEL is borrowed. */
typedef struct {
    const CostModel *model;
    SimulationOptions options;
    size_t *inputs; /* [n_inputs] steps with a distribution that the scenario does not set */
    size_t n_inputs;
    SimulatedOutput *outputs; /* [n_outputs] as the model has them */
    size_t n_outputs;
    double *draws; /* [n_outputs * n_kept] outcomes, output by output, in the order of the draws */
    size_t n_kept; /* the first of the draws, at most SIMULATION_KEPT */
} Simulation;

/**
 * Draws MODEL. A value has its own stream (see random.h), so that one more in the model leaves the
 * draws of the others as they are. Correlations go through a Gaussian copula.
 * NULL and ERROR: ANDEL_ERROR_USAGE for a count of draws below 2 or above SIMULATION_MOST,
 * ANDEL_ERROR_DATA when nothing varies, or a formula has no value in some draw.
 */
Simulation *simulate(const CostModel *model, const SimulationOptions *options, GError **error);
void simulation_free(Simulation *simulation);

/* The outcomes of output K [n_kept]. */
const double *simulation_draws(const Simulation *simulation, size_t k);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Simulation, simulation_free)
