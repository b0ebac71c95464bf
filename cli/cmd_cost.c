/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_cost.c - what does a reform cost? */
#include "analysis/cost.h"
#include "cli/command.h"
#include "cli/document.h"
#include "datasets/error.h"
#include "datasets/path.h"
#include "reports/tabulate_models.h"

#include <string.h>

typedef struct {
    char **outputs;
} CostOptions;

static const Option options_[] = { { "outputs", 0, OPTION_LIST, offsetof(CostOptions, outputs),
                                     "NAMES", "values to show, in this order (default: all)" },
                                   { 0 } };

static const OptionGroup groups[] = { { "Cost", options_, 0 }, { 0 } };

static bool
check_outputs(const CostModel *model, char **outputs, GError **error)
{
    g_autofree const char **names = g_new(const char *, model->n_steps + 1);

    for (size_t i = 0; i < model->n_steps; i++)
        names[i] = model->steps[i].name;
    for (char **name = outputs; name && *name; name++) {
        if (cost_find(model, *name) < model->n_steps)
            continue;
        const char *near = nearest_name(*name, names, model->n_steps);
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--outputs: the model has no value '%s'%s%s%s", *name,
                    near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
        return false;
    }
    return true;
}

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    const CostOptions *options = store;

    if (!arguments_check(arguments, 2, 2, "cost run MODEL", error))
        return NULL;
    if (strcmp(arguments[0], "run") != 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "cost has no '%s'; there is: cost run MODEL", arguments[0]);
        return NULL;
    }
    g_autoptr(GBytes) bytes = path_read(arguments[1], NULL, NULL, error);
    g_autoptr(CostModel) model = bytes ? cost_read(bytes, arguments[1], NULL, error) : NULL;
    g_autoptr(CostResult) result = model ? cost_run(model, error) : NULL;
    if (!result || !check_outputs(model, options->outputs, error))
        return NULL;
    const char *language = common->lang ? common->lang : model->language ? model->language : "en";
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    Report *report = document_report("cost", arguments, arguments[1], bytes, language);

    report_table(report, table_of_cost(result, (const char *const *)options->outputs, &show));
    show.id = "t2";
    Table *formulas = table_of_cost_formulas(result, &show);
    if (formulas)
        report_table(report, formulas);
    return report;
}

const Command command_cost = {
    .name = "cost",
    .group = "Models and published numbers",
    .summary = "what does a reform cost? runs a model of values, formulas and units",
    .arguments = "run MODEL",
    .details =
        "MODEL is a YAML file: values (each given, or a formula of others, with its unit), "
        "scenarios (the same with other values) and outputs. Units are kr (kr2016 with the year of "
        "the prices), h, min, person, case, month, year, % and their products: kr/month. Hours and "
        "minutes convert; months and years do not. Everything is carried at full precision.",
    .groups = groups,
    .size = sizeof(CostOptions),
    .run = run,
};
