/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost.c - reading a cost model: what stands in the file, before it is judged. */
#include "analysis/cost.h"

#include "analysis/cost_check.h"
#include "analysis/cost_code.h"
#include "analysis/cost_uncertain.h"
#include "analysis/cost_years.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

static const Field display_fields[] = {
    { .name = "decimals", .type = FIELD_INTEGER, .help = "decimals shown, 0 to 9" },
    { 0 },
};

static const Field value_fields[] = {
    { .name = "value", .type = FIELD_NUMBER, .help = "the number, in the unit" },
    { .name = "formula", .type = FIELD_TEXT, .help = "or how it follows from other values" },
    { .name = "distribution",
      .type = FIELD_TEXT,
      .help = "what is not known exactly, in quotes: tri(15, 30, 120), pert(a, m, b), normal(mean, "
              "sd), lognormal(median, ratio), beta(p, q, low, high), uniform(a, b), discrete(v: p, "
              "...), empirical(FILE), 5 to 20 (P5 to P95); alone, its mean is the value" },
    { .name = "estimate",
      .type = FIELD_BLOCK,
      .fields = estimate_fields,
      .help = "or from a survey: normal with its standard error" },
    { .name = "series", .type = FIELD_SCALARS, .help = "or by year: {2024: 332.6, 2025: 334}" },
    { .name = "index",
      .type = FIELD_BLOCK,
      .fields = index_fields,
      .help = "or from the first year on by growth" },
    { .name = "discount",
      .type = FIELD_BLOCK,
      .fields = discount_fields,
      .help = "or the discount factor of the year" },
    { .name = "low", .type = FIELD_NUMBER, .help = "lower end to try (default: P10)" },
    { .name = "high", .type = FIELD_NUMBER, .help = "upper end to try (default: P90)" },
    { .name = "round",
      .type = FIELD_INTEGER,
      .help = "decimals it is rounded to before others use it (default: it is not)" },
    { .name = "unit",
      .type = FIELD_TEXT,
      .help = "kr, kr2016, h, min, person, case, month, year, %, 1, and products: kr/month" },
    { .name = "label", .type = FIELD_LABEL, .help = "what the table calls it" },
    { .name = "source", .type = FIELD_LABEL, .help = "where the number is from" },
    { .name = "year", .type = FIELD_INTEGER, .help = "that the number is from" },
    { .name = "note", .type = FIELD_LABEL, .help = "what a reader must know of it" },
    { .name = "display", .type = FIELD_BLOCK, .fields = display_fields, .help = "how it is shown" },
    { 0 },
};

static const Field scenario_fields[] = {
    { .name = "label", .type = FIELD_LABEL, .help = "what the table calls it" },
    { .name = "values", .type = FIELD_SCALARS, .help = "values that are others than in the model" },
    { 0 },
};

static const Field output_fields[] = {
    { .name = "decimals", .type = FIELD_INTEGER, .help = "decimals shown, 0 to 9" },
    { .name = "sum", .type = FIELD_BOOLEAN, .help = "show the sum of all years" },
    { 0 },
};

const Field cost_fields[] = {
    { .name = "title", .type = FIELD_LABEL, .help = "title of the table" },
    { .name = "source", .type = FIELD_LABEL, .help = "source of the whole" },
    { .name = "lang", .type = FIELD_TEXT, .help = "language of the result: en or sv" },
    { .name = "values",
      .type = FIELD_MAP,
      .required = true,
      .fields = value_fields,
      .help = "named values, given or from a formula, in the order to show them" },
    { .name = "scenarios",
      .type = FIELD_MAP,
      .fields = scenario_fields,
      .help = "the model with other values, side by side" },
    { .name = "outputs",
      .type = FIELD_MAP,
      .required = true,
      .fields = output_fields,
      .help = "names of the values that are results" },
    { .name = "years",
      .type = FIELD_BLOCK,
      .fields = years_fields,
      .help = "a column for each year" },
    { .name = "correlations",
      .type = FIELD_LIST,
      .fields = correlation_fields,
      .help = "distributions that depend on each other" },
    { 0 },
};

static int
decimals_at(Document *document, const Node *decimals, int otherwise)
{
    double number = node_number(decimals, otherwise);

    if (decimals && (number < 0.0 || number > 9.0)) {
        document_complain(document, decimals, "decimals are 0 to 9", NULL);
        return otherwise;
    }
    return (int)number;
}

static int
decimals_of(Document *document, const Node *node, int otherwise)
{
    return decimals_at(document, node_get(node, "decimals"), otherwise);
}

static void
read_step(CostModel *model, const char *name, const Node *node, const char *data_dir,
          CostStep *step)
{
    g_autoptr(GError) error = NULL;
    const Node *value = node_get(node, "value"), *formula = node_get(node, "formula");

    *step = (CostStep){ .name = name,
                        .node = node,
                        .label = node_get(node, "label"),
                        .source = node_get(node, "source"),
                        .note = node_get(node, "note"),
                        .year = (int)node_number(node_get(node, "year"), 0.0),
                        .value = node_number(value, NAN),
                        .formula = node_text(formula),
                        .decimals = decimals_of(model->document, node_get(node, "display"), -1),
                        .round = decimals_at(model->document, node_get(node, "round"), -1) };
    bool uncertain = node_get(node, "distribution") || node_get(node, "estimate");
    int by_year = (node_get(node, "series") != NULL) + (node_get(node, "index") != NULL) +
                  (node_get(node, "discount") != NULL);
    step->by_year = by_year > 0;
    if ((value || uncertain) + (formula != NULL) + by_year != 1)
        document_complain(model->document, node,
                          "a value has either 'value' or 'formula', or one of 'series', 'index' "
                          "and 'discount'",
                          NULL);
    uncertain_read(model, step, data_dir);
    if (!unit_read(node_text(node_get(node, "unit")), &step->unit, &error))
        document_complain(model->document, node_get(node, "unit"), error->message, NULL);
    if (formula)
        step->expression = expression_parse_node(model->document, formula);
}

static void
read_scenario(CostModel *model, const char *name, const Node *node, CostScenario *scenario)
{
    const Node *values = node_get(node, "values");

    *scenario = (CostScenario){ .name = name, .node = node, .label = node_get(node, "label") };
    scenario->given = g_new(double, model->n_steps);
    for (size_t i = 0; i < model->n_steps; i++)
        scenario->given[i] = NAN;
    for (size_t i = 0; i < node_count(values); i++) {
        const char *text = node_text(node_at(values, i));
        size_t step = cost_find(model, node_key(values, i));
        double number;

        if (step == model->n_steps)
            cost_complain_name(model, node_at(values, i), "the scenario sets", node_key(values, i));
        else if (!text || number_read(text, strlen(text), '.', &number) == NUMBER_NONE)
            document_complain(model->document, node_at(values, i),
                              "the value of a scenario is a number, with a decimal point", NULL);
        else
            scenario->given[step] = number;
    }
}

static void
read_outputs(CostModel *model, const Node *outputs)
{
    model->outputs = g_new(size_t, node_count(outputs) + 1);
    for (size_t i = 0; i < node_count(outputs); i++) {
        size_t step = cost_find(model, node_key(outputs, i));

        if (step == model->n_steps) {
            cost_complain_name(model, node_at(outputs, i), "the outputs name",
                               node_key(outputs, i));
            continue;
        }
        model->steps[step].is_output = true;
        model->steps[step].decimals =
            decimals_of(model->document, node_at(outputs, i), model->steps[step].decimals);
        model->steps[step].sum = node_boolean(node_get(node_at(outputs, i), "sum"));
        model->outputs[model->n_outputs++] = step;
    }
}

static void
clear_data(gpointer data)
{
    CostData *used = data;

    g_free(used->name);
    g_free(used->sha256);
}

CostModel *
cost_read(GBytes *bytes, const char *path, const char *data_dir, GError **error)
{
    Document *document = document_read(bytes, path, cost_fields, error);
    if (!document)
        return NULL;

    g_autoptr(CostModel) model = g_new0(CostModel, 1);
    const Node *root = document_root(document), *values = node_get(root, "values");
    const Node *scenarios = node_get(root, "scenarios");
    model->document = document;
    model->title = node_get(root, "title");
    model->source = node_get(root, "source");
    model->language = node_text(node_get(root, "lang"));
    model->n_steps = node_count(values);
    model->steps = g_new0(CostStep, model->n_steps + 1);
    model->strings = g_string_chunk_new(256);
    model->code = g_array_new(FALSE, FALSE, sizeof(CostInstruction));
    model->data = g_array_new(FALSE, FALSE, sizeof(CostData));
    g_array_set_clear_func(model->data, clear_data);
    model->index = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < model->n_steps; i++)
        g_hash_table_insert(model->index, (gpointer)node_key(values, i), GSIZE_TO_POINTER(i + 1));
    for (size_t i = 0; i < model->n_steps; i++)
        read_step(model, node_key(values, i), node_at(values, i), data_dir, &model->steps[i]);
    model->n_scenarios = MAX(node_count(scenarios), (size_t)1);
    model->scenarios = g_new0(CostScenario, model->n_scenarios);
    for (size_t i = 0; i < model->n_scenarios; i++)
        read_scenario(model, scenarios ? node_key(scenarios, i) : "",
                      scenarios ? node_at(scenarios, i) : NULL, &model->scenarios[i]);
    read_outputs(model, node_get(root, "outputs"));
    correlations_read(model, node_get(root, "correlations"));
    years_read(model);
    if (cost_check(model))
        years_check(model);
    return document_check(document, error) ? g_steal_pointer(&model) : NULL;
}

static void
clear_step(CostStep *step)
{
    expression_free(step->expression);
    distribution_free(step->distribution);
}

void
cost_model_free(CostModel *model)
{
    if (!model)
        return;
    for (size_t i = 0; i < model->n_steps; i++)
        clear_step(&model->steps[i]);
    for (size_t i = 0; i < model->n_scenarios; i++)
        g_free(model->scenarios[i].given);
    g_clear_pointer(&model->index, g_hash_table_unref);
    g_free(model->steps);
    g_free(model->scenarios);
    g_free(model->order);
    g_free(model->outputs);
    g_free(model->correlated);
    g_free(model->factor);
    g_clear_pointer(&model->code, g_array_unref);
    g_clear_pointer(&model->data, g_array_unref);
    g_clear_pointer(&model->strings, g_string_chunk_free);
    document_free(model->document);
    g_free(model);
}

size_t
cost_find(const CostModel *model, const char *name)
{
    size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(model->index, name));

    return found > 0 ? found - 1 : model->n_steps;
}

size_t
cost_find_scenario(const CostModel *model, const char *name)
{
    size_t i = 0;

    while (i < model->n_scenarios && strcmp(model->scenarios[i].name, name) != 0)
        i++;
    return i;
}
