/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_simulate.c - blocks with `simulate:`: a cost model drawn, as a histogram and as values.
 */
#include "datasets/error.h"
#include "reports/composer.h"
#include "reports/tabulate_uncertain.h"

#include <math.h>
#include <string.h>

enum { DRAWS = 10000, SEED = 1 };

typedef struct {
    CostModel *model;
    Simulation *simulation;
    size_t output; /* that the figure is of */
} Drawn;

static void
free_drawn(gpointer data)
{
    Drawn *drawn = data;

    simulation_free(drawn->simulation);
    cost_model_free(drawn->model);
    g_free(drawn);
}

/* The first of `outputs:`, else the last of the model. FALSE and ERROR. */
static bool
find_output(const Spec *spec, Drawn *drawn, GError **error)
{
    const char *const *names = node_texts(node_get(spec->node, "outputs"));
    const CostModel *model = drawn->model;

    drawn->output = model->n_outputs - 1;
    if (!names || !names[0])
        return true;
    for (drawn->output = 0; drawn->output < model->n_outputs; drawn->output++)
        if (strcmp(model->steps[model->outputs[drawn->output]].name, names[0]) == 0)
            return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "'outputs:' names '%s', which is no output of the model", names[0]);
    return false;
}

static bool
ask_simulate(Composer *composer, Spec *spec, GError **error)
{
    g_autofree char *path = NULL;
    g_autoptr(GBytes) bytes = spec_read(composer, spec, "simulate", &path, error);
    double draws = node_number(node_get(spec->node, "draws"), DRAWS);
    double seed = node_number(node_get(spec->node, "seed"), SEED);

    if (!bytes)
        return false;
    if (!(seed >= 0.0 && seed < 0x1p53) || !(draws >= 2.0 && draws <= SIMULATION_MOST)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "'draws:' is from 2 to %d, 'seed:' a whole number that is not negative",
                    SIMULATION_MOST);
        return false;
    }
    SimulationOptions options = { .n_draws = (size_t)draws,
                                  .seed = (uint64_t)seed,
                                  .target = node_number(node_get(spec->node, "target"), NAN) };
    Drawn *drawn = g_new0(Drawn, 1);
    spec->model = drawn;
    drawn->model = cost_read(bytes, path, composer->options->data_dir, error);
    if (!drawn->model || !find_output(spec, drawn, error))
        return false;
    drawn->simulation = simulate(drawn->model, &options, error);
    return drawn->simulation != NULL;
}

/* ID.OUTPUT.mean, .sd, .p5, .p50, .p95, each with its _error, and .above, the probability of more
 * than the target. */
static void
answer_simulate(Composer *composer, Spec *spec)
{
    const Drawn *drawn = spec->model;

    for (size_t k = 0; k < drawn->simulation->n_outputs; k++) {
        const SimulatedOutput *output = &drawn->simulation->outputs[k];
        const CostStep *step = &drawn->model->steps[output->step];
        const struct {
            const char *name, *error;
            const Simulated *number;
        } numbers[] = { { "mean", "mean_error", &output->mean },
                        { "sd", "sd_error", &output->sd },
                        { "p5", "p5_error", &output->p5 },
                        { "p50", "p50_error", &output->p50 },
                        { "p95", "p95_error", &output->p95 } };
        const char *const above[] = { step->name, "above", NULL };

        for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
            const char *const value[] = { step->name, numbers[i].name, NULL };
            const char *const error[] = { step->name, numbers[i].error, NULL };

            spec_value(composer, spec, value,
                       (Value){ VALUE_NUMBER, numbers[i].number->value, step->decimals, NULL });
            spec_value(composer, spec, error,
                       (Value){ VALUE_NUMBER, numbers[i].number->error, step->decimals, NULL });
        }
        if (isfinite(output->above.value))
            spec_value(composer, spec, above, (Value){ VALUE_SHARE, output->above.value, 1, NULL });
    }
}

static bool
show_simulate(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Drawn *drawn = spec->model;
    ShowOptions show = spec_show(composer, spec);
    g_autoptr(FigureData) figure = figure_of_simulation(drawn->simulation, drawn->output, &show);

    return spec_figure(composer, spec, block, "histogram", figure,
                       table_of_draws(drawn->simulation, drawn->output, &show), error);
}

const Composition composition_simulate = {
    .key = "chart",
    .value = "histogram",
    .with = "simulate",
    .figure = true,
    .ask = ask_simulate,
    .answer = answer_simulate,
    .show = show_simulate,
    .free_model = free_drawn,
};
