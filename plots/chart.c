/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart.c - the kinds of figures there are, and drawing one. */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/alternative.h"
#include "plots/multiples.h"
#include "plots/theme.h"

#include <math.h>
#include <string.h>

/* To add a kind: write plots/chart_NAME.c, then one line here. */
#define CHARTS(X) \
    X(bar)        \
    X(waterfall)  \
    X(tornado)    \
    X(dot)        \
    X(stacked)    \
    X(grouped)    \
    X(likert)     \
    X(line)       \
    X(slope)      \
    X(dumbbell)   \
    X(heat)       \
    X(mosaic)     \
    X(histogram)  \
    X(tiles)      \
    X(flow)       \
    X(density)    \
    X(reproduction)

#define DECLARE(name) extern const Chart chart_##name;
CHARTS(DECLARE)

#define ENTRY(name) &chart_##name,
const Chart *const charts[] = { CHARTS(ENTRY) NULL };

#define NAME(name) #name,
const char *const chart_names[] = { CHARTS(NAME) NULL };

const char *const neutral_names[] = { "own", "split", "left", NULL };
const char *const form_names[] = { "diverging", "stack100", NULL };

const Chart *
chart_find(const char *name, GError **error)
{
    g_autoptr(GString) known = g_string_new(NULL);

    for (size_t i = 0; charts[i]; i++) {
        if (strcmp(charts[i]->name, name) == 0)
            return charts[i];
        g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", charts[i]->name);
    }
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "unknown kind of chart \"%s\"; there are: %s", name, known->str);
    return NULL;
}

const ChartRow *
chart_measured(const ChartData *data, size_t i)
{
    if (i < data->n_rows)
        return &data->rows[i];
    return i - data->n_rows < data->n_alike ? &data->alike[i - data->n_rows] : NULL;
}

static bool
check_text(TextContext *text, MarkRole role, const char *said, GError **error)
{
    return !said || text_check(text, theme_text(role), said, error);
}

/* The same for what is set on one line. */
static bool
check_line(TextContext *text, MarkRole role, const char *said, GError **error)
{
    if (!said || !strchr(said, '\n'))
        return check_text(text, role, said, error);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the %s \"%s\" has several lines; write it in one", role_name(role), said);
    return false;
}

static bool
check_row(const ChartData *data, const ChartRow *row, TextContext *text, GError **error)
{
    if (!check_text(text, ROLE_CATEGORY, row->label, error) ||
        !check_line(text, ROLE_VALUE, row->value_text, error) ||
        !check_line(text, ROLE_GROUP, row->group, error) ||
        !check_line(text, ROLE_BREAK_WORD, row->broken, error))
        return false;
    for (size_t i = 0; row->values && i < data->n_series; i++)
        if (!check_line(text, ROLE_VALUE, row->values[i].text, error))
            return false;
    for (size_t end = 0; end < 2; end++)
        if (!check_line(text, ROLE_VALUE, row->ends[end].text, error) ||
            !check_line(text, ROLE_HEAD, row->ends[end].input, error))
            return false;
    if (row->series < SERIES_REST || row->series >= N_SERIES) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the row \"%s\" asks for colour %d and a figure has %d; group some rows, or "
                    "make two figures",
                    row->label ? row->label : "", row->series + 1, (int)N_SERIES);
        return false;
    }
    for (size_t i = 0; row->cells && i < data->n_columns; i++)
        if (!check_line(text, ROLE_CELL, row->cells[i], error))
            return false;
    return true;
}

/* Every text of the figure has its glyphs. */
static bool
check_texts(const ChartData *data, TextContext *text, GError **error)
{
    if (!check_line(text, ROLE_NUMBER, data->number, error) ||
        !check_text(text, ROLE_TITLE, data->title, error) ||
        !check_text(text, ROLE_QUESTION, data->question, error) ||
        !check_text(text, ROLE_BASE, data->base, error) ||
        !check_text(text, ROLE_SOURCE, data->source, error) ||
        !check_text(text, ROLE_TRACE, data->trace, error) ||
        !check_line(text, ROLE_TOTAL, data->baseline_text, error) ||
        !check_line(text, ROLE_TAG, data->tag, error))
        return false;
    for (size_t i = 0; data->notes && data->notes[i]; i++)
        if (!check_text(text, ROLE_NOTE, data->notes[i], error))
            return false;
    for (size_t i = 0; data->heads && i < data->n_columns; i++)
        if (!check_text(text, ROLE_HEAD, data->heads[i], error))
            return false;
    if (!check_line(text, ROLE_TICK, data->unit, error))
        return false;
    for (size_t i = 0; i < data->n_series; i++)
        if (!check_text(text, ROLE_END_NAME, data->series[i].label, error))
            return false;
    for (size_t i = 0; i < data->n_rows; i++)
        if (!check_row(data, &data->rows[i], text, error))
            return false;
    for (size_t i = 0; i < data->n_panels; i++)
        if (!check_text(text, ROLE_PANEL, data->panels[i].title, error) ||
            !check_line(text, ROLE_PANEL_COUNT, data->panels[i].count, error) ||
            !check_texts(data->panels[i].data, text, error))
            return false;
    return true;
}

static void
collect_value(GHashTable *values, const char *address, const double *value)
{
    if (address)
        g_hash_table_insert(values, (gpointer)address, (gpointer)value);
}

/* The values of DATA by their addresses. */
static void
collect_values(GHashTable *values, const ChartData *data)
{
    for (size_t i = 0; i < data->n_rows; i++) {
        const ChartRow *row = &data->rows[i];

        collect_value(values, row->address, &row->value);
        for (size_t k = 0; row->values && k < data->n_series; k++)
            collect_value(values, row->values[k].address, &row->values[k].value);
        for (size_t end = 0; end < 2; end++)
            collect_value(values, row->ends[end].address, &row->ends[end].value);
    }
    for (size_t i = 0; i < data->n_panels; i++)
        collect_values(values, data->panels[i].data);
}

/* Texts that show a value of DATA carry it as it was before it was rounded. */
static void
carry_values(Scene *scene, const ChartData *data)
{
    g_autoptr(GHashTable) values = g_hash_table_new(g_str_hash, g_str_equal);

    collect_values(values, data);
    for (guint i = 0; i < scene->marks->len; i++) {
        Mark *mark = &g_array_index(scene->marks, Mark, i);
        const double *value = mark->kind == MARK_TEXT && mark->address && !mark->carries
                                  ? g_hash_table_lookup(values, mark->address)
                                  : NULL;

        if (value && isfinite(*value)) {
            mark->carried = *value;
            mark->carries = true;
        }
    }
}

/* DATA laid out and checked, all of it SCALE times its size on WIDTH points. NULL and ERROR. */
static Scene *
draw_at(const Chart *chart, const ChartData *data, double scale, double width, TextContext *text,
        GError **error)
{
    ChartData scaled = *data;

    scaled.scale = scale;
    g_autoptr(Scene) scene = data->n_panels > 0
                                 ? multiples_lay_out(chart, &scaled, width / scale, text, error)
                                 : chart->lay_out(&scaled, width / scale, text, error);
    if (!scene)
        return NULL;
    scene->scale = scale;
    g_autofree char *made = data->alternative ? NULL : alternative_text(chart, data);
    carry_values(scene, data);
    scene->description = scene_text(scene, data->alternative ? data->alternative : made);
    if (!data->forced && !scene_check(scene, error))
        return NULL;
    return g_steal_pointer(&scene);
}

Scene *
chart_draw(const Chart *chart, const ChartData *data, double width, TextContext *text,
           GError **error)
{
    if (!check_texts(data, text, error))
        return NULL;

    if (data->zoomed && chart->rows != CHART_OF_PERIODS) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "bars are read by their length from 0, which %s always shows; line can do "
                    "without it",
                    chart->name);
        return NULL;
    }
    if ((data->neutral != NEUTRAL_OWN || data->form != FORM_DIVERGING) && chart != &chart_likert) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "where the middle of a scale stands and what its bars have in common "
                    "(neutral, form) is asked of likert, not of %s",
                    chart->name);
        return NULL;
    }
    bool asked = data->look && data->look->text_scale > 0.0;
    double scale = asked ? data->look->text_scale : 1.0;
    g_autoptr(GError) refused = NULL;
    Scene *scene = draw_at(chart, data, scale, width, text, &refused);

    /* who asks for a size means it */
    if (!scene && !asked)
        scene = draw_at(chart, data, LEAST_SCALE, width, text, NULL);
    if (!scene)
        g_propagate_error(error, g_steal_pointer(&refused));
    return scene;
}

bool
chart_hollow(const ChartRow *row, const ChartValue *value)
{
    return value->few || row->provisional;
}

const char *
chart_gap(const ChartRow *row, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (!isfinite(row->values[k].value) && row->values[k].text)
            return row->values[k].text;
    return "..";
}
