/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate_draw.c - the values of the inputs: streams, Latin hypercube, copula, quantiles. */
#include "analysis/cost_code.h"
#include "analysis/simulate_state.h"

#include <gsl/gsl_cdf.h>

enum { MANY_DRAWS = 100000 }; /* from here on tables of quantiles are worth making */

Drawing *
drawing_new(const Simulation *simulation)
{
    Drawing *drawing = g_new0(Drawing, 1);
    const CostModel *model = simulation->model;
    uint64_t seed = simulation->options.seed;

    drawing->simulation = simulation;
    drawing->stream = g_new0(RandomStream, simulation->n_inputs + 1);
    drawing->order = g_new0(RandomStream, simulation->n_inputs + 1);
    drawing->place = g_new0(size_t, simulation->n_inputs + 1);
    drawing->input = g_new0(size_t, model->n_correlated + 1);
    drawing->sampler = g_new0(Sampler *, simulation->n_inputs + 1);
    for (size_t i = 0; i < model->n_correlated; i++)
        drawing->input[i] = simulation->n_inputs;
    for (size_t k = 0; k < simulation->n_inputs; k++) {
        const CostStep *step = &model->steps[simulation->inputs[k]];
        g_autofree char *order = g_strconcat(step->name, " order", NULL);

        drawing->stream[k] = random_stream(seed, step->name);
        drawing->order[k] = random_stream(seed, order);
        drawing->sampler[k] =
            sampler_new(step->distribution, simulation->options.n_draws >= MANY_DRAWS);
        drawing->place[k] = model->n_correlated;
        for (size_t i = 0; i < model->n_correlated; i++)
            if (model->correlated[i] == simulation->inputs[k]) {
                drawing->place[k] = i;
                drawing->input[i] = k;
            }
    }
    return drawing;
}

void
drawing_free(Drawing *drawing)
{
    if (!drawing)
        return;
    for (size_t k = 0; k < drawing->simulation->n_inputs; k++)
        sampler_free(drawing->sampler[k]);
    g_free(drawing->sampler);
    g_free(drawing->stream);
    g_free(drawing->order);
    g_free(drawing->place);
    g_free(drawing->input);
    g_free(drawing);
}

/* Uniform numbers of input K, before correlation. */
static void
plain_uniforms(const Drawing *drawing, size_t k, size_t first, size_t n, double *u)
{
    const SimulationOptions *options = &drawing->simulation->options;

    random_uniforms(&drawing->stream[k], first, n, u);
    for (size_t j = 0; options->latin && j < n; j++) {
        uint64_t part = random_permuted(&drawing->order[k], first + j, options->n_draws);

        u[j] = ((double)part + u[j]) / (double)options->n_draws;
    }
}

/* Gaussian copula: Nelsen (2006), An introduction to copulas, 2nd ed., section 2.3. */
static void
copula_uniforms(const Drawing *drawing, size_t place, size_t first, size_t n, double *u)
{
    const CostModel *model = drawing->simulation->model;
    const double *row = model->factor + place * model->n_correlated;
    double score[CODE_LANES];

    for (size_t j = 0; j < n; j++)
        u[j] = 0.0;
    for (size_t i = 0; i <= place; i++) {
        size_t k = drawing->input[i];

        if (k == drawing->simulation->n_inputs || row[i] == 0.0)
            continue;
        plain_uniforms(drawing, k, first, n, score);
        normal_quantiles(n, score);
        for (size_t j = 0; j < n; j++)
            u[j] += row[i] * score[j];
    }
    for (size_t j = 0; j < n; j++)
        u[j] = CLAMP(gsl_cdf_ugaussian_P(u[j]), 0x1p-53, 1.0 - 0x1p-53);
}

void
drawing_values(const Drawing *drawing, size_t k, size_t first, size_t n, double *out)
{
    size_t place = drawing->place[k];

    g_assert(n <= CODE_LANES);
    if (place < drawing->simulation->model->n_correlated)
        copula_uniforms(drawing, place, first, n, out);
    else
        plain_uniforms(drawing, k, first, n, out);
    sampler_quantiles(drawing->sampler[k], n, out);
}
