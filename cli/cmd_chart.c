/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_chart.c - a figure from data, or from published parts of a total. */
#include "cli/cost.h"
#include "cli/document.h"
#include "cli/survey.h"
#include "datasets/error.h"
#include "datasets/path.h"
#include "reports/figure_source.h"
#include "reports/tabulate_aggregate.h"
#include "reports/tabulate_beliefs.h"
#include "reports/tabulate_models.h"
#include "reports/tabulate_sample.h"
#include "reports/tabulate_uncertain.h"
#include "reports/words.h"

#include <string.h>

typedef struct {
    SurveyOptions survey;
    char *title, *number, *base, *source, *tag;
    char **notes;
    char *unit, *classes;
    char **breaks;
    double width;
    int few, least;
    bool multi, reverse;
} ChartOptions;

static const Option options_[] = {
    { "title", 0, OPTION_TEXT, offsetof(ChartOptions, title), "TEXT",
      "title (default: the label of the variable)" },
    { "number", 0, OPTION_TEXT, offsetof(ChartOptions, number), "N",
      "number of the figure: 1 gives \"Figure 1\"" },
    { "base", 0, OPTION_TEXT, offsetof(ChartOptions, base), "TEXT",
      "of whom the shares are (default: as the codebook says)" },
    { "source", 0, OPTION_TEXT, offsetof(ChartOptions, source), "TEXT",
      "source (default: as the codebook says)" },
    { "note", 0, OPTION_TEXTS, offsetof(ChartOptions, notes), "TEXT",
      "a sentence under the figure; may be repeated" },
    { "tag", 0, OPTION_TEXT, offsetof(ChartOptions, tag), "TEXT",
      "a boxed word at the upper right, as \"Example data\"" },
    { "width", 0, OPTION_NUMBER, offsetof(ChartOptions, width), "MM",
      "width in millimetres (default: 160)" },
    { "multi", 0, OPTION_FLAG, offsetof(ChartOptions, multi), NULL,
      "the variable is a multiple-response set: of the codebook, or 'name=a,b,c'" },
    { "unit", 0, OPTION_TEXT, offsetof(ChartOptions, unit), "TEXT", "what stands at the axis" },
    { "classes", 0, OPTION_TEXT, offsetof(ChartOptions, classes), "LIMITS",
      "limits of the classes of a histogram, as 0,30,60 (default: round numbers)" },
    { "break", 0, OPTION_TEXTS, offsetof(ChartOptions, breaks), "PERIOD=TEXT",
      "a series changes its meaning before this period; may be repeated" },
    { "low-base", 0, OPTION_INTEGER, offsetof(ChartOptions, few), "N",
      "values with fewer answers behind them are hollow (default: 30)" },
    { "least-base", 0, OPTION_INTEGER, offsetof(ChartOptions, least), "N",
      "values with fewer answers than this are not shown (default: 10)" },
    { "reverse", 0, OPTION_FLAG, offsetof(ChartOptions, reverse), NULL,
      "the categories of a scale in the opposite order" },
    { 0 }
};

static const OptionGroup groups[] = { SURVEY_GROUPS, { "Figure", options_, 0 }, { 0 } };

static void
set_defaults(void *store)
{
    ChartOptions *options = store;
    FigureQuestion question = figure_question_new();

    options->width = 160.0;
    options->few = (int)question.few;
    options->least = (int)question.least;
}

/* The texts of the options in place of those found. */
static void
use_options(FigureData *figure, const ChartOptions *options, const DataUsed *used,
            const char *language)
{
    ChartData *data = &figure->data;

    data->framed = true;
    data->language = language;
    if (options->title)
        data->title = options->title;
    if (options->base)
        data->base = options->base;
    if (options->tag)
        data->tag = options->tag;
    if (options->unit)
        data->unit = options->unit;
    g_autofree char *number =
        options->number
            ? g_strdup_printf("%s\u00a0%s", word(WORD_FIGURE, language), options->number)
            : NULL;
    figure_data_trace(figure, number, used);
    if (options->source) {
        g_autofree char *source = word_filled(WORD_SOURCE, language, options->source);

        data->source = g_string_chunk_insert(figure->strings, source);
    }
    if (!options->notes)
        return;
    g_ptr_array_set_size(figure->notes, (gint)figure->notes->len - 1); /* the NULL at the end */
    for (char **note = options->notes; *note; note++)
        g_ptr_array_add(figure->notes, *note);
    g_ptr_array_add(figure->notes, NULL);
    data->notes = (const char *const *)figure->notes->pdata;
}

/* Draws FIGURE into REPORT, with TABLE (taken over) as its numbers. */
static bool
add_figure(Report *report, const Chart *chart, const FigureData *figure, Table *table,
           const ChartOptions *options, GError **error)
{
    g_autoptr(Table) numbers = table;
    TextContext *text = report_text_context(report, error);
    Scene *scene =
        text ? chart_draw(chart, &figure->data, options->width * 72.0 / 25.4, text, error) : NULL;

    if (!scene)
        return false;
    Block *block = report_add(report, BLOCK_FIGURE);
    block->scene = scene;
    block->table = g_steal_pointer(&numbers);
    report->picture = true;
    report->title = report_text(report, figure->data.title);
    return true;
}

/* What it takes to open the data again. */
typedef struct {
    const ChartOptions *options;
    const char *path;
    const CommonOptions *common;
} Opener;

static Input *
open_again(gconstpointer user, GError **error)
{
    const Opener *opener = user;
    g_auto(Survey) survey = { 0 };

    if (!survey_open(&survey, &opener->options->survey, opener->path, opener->common, error))
        return NULL;
    return g_steal_pointer(&survey.input);
}

static FigureQuestion
question_of(const ChartOptions *options, char **terms, const Survey *survey, const Opener *opener)
{
    FigureQuestion question = figure_question_new();

    question.terms = (const char *const *)terms;
    question.multiple = options->multi;
    question.query = survey->query;
    question.few = (size_t)MAX(options->few, 0);
    question.least = (size_t)MAX(options->least, 0);
    question.breaks = (const char *const *)options->breaks;
    question.classes = options->classes;
    question.reverse = options->reverse;
    question.open = strcmp(opener->path, "-") == 0 ? NULL : open_again;
    question.user = opener;
    return question;
}

static Report *
chart_of_answers(const Chart *chart, const FigureSource *source, const ChartOptions *options,
                 char **arguments, const CommonOptions *common, GError **error)
{
    g_auto(Survey) survey = { 0 };
    g_autofree char *usage = g_strdup_printf("chart %s %s", chart->name, source->arguments);
    g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func((GDestroyNotify)query_free);
    int most = source->most_terms < 0 ? -1 : source->most_terms + 2;

    if (!arguments_check(arguments, source->least_terms + 2, most, usage, error) ||
        !survey_open(&survey, &options->survey, arguments[1], common, error))
        return NULL;
    survey.input->unhashed = false; /* it stands in the line below the figure */
    Opener opener = { options, arguments[1], common };
    FigureQuestion question = question_of(options, arguments + 2, &survey, &opener);
    question.limits = chart->limits;
    if (!source->ask(&question, queries, error))
        return NULL;
    g_autoptr(Report) report = survey_ask_all(&survey, (Query *const *)queries->pdata, queries->len,
                                              "chart", arguments, error);
    if (!report)
        return NULL;
    ShowOptions show = survey_show(&survey, common, "f1");
    const Codebook *codebook = survey.input->codebook;
    g_autoptr(FigureData) figure = source->make(&question, queries, codebook, &show, error);
    if (!figure)
        return NULL;

    use_options(figure, options, &g_array_index(report->data, DataUsed, 0), survey.language);
    return add_figure(report, chart, figure, figure_table(source, figure, queries, codebook, &show),
                      options, error)
               ? g_steal_pointer(&report)
               : NULL;
}

/* What FIGURE shows of the bytes of a file. */
static Report *
chart_of_file(const Chart *chart, FigureData *figure, Table *numbers, GBytes *bytes,
              const ChartOptions *options, char **arguments, const char *language, GError **error)
{
    g_autoptr(Report) report = document_report("chart", arguments, arguments[1], bytes, language);

    use_options(figure, options, &g_array_index(report->data, DataUsed, 0), language);
    return add_figure(report, chart, figure, numbers, options, error) ? g_steal_pointer(&report)
                                                                      : NULL;
}

/* A saved result of andel payments estimate. */
static Report *
chart_of_saved(const Chart *chart, const ChartOptions *options, char **arguments,
               const CommonOptions *common, GError **error)
{
    g_autoptr(GBytes) bytes = path_read(arguments[1], NULL, NULL, error);
    g_autoptr(Saved) saved = bytes ? saved_read(bytes, arguments[1], error) : NULL;
    if (!saved)
        return NULL;
    const char *language = common->lang ? common->lang : "en";
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "f1" };
    g_autoptr(Estimates) all = estimates_of_saved(saved, NULL);
    g_autoptr(Estimates) causes = estimates_of_saved(saved, "causes");
    g_autoptr(FigureData) figure = figure_of_causes(all, causes, &show, error);
    if (!figure) {
        g_prefix_error(error, "%s: ", arguments[1]);
        return NULL;
    }
    return chart_of_file(chart, figure, table_of_figure(figure, &show), bytes, options, arguments,
                         language, error);
}

/* A table of published rates, and of it the row called NAME (NULL: the first with parts). */
static Report *
chart_of_published(const Chart *chart, const ChartOptions *options, char **arguments,
                   const CommonOptions *common, GError **error)
{
    InputOptions reading;

    if (!data_options_input(&options->survey.data, &reading, error))
        return NULL;
    g_autoptr(GBytes) bytes = path_read(arguments[1], NULL, NULL, error);
    g_autoptr(Input) input = bytes ? input_open(arguments[1], &reading, error) : NULL;
    if (!input)
        return NULL;
    const char *language = common_language(common, input->codebook);
    g_autoptr(Aggregate) aggregate =
        aggregate_read(input, NULL, input->codebook->language ? input->codebook->language : "en",
                       common->level, error);
    if (!aggregate)
        return NULL;
    const AggregateRow *whole = aggregate_whole(aggregate, arguments[2], error);
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "f1" };
    g_autoptr(FigureData) figure =
        whole ? figure_of_aggregate_parts(aggregate, whole, &show, error) : NULL;
    if (!figure) {
        g_prefix_error(error, "%s: ", arguments[1]);
        return NULL;
    }
    return chart_of_file(chart, figure, table_of_figure(figure, &show), bytes, options, arguments,
                         language, error);
}

/* What experts believe of one quantity. */
static Report *
chart_of_beliefs(const Chart *chart, const ChartOptions *options, char **arguments,
                 const CommonOptions *common, GError **error)
{
    const ElicitOptions fit = { .fit = FIT_PERT, .lambda = 4.0 };
    InputOptions reading;

    if (!arguments_check(arguments, 2, 3, "chart density EXPERTS [QUANTITY]", error) ||
        !data_options_input(&options->survey.data, &reading, error))
        return NULL;
    g_autoptr(GBytes) bytes = path_read(arguments[1], NULL, NULL, error);
    g_autoptr(Input) input = bytes ? input_open(arguments[1], &reading, error) : NULL;
    if (!input)
        return NULL;
    const char *language = common_language(common, input->codebook);
    g_autoptr(Elicitation) elicitation = elicit_read(input, NULL, &fit, error);
    if (!elicitation)
        return NULL;
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "f1" };
    g_autoptr(FigureData) figure = figure_of_beliefs(elicitation, arguments[2], &show, error);
    if (!figure)
        return NULL;
    return chart_of_file(chart, figure, table_of_beliefs(elicitation, arguments[2], &show), bytes,
                         options, arguments, language, error);
}

static Report *
chart_of_parts(const Chart *chart, const ChartOptions *options, char **arguments,
               const CommonOptions *common, GError **error)
{
    bool yaml = arguments[1] &&
                (g_str_has_suffix(arguments[1], ".yml") || g_str_has_suffix(arguments[1], ".yaml"));
    bool json = arguments[1] && g_str_has_suffix(arguments[1], ".json");

    if (!arguments_check(arguments, 2, yaml || json ? 2 : 3, "chart KIND FILE [ROW]", error))
        return NULL;
    if (!yaml)
        return json ? chart_of_saved(chart, options, arguments, common, error)
                    : chart_of_published(chart, options, arguments, common, error);
    g_autoptr(GBytes) bytes = path_read(arguments[1], NULL, NULL, error);
    g_autoptr(Payments) payments = bytes ? payments_read(bytes, arguments[1], error) : NULL;
    if (!payments)
        return NULL;
    const char *language =
        common->lang ? common->lang : (payments->language ? payments->language : "en");
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "f1" };
    g_autoptr(Report) report = document_report("chart", arguments, arguments[1], bytes, language);
    g_autoptr(FigureData) figure = figure_of_payments(payments, &show);

    use_options(figure, options, &g_array_index(report->data, DataUsed, 0), language);
    return add_figure(report, chart, figure, table_of_payments(payments, &show), options, error)
               ? g_steal_pointer(&report)
               : NULL;
}

/* The step called NAME (NULL: the last of the outputs) of the model, one value at a time. */
static Report *
chart_of_spans(const Chart *chart, const ChartOptions *options, char **arguments,
               const CommonOptions *common, GError **error)
{
    if (!arguments_check(arguments, 2, 3, "chart KIND MODEL [OUTPUT]", error))
        return NULL;
    g_autoptr(GBytes) bytes = path_read(arguments[1], NULL, NULL, error);
    g_autoptr(CostModel) model =
        bytes ? cost_read(bytes, arguments[1], options->survey.data.data_dir, error) : NULL;
    if (!model)
        return NULL;
    size_t output = model->outputs[model->n_outputs - 1];
    if (arguments[2] && !cost_step(model, "OUTPUT", arguments[2], &output, error))
        return NULL;
    g_autoptr(Tornado) tornado = tornado_run(model, 0, output, error);
    if (!tornado)
        return NULL;
    const char *language = common->lang ? common->lang : model->language ? model->language : "en";
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "f1" };
    g_autoptr(Report) report = document_report("chart", arguments, arguments[1], bytes, language);
    g_autoptr(FigureData) figure = figure_of_tornado(tornado, &show);

    use_options(figure, options, &g_array_index(report->data, DataUsed, 0), language);
    return add_figure(report, chart, figure, table_of_tornado(tornado, &show), options, error)
               ? g_steal_pointer(&report)
               : NULL;
}

/* Those whose rows come from a file of their own. */
static Report *(*const charts_of_files[N_CHART_ROWS])(const Chart *, const ChartOptions *, char **,
                                                      const CommonOptions *, GError **) = {
    [CHART_OF_PARTS] = chart_of_parts,
    [CHART_OF_SPANS] = chart_of_spans,
    [CHART_OF_BELIEFS] = chart_of_beliefs,
};

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    const ChartOptions *options = store;

    if (!arguments_check(arguments, 1, -1, "chart KIND DATA [TERM...]", error))
        return NULL;
    const Chart *chart = chart_find(arguments[0], error);
    if (!chart)
        return NULL;
    if (!(options->width >= 40.0 && options->width <= 400.0)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--width %g: a figure is 40 to 400 millimetres wide", options->width);
        return NULL;
    }
    const FigureSource *source = figure_source_find(chart->rows);
    return source ? chart_of_answers(chart, source, options, arguments, common, error)
                  : charts_of_files[chart->rows](chart, options, arguments, common, error);
}

const Command command_chart = {
    .name = "chart",
    .group = "Paper",
    .summary = "a figure as SVG, PDF or PNG",
    .arguments = "KIND DATA [TERM...]",
    .details =
        "bar DATA VARIABLE: the shares of the categories of a variable.\n\n"
        "dot DATA EXPR --by VARIABLE: an estimate and its limits for each domain, as "
        "'mean(minutes)' or \"share(answer = 'Yes')\"; with two variables the first groups the "
        "second. tiles takes the same by county.\n\n"
        "stacked, grouped, likert and heat DATA VARIABLE --by VARIABLE, or VARIABLE VARIABLE ...: "
        "the categories of a variable for each group, or of several variables that have the same "
        "ones.\n\n"
        "line DATA EXPR... --by PERIOD[,VARIABLE]: series over time; slope and dumbbell take two "
        "periods.\n\n"
        "histogram DATA VARIABLE: the classes of a number. flow DATA [VARIABLE]: from the dispatch "
        "to the answers, with the outcomes that the codebook declares.\n\n"
        "waterfall FILE [ROW]: parts of a total, published ones from the file that andel payments "
        "aggregate takes (of a table the parts of ROW), or the causes of error of a saved result, "
        "FILE.json of andel payments estimate.\n\n"
        "density EXPERTS [QUANTITY]: what each expert believes and the pool, from the file that "
        "andel payments elicit takes.\n\n"
        "tornado MODEL [OUTPUT]: a cost model with one value at a time at its ends, see andel "
        "cost.\n\n"
        "A figure is measured before it is drawn: what would be clipped, overlap or be unreadable "
        "is refused, with what would help.",
    .groups = groups,
    .size = sizeof(ChartOptions),
    .defaults = set_defaults,
    .run = run,
};
