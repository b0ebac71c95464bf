/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_chart.c - a figure from data, or from published parts of a total. */
#include "cli/cost.h"
#include "cli/survey.h"
#include "datasets/error.h"
#include "datasets/path.h"
#include "reports/tabulate_models.h"
#include "reports/tabulate_uncertain.h"
#include "reports/words.h"

typedef struct {
    SurveyOptions survey;
    char *title, *number, *base, *source, *tag;
    char **notes;
    double width;
    bool multi;
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
    { 0 }
};

static const OptionGroup groups[] = { SURVEY_GROUPS, { "Figure", options_, 0 }, { 0 } };

static void
set_defaults(void *store)
{
    ((ChartOptions *)store)->width = 160.0;
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

static Report *
chart_of_shares(const Chart *chart, const ChartOptions *options, char **arguments,
                const CommonOptions *common, GError **error)
{
    g_auto(Survey) survey = { 0 };

    if (!arguments_check(arguments, 3, 3, "chart KIND DATA VARIABLE", error) ||
        !survey_open(&survey, &options->survey, arguments[1], common, error))
        return NULL;
    survey.input->unhashed = false; /* it stands in the line below the figure */
    g_autoptr(Query) query =
        query_crosstab(arguments[2], NULL, options->multi, &survey.query, error);
    g_autoptr(Report) report = query ? survey_ask(&survey, query, "chart", arguments, error) : NULL;
    if (!report)
        return NULL;
    ShowOptions show = survey_show(&survey, common, "f1");
    const Crosstab *crosstab = query_table(query);
    const Codebook *codebook = survey.input->codebook;
    g_autoptr(FigureData) figure = figure_of_crosstab(crosstab, codebook, &show);

    use_options(figure, options, &g_array_index(report->data, DataUsed, 0), survey.language);
    return add_figure(report, chart, figure, table_of_crosstab(crosstab, codebook, &show), options,
                      error)
               ? g_steal_pointer(&report)
               : NULL;
}

static Report *
chart_of_parts(const Chart *chart, const ChartOptions *options, char **arguments,
               const CommonOptions *common, GError **error)
{
    if (!arguments_check(arguments, 2, 2, "chart KIND FILE", error))
        return NULL;
    g_autoptr(GBytes) bytes = path_read(arguments[1], NULL, NULL, error);
    g_autoptr(Payments) payments = bytes ? payments_read(bytes, arguments[1], error) : NULL;
    if (!payments)
        return NULL;
    const char *language =
        common->lang ? common->lang : (payments->language ? payments->language : "en");
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "f1" };
    g_autoptr(Report) report = report_new("chart", language);
    g_autoptr(FigureData) figure = figure_of_payments(payments, &show);

    g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
    use_options(figure, options, report_data(report, arguments[1], sha256), language);
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
    g_autoptr(Report) report = report_new("chart", language);
    g_autoptr(FigureData) figure = figure_of_tornado(tornado, &show);
    g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);

    use_options(figure, options, report_data(report, arguments[1], sha256), language);
    return add_figure(report, chart, figure, table_of_tornado(tornado, &show), options, error)
               ? g_steal_pointer(&report)
               : NULL;
}

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    const ChartOptions *options = store;

    if (!arguments_check(arguments, 1, -1, "chart KIND DATA [VARIABLE]", error))
        return NULL;
    const Chart *chart = chart_find(arguments[0], error);
    if (!chart)
        return NULL;
    if (!(options->width >= 40.0 && options->width <= 400.0)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--width %g: a figure is 40 to 400 millimetres wide", options->width);
        return NULL;
    }
    if (chart->rows == CHART_OF_SPANS)
        return chart_of_spans(chart, options, arguments, common, error);
    return chart->rows == CHART_OF_SHARES
               ? chart_of_shares(chart, options, arguments, common, error)
               : chart_of_parts(chart, options, arguments, common, error);
}

const Command command_chart = {
    .name = "chart",
    .group = "Paper",
    .summary = "a figure as SVG, PDF or PNG",
    .arguments = "KIND DATA [VARIABLE]",
    .details = "bar DATA VARIABLE draws the shares of the categories of a variable; waterfall FILE "
               "draws published parts of a total, from the file that andel payments aggregate "
               "takes; tornado MODEL [OUTPUT] draws a cost model with one value at a time at its "
               "ends, see andel cost.\n\nA figure is measured before it is drawn: what would be "
               "clipped, overlap "
               "or be unreadable is refused, with what would help.",
    .groups = groups,
    .size = sizeof(ChartOptions),
    .defaults = set_defaults,
    .run = run,
};
