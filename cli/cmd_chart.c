/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_chart.c - a figure from data, from a model, or from a saved result. */
#include "cli/chart.h"
#include "datasets/error.h"

#include <string.h>

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
    { "px", 0, OPTION_INTEGER, offsetof(ChartOptions, px), "N",
      "width of a PNG in pixels (default: 1600, 254 an inch at 160 mm)" },
    { "style", 0, OPTION_TEXT, offsetof(ChartOptions, style), "FILE",
      "style file: colours, fonts, text scale" },
    { "print", 0, OPTION_TEXT, offsetof(ChartOptions, print), "HOW",
      "'colour' (default), or 'grey' for one ink: greys that stay apart, dashed lines" },
    { "text-scale", 0, OPTION_NUMBER, offsetof(ChartOptions, text_scale), "N",
      "all sizes and distances N times ours: 0.94 to 2" },
    { "multi", 0, OPTION_FLAG, offsetof(ChartOptions, multi), NULL,
      "the variable is a multiple-response set: of the codebook, or 'name=a,b,c'" },
    { "unit", 0, OPTION_TEXT, offsetof(ChartOptions, unit), "TEXT", "what stands at the axis" },
    { "classes", 0, OPTION_TEXT, offsetof(ChartOptions, classes), "LIMITS",
      "limits of the classes of a histogram, as 0,30,60 (default: round numbers)" },
    { "break", 0, OPTION_TEXTS, offsetof(ChartOptions, breaks), "PERIOD=TEXT",
      "a series changes its meaning before this period; may be repeated" },
    { "highlight", 0, OPTION_LIST, offsetof(ChartOptions, highlight), "NAMES",
      "slope: up to three lines in colour, the others muted" },
    { "provisional", 0, OPTION_LIST, offsetof(ChartOptions, provisional), "PERIODS",
      "line, slope, dumbbell: values of these periods will be revised: hollow, and a note says "
      "so" },
    { "zoom", 0, OPTION_FLAG, offsetof(ChartOptions, zoom), NULL,
      "of a line: the axis need not begin at 0; a note says so" },
    { "low-base", 0, OPTION_INTEGER, offsetof(ChartOptions, few), "N",
      "values with fewer answers behind them are hollow (default: 30)" },
    { "least-base", 0, OPTION_INTEGER, offsetof(ChartOptions, least), "N",
      "values with fewer answers than this are not shown (default: 10)" },
    { "reverse", 0, OPTION_FLAG, offsetof(ChartOptions, reverse), NULL,
      "the categories of a scale in the opposite order" },
    { "neutral", 0, OPTION_TEXT, offsetof(ChartOptions, neutral), "PLACE",
      "likert: the middle stands in a column of its 'own' (default), 'split' by the line, or on "
      "its "
      "'left'" },
    { "form", 0, OPTION_TEXT, offsetof(ChartOptions, form), "FORM",
      "likert: 'diverging' from a line (default), or 'stack100': bars of 100 per cent" },
    { "residuals", 0, OPTION_FLAG, offsetof(ChartOptions, residuals), NULL,
      "heat and mosaic: shades by adjusted residual, not by size or category" },
    { "facet", 0, OPTION_TEXT, offsetof(ChartOptions, facet), "VARIABLE",
      "small multiples: a panel for each of its categories" },
    { "free-scales", 0, OPTION_FLAG, offsetof(ChartOptions, free_scales), NULL,
      "each panel has a scale of its own, and says so (default: all have one)" },
    { 0 }
};

static const OptionGroup groups[] = { SURVEY_GROUPS, { "Figure", options_, 0 }, { 0 } };

/* Text that can be read, and a picture that others can open. */
enum { LEAST_PX = 200, MOST_PX = 10000 };

static void
set_defaults(void *store)
{
    ChartOptions *options = store;
    FigureQuestion question = figure_question_new();

    options->width = 160.0;
    options->px = REPORT_PIXELS;
    options->few = (int)question.few;
    options->least = (int)question.least;
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
    question.highlight = (const char *const *)options->highlight;
    question.provisional = (const char *const *)options->provisional;
    question.classes = options->classes;
    question.zoomed = options->zoom;
    question.reverse = options->reverse;
    chart_use_scale(options, &question);
    question.shaded = options->residuals;
    question.facet = options->facet;
    question.free_scales = options->free_scales;
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
    input_hash(survey.input, true); /* it stands in the line below the figure */
    Opener opener = { options, arguments[1], common };
    FigureQuestion question = question_of(options, arguments + 2, &survey, &opener);
    question.limits = chart->limits;
    question.hollow = chart->hollow;
    if (!figure_ask(source, &question, queries, error))
        return NULL;
    g_autoptr(Report) report = survey_ask_all(&survey, (Query *const *)queries->pdata, queries->len,
                                              "chart", arguments, error);
    if (!report)
        return NULL;
    ShowOptions show = survey_show(&survey, common, "f1");
    const Codebook *codebook = survey.input->codebook;
    g_autoptr(FigureData) figure = figure_make(source, &question, queries, codebook, &show, error);
    if (!figure)
        return NULL;

    figure->data.forced = common->force;
    chart_use_options(figure, options, &g_array_index(report->data, DataUsed, 0), survey.language);
    return chart_add_figure(report, chart, figure,
                            figure_table(source, figure, queries, codebook, &show), options, error)
               ? g_steal_pointer(&report)
               : NULL;
}

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
                    "--width %g: a figure is 72 to 400 millimetres wide", options->width);
        return NULL;
    }
    if (options->px < LEAST_PX || options->px > MOST_PX) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--px %d: a picture is %d to %d pixels wide", options->px, LEAST_PX, MOST_PX);
        return NULL;
    }
    if (!chart_check_scale(chart, options, error))
        return NULL;
    const FigureSource *source = figure_source_find(chart->rows);
    if (arguments[1] && g_str_has_suffix(arguments[1], ".json"))
        return chart_of_saved(chart, source, options, arguments, common, error);
    return source ? chart_of_answers(chart, source, options, arguments, common, error)
                  : chart_of_file(chart, options, arguments, common, error);
}

const Command command_chart = {
    .name = "chart",
    .group = "Paper",
    .summary = "a figure as SVG, PDF or PNG",
    .arguments = "KIND DATA [TERM...]",
    .details =
        "bar DATA VARIABLE: the shares of the categories of a variable, in the order of the "
        "codebook; without one the largest first, unless they begin with numbers.\n\n"
        "dot DATA EXPR --by VARIABLE: an estimate and its limits for each domain, as "
        "'mean(minutes)' or \"share(answer = 'Yes')\"; with two variables the first groups the "
        "second. tiles takes the same by county.\n\n"
        "stacked, grouped, likert, heat and mosaic DATA VARIABLE --by VARIABLE, or VARIABLE "
        "VARIABLE ...: "
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
        "reproduction PUBLISHED [FIGURE]: the shares that a figure prints, those that follow from "
        "them, and whether they can be right, from the file that andel recount takes.\n\n"
        "RESULT.json in the place of the data is what crosstab, estimate, response, cost tornado, "
        "recount or "
        "payments aggregate wrote with --format json: it carries its labels with it. --facet "
        "VARIABLE makes "
        "small multiples of any figure from data.\n\n"
        "A figure is measured before it is drawn: what would be clipped, overlap or be unreadable "
        "is refused, with what would help.",
    .groups = groups,
    .size = sizeof(ChartOptions),
    .defaults = set_defaults,
    .run = run,
};
