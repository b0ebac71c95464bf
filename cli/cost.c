/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost.c - the parts of `andel cost`. */
#include "cli/cost.h"

#include "datasets/error.h"
#include "datasets/number.h"
#include "reports/play.h"
#include "reports/tabulate_models.h"
#include "reports/tabulate_uncertain.h"

#include <math.h>
#include <string.h>

bool
cost_step(const CostModel *model, const char *option, const char *name, size_t *step,
          GError **error)
{
    g_autofree const char **names = g_new(const char *, model->n_steps + 1);

    *step = cost_find(model, name);
    if (*step < model->n_steps)
        return true;
    for (size_t i = 0; i < model->n_steps; i++)
        names[i] = model->steps[i].name;
    const char *near = nearest_name(name, names, model->n_steps);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "%s: the model has no value '%s'%s%s%s",
                option, name, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    return false;
}

bool
cost_output(const CostCommand *command, size_t *step, GError **error)
{
    const CostModel *model = command->model;

    *step = model->outputs[model->n_outputs - 1];
    return !command->options->output ||
           cost_step(model, "--output", command->options->output, step, error);
}

static ShowOptions
show(const CostCommand *command, const char *id)
{
    return (ShowOptions){ .language = command->language,
                          .decimals = command->common->digits,
                          .id = id };
}

/* The number of --target; NAN when it is not given. */
static bool
read_target(const CostCommand *command, double *target, GError **error)
{
    const char *text = command->options->target;

    *target = NAN;
    if (!text || number_read(text, strlen(text), '.', target) != NUMBER_NONE)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "--target %s: a number with a decimal point, in the unit of the output", text);
    return false;
}

static bool
needed(const char *option, const char *value, const char *example, GError **error)
{
    if (value)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "%s is missing; as %s", option, example);
    return false;
}

bool
cost_run_model(CostCommand *command, GError **error)
{
    const char *const *outputs = (const char *const *)command->options->outputs;
    g_autoptr(CostResult) result = cost_run(command->model, error);
    size_t step;

    for (size_t i = 0; result && outputs && outputs[i]; i++)
        if (!cost_step(command->model, "--outputs", outputs[i], &step, error))
            return false;
    if (!result)
        return false;
    ShowOptions first = show(command, "t1"), second = show(command, "t2");
    report_table(command->report, table_of_cost(result, outputs, &first));
    Table *formulas = table_of_cost_formulas(result, &second);
    if (formulas)
        report_table(command->report, formulas);
    if (!cost_output(command, &step, error))
        return false;
    g_autofree char *play = play_of_cost(command->model, step, &first);
    command->report->play = report_text(command->report, play);
    return true;
}

static bool
read_seed(const char *text, uint64_t *seed, GError **error)
{
    char *end = NULL;

    *seed = 1;
    if (!text)
        return true;
    if (g_ascii_isdigit(*text))
        *seed = g_ascii_strtoull(text, &end, 10);
    if (end && *end == '\0' && *seed < UINT64_C(1) << 53)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "--seed %s: a whole number from 0 to 2^53 - 1", text);
    return false;
}

bool
cost_simulate(CostCommand *command, GError **error)
{
    const CommonOptions *common = command->common;
    SimulationOptions options = { .scenario = command->scenario,
                                  .latin = command->options->latin,
                                  .threads = (unsigned)common->threads };

    if (command->options->draws < 2) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--draws %d: from 2 to %d",
                    command->options->draws, SIMULATION_MOST);
        return false;
    }
    options.n_draws = (size_t)command->options->draws;
    if (!read_seed(common->seed, &options.seed, error) ||
        !read_target(command, &options.target, error))
        return false;
    g_autoptr(Simulation) simulation = simulate(command->model, &options, error);
    if (!simulation)
        return false;
    ShowOptions first = show(command, "t1"), second = show(command, "t2");
    report_table(command->report, table_of_simulation(simulation, &first));
    report_table(command->report, table_of_contributions(simulation, &second));
    return true;
}

static bool
add_grid(CostCommand *command, size_t output, GError **error)
{
    char **names = command->options->grid;
    int n = command->options->steps;
    size_t row, col;

    if (g_strv_length(names) != 2 || strcmp(names[0], names[1]) == 0 || n < 2 || n > 20) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--grid takes two values, as --grid minutes,cases, and --steps 2 to 20");
        return false;
    }
    if (!cost_step(command->model, "--grid", names[0], &row, error) ||
        !cost_step(command->model, "--grid", names[1], &col, error))
        return false;
    g_autoptr(CostGrid) grid =
        cost_grid_run(command->model, command->scenario, output, row, col, (size_t)n, error);
    ShowOptions options = show(command, "t2");
    if (!grid)
        return false;
    report_table(command->report, table_of_grid(grid, &options));
    return true;
}

bool
cost_tornado(CostCommand *command, GError **error)
{
    ShowOptions options = show(command, "t1");
    size_t output;

    if (!cost_output(command, &output, error))
        return false;
    g_autoptr(Tornado) tornado = tornado_run(command->model, command->scenario, output, error);
    if (!tornado)
        return false;
    report_table(command->report, table_of_tornado(tornado, &options));
    return !command->options->grid || add_grid(command, output, error);
}

bool
cost_breakeven(CostCommand *command, GError **error)
{
    const CostOptions *options = command->options;
    BreakevenQuestion question = { .scenario = command->scenario,
                                   .from = options->from,
                                   .to = options->to };
    ShowOptions first = show(command, "t1");

    if (!needed("--target", options->target, "--target 44000", error) ||
        !needed("--input", options->input, "--input minutes", error) ||
        !read_target(command, &question.target, error) ||
        !cost_output(command, &question.output, error) ||
        !cost_step(command->model, "--input", options->input, &question.input, error))
        return false;
    g_autoptr(Breakeven) result = breakeven(command->model, &question, error);
    if (!result)
        return false;
    report_table(command->report, table_of_breakeven(result, &first));
    return true;
}

bool
cost_invert(CostCommand *command, GError **error)
{
    const CostOptions *options = command->options;
    InputOptions input_options = { .data_dir = options->data_dir };
    ShowOptions first = show(command, "t1");
    size_t unknown;

    if (!needed("--published", options->published, "--published published.csv", error) ||
        !needed("--unknown", options->unknown, "--unknown hours", error) ||
        !cost_step(command->model, "--unknown", options->unknown, &unknown, error))
        return false;
    g_autoptr(Input) input = input_open(options->published, &input_options, error);
    g_autoptr(PublishedCosts) costs =
        input ? published_costs_read(command->model, input, error) : NULL;
    g_autoptr(Inversion) inversion =
        costs ? invert(command->model, costs, unknown, options->from, options->to, error) : NULL;
    if (!inversion)
        return false;
    DataUsed *used = report_data(command->report, options->published, input_sha256(input));
    used->rows_read = used->rows_used = reader_rows(input->reader);
    report_table(command->report, table_of_inversion(inversion, &first));
    command->report->failed_checks = inversion->all->len == 0;
    return true;
}
