/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate.c - the draws, in blocks that threads take as they come. */
#include "analysis/simulate.h"

#include "analysis/simulate_state.h"
#include "datasets/error.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

enum { BLOCK_DRAWS = 1024 };

/* ---- values */

/* Uniform number of input K in draw J, before correlation. */
static double
plain_uniform(const Drawing *drawing, size_t k, size_t j)
{
    const SimulationOptions *options = &drawing->simulation->options;
    double u = random_uniform(&drawing->stream[k], j);

    if (!options->latin)
        return u;
    uint64_t part = random_permuted(&drawing->order[k], j, options->n_draws);
    return ((double)part + u) / (double)options->n_draws;
}

/* Gaussian copula: Nelsen (2006), An introduction to copulas, 2nd ed., section 2.3. */
static double
copula_uniform(const Drawing *drawing, size_t place, size_t j)
{
    const CostModel *model = drawing->simulation->model;
    const double *row = model->factor + place * model->n_correlated;
    double z = 0.0;

    for (size_t i = 0; i <= place; i++) {
        size_t k = drawing->input[i];

        if (k < drawing->simulation->n_inputs && row[i] != 0.0)
            z += row[i] * gsl_cdf_ugaussian_Pinv(plain_uniform(drawing, k, j));
    }
    return CLAMP(gsl_cdf_ugaussian_P(z), 0x1p-53, 1.0 - 0x1p-53);
}

double
drawing_value(const Drawing *drawing, size_t k, size_t j)
{
    const CostModel *model = drawing->simulation->model;
    size_t place = drawing->place[k];
    double u = place < model->n_correlated ? copula_uniform(drawing, place, j)
                                           : plain_uniform(drawing, k, j);

    return distribution_quantile(model->steps[drawing->simulation->inputs[k]].distribution, u);
}

static void
drawing_begin(Drawing *drawing, const Simulation *simulation)
{
    const CostModel *model = simulation->model;
    uint64_t seed = simulation->options.seed;

    drawing->simulation = simulation;
    drawing->stream = g_new0(RandomStream, simulation->n_inputs + 1);
    drawing->order = g_new0(RandomStream, simulation->n_inputs + 1);
    drawing->place = g_new0(size_t, simulation->n_inputs + 1);
    drawing->input = g_new0(size_t, model->n_correlated + 1);
    for (size_t i = 0; i < model->n_correlated; i++)
        drawing->input[i] = simulation->n_inputs;
    for (size_t k = 0; k < simulation->n_inputs; k++) {
        const char *name = model->steps[simulation->inputs[k]].name;
        g_autofree char *order = g_strconcat(name, " order", NULL);

        drawing->stream[k] = random_stream(seed, name);
        drawing->order[k] = random_stream(seed, order);
        drawing->place[k] = model->n_correlated;
        for (size_t i = 0; i < model->n_correlated; i++)
            if (model->correlated[i] == simulation->inputs[k]) {
                drawing->place[k] = i;
                drawing->input[i] = k;
            }
    }
}

static void
drawing_end(Drawing *drawing)
{
    g_free(drawing->stream);
    g_free(drawing->order);
    g_free(drawing->place);
    g_free(drawing->input);
}

/* ---- draws */

/* What the threads share. */
typedef struct {
    Simulation *simulation;
    const Drawing *drawing;
    gint next_block;
    GMutex lock;
    size_t failed_draw; /* the first; n_draws: none */
    size_t failed_step;
    char *wrong;
} Work;

static void
note_failure(Work *work, size_t j, size_t step, char *wrong)
{
    g_mutex_lock(&work->lock);
    if (j < work->failed_draw) {
        g_free(work->wrong);
        work->failed_draw = j;
        work->failed_step = step;
        work->wrong = g_steal_pointer(&wrong);
    }
    g_mutex_unlock(&work->lock);
    g_free(wrong);
}

/* Takes blocks of draws until there are none left. */
static gpointer
draw_blocks(gpointer data)
{
    Work *work = data;
    Simulation *simulation = work->simulation;
    const CostModel *model = simulation->model;
    const double *base = model->scenarios[simulation->options.scenario].given;
    g_autofree double *given = g_memdup2(base, model->n_steps * sizeof *given);
    g_autofree double *values = g_new(double, model->n_steps);
    size_t n = simulation->options.n_draws, at;

    for (;;) {
        size_t begin = (size_t)g_atomic_int_add(&work->next_block, 1) * BLOCK_DRAWS;

        if (begin >= n)
            return NULL;
        for (size_t j = begin; j < MIN(begin + BLOCK_DRAWS, n); j++) {
            for (size_t k = 0; k < simulation->n_inputs; k++)
                given[simulation->inputs[k]] = drawing_value(work->drawing, k, j);
            char *wrong = cost_evaluate(model, given, values, &at);
            if (wrong) {
                note_failure(work, j, at, wrong);
                break;
            }
            for (size_t k = 0; k < simulation->n_outputs; k++)
                simulation->draws[k * n + j] = values[model->outputs[k]];
        }
    }
}

static bool
draw_all(Simulation *simulation, const Drawing *drawing, GError **error)
{
    size_t n = simulation->options.n_draws, n_blocks = (n + BLOCK_DRAWS - 1) / BLOCK_DRAWS;
    size_t wanted =
        simulation->options.threads > 0 ? simulation->options.threads : g_get_num_processors();
    size_t n_threads = MIN(wanted, n_blocks);
    Work work = { .simulation = simulation, .drawing = drawing, .failed_draw = n };
    g_autofree GThread **threads = g_new0(GThread *, n_threads);

    g_mutex_init(&work.lock);
    for (size_t t = 1; t < n_threads; t++)
        threads[t] = g_thread_new("draws", draw_blocks, &work);
    draw_blocks(&work);
    for (size_t t = 1; t < n_threads; t++)
        g_thread_join(threads[t]);
    g_mutex_clear(&work.lock);
    if (work.failed_draw == n)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "draw %zu: '%s' %s; give the distributions ends at which every formula has a value",
                work.failed_draw + 1, simulation->model->steps[work.failed_step].name, work.wrong);
    g_free(work.wrong);
    return false;
}

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

Simulation *
simulate(const CostModel *model, const SimulationOptions *options, GError **error)
{
    g_autoptr(Simulation) simulation = g_new0(Simulation, 1);
    Drawing drawing;

    simulation->model = model;
    simulation->options = *options;
    simulation->inputs = g_new0(size_t, model->n_steps + 1);
    if (!begin(simulation, error))
        return NULL;
    simulation->n_outputs = model->n_outputs;
    simulation->outputs = g_new0(SimulatedOutput, model->n_outputs + 1);
    simulation->draws = g_new(double, model->n_outputs * options->n_draws + 1);
    drawing_begin(&drawing, simulation);
    bool done = draw_all(simulation, &drawing, error);
    for (size_t k = 0; done && k < simulation->n_outputs; k++)
        simulation_sum(simulation, &drawing, k);
    drawing_end(&drawing);
    return done ? g_steal_pointer(&simulation) : NULL;
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
    return simulation->draws + k * simulation->options.n_draws;
}
