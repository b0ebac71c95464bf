/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_finish.c - from the rows of a figure to the report that holds it. */
#include "cli/chart.h"
#include "reports/words.h"

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

bool
chart_add_figure(Report *report, const Chart *chart, const FigureData *figure, Table *table,
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
