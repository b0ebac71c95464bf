/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/line_plot.h"

#include "datasets/error.h"
#include "plots/row_grid.h"
#include "plots/theme.h"

#include <math.h>

static const double to_unit = 20.7, unit_to_plot = 12.3, to_plot = 16.0;
static const double before_axis = 5.0;             /* from the labels of values to the axis */
static const double inset = 8.0, after_last = 3.0; /* from the axis to the first point, and after */
static const double height_of_width = 0.62, least_height = 150.0, most_height = 260.0;
static const double least_plot = 0.35, most_names = 0.33; /* shares of the content */
static const double end_gap = 7.2;

void
line_plot_clear(LinePlot *plot)
{
    scene_free(plot->frame.scene);
    g_free(plot->ends);
}

const ChartValue *
line_plot_value(const LinePlot *plot, size_t i, size_t k)
{
    return &plot->frame.data->rows[i].values[k];
}

double
line_plot_x(const LinePlot *plot, double at)
{
    if (plot->to <= plot->from)
        return (plot->first + plot->last) / 2.0;
    return plot->first + (plot->last - plot->first) * (at - plot->from) / (plot->to - plot->from);
}

double
line_plot_y(const LinePlot *plot, double value)
{
    return axis_place(&plot->values, value);
}

/* The last value of each series, where its name stands; those that end earlier have it there too,
 * at the right edge. */
static void
find_ends(LinePlot *plot)
{
    const ChartData *data = plot->frame.data;

    plot->ends = g_new0(EndLabel, data->n_series);
    for (size_t k = 0; k < data->n_series; k++)
        for (size_t i = data->n_rows; i-- > 0;) {
            const ChartValue *value = line_plot_value(plot, i, k);

            if (!isfinite(value->value))
                continue;
            plot->ends[plot->n_ends++] = (EndLabel){ .x = data->rows[i].at,
                                                     .y = value->value,
                                                     .value = value->text,
                                                     .name = data->series[k].label,
                                                     .address = value->address,
                                                     .colour = series_colour(data, k) };
            break;
        }
}

/* Something stands above the plot: the unit of the axis, or the words of a break. */
static bool
has_heads(const ChartData *data)
{
    for (size_t i = 0; i < data->n_rows; i++)
        if (data->rows[i].broken)
            return true;
    return data->unit != NULL;
}

/* The axis of values upwards from BOTTOM, and where that of periods begins beside its labels. */
static void
place_values(LinePlot *plot, double from, double to, double height)
{
    plot->bottom = plot->top + height;
    plot->values =
        axis_new(&plot->frame, from, to, plot->bottom, plot->top, true, !plot->frame.data->zoomed);
    plot->left = plot->frame.left + axis_width(&plot->values, &plot->frame) + before_axis;
}

/* What stands above the plot is part of its height: it is as high beside a unit as without. */
static double
height_of(const LinePlot *plot)
{
    double heads = plot->heads > 0.0 ? plot->top - plot->frame.y - to_plot : 0.0;

    return CLAMP(height_of_width * (plot->right - plot->left) - heads, least_height, most_height);
}

bool
line_plot_measure(LinePlot *plot, GError **error)
{
    Frame *frame = &plot->frame;
    const ChartData *data = frame->data;
    double content = frame->right - frame->left, from, to;
    const ChartRow *row;

    if (!axis_reach(data, &from, &to)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "none of the periods has a value; lower the limit below which values are "
                    "withheld");
        return false;
    }
    find_ends(plot);
    plot->size = end_labels_measure(frame, plot->ends, plot->n_ends, most_names * content);
    plot->last = frame->right - plot->size.width - end_gap;
    plot->right = plot->last + after_last;
    plot->from = INFINITY;
    plot->to = -INFINITY;
    for (size_t i = 0; (row = chart_measured(data, i)); i++) {
        plot->from = fmin(plot->from, row->at);
        plot->to = fmax(plot->to, row->at);
    }
    if (plot->last - frame->left < least_plot * content) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the names of the lines leave the plot %.0f pt too few; shorten them, or make "
                    "the figure wider",
                    ceil(least_plot * content - plot->last + frame->left));
        return false;
    }
    plot->heads = has_heads(data) ? frame->y + to_unit : 0.0;
    plot->top = plot->heads > 0.0 ? plot->heads + unit_to_plot : frame->y + to_plot;
    place_values(plot, from, to, most_height); /* for the width of the labels */
    place_values(plot, from, to, height_of(plot));
    plot->first = plot->left + inset;
    frame->scene->plot_left = plot->left;
    for (size_t k = 0; k < plot->n_ends; k++) {
        plot->ends[k].y = line_plot_y(plot, plot->ends[k].y);
        plot->ends[k].x = line_plot_x(plot, plot->ends[k].x);
    }
    return true;
}

bool
line_plot_is_cut(const LinePlot *plot)
{
    return plot->values.ticks.from > 0.0 || plot->values.ticks.to < 0.0;
}

void
line_plot_add_values(LinePlot *plot)
{
    Frame *frame = &plot->frame;

    for (size_t i = 0; i < plot->values.ticks.n; i++) {
        g_autofree char *label = axis_label(&plot->values, frame, i);
        double y = axis_tick(&plot->values, i);
        bool zero = ticks_value(&plot->values.ticks, i) == 0.0;

        scene_add_shape(frame->scene, MARK_LINE, zero ? ROLE_BASELINE : ROLE_GRID, plot->left, y,
                        plot->right, y);
        scene_add_text(frame->scene, frame->text, ROLE_TICK, label, plot->left - before_axis,
                       y + CAPITAL * theme_text(ROLE_TICK)->size / 2.0, 1.0);
    }
    if (axis_tick(&plot->values, 0) < plot->bottom - 0.01) /* the periods stand on a line */
        scene_add_shape(frame->scene, MARK_LINE, ROLE_GRID, plot->left, plot->bottom, plot->right,
                        plot->bottom);
    if (frame->data->unit)
        scene_add_text(frame->scene, frame->text, ROLE_TICK, frame->data->unit, frame->left,
                       plot->heads, 0.0);
}
