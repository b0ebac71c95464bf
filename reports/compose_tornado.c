/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_tornado.c - blocks with `chart: tornado`: a cost model with one value at a time at its
 * ends. */
#include "datasets/error.h"
#include "reports/composer.h"
#include "reports/tabulate_uncertain.h"

#include <string.h>

typedef struct {
    CostModel *model;
    Tornado *tornado;
} Ends;

static void
free_ends(gpointer data)
{
    Ends *ends = data;

    tornado_free(ends->tornado);
    cost_model_free(ends->model);
    g_free(ends);
}

/* The step that `output:` names, else the last of the outputs. FALSE and ERROR. */
static bool
find_output(const Spec *spec, const CostModel *model, size_t *output, GError **error)
{
    const char *name = node_text(node_get(spec->node, "output"));

    *output = model->outputs[model->n_outputs - 1];
    if (!name)
        return true;
    *output = cost_find(model, name);
    if (*output < model->n_steps)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "'output:' names '%s', which the model does not have", name);
    return false;
}

/* The scenario that `scenario:` names, else the first. FALSE and ERROR. */
static bool
find_scenario(const Spec *spec, const CostModel *model, size_t *scenario, GError **error)
{
    const char *name = node_text(node_get(spec->node, "scenario"));

    *scenario = 0;
    while (name && *scenario < model->n_scenarios &&
           strcmp(model->scenarios[*scenario].name, name) != 0)
        ++*scenario;
    if (*scenario < model->n_scenarios)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "'scenario:' names '%s', which the model does not have", name);
    return false;
}

static bool
ask_tornado(Composer *composer, Spec *spec, GError **error)
{
    g_autofree char *path = NULL;
    size_t output, scenario;

    if (!node_get(spec->node, "cost")) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has no 'cost:'; name the file of the cost model");
        return false;
    }
    g_autoptr(GBytes) bytes = spec_read(composer, spec, "cost", &path, error);
    if (!bytes)
        return false;
    Ends *ends = g_new0(Ends, 1);
    spec->model = ends;
    ends->model = cost_read(bytes, path, composer->options->data_dir, error);
    if (!ends->model || !find_output(spec, ends->model, &output, error) ||
        !find_scenario(spec, ends->model, &scenario, error))
        return false;
    ends->tornado = tornado_run(ends->model, scenario, output, error);
    return ends->tornado != NULL;
}

static void
add_value(Composer *composer, const Spec *spec, const char *name, const char *part, double value,
          const CostStep *output)
{
    const char *const parts[] = { name, part, NULL };

    spec_value(composer, spec, parts, (Value){ VALUE_NUMBER, value, output->decimals, NULL });
}

/* ID.base, and ID.VALUE.low, .high and .difference of each bar. */
static void
answer_tornado(Composer *composer, Spec *spec)
{
    const Ends *ends = spec->model;
    const Tornado *tornado = ends->tornado;
    const CostStep *output = &ends->model->steps[tornado->output];

    add_value(composer, spec, "base", NULL, tornado->base, output);
    for (size_t i = 0; i < tornado->n_bars; i++) {
        const TornadoBar *bar = &tornado->bars[i];
        const char *name = ends->model->steps[bar->step].name;

        add_value(composer, spec, name, "low", bar->at_low, output);
        add_value(composer, spec, name, "high", bar->at_high, output);
        add_value(composer, spec, name, "difference", ABS(bar->at_high - bar->at_low), output);
    }
}

static bool
show_tornado(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Ends *ends = spec->model;
    ShowOptions show = spec_show(composer, spec);
    g_autoptr(FigureData) figure = figure_of_tornado(ends->tornado, &show);

    return spec_figure(composer, spec, block, "tornado", figure,
                       table_of_tornado(ends->tornado, &show), error);
}

const Composition composition_tornado = {
    .key = "chart",
    .value = "tornado",
    .figure = true,
    .ask = ask_tornado,
    .answer = answer_tornado,
    .show = show_tornado,
    .free_model = free_ends,
};
