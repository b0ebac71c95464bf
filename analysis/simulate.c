/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate.c - a simulation from beginning to end. */
#include "analysis/simulate.h"

#include "analysis/simulate_state.h"
#include "datasets/error.h"

#include <math.h>
#include <string.h>

static bool
begin(Simulation *simulation, GError **error)
{
    const CostModel *model = simulation->model;
    const SimulationOptions *options = &simulation->options;
    const double *given = model->scenarios[options->scenario].given;

    if (options->n_draws < 2 || options->n_draws > SIMULATION_MOST) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--draws %zu: from 2 to %d",
                    options->n_draws, SIMULATION_MOST);
        return false;
    }
    for (size_t i = 0; i < model->n_steps; i++)
        if (model->steps[i].distribution && isnan(given[i]))
            simulation->inputs[simulation->n_inputs++] = i;
    if (simulation->n_inputs == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "nothing varies: no value%s has a distribution; give one, as "
                    "distribution: \"tri(15, 30, 120)\"",
                    *model->scenarios[options->scenario].name ? " that the scenario leaves open"
                                                              : "");
        return false;
    }
    return true;
}

/* A Taker: keeps the outcomes. */
static void
keep(gpointer user, unsigned thread, size_t first, size_t n, const double *values)
{
    Simulation *simulation = user;

    (void)thread;
    for (size_t k = 0; k < simulation->n_outputs; k++)
        memcpy(simulation->draws + k * simulation->n_kept + first,
               values + simulation->model->outputs[k] * n, n * sizeof *values);
}

Simulation *
simulate(const CostModel *model, const SimulationOptions *options, GError **error)
{
    g_autoptr(Simulation) simulation = g_new0(Simulation, 1);

    simulation->model = model;
    simulation->options = *options;
    simulation->inputs = g_new0(size_t, model->n_steps + 1);
    if (!begin(simulation, error))
        return NULL;
    simulation->n_outputs = model->n_outputs;
    simulation->outputs = g_new0(SimulatedOutput, model->n_outputs + 1);
    simulation->n_kept = MIN(options->n_draws, (size_t)SIMULATION_KEPT);
    simulation->draws = g_new(double, model->n_outputs * simulation->n_kept + 1);
    g_autoptr(Drawing) drawing = drawing_new(simulation);
    if (!simulation_each(simulation, drawing, simulation->n_kept, (Taker){ keep, simulation },
                         error))
        return NULL;
    for (size_t k = 0; k < simulation->n_outputs; k++)
        simulation_sum(simulation, drawing, k);
    if (options->n_draws > simulation->n_kept && !simulation_count(simulation, drawing, error))
        return NULL;
    return g_steal_pointer(&simulation);
}

void
simulation_free(Simulation *simulation)
{
    if (!simulation)
        return;
    for (size_t k = 0; k < simulation->n_outputs; k++) {
        g_free(simulation->outputs[k].correlation);
        g_free(simulation->outputs[k].contribution);
    }
    g_free(simulation->inputs);
    g_free(simulation->outputs);
    g_free(simulation->draws);
    g_free(simulation);
}

const double *
simulation_draws(const Simulation *simulation, size_t k)
{
    g_assert(k < simulation->n_outputs);
    return simulation->draws + k * simulation->n_kept;
}
