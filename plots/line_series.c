/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/line_series.h"

#include "plots/row_grid.h"
#include "plots/theme.h"

#include <math.h>

static const double cap = 2.4; /* half of it */

static double
x_of(const LinePlot *plot, size_t i)
{
    return line_plot_x(plot, plot->frame.data->rows[i].at);
}

static double
y_of(const LinePlot *plot, size_t i, size_t k)
{
    return line_plot_y(plot, line_plot_value(plot, i, k)->value);
}

static double
step_of(const ChartData *data)
{
    double step = INFINITY;

    for (size_t i = 1; i < data->n_rows; i++)
        step = fmin(step, data->rows[i].at - data->rows[i - 1].at);
    return step;
}

static bool
has_limits(const ChartValue *value)
{
    return isfinite(value->value) && isfinite(value->lower) && isfinite(value->upper);
}

/* Period I follows the one before it without a break, a gap, or a missing value. */
static bool
follows(const LinePlot *plot, size_t i, size_t k, bool limits)
{
    const ChartData *data = plot->frame.data;
    const ChartValue *before = line_plot_value(plot, i - 1, k),
                     *value = line_plot_value(plot, i, k);
    double step = step_of(data);

    if (data->rows[i].broken || data->rows[i].at - data->rows[i - 1].at > 1.01 * step)
        return false;
    if (limits)
        return has_limits(before) && has_limits(value);
    return isfinite(before->value) && isfinite(value->value);
}

static void
add_ribbon(LinePlot *plot, size_t k, size_t begin, size_t end)
{
    g_autofree double *points = g_new0(double, 4 * (end - begin) + 1);
    size_t n = end - begin;

    for (size_t i = begin; i < end; i++) {
        const ChartValue *value = line_plot_value(plot, i, k);
        size_t there = i - begin, back = 2 * n - 1 - there;

        points[2 * there] = points[2 * back] = x_of(plot, i);
        points[2 * there + 1] = line_plot_y(plot, value->upper);
        points[2 * back + 1] = line_plot_y(plot, value->lower);
    }
    scene_add_area(plot->frame.scene, ROLE_RIBBON, series_colour(plot->frame.data, k), points,
                   2 * n);
}

/* A period that stands alone has no width: its limits are an upright line. */
static void
add_interval(LinePlot *plot, size_t k, size_t i)
{
    const ChartValue *value = line_plot_value(plot, i, k);
    double x = x_of(plot, i),
           y[] = { line_plot_y(plot, value->lower), line_plot_y(plot, value->upper) };
    int colour = series_colour(plot->frame.data, k);

    scene_add_shape(plot->frame.scene, MARK_LINE, ROLE_INTERVAL, x, y[0], x, y[1])->series = colour;
    for (size_t end = 0; end < 2; end++)
        scene_add_shape(plot->frame.scene, MARK_LINE, ROLE_INTERVAL_CAP, x - cap, y[end], x + cap,
                        y[end])
            ->series = colour;
}

void
line_series_add_limits(LinePlot *plot, size_t k)
{
    size_t n = plot->frame.data->n_rows;

    for (size_t begin = 0, end; begin < n; begin = end) {
        end = begin + 1;
        while (end < n && follows(plot, end, k, true))
            end++;
        if (end - begin > 1)
            add_ribbon(plot, k, begin, end);
        else if (has_limits(line_plot_value(plot, begin, k)))
            add_interval(plot, k, begin);
    }
}

/* One line through the periods BEGIN to END, which follow each other. */
static void
add_path(LinePlot *plot, size_t k, size_t begin, size_t end)
{
    g_autofree double *points = g_new0(double, 2 * (end - begin + 1));
    size_t n = 0;

    for (size_t i = begin; i <= end; i++, n++) {
        points[2 * n] = x_of(plot, i);
        points[2 * n + 1] = y_of(plot, i, k);
    }
    if (n > 1)
        scene_add_path(plot->frame.scene, ROLE_LINE, series_colour(plot->frame.data, k), points, n);
}

/* Dashed from period I to J, over those between. */
static void
add_bridge(LinePlot *plot, size_t k, size_t i, size_t j)
{
    scene_add_shape(plot->frame.scene, MARK_LINE, ROLE_BRIDGE, x_of(plot, i), y_of(plot, i, k),
                    x_of(plot, j), y_of(plot, j, k))
        ->series = series_colour(plot->frame.data, k);
}

static void
add_dot(LinePlot *plot, size_t k, size_t i)
{
    const ChartValue *value = line_plot_value(plot, i, k);
    Mark *dot =
        scene_add_dot(plot->frame.scene,
                      chart_hollow(&plot->frame.data->rows[i], value) ? ROLE_DOT_FEW : ROLE_DOT,
                      series_colour(plot->frame.data, k), x_of(plot, i), y_of(plot, i, k));

    dot->address = scene_text(plot->frame.scene, value->address);
}

/* No break lies between the periods I and J. */
static bool
is_whole(const LinePlot *plot, size_t i, size_t j)
{
    while (++i <= j)
        if (plot->frame.data->rows[i].broken)
            return false;
    return true;
}

bool
line_series_add(LinePlot *plot, size_t k)
{
    size_t n = plot->frame.data->n_rows, end = n; /* of the run before; n: there is none yet */
    bool alone = false, bridged = false;

    for (size_t i = 0; i < n; i++) {
        size_t begin = i;

        if (!isfinite(line_plot_value(plot, i, k)->value))
            continue;
        while (i + 1 < n && follows(plot, i + 1, k, false))
            i++;
        bool joined = end < n && is_whole(plot, end, begin);
        if (joined)
            add_bridge(plot, k, end, begin);
        else if (alone) /* between two breaks */
            add_dot(plot, k, end);
        add_path(plot, k, begin, i);
        bridged = bridged || joined;
        alone = i == begin && !joined;
        end = i;
    }
    for (size_t i = 0; i < n; i++)
        if (i != end && plot->frame.data->rows[i].provisional &&
            isfinite(line_plot_value(plot, i, k)->value))
            add_dot(plot, k, i);
    if (end < n)
        add_dot(plot, k, end);
    return bridged;
}
