/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_files.c - charts of published rates, of cost models, and of saved results. */
#include "cli/chart.h"
#include "cli/cost.h"
#include "cli/document.h"
#include "datasets/error.h"
#include "datasets/path.h"
#include "reports/result.h"
#include "reports/tabulate_aggregate.h"
#include "reports/tabulate_beliefs.h"
#include "reports/tabulate_models.h"
#include "reports/tabulate_sample.h"
#include "reports/tabulate_uncertain.h"

#include <math.h>
#include <string.h>

typedef struct {
    const Chart *chart;
    const ChartOptions *options;
    char **arguments;
    const CommonOptions *common;
    GBytes *bytes; /* of the file */
    DataUsed used; /* that the numbers come from */
} Asked;

/* FIGURE and TABLE (both taken over) in a report. NULL and ERROR. */
static Report *
report_of(const Asked *asked, FigureData *figure, Table *table, const char *language,
          GError **error)
{
    g_autoptr(FigureData) owned = figure;
    g_autoptr(Report) report =
        document_report("chart", asked->arguments, asked->arguments[1], asked->bytes, language);
    DataUsed *read = &g_array_index(report->data, DataUsed, 0);

    figure->data.forced = asked->common->force;
    chart_use_options(figure, asked->options, asked->used.path ? &asked->used : read, language);
    return chart_add_figure(report, asked->chart, figure, table, asked->options, error)
               ? g_steal_pointer(&report)
               : NULL;
}

static const char *
language_of(const Asked *asked, const char *declared)
{
    return asked->common->lang ? asked->common->lang : declared ? declared : "en";
}

static Report *
report_of_payments(const Asked *asked, const Payments *payments, GError **error)
{
    const char *language = language_of(asked, payments->language);
    ShowOptions show = { .language = language,
                         .decimals = asked->common->digits,
                         .id = "f1",
                         .symbols = asked->common->symbols };

    return report_of(asked, figure_of_payments(payments, &show), table_of_payments(payments, &show),
                     language, error);
}

/* The step called NAME (NULL: the last of the outputs) of MODEL, one value at a time. */
static Report *
report_of_model(const Asked *asked, const CostModel *model, const char *name, size_t scenario,
                GError **error)
{
    size_t output = model->outputs[model->n_outputs - 1];

    if (name && !cost_step(model, "OUTPUT", name, &output, error))
        return NULL;
    g_autoptr(Tornado) tornado = tornado_run(model, scenario, output, error);
    if (!tornado)
        return NULL;
    const char *language = language_of(asked, model->language);
    ShowOptions show = { .language = language,
                         .decimals = asked->common->digits,
                         .id = "f1",
                         .symbols = asked->common->symbols };

    return report_of(asked, figure_of_tornado(tornado, &show), table_of_tornado(tornado, &show),
                     language, error);
}

/* Of AGGREGATE, a table of published rates (NULL: it could not be read, and ERROR says why), the
 * parts of the row called NAME (NULL: the first that has any). */
static Report *
report_of_rates(const Asked *asked, const Aggregate *aggregate, const char *name,
                const char *language, GError **error)
{
    const AggregateRow *whole = aggregate ? aggregate_whole(aggregate, name, error) : NULL;
    ShowOptions show = { .language = language,
                         .decimals = asked->common->digits,
                         .id = "f1",
                         .symbols = asked->common->symbols };
    FigureData *figure = whole ? figure_of_aggregate_parts(aggregate, whole, &show, error) : NULL;

    if (!figure) {
        g_prefix_error(error, "%s: ", asked->arguments[1]);
        return NULL;
    }
    return report_of(asked, figure, table_of_figure(figure, &show), language, error);
}

static Report *
report_of_rates_in(const Asked *asked, Input *input, GError **error)
{
    const char *own = input->codebook->language ? input->codebook->language : "en";
    g_autoptr(Aggregate) aggregate = aggregate_read(input, NULL, own, asked->common->level, error);

    return report_of_rates(asked, aggregate, asked->arguments[2],
                           common_language(asked->common, input->codebook), error);
}

/* What experts believe of QUANTITY (NULL: the first). */
static Report *
report_of_beliefs(const Asked *asked, Input *input, const char *quantity, GError **error)
{
    const ElicitOptions fit = { .fit = FIT_PERT, .lambda = 4.0 };
    const char *language = common_language(asked->common, input->codebook);
    g_autoptr(Elicitation) elicitation = elicit_read(input, NULL, &fit, error);
    ShowOptions show = { .language = language,
                         .decimals = asked->common->digits,
                         .id = "f1",
                         .symbols = asked->common->symbols };
    FigureData *figure =
        elicitation ? figure_of_beliefs(elicitation, quantity, &show, error) : NULL;

    return figure ? report_of(asked, figure, table_of_beliefs(elicitation, quantity, &show),
                              language, error)
                  : NULL;
}

/* The figure called ID (NULL: the only one) of PUBLISHED. */
static Report *
report_of_published(const Asked *asked, const Published *published, const char *id, GError **error)
{
    const char *language = language_of(asked, published->language);
    g_autoptr(Recount) result = recount(published);
    ShowOptions show = { .language = language, .decimals = asked->common->digits, .id = "f1" };
    FigureData *figure = figure_of_recount(result, id, &show, error);

    if (!figure) {
        g_prefix_error(error, "%s: ", asked->arguments[1]);
        return NULL;
    }
    return report_of(asked, figure, table_of_figure(figure, &show), language, error);
}

/* From a data file. */
static Report *
report_of_input(const Asked *asked, GError **error)
{
    InputOptions reading;

    if (!data_options_input(&asked->options->survey.data, &reading, error))
        return NULL;
    g_autoptr(Input) input = input_open(asked->arguments[1], &reading, error);
    if (!input)
        return NULL;
    return asked->chart->rows == CHART_OF_BELIEFS
               ? report_of_beliefs(asked, input, asked->arguments[2], error)
               : report_of_rates_in(asked, input, error);
}

Report *
chart_of_file(const Chart *chart, const ChartOptions *options, char **arguments,
              const CommonOptions *common, GError **error)
{
    static const char *const usages[N_CHART_ROWS] = {
        [CHART_OF_PARTS] = "chart KIND FILE [ROW]",
        [CHART_OF_SPANS] = "chart KIND MODEL [OUTPUT]",
        [CHART_OF_BELIEFS] = "chart KIND EXPERTS [QUANTITY]",
        [CHART_OF_CHECKS] = "chart KIND PUBLISHED [FIGURE]",
    };
    bool yaml = arguments[1] &&
                (g_str_has_suffix(arguments[1], ".yml") || g_str_has_suffix(arguments[1], ".yaml"));
    int most = yaml && chart->rows == CHART_OF_PARTS ? 2 : 3;

    if (!arguments_check(arguments, 2, most, usages[chart->rows], error))
        return NULL;
    g_autoptr(GBytes) bytes = path_read(arguments[1], NULL, NULL, error);
    const Asked asked = { chart, options, arguments, common, bytes, { .path = NULL } };
    if (!bytes)
        return NULL;
    if (chart->rows == CHART_OF_BELIEFS || (chart->rows == CHART_OF_PARTS && !yaml))
        return report_of_input(&asked, error);
    if (chart->rows == CHART_OF_PARTS) {
        g_autoptr(Payments) payments = payments_read(bytes, arguments[1], error);

        return payments ? report_of_payments(&asked, payments, error) : NULL;
    }
    if (chart->rows == CHART_OF_CHECKS) {
        g_autoptr(Published) published = published_read(bytes, arguments[1], error);

        return published ? report_of_published(&asked, published, arguments[2], error) : NULL;
    }
    g_autoptr(CostModel) model =
        cost_read(bytes, arguments[1], options->survey.data.data_dir, error);
    return model ? report_of_model(&asked, model, arguments[2], 0, error) : NULL;
}

/* ---- saved results */

static Report *
saved_tornado(const Asked *asked, const Result *result, GError **error)
{
    g_autoptr(CostModel) model = result_model(result, asked->options->survey.data.data_dir, error);
    const char *name = saved_text(result_saved(result), NULL, 0, "scenario"),
               *output = asked->arguments[2];
    size_t scenario = 0;

    if (!model)
        return NULL;
    while (name && scenario + 1 < model->n_scenarios &&
           strcmp(model->scenarios[scenario].name, name) != 0)
        scenario++;
    return report_of_model(asked, model,
                           output ? output : saved_text(result_saved(result), NULL, 0, "output"),
                           scenario, error);
}

/* The draws of a saved simulation once more, and of them those of the output that is named, else of
 * the last. */
static Report *
saved_simulation(const Asked *asked, const Result *result, GError **error)
{
    const Saved *saved = result_saved(result);
    const char *scenario = saved_text(saved, NULL, 0, "scenario"), *name = asked->arguments[2];
    const char *latin = saved_text(saved, NULL, 0, "latin");
    g_autoptr(CostModel) model = result_model(result, asked->options->survey.data.data_dir, error);
    size_t step = 0, k = 0;

    if (!model || (name && !cost_step(model, "OUTPUT", name, &step, error)))
        return NULL;
    while (k + 1 < model->n_outputs && !(name && model->outputs[k] == step))
        k++;
    SimulationOptions options = {
        .n_draws = (size_t)CLAMP(saved_number(saved, NULL, 0, "draws"), 0.0, 1e10),
        .seed = (uint64_t)CLAMP(saved_number(saved, NULL, 0, "seed"), 0.0, 0x1p53),
        .latin = g_strcmp0(latin, "yes") == 0,
        .target = saved_number(saved, NULL, 0, "target")
    };
    if (scenario)
        options.scenario = MIN(cost_find_scenario(model, scenario), model->n_scenarios - 1);
    g_autoptr(Simulation) simulation = simulate(model, &options, error);
    if (!simulation)
        return NULL;
    const char *language = language_of(asked, model->language);
    ShowOptions show = { .language = language,
                         .decimals = asked->common->digits,
                         .id = "f1",
                         .symbols = asked->common->symbols };
    return report_of(asked, figure_of_simulation(simulation, k, &show),
                     table_of_draws(simulation, k, &show), language, error);
}

static Report *
saved_figure(const Asked *asked, const Result *result, const FigureSource *source, GError **error)
{
    g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func((GDestroyNotify)query_free);
    const Codebook *codebook = result_codebook(result);
    const char *language = language_of(asked, codebook->language);
    ShowOptions show = { .language = language,
                         .decimals = asked->common->digits,
                         .percent = "col",
                         .id = "f1",
                         .intervals = true,
                         .symbols = asked->common->symbols };
    FigureQuestion question = figure_question_new();

    question.terms = (const char *const *)asked->arguments + 2;
    question.few = (size_t)MAX(asked->options->few, 0);
    question.least = (size_t)MAX(asked->options->least, 0);
    question.breaks = (const char *const *)asked->options->breaks;
    question.highlight = (const char *const *)asked->options->highlight;
    question.provisional = (const char *const *)asked->options->provisional;
    question.reverse = asked->options->reverse;
    chart_use_scale(asked->options, &question);
    question.limits = asked->chart->limits;
    question.hollow = asked->chart->hollow;
    question.shaded = asked->options->residuals;
    if (!result_answers(result, asked->chart->rows, queries, error))
        return NULL;
    const Crosstab *table = query_table(g_ptr_array_index(queries, 0));
    if (question.shaded && !(table && table->residuals)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: the result holds no residuals; save that of andel crosstab --residuals",
                    asked->arguments[1]);
        return NULL;
    }
    g_autoptr(FigureData) figure = source->make(&question, queries, codebook, &show, error);
    if (!figure)
        return NULL;
    Table *numbers = figure_table(source, figure, queries, codebook, &show);
    return report_of(asked, g_steal_pointer(&figure), numbers, language, error);
}

/* The causes of error in a reviewed sample. */
static Report *
saved_causes(const Asked *asked, const Result *result, GError **error)
{
    const char *language = language_of(asked, NULL);
    ShowOptions show = { .language = language,
                         .decimals = asked->common->digits,
                         .id = "f1",
                         .symbols = asked->common->symbols };
    g_autoptr(Estimates) all = estimates_of_saved(result_saved(result), NULL);
    g_autoptr(Estimates) causes = estimates_of_saved(result_saved(result), "causes");
    FigureData *figure = figure_of_causes(all, causes, &show, error);

    if (!figure) {
        g_prefix_error(error, "%s: ", asked->arguments[1]);
        return NULL;
    }
    return report_of(asked, figure, table_of_figure(figure, &show), language, error);
}

/* The parts of a published rate. */
static Report *
saved_rates(const Asked *asked, const Result *result, GError **error)
{
    g_autoptr(Aggregate) aggregate = aggregate_of_saved(result_saved(result), error);

    return report_of_rates(asked, aggregate, asked->arguments[2], language_of(asked, NULL), error);
}

Report *
chart_of_saved(const Chart *chart, const FigureSource *source, const ChartOptions *options,
               char **arguments, const CommonOptions *common, GError **error)
{
    bool model = chart->rows == CHART_OF_SPANS || chart->rows == CHART_OF_PARTS ||
                 chart->rows == CHART_OF_CLASSES || chart->rows == CHART_OF_CHECKS;

    if (!arguments_check(arguments, 2, model ? 3 : 2,
                         "chart KIND RESULT.json [OUTPUT | FIGURE | ROW]", error))
        return NULL;
    if (options->facet) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--facet: a saved result has no panels in it; make the figure from the data");
        return NULL;
    }
    g_autoptr(GBytes) bytes = path_read(arguments[1], NULL, NULL, error);
    g_autoptr(Result) result = bytes ? result_read(bytes, arguments[1], error) : NULL;
    if (!result)
        return NULL;
    if (chart->rows == CHART_OF_BELIEFS) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: densities are drawn from what the experts have said, not from what came "
                    "of it; name the file that andel payments elicit takes",
                    arguments[1]);
        return NULL;
    }
    const Asked asked = { chart, options, arguments, common, bytes, result_data(result) };
    if (chart->rows == CHART_OF_CLASSES &&
        isfinite(saved_number(result_saved(result), NULL, 0, "draws")) &&
        isfinite(saved_number(result_saved(result), NULL, 0, "seed")))
        return saved_simulation(&asked, result, error);
    if (source)
        return saved_figure(&asked, result, source, error);
    if (chart->rows == CHART_OF_SPANS)
        return saved_tornado(&asked, result, error);
    if (chart->rows == CHART_OF_CHECKS) {
        g_autoptr(Published) published = result_published(result, error);

        return published ? report_of_published(&asked, published, arguments[2], error) : NULL;
    }
    if (saved_rows(result_saved(result), "causes") > 0)
        return saved_causes(&asked, result, error);
    if (saved_rows(result_saved(result), NULL) > 0 &&
        saved_text(result_saved(result), NULL, 0, "measure"))
        return saved_rates(&asked, result, error);
    g_autoptr(Payments) payments = result_payments(result, error);
    return payments ? report_of_payments(&asked, payments, error) : NULL;
}
