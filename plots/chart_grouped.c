/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_grouped.c - bars of several series side by side in each row. */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/key.h"
#include "plots/row_grid.h"
#include "plots/scale.h"
#include "plots/theme.h"

#include <math.h>

static const double bar = 11.0, inner_gap = 1.0;
static const double before_value = 5.0, before_name = 6.0, overhang = 5.0, to_rows = 15.0,
                    to_heads = 18.0;
static const double least_bar = 20.0, to_key = 18.0, key_to_rows = 2.0;
static const double worth_names = 0.6; /* of the length that bars have without names beside them */
enum { MOST_SERIES = 4, MOST_MARKS = 24 };

typedef struct {
    RowGrid grid;
    double zero, scale;
    size_t named; /* the row whose bars have the names of the series */
    bool keyed;   /* no room for them there: they stand beside samples above */
} Grouped;

static bool
check_number(const ChartData *data, GError **error)
{
    if (data->n_series > MOST_SERIES) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "grouped bars have %zu series and can have %d; use stacked or heat, or combine "
                    "categories",
                    data->n_series, (int)MOST_SERIES);
        return false;
    }
    if (data->n_rows * data->n_series > MOST_MARKS) {
        g_set_error(
            error, ANDEL_ERROR, ANDEL_ERROR_DATA,
            "%zu groups of %zu bars cannot be read, %d bars can; make small multiples, a panel "
            "for each of some groups (facet), or use heat",
            data->n_rows, data->n_series, (int)MOST_MARKS);
        return false;
    }
    return true;
}

/* Beside other figures any row may be the one with the names. */
static double
text_beyond(const Grouped *grouped, size_t i, size_t k)
{
    const Frame *frame = &grouped->grid.frame;
    const ChartValue *value = &chart_measured(frame->data, i)->values[k];
    double width = 0.0;

    if (value->text)
        width += before_value + text_width(frame->text, theme_text(ROLE_VALUE), value->text);
    if (!grouped->keyed && (i == grouped->named || frame->data->n_alike > 0))
        width += before_name +
                 text_width(frame->text, theme_text(ROLE_END_NAME), frame->data->series[k].label);
    return width;
}

/* The first row that has all its values. */
static void
choose_named(Grouped *grouped)
{
    const ChartData *data = grouped->grid.frame.data;

    for (size_t i = 0; i < data->n_rows; i++) {
        bool whole = true;

        for (size_t k = 0; k < data->n_series; k++)
            whole = whole && isfinite(data->rows[i].values[k].value);
        if (!whole)
            continue;
        grouped->named = i;
        return;
    }
}

/* The scale at which all stands within ROOM; negative: the points that are missing. */
static double
scale_within(Grouped *grouped, double room)
{
    const ChartData *data = grouped->grid.frame.data;
    size_t n_rows = data->n_rows + data->n_alike, n = n_rows * data->n_series;
    g_autofree Span *spans = g_new0(Span, n);

    for (size_t i = 0; i < n_rows; i++)
        for (size_t k = 0; k < data->n_series; k++) {
            double value = chart_measured(data, i)->values[k].value;

            spans[i * data->n_series + k] = (Span){ 0.0, isfinite(value) ? value : 0.0,
                                                    text_beyond(grouped, i, k), value < 0.0 };
        }
    return scale_solve(spans, n, room, &grouped->zero);
}

/* Names stand beside the bars while these keep most of their length. */
static bool
solve_scale(Grouped *grouped, GError **error)
{
    double room = grouped->grid.right - grouped->grid.left;
    double named = scale_within(grouped, room);

    grouped->keyed = true;
    double keyed = scale_within(grouped, room - least_bar);
    if (keyed < 0.0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the values are %.0f pt too wide to stand beside the bars; shorten them, or "
                    "make the figure wider",
                    ceil(-keyed));
        return false;
    }
    grouped->keyed = named < worth_names * scale_within(grouped, room);
    grouped->scale = scale_within(grouped, room);
    grouped->zero += grouped->grid.left;
    return true;
}

static void
add_bar(Grouped *grouped, size_t i, size_t k)
{
    Frame *frame = &grouped->grid.frame;
    const ChartData *data = frame->data;
    const ChartValue *value = &data->rows[i].values[k];
    double height = (double)data->n_series * (bar + inner_gap) - inner_gap;
    double top = grouped->grid.middle[i] - height / 2.0 + (double)k * (bar + inner_gap);
    double length = isfinite(value->value) ? grouped->scale * value->value : 0.0;
    double left = fmin(grouped->zero, grouped->zero + length), right = left + fabs(length);
    int colour = series_colour(data, k), side = length < 0.0 ? -1 : 1;
    double x = side < 0 ? left : right;

    if (right > left) {
        Mark *mark =
            scene_add_shape(frame->scene, MARK_RECTANGLE, ROLE_DATA, left, top, right, top + bar);
        mark->series = colour;
        mark->address = scene_text(frame->scene, value->address);
    }
    double y = top + bar / 2.0;
    if (value->text) {
        Mark *text = scene_add_text(
            frame->scene, frame->text, ROLE_VALUE, value->text, x + side * before_value,
            y + CAPITAL * theme_text(ROLE_VALUE)->size / 2.0, side < 0 ? 1.0 : 0.0);
        text->address = scene_text(frame->scene, value->address);
        x += side * (before_value + text->width);
    }
    if (i == grouped->named && !grouped->keyed)
        scene_add_text(frame->scene, frame->text, ROLE_END_NAME, data->series[k].label,
                       x + side * before_name, y + CAPITAL * theme_text(ROLE_END_NAME)->size / 2.0,
                       side < 0 ? 1.0 : 0.0)
            ->series = colour;
}

/* What stands above the rows. Returns its last baseline. */
static double
add_heads(Grouped *grouped)
{
    Frame *frame = &grouped->grid.frame;
    const ChartData *data = frame->data;
    KeyEntry entries[MOST_SERIES];
    double y = grouped->grid.columns->n_lines > 0 ? frame->y + to_heads : frame->y;

    for (size_t k = 0; k < data->n_series; k++)
        entries[k] = (KeyEntry){ data->series[k].label, ROLE_DATA, series_colour(data, k) };
    if (!grouped->keyed)
        return y;
    return fmax(y, key_add(frame, entries, data->n_series, frame->left, grouped->grid.right,
                           frame->y + to_key) -
                       key_to_rows);
}

static Scene *
lay_out_rows(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(RowGrid) grid = { 0 };
    double height = (double)data->n_series * (bar + inner_gap) - inner_gap;
    RowGridStyle style = { .bar = height,
                           .gap = bar + 1.0,
                           .label_gap = 9.0,
                           .label_anchor = 1.0,
                           .least_plot = 0.35,
                           .heads_to_rows = to_rows };

    if (!row_grid_begin(&grid, data, &style, width, text, error))
        return NULL;
    Grouped grouped = { .grid = grid };
    choose_named(&grouped);
    if (!solve_scale(&grouped, error))
        return NULL;
    row_grid_add_rows(&grid, add_heads(&grouped));
    grouped.grid = grid;
    for (size_t i = 0; i < data->n_rows; i++)
        for (size_t k = 0; k < data->n_series; k++)
            add_bar(&grouped, i, k);
    frame_end(&grid.frame, row_grid_add_line(&grid, ROLE_BASELINE, grouped.zero, overhang));
    return g_steal_pointer(&grid.frame.scene);
}

/* The row of all groups together is left out: it is none of them. */
static Scene *
grouped_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_autofree ChartRow *rows = g_new0(ChartRow, data->n_rows + 1);
    ChartData groups = *data;

    groups.rows = rows;
    groups.n_rows = 0;
    for (size_t i = 0; i < data->n_rows; i++)
        if (!data->rows[i].total || data->n_rows == 1)
            rows[groups.n_rows++] = data->rows[i];
    if (!check_series(&groups, error) || !check_number(&groups, error))
        return NULL;

    g_autoptr(Scene) scene = lay_out_rows(&groups, width, text, error);
    return g_steal_pointer(&scene);
}

const Chart chart_grouped = {
    .name = "grouped",
    .summary = "bars of several categories side by side for each group",
    .rows = CHART_OF_TABLE,
    .noun = { "Grouped bar chart", "Grupperat stapeldiagram" },
    .lay_out = grouped_lay_out,
};
