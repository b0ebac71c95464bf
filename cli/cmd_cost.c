/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_cost.c - what does a reform cost, how sure is that, and what would it take? */
#include "cli/cost.h"
#include "cli/document.h"
#include "datasets/error.h"
#include "datasets/path.h"
#include "reports/embed.h"

#include <math.h>
#include <string.h>

static const Option options_[] = {
    { "outputs", 0, OPTION_LIST, offsetof(CostOptions, outputs), "NAMES",
      "run: values to show, in this order (default: all)" },
    { "scenario", 0, OPTION_TEXT, offsetof(CostOptions, scenario), "NAME",
      "all but run: with the values of this scenario (default: the first)" },
    { "output", 0, OPTION_TEXT, offsetof(CostOptions, output), "NAME",
      "run to a page, tornado, breakeven: the outcome (default: the last of the outputs); the file "
      "is -o FILE" },
    { "draws", 0, OPTION_INTEGER, offsetof(CostOptions, draws), "N",
      "simulate: how often the values are drawn (default: 10000)" },
    { "latin", 0, OPTION_FLAG, offsetof(CostOptions, latin), NULL,
      "simulate: Latin hypercube, each value takes every part of its range once" },
    { "target", 0, OPTION_TEXT, offsetof(CostOptions, target), "X",
      "simulate: the probability of more than X; breakeven: the outcome to reach" },
    { "grid", 0, OPTION_LIST, offsetof(CostOptions, grid), "A,B",
      "tornado: also a table of outcomes over two values" },
    { "steps", 0, OPTION_INTEGER, offsetof(CostOptions, steps), "N",
      "tornado: rows and columns of --grid (default: 5)" },
    { "input", 0, OPTION_TEXT, offsetof(CostOptions, input), "NAME",
      "breakeven: the value to change" },
    { "published", 0, OPTION_TEXT, offsetof(CostOptions, published), "FILE",
      "invert: a table with output and value (as printed), and scenario, decimals" },
    { "unknown", 0, OPTION_TEXT, offsetof(CostOptions, unknown), "NAME",
      "invert: the value that the publication does not state" },
    { "rounded", 0, OPTION_LIST, offsetof(CostOptions, rounded), "NAMES",
      "round these before others use them: NAME (to whole numbers) or NAME:DECIMALS" },
    { "from", 0, OPTION_NUMBER, offsetof(CostOptions, from), "X",
      "breakeven, invert: least value to search (default: 0)" },
    { "to", 0, OPTION_NUMBER, offsetof(CostOptions, to), "X",
      "breakeven, invert: greatest value to search (default: ten times the value)" },
    { "data-dir", 0, OPTION_TEXT, offsetof(CostOptions, data_dir), "DIR",
      "where the model may name files outside its own folder" },
    { 0 }
};

static const OptionGroup groups[] = { { "Cost", options_, 0 }, { 0 } };

static void
set_defaults(void *store)
{
    CostOptions *options = store;

    options->from = options->to = NAN;
    options->draws = 10000;
    options->steps = 5;
}

static const struct {
    const char *name;
    bool (*add)(CostCommand *command, GError **error);
} parts[] = {
    { "run", cost_run_model },       { "simulate", cost_simulate }, { "tornado", cost_tornado },
    { "breakeven", cost_breakeven }, { "invert", cost_invert },
};

/* --rounded NAME:DECIMALS */
static bool
use_rounding(CostModel *model, char **names, GError **error)
{
    for (; names && *names; names++) {
        const char *colon = strchr(*names, ':');
        g_autofree char *name = colon ? g_strndup(*names, (gsize)(colon - *names)) : NULL;
        size_t step;

        if (!cost_step(model, "--rounded", name ? name : *names, &step, error))
            return false;
        if (colon && (!g_ascii_isdigit(colon[1]) || colon[2] != '\0')) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                        "--rounded %s: after the colon stand 0 to 9 decimals", *names);
            return false;
        }
        model->steps[step].round = colon ? colon[1] - '0' : 0;
    }
    return true;
}

static bool
find_scenario(CostCommand *command, GError **error)
{
    const CostModel *model = command->model;
    const char *name = command->options->scenario;

    if (name)
        command->scenario = cost_find_scenario(model, name);
    if (command->scenario < model->n_scenarios && (!name || *name))
        return true;
    g_autoptr(GString) known = g_string_new(NULL);
    for (size_t s = 0; s < model->n_scenarios; s++)
        g_string_append_printf(known, "%s%s", s > 0 ? ", " : "", model->scenarios[s].name);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--scenario: the model has no '%s'%s%s",
                name, known->len > 0 ? "; there are: " : " and no scenarios", known->str);
    return false;
}

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    const CostOptions *options = store;
    size_t part = 0;

    if (!arguments_check(arguments, 2, 2, "cost run|simulate|tornado|breakeven|invert MODEL",
                         error))
        return NULL;
    while (part < G_N_ELEMENTS(parts) && strcmp(parts[part].name, arguments[0]) != 0)
        part++;
    if (part == G_N_ELEMENTS(parts)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "cost has no '%s'; there are: run, simulate, tornado, breakeven, invert",
                    arguments[0]);
        return NULL;
    }
    g_autoptr(GBytes) bytes = path_read(arguments[1], NULL, NULL, error);
    g_autoptr(CostModel) model =
        bytes ? cost_read(bytes, arguments[1], options->data_dir, error) : NULL;
    if (!model)
        return NULL;
    const char *language = common->lang ? common->lang : model->language ? model->language : "en";
    g_autoptr(Report) report = document_report("cost", arguments, arguments[1], bytes, language);
    report_embed_document(report, "model", model->document);
    CostCommand command = { options, common, model, report, language, 0 };

    for (guint i = 0; i < model->data->len; i++) {
        const CostData *data = &g_array_index(model->data, CostData, i);
        DataUsed *used = report_data(report, data->name, data->sha256);
        used->rows_read = used->rows_used = data->rows;
    }
    if (!use_rounding(model, options->rounded, error) || !find_scenario(&command, error) ||
        !parts[part].add(&command, error))
        return NULL;
    return g_steal_pointer(&report);
}

const Command command_cost = {
    .name = "cost",
    .group = "Models and published numbers",
    .summary = "what does a reform cost? run, sensitivity, break-even, hidden parameters",
    .arguments = "run|simulate|tornado|breakeven|invert MODEL",
    .details =
        "MODEL is a YAML file: values (each given, or a formula of others, with its unit), "
        "scenarios (the same with other values) and outputs. Units are kr (kr2016 with the year of "
        "the prices), h, min, person, case, month, year, % and their products: kr/month. Hours and "
        "minutes convert; months and years do not. Everything is carried at full precision.\n\n"
        "What is not known exactly has a distribution, in quotes: tri(low, likely, high), "
        "pert(low, "
        "likely, high), normal(mean, sd), lognormal(median, ratio), where 90 per cent lie between "
        "median / ratio and median * ratio, beta(p, q, low, high), uniform(low, high), "
        "discrete(value: probability, ...), empirical(FILE), or 5 to 20, which is P5 to P95 and "
        "lognormal when both are positive, else normal. `estimate: {data: FILE, expression: "
        "mean(x)}` takes a survey estimate with its standard error. `correlations:` lists "
        "pairs.\n\n"
        "run -o model.html makes a page to play with: a slider for each given value, and the table "
        "and "
        "the tornado follow in the browser, by the same formulas, with no network. Its address "
        "keeps "
        "what was set: model.html#minutes=53.\n\n"
        "simulate draws them; each value has its own stream of the seed, so that one more in the "
        "model changes nothing of the others. tornado sets one value at a time to its low and high "
        "(else P10 and P90). breakeven finds every value of an input that gives the target. invert "
        "finds every value of an unstated input that gives what was published, within rounding; "
        "exit status 5 when there is none.",
    .groups = groups,
    .size = sizeof(CostOptions),
    .defaults = set_defaults,
    .run = run,
};
