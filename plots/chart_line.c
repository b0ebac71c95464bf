/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_line.c - series over time with their limits: breaks are gaps, missing periods are dashed.
 */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/axis.h"
#include "plots/end_labels.h"
#include "plots/figure_words.h"
#include "plots/row_grid.h"
#include "plots/theme.h"

#include <math.h>
#include <string.h>

static const double to_unit = 20.7, unit_to_plot = 12.3, to_plot = 16.0;
static const double before_axis = 5.0;             /* from the labels of values to the axis */
static const double inset = 8.0, after_last = 3.0; /* from the axis to the first point, and after */
static const double tick_mark = 3.6, to_periods = 12.7, below_periods = 1.0;
static const double height_of_width = 0.62, least_height = 150.0, most_height = 260.0;
static const double least_plot = 0.35, most_names = 0.33; /* shares of the content */
static const double end_gap = 7.2;
static const double break_gap = 5.0, between_periods = 6.0;

typedef struct {
    Frame frame;
    Axis values;        /* upwards */
    double left, right; /* of the axis */
    double first, last; /* places of the first and the last period */
    double from, to;    /* their numbers */
    double top, bottom;
    EndLabel *ends; /* [n_ends] */
    size_t n_ends;
    EndLabels size;
    bool bridged;
} Lines;

static void
lines_clear(Lines *lines)
{
    scene_free(lines->frame.scene);
    g_free(lines->ends);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Lines, lines_clear)

static const ChartValue *
value_at(const Lines *lines, size_t i, size_t k)
{
    return &lines->frame.data->rows[i].values[k];
}

static double
x_of(const Lines *lines, double at)
{
    if (lines->to <= lines->from)
        return (lines->first + lines->last) / 2.0;
    return lines->first +
           (lines->last - lines->first) * (at - lines->from) / (lines->to - lines->from);
}

static double
y_of(const Lines *lines, double value)
{
    return axis_place(&lines->values, value);
}

static bool
check_periods(const ChartData *data, GError **error)
{
    for (size_t i = 1; i < data->n_rows; i++)
        if (!(data->rows[i].at > data->rows[i - 1].at)) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "the period \"%s\" does not come after \"%s\"; a line goes through periods "
                        "in their order",
                        data->rows[i].label, data->rows[i - 1].label);
            return false;
        }
    return true;
}

/* The last value of each series, where its name stands; those that end earlier have it there too,
 * at the right edge. */
static void
find_ends(Lines *lines)
{
    const ChartData *data = lines->frame.data;

    lines->ends = g_new0(EndLabel, data->n_series);
    for (size_t k = 0; k < data->n_series; k++)
        for (size_t i = data->n_rows; i-- > 0;) {
            const ChartValue *value = value_at(lines, i, k);

            if (!isfinite(value->value))
                continue;
            lines->ends[lines->n_ends++] = (EndLabel){ .y = value->value,
                                                       .value = value->text,
                                                       .name = data->series[k].label,
                                                       .address = value->address,
                                                       .colour = series_colour(data, k) };
            break;
        }
}

static double
step_of(const ChartData *data)
{
    double step = INFINITY;

    for (size_t i = 1; i < data->n_rows; i++)
        step = fmin(step, data->rows[i].at - data->rows[i - 1].at);
    return step;
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

/* The plot: labels of values left of it, names of the lines right of it. */
static bool
measure(Lines *lines, GError **error)
{
    Frame *frame = &lines->frame;
    const ChartData *data = frame->data;
    double content = frame->right - frame->left, from, to;
    const ChartRow *row;

    if (!axis_reach(data, &from, &to)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "none of the periods has a value; lower the limit below which values are "
                    "withheld");
        return false;
    }
    find_ends(lines);
    lines->size = end_labels_measure(frame, lines->ends, lines->n_ends, most_names * content);
    lines->last = frame->right - lines->size.width - end_gap;
    lines->right = lines->last + after_last;
    lines->from = INFINITY;
    lines->to = -INFINITY;
    for (size_t i = 0; (row = chart_measured(data, i)); i++) {
        lines->from = fmin(lines->from, row->at);
        lines->to = fmax(lines->to, row->at);
    }
    if (lines->last - frame->left < least_plot * content) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the names of the lines leave the plot %.0f pt too few; shorten them, or make "
                    "the figure wider",
                    ceil(least_plot * content - lines->last + frame->left));
        return false;
    }
    double height =
        CLAMP(height_of_width * (lines->right - frame->left), least_height, most_height);
    lines->top = frame->y + (has_heads(data) ? to_unit + unit_to_plot : to_plot);
    lines->bottom = lines->top + height;
    /* a series of lengths has its zero, unless all its values lie far from it */
    lines->values = axis_new(frame, from, to, lines->bottom, lines->top, true, true);
    lines->left = frame->left + axis_width(&lines->values, frame) + before_axis;
    lines->first = lines->left + inset;
    frame->scene->plot_left = lines->left;
    frame->scene->plot_bottom = lines->bottom + tick_mark;
    for (size_t k = 0; k < lines->n_ends; k++)
        lines->ends[k].y = y_of(lines, lines->ends[k].y);
    return true;
}

static void
add_values_axis(Lines *lines)
{
    Frame *frame = &lines->frame;

    for (size_t i = 0; i < lines->values.ticks.n; i++) {
        g_autofree char *label = axis_label(&lines->values, frame, i);
        double y = axis_tick(&lines->values, i);
        bool zero = ticks_value(&lines->values.ticks, i) == 0.0;

        scene_add_shape(frame->scene, MARK_LINE, zero ? ROLE_BASELINE : ROLE_GRID, lines->left, y,
                        lines->right, y);
        scene_add_text(frame->scene, frame->text, ROLE_TICK, label, lines->left - before_axis,
                       y + CAPITAL * theme_text(ROLE_TICK)->size / 2.0, 1.0);
    }
    if (frame->data->unit)
        scene_add_text(frame->scene, frame->text, ROLE_TICK, frame->data->unit, frame->left,
                       lines->top - unit_to_plot, 0.0);
}

/* Which periods have a label: as many as find room, the first and the last among them. */
static size_t
label_step(const Lines *lines)
{
    const ChartData *data = lines->frame.data;
    size_t way = data->n_rows - 1;

    for (size_t step = 1; step < way; step++) {
        bool fits = way % step == 0;
        double end = -INFINITY;

        for (size_t i = 0; i < data->n_rows && fits; i += step) {
            double half =
                text_width(lines->frame.text, theme_text(ROLE_TICK), data->rows[i].label) / 2.0;
            double x = x_of(lines, data->rows[i].at);

            fits = x - half >= end + between_periods;
            end = x + half;
        }
        if (fits)
            return step;
    }
    return MAX(way, 1);
}

/* FALSE and ERROR when the names of the first and the last period have no room either. */
static bool
check_labels(const Lines *lines, GError **error)
{
    const Frame *frame = &lines->frame;
    size_t step = label_step(lines);
    double end = frame->left - between_periods;

    for (size_t i = 0; i < frame->data->n_rows; i += step) {
        const ChartRow *row = &frame->data->rows[i];
        double half = text_width(frame->text, theme_text(ROLE_TICK), row->label) / 2.0;
        double x = x_of(lines, row->at);
        double missing = fmax(end + between_periods - x + half, x + half - frame->right);

        if (missing > 0.25) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "the name of the period \"%.40s\" is %.0f pt too wide for the axis; "
                        "shorten it, or make the figure wider",
                        row->label, ceil(missing));
            return false;
        }
        end = x + half;
    }
    return true;
}

static void
add_periods(Lines *lines, double axis)
{
    Frame *frame = &lines->frame;
    size_t step = label_step(lines);

    for (size_t i = 0; i < frame->data->n_rows; i++) {
        const ChartRow *row = &frame->data->rows[i];
        double x = x_of(lines, row->at);

        scene_add_shape(frame->scene, MARK_LINE, ROLE_TICK_MARK, x, axis, x, axis + tick_mark);
        if (i % step == 0)
            scene_add_text(frame->scene, frame->text, ROLE_TICK, row->label, x, axis + to_periods,
                           0.5);
    }
}

/* Runs of periods between gaps: a ribbon is one area for each. */
static void
add_ribbon(Lines *lines, size_t k, size_t begin, size_t end)
{
    g_autofree double *points = g_new0(double, 4 * (end - begin) + 1);
    size_t n = end - begin;

    for (size_t i = begin; i < end; i++) {
        const ChartValue *value = value_at(lines, i, k);
        size_t there = i - begin, back = 2 * n - 1 - there;
        double x = x_of(lines, lines->frame.data->rows[i].at);

        points[2 * there] = points[2 * back] = x;
        points[2 * there + 1] = y_of(lines, value->upper);
        points[2 * back + 1] = y_of(lines, value->lower);
    }
    scene_add_area(lines->frame.scene, ROLE_RIBBON, series_colour(lines->frame.data, k), points,
                   2 * n);
}

/* Period I follows the one before it without a break, a gap, or a missing value. */
static bool
follows(const Lines *lines, size_t i, size_t k, bool limits)
{
    const ChartData *data = lines->frame.data;
    const ChartValue *before = value_at(lines, i - 1, k), *value = value_at(lines, i, k);
    double step = step_of(data);

    if (data->rows[i].broken || data->rows[i].at - data->rows[i - 1].at > 1.01 * step)
        return false;
    if (limits && (!isfinite(before->lower) || !isfinite(before->upper) ||
                   !isfinite(value->lower) || !isfinite(value->upper)))
        return false;
    return isfinite(before->value) && isfinite(value->value);
}

static void
add_ribbons(Lines *lines, size_t k)
{
    size_t n = lines->frame.data->n_rows;

    for (size_t begin = 0, end; begin < n; begin = end) {
        end = begin + 1;
        while (end < n && follows(lines, end, k, true))
            end++;
        if (end - begin > 1)
            add_ribbon(lines, k, begin, end);
    }
}

static void
add_segment(Lines *lines, size_t k, size_t i, size_t j)
{
    const ChartData *data = lines->frame.data;
    bool bridge = j > i + 1 || !follows(lines, j, k, false);

    scene_add_shape(lines->frame.scene, MARK_LINE, bridge ? ROLE_BRIDGE : ROLE_LINE,
                    x_of(lines, data->rows[i].at), y_of(lines, value_at(lines, i, k)->value),
                    x_of(lines, data->rows[j].at), y_of(lines, value_at(lines, j, k)->value))
        ->series = series_colour(data, k);
    lines->bridged = lines->bridged || bridge;
}

/* Lines between neighbours, dashed over what is missing, none over a break. */
static void
add_line(Lines *lines, size_t k)
{
    const ChartData *data = lines->frame.data;
    size_t last = data->n_rows; /* the last period with a value; none yet */
    bool joined = false;

    for (size_t i = 0; i < data->n_rows; i++) {
        bool broken = data->rows[i].broken != NULL;

        if (broken && last < data->n_rows) {
            if (!joined) /* it stands alone between two breaks */
                scene_add_dot(lines->frame.scene, ROLE_DOT, series_colour(data, k),
                              x_of(lines, data->rows[last].at),
                              y_of(lines, value_at(lines, last, k)->value));
            last = data->n_rows;
            joined = false;
        }
        if (!isfinite(value_at(lines, i, k)->value))
            continue;
        if (last < data->n_rows) {
            add_segment(lines, k, last, i);
            joined = true;
        }
        last = i;
    }
    if (last == data->n_rows)
        return;
    const ChartValue *value = value_at(lines, last, k);
    Mark *dot = scene_add_dot(lines->frame.scene, value->few ? ROLE_DOT_FEW : ROLE_DOT,
                              series_colour(data, k), x_of(lines, data->rows[last].at),
                              y_of(lines, value->value));
    dot->address = scene_text(lines->frame.scene, value->address);
}

/* Dotted between the two periods, the words at the top, on the side where they have room. FALSE and
 * ERROR when they have none. */
static bool
add_breaks(Lines *lines, GError **error)
{
    Frame *frame = &lines->frame;
    const ChartData *data = frame->data;
    double y = lines->top - unit_to_plot;
    double taken =
        data->unit ? frame->left + 8.0 + text_width(frame->text, theme_text(ROLE_TICK), data->unit)
                   : frame->left;

    for (size_t i = 1; i < data->n_rows; i++) {
        const char *words = data->rows[i].broken;

        if (!words)
            continue;
        double x = (x_of(lines, data->rows[i - 1].at) + x_of(lines, data->rows[i].at)) / 2.0;
        double width = text_width(frame->text, theme_text(ROLE_BREAK_WORD), words);
        bool right = x + break_gap + width <= frame->right;

        if (!right && x - break_gap - width < taken) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "the words of the break \"%s\" find no room above the plot; shorten them",
                        words);
            return false;
        }
        scene_add_shape(frame->scene, MARK_LINE, ROLE_BREAK, x, y - 7.0, x, lines->bottom);
        scene_add_text(frame->scene, frame->text, ROLE_BREAK_WORD, words,
                       right ? x + break_gap : x - break_gap, y, right ? 0.0 : 1.0);
        taken = right ? x + break_gap + width + 8.0 : x + 8.0;
    }
    return true;
}

static Scene *
line_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(Lines) lines = { 0 };

    if (!check_series(data, error) || !check_periods(data, error) ||
        !frame_begin(&lines.frame, data, width, text, error) || !measure(&lines, error) ||
        !check_labels(&lines, error))
        return NULL;
    add_values_axis(&lines);
    if (!add_breaks(&lines, error))
        return NULL;
    for (size_t k = 0; k < data->n_series; k++)
        add_ribbons(&lines, k);
    for (size_t k = 0; k < data->n_series; k++)
        add_line(&lines, k);
    add_periods(&lines, lines.bottom);
    if (!end_labels_add(&lines.frame, &lines.size, lines.ends, lines.n_ends, lines.last, 1,
                        lines.top, lines.bottom, error))
        return NULL;
    if (lines.bridged)
        frame_say(&lines.frame, figure_word(FIGURE_BRIDGES, data->language));
    frame_end(&lines.frame, lines.bottom + to_periods + below_periods);
    return g_steal_pointer(&lines.frame.scene);
}

const Chart chart_line = {
    .name = "line",
    .summary = "series over time with their limits",
    .rows = CHART_OF_PERIODS,
    .limits = true,
    .noun = { "Line chart", "Linjediagram" },
    .lay_out = line_lay_out,
};
