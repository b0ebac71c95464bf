/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_finish.c - from the rows of a figure to the report that holds it. */
#include "cli/chart.h"
#include "datasets/error.h"
#include "datasets/path.h"
#include "reports/style.h"
#include "reports/words.h"

#include <string.h>

/* The place of NAME among NAMES; how many there are when it is none of them. */
static size_t
place_of(const char *name, const char *const *names)
{
    size_t i = 0;

    while (names[i] && strcmp(names[i], name) != 0)
        i++;
    return i;
}

static bool
check_name(const Chart *chart, const char *option, const char *name, const char *const *names,
           GError **error)
{
    if (!name)
        return true;
    if (strcmp(chart->name, "likert") != 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--%s is asked of likert; %s has no two sides", option, chart->name);
        return false;
    }
    if (names[place_of(name, names)])
        return true;
    g_autofree char *known = g_strjoinv(", ", (char **)names);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--%s '%s': there are %s", option, name,
                known);
    return false;
}

bool
chart_check_scale(const Chart *chart, const ChartOptions *options, GError **error)
{
    if (options->provisional && chart->rows != CHART_OF_PERIODS) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--provisional names periods, which %s has not", chart->name);
        return false;
    }
    if (options->highlight && strcmp(chart->name, "slope") != 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--highlight is asked of slope, not of %s", chart->name);
        return false;
    }
    return check_name(chart, "neutral", options->neutral, neutral_names, error) &&
           check_name(chart, "form", options->form, form_names, error);
}

void
chart_use_scale(const ChartOptions *options, FigureQuestion *question)
{
    if (options->neutral)
        question->neutral = (ChartNeutral)place_of(options->neutral, neutral_names);
    if (options->form)
        question->form = (ChartForm)place_of(options->form, form_names);
}

void
chart_use_options(FigureData *figure, const ChartOptions *options, const DataUsed *used,
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
    figure_data_source(figure, used->path);
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

/* The style of the options, in the keeping of REPORT. */
static bool
use_style(Report *report, const ChartOptions *options, GError **error)
{
    const StyleAsk ask = { .text_scale = options->text_scale, .print = options->print };

    if (options->style) {
        g_autoptr(GBytes) bytes = path_read(options->style, NULL, NULL, error);

        report->style =
            bytes ? report_style_read(bytes, options->style, options->survey.data.data_dir, error)
                  : NULL;
        if (!report->style)
            return false;
    }
    return report_style_ask(&report->style, &ask, error);
}

bool
chart_add_figure(Report *report, const Chart *chart, FigureData *figure, Table *table,
                 const ChartOptions *options, GError **error)
{
    g_autoptr(Table) numbers = table;

    if (!use_style(report, options, error))
        return false;
    figure->data.look = report->style ? &report->style->look : NULL;
    TextContext *text = report_text_context(report, error);
    g_autoptr(Scene) scene =
        text ? chart_draw(chart, &figure->data, options->width * 72.0 / 25.4, text, error) : NULL;

    if (!scene || !figure_check(chart, &figure->data, scene, error))
        return false;
    Block *block = report_add(report, BLOCK_FIGURE);
    block->scene = g_steal_pointer(&scene);
    block->table = g_steal_pointer(&numbers);
    report->picture = true;
    report->pixels = options->px;
    report->title = report_text(report, figure->data.title);
    return true;
}
