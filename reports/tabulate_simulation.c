/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_simulation.c - a simulated cost model: outcomes with their errors, and what varies. */
#include "reports/tabulate_uncertain.h"

#include "datasets/number.h"
#include "reports/cost_show.h"
#include "reports/words.h"

#include <math.h>

enum { N_NUMBERS = 5 };

static void
numbers_of(const SimulatedOutput *output, Simulated numbers[N_NUMBERS])
{
    const Simulated all[N_NUMBERS] = { output->mean, output->sd, output->p5, output->p50,
                                       output->p95 };

    for (int k = 0; k < N_NUMBERS; k++)
        numbers[k] = all[k];
}

static Table *
tidy_outcomes(const Simulation *simulation, const ShowOptions *options)
{
    static const TableColumn columns[] = {
        { .name = "output", .label = "output" },
        { .name = "label", .label = "label" },
        { .name = "unit", .label = "unit" },
        { .name = "mean", .label = "mean", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "mean_error", .label = "mean_error", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "sd", .label = "sd", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "sd_error", .label = "sd_error", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "p5", .label = "p5", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "p5_error", .label = "p5_error", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "p50", .label = "p50", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "p50_error", .label = "p50_error", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "p95", .label = "p95", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "p95_error", .label = "p95_error", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "target", .label = "target", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "above", .label = "above", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "above_error",
          .label = "above_error",
          .kind = COLUMN_OF_NUMBERS,
          .decimals = -1 },
        { .name = "draws", .label = "draws", .kind = COLUMN_OF_NUMBERS },
        { .name = "seed", .label = "seed", .kind = COLUMN_OF_NUMBERS },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));

    for (size_t k = 0; k < simulation->n_outputs; k++) {
        const SimulatedOutput *output = &simulation->outputs[k];
        const CostStep *step = &simulation->model->steps[output->step];
        g_autofree char *unit = unit_text(&step->unit);
        Simulated numbers[N_NUMBERS];
        Entry *row = table_add(table, ROW_BODY);
        size_t j = 0;

        numbers_of(output, numbers);
        row[j++] = entry_text(table, step->name);
        row[j++] = entry_text(table, cost_label(step, options->language));
        row[j++] = entry_text(table, unit);
        for (int i = 0; i < N_NUMBERS; i++) {
            row[j++] = entry_number(numbers[i].value);
            row[j++] = entry_number(numbers[i].error);
        }
        row[j++] = entry_number(simulation->options.target);
        row[j++] = entry_number(output->above.value);
        row[j++] = entry_number(output->above.error);
        row[j++] = entry_number((double)simulation->options.n_draws);
        row[j++] = entry_number((double)simulation->options.seed);
    }
    return table;
}

static void
add_outcome(Table *table, const Simulation *simulation, size_t k, const ShowOptions *options)
{
    static const char *const names[N_NUMBERS] = { "mean", "sd", "p5", "p50", "p95" };
    const SimulatedOutput *output = &simulation->outputs[k];
    const CostStep *step = &simulation->model->steps[output->step];
    g_autofree char *unit = cost_unit(&step->unit, options->language);
    Simulated numbers[N_NUMBERS];

    numbers_of(output, numbers);
    for (int error = 0; error <= 1; error++) {
        Entry *row = table_add(table, ROW_BODY);

        row[0] = entry_text(table, error ? word(WORD_SIMULATION_ERROR, options->language)
                                         : cost_label(step, options->language));
        for (int i = 0; i < N_NUMBERS; i++) {
            double number = error ? numbers[i].error : numbers[i].value;
            g_autofree char *shown = cost_show(step, number, options);
            g_autofree char *address = g_strdup_printf("%s.%s.%s%s", options->id, step->name,
                                                       names[i], error ? "_error" : "");
            row[i + 1] = entry_number(number);
            row[i + 1].text = table_text(table, shown);
            row[i + 1].address = table_text(table, address);
            row[i + 1].strong = !error && i == 0;
        }
        row[N_NUMBERS + 1] = entry_text(table, error ? NULL : unit);
    }
}

static void
add_target(Table *table, const Simulation *simulation, size_t k, const ShowOptions *options)
{
    const SimulatedOutput *output = &simulation->outputs[k];
    const CostStep *step = &simulation->model->steps[output->step];
    const NumberStyle *style = number_style(options->language);
    const char *label = cost_label(step, options->language);

    if (isnan(output->above.value))
        return;
    g_autofree char *target = cost_show_full(step, simulation->options.target, options);
    g_autofree char *share = number_format(output->above.value, 2, 1, style);
    g_autofree char *error = number_format(output->above.error, 2, 1, style);
    g_autofree char *note =
        word_filled(WORD_ABOVE_TARGET, options->language, label, target, share, error);
    table_note(table, note);
}

/* "wage and overhead 0.5, ...": the correlations of the model. */
static void
add_correlations(Table *table, const CostModel *model, const ShowOptions *options)
{
    const Node *pairs = node_get(document_root(model->document), "correlations");
    g_autoptr(GString) text = g_string_new(NULL);

    for (size_t i = 0; i < node_count(pairs); i++) {
        const Node *pair = node_at(pairs, i);
        const char *const *names = node_texts(node_get(pair, "between"));
        g_autofree char *rho = number_format(node_number(node_get(pair, "rho"), 0.0), 0, 2,
                                             number_style(options->language));
        g_string_append_printf(text, "%s%s, %s: %s", i > 0 ? "; " : "", names[0], names[1], rho);
    }
    if (text->len == 0)
        return;
    g_autofree char *note = word_filled(WORD_CORRELATED, options->language, text->str);
    table_note(table, note);
}

Table *
table_of_simulation(const Simulation *simulation, const ShowOptions *options)
{
    const char *language = options->language;
    const TableColumn columns[] = {
        { .name = "label", .label = "" },
        { .name = "mean", .label = word(WORD_MEAN, language), .kind = COLUMN_OF_NUMBERS },
        { .name = "sd",
          .label = word(WORD_STANDARD_DEVIATION, language),
          .kind = COLUMN_OF_NUMBERS },
        { .name = "p5", .label = "P5", .kind = COLUMN_OF_NUMBERS },
        { .name = "p50", .label = word(WORD_MEDIAN, language), .kind = COLUMN_OF_NUMBERS },
        { .name = "p95", .label = "P95", .kind = COLUMN_OF_NUMBERS },
        { .name = "unit", .label = word(WORD_UNIT, language) },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));
    g_autofree char *draws =
        number_format((double)simulation->options.n_draws, 0, 0, number_style(language));
    g_autofree char *seed = g_strdup_printf("%" G_GUINT64_FORMAT, simulation->options.seed);
    g_autofree char *how = word_filled(
        simulation->options.latin ? WORD_SIMULATED_LATIN : WORD_SIMULATED, language, draws, seed);

    table->title = table_text(table, word(WORD_OUTCOMES_OF_DRAWS, language));
    for (size_t k = 0; k < simulation->n_outputs; k++)
        add_outcome(table, simulation, k, options);
    for (size_t k = 0; k < simulation->n_outputs; k++)
        add_target(table, simulation, k, options);
    table_note(table, how);
    add_correlations(table, simulation->model, options);
    table->data = tidy_outcomes(simulation, options);
    return table;
}

static Table *
tidy_inputs(const Simulation *simulation, const ShowOptions *options)
{
    static const TableColumn columns[] = {
        { .name = "output", .label = "output" },
        { .name = "input", .label = "input" },
        { .name = "label", .label = "label" },
        { .name = "distribution", .label = "distribution" },
        { .name = "mean", .label = "mean", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "sd", .label = "sd", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "unit", .label = "unit" },
        { .name = "rank_correlation",
          .label = "rank_correlation",
          .kind = COLUMN_OF_NUMBERS,
          .decimals = -1 },
        { .name = "contribution",
          .label = "contribution",
          .kind = COLUMN_OF_NUMBERS,
          .decimals = -1 },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));

    for (size_t k = 0; k < simulation->n_outputs; k++)
        for (size_t i = 0; i < simulation->n_inputs; i++) {
            const SimulatedOutput *output = &simulation->outputs[k];
            const CostStep *step = &simulation->model->steps[simulation->inputs[i]];
            g_autofree char *unit = unit_text(&step->unit);
            g_autofree char *distribution = cost_distribution(step, options);
            Entry *row = table_add(table, ROW_BODY);
            size_t j = 0;

            row[j++] = entry_text(table, simulation->model->steps[output->step].name);
            row[j++] = entry_text(table, step->name);
            row[j++] = entry_text(table, cost_label(step, options->language));
            row[j++] = entry_text(table, distribution);
            row[j++] = entry_number(distribution_mean(step->distribution));
            row[j++] = entry_number(distribution_sd(step->distribution));
            row[j++] = entry_text(table, unit);
            row[j++] = entry_number(output->correlation[i]);
            row[j++] = entry_number(output->contribution[i]);
        }
    return table;
}

Table *
table_of_contributions(const Simulation *simulation, const ShowOptions *options)
{
    const char *language = options->language;
    const TableColumn columns[] = {
        { .name = "label", .label = "" },
        { .name = "distribution", .label = word(WORD_DISTRIBUTION, language) },
        { .name = "mean",
          .label = word(WORD_MEAN, language),
          .kind = COLUMN_OF_NUMBERS,
          .decimals = 2 },
        { .name = "sd",
          .label = word(WORD_STANDARD_DEVIATION, language),
          .kind = COLUMN_OF_NUMBERS,
          .decimals = 2 },
        { .name = "unit", .label = word(WORD_UNIT, language) },
        { .name = "rank_correlation",
          .label = word(WORD_RANK_CORRELATION, language),
          .kind = COLUMN_OF_NUMBERS,
          .decimals = 2 },
        { .name = "contribution",
          .label = word(WORD_CONTRIBUTION, language),
          .kind = COLUMN_OF_NUMBERS,
          .power = 2,
          .decimals = 1 },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));
    size_t last = simulation->n_outputs - 1;
    const SimulatedOutput *output = &simulation->outputs[last];

    table->title = table_text(table, word(WORD_WHAT_VARIES, language));
    for (size_t i = 0; i < simulation->n_inputs; i++) {
        const CostStep *step = &simulation->model->steps[simulation->inputs[i]];
        g_autofree char *distribution = cost_distribution(step, options);
        g_autofree char *unit = cost_unit(&step->unit, language);
        Entry *row = table_add(table, ROW_BODY);

        row[0] = entry_text(table, cost_label(step, language));
        row[1] = entry_text(table, distribution);
        row[2] = entry_number(distribution_mean(step->distribution));
        row[3] = entry_number(distribution_sd(step->distribution));
        row[4] = entry_text(table, unit);
        row[5] = entry_number(output->correlation[i]);
        row[6] = entry_number(output->contribution[i]);
    }
    g_autofree char *note =
        word_filled(WORD_CONTRIBUTION_OF, language,
                    cost_label(&simulation->model->steps[output->step], language));
    table_note(table, note);
    if (simulation->n_kept < simulation->options.n_draws) {
        g_autofree char *n =
            number_format((double)simulation->n_kept, 0, 0, number_style(language));
        g_autofree char *first = word_filled(WORD_RANKS_OF_FIRST, language, n);
        table_note(table, first);
    }
    table->data = tidy_inputs(simulation, options);
    return table;
}
