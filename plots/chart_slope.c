/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_slope.c - two periods as two verticals, a line for each series, named at both ends. */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/axis.h"
#include "plots/end_labels.h"
#include "plots/row_grid.h"
#include "plots/theme.h"

#include <math.h>

static const double least_height = 150.0, most_height = 320.0;
static const double to_periods = 20.0, periods_to_plot = 14.0, overhang = 6.0;
static const double most_names = 0.30, least_plot = 0.25; /* shares of the content */
static const double gap_of_many = 15.0;   /* from the lines to names that are moved far */
static const double of_names = 1.7;       /* height over that of all names: room to stand apart */
enum { MOST_NAMED = 3, MOST_LINES = 20 }; /* lines in colours of their own; in all */

typedef struct {
    Frame frame;
    EndLabel *ends[2]; /* [n_series] */
    EndLabels size[2];
    double x[2], top, bottom;
    Axis axis;
} Slope;

static void
slope_clear(Slope *slope)
{
    scene_free(slope->frame.scene);
    g_free(slope->ends[0]);
    g_free(slope->ends[1]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Slope, slope_clear)

/* How many of the first N lines are the point. */
static size_t
points(const ChartData *data, size_t n)
{
    size_t count = 0;

    for (size_t k = 0; data->points && k < n; k++)
        count += data->points[k];
    return count;
}

static bool
check_two(const ChartData *data, GError **error)
{
    if (points(data, data->n_series) > MOST_NAMED) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%zu lines are highlighted, and what is the point of a figure is at most %d",
                    points(data, data->n_series), (int)MOST_NAMED);
        return false;
    }
    if (data->n_rows == 2 && data->n_series > 0 && data->n_series <= MOST_LINES)
        return true;
    if (data->n_rows != 2)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has %zu periods; a slope or dumbbell chart shows two: choose them "
                    "with a condition, or use line",
                    data->n_rows);
    else
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has %zu lines; a slope chart shows at most %d", data->n_series,
                    (int)MOST_LINES);
    return false;
}

/* With few lines each has its colour; of many those that are the point. */
static bool
is_muted(const ChartData *data, size_t k)
{
    if (points(data, data->n_series) > 0)
        return !data->points[k];
    return data->n_series > MOST_NAMED || data->series[k].rest;
}

/* The colour of a line that is not muted. */
static int
colour_of(const ChartData *data, size_t k)
{
    return points(data, data->n_series) > 0 ? (int)points(data, k) : series_colour(data, k);
}

static void
set_ends(Slope *slope)
{
    const ChartData *data = slope->frame.data;

    for (int side = 0; side < 2; side++) {
        slope->ends[side] = g_new0(EndLabel, data->n_series);
        for (size_t k = 0; k < data->n_series; k++) {
            const ChartValue *value = &data->rows[side].values[k];
            bool muted = is_muted(data, k);

            slope->ends[side][k] =
                (EndLabel){ .value = value->text ? value->text : "..",
                            .name = side == 1 || data->n_series > 1 ? data->series[k].label : "",
                            .address = value->address,
                            .colour = muted ? 0 : colour_of(data, k),
                            .muted = muted };
        }
    }
}

/* Names at both ends in two lines or three, then at the right alone. FALSE and ERROR when even that
 * leaves the lines no room. */
static bool
measure_ends(Slope *slope, GError **error)
{
    static const size_t steps[][2] = { { 2, 2 }, { 3, 3 }, { 0, 2 }, { 0, 3 }, { 0, 4 } };
    Frame *frame = &slope->frame;
    double content = frame->right - frame->left, missing = 0.0;

    set_ends(slope);
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        for (int side = 0; side < 2; side++) {
            slope->size[side] =
                end_labels_measure_in(frame, slope->ends[side], frame->data->n_series,
                                      most_names * content, steps[i][side]);
            if (frame->data->n_series > MOST_NAMED)
                slope->size[side].gap = gap_of_many;
        }
        slope->x[0] = frame->left + slope->size[0].width + slope->size[0].gap;
        slope->x[1] = frame->right - slope->size[1].width - slope->size[1].gap;
        missing = least_plot * content - slope->x[1] + slope->x[0];
        if (missing <= 0.0)
            return true;
    }
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the names leave the lines %.0f pt too few; shorten them, make the figure wider, "
                "or use dumbbell, which has them above its rows",
                ceil(missing));
    return false;
}

static bool
measure(Slope *slope, GError **error)
{
    Frame *frame = &slope->frame;
    const ChartData *data = frame->data;
    double from, to;
    const ChartRow *row;

    if (!axis_reach(data, &from, &to)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "neither period has a value");
        return false;
    }
    /* limits are not drawn, and lines need no zero: angles are read, not lengths */
    from = INFINITY;
    to = -INFINITY;
    for (size_t i = 0; (row = chart_measured(data, i)); i++)
        for (size_t k = 0; k < data->n_series; k++) {
            from = fmin(from, row->values[k].value);
            to = fmax(to, row->values[k].value);
        }
    if (!measure_ends(slope, error))
        return false;
    double height =
        CLAMP(of_names * end_labels_height(frame, &slope->size[1], slope->ends[1], data->n_series),
              least_height, most_height);
    slope->top = frame->y + to_periods + periods_to_plot;
    slope->bottom = slope->top + height;
    if (from == to) {
        from -= 1.0;
        to += 1.0;
    }
    slope->axis = (Axis){ { .from = from, .to = to, .n = 0 },
                          slope->bottom - overhang,
                          slope->top + overhang };
    return true;
}

static bool
check_labels(const Slope *slope, GError **error)
{
    const Frame *frame = &slope->frame;
    double half[2], most = 0.0;

    for (int side = 0; side < 2; side++)
        half[side] =
            text_width(frame->text, theme_text(ROLE_BREAK_WORD), frame->data->rows[side].label) /
            2.0;
    most = fmax(half[0] + half[1] + 6.0 - slope->x[1] + slope->x[0],
                fmax(frame->left - slope->x[0] + half[0], slope->x[1] + half[1] - frame->right));
    if (most <= 0.25)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the names of the periods, \"%.40s\" and \"%.40s\", are %.0f pt too wide; shorten "
                "them, or make the figure wider",
                frame->data->rows[0].label, frame->data->rows[1].label, ceil(most));
    return false;
}

/* The line of series K and its ends: all of them of a line with a colour, of a muted one those that
 * say something: few cases, or no value at the other end. */
static void
add_line(Slope *slope, size_t k)
{
    Frame *frame = &slope->frame;
    const ChartValue *ends[] = { &frame->data->rows[0].values[k], &frame->data->rows[1].values[k] };
    bool muted = is_muted(frame->data, k);
    bool both = isfinite(ends[0]->value) && isfinite(ends[1]->value);
    int colour = muted ? 0 : colour_of(frame->data, k);

    if (both)
        scene_add_shape(frame->scene, MARK_LINE, muted ? ROLE_MUTED : ROLE_SLOPE, slope->x[0],
                        axis_place(&slope->axis, ends[0]->value), slope->x[1],
                        axis_place(&slope->axis, ends[1]->value))
            ->series = colour;
    for (int side = 0; side < 2; side++)
        if (isfinite(ends[side]->value) &&
            (!muted || !both || chart_hollow(&frame->data->rows[side], ends[side])))
            scene_add_dot(frame->scene,
                          chart_hollow(&frame->data->rows[side], ends[side]) ? ROLE_DOT_FEW
                                                                             : ROLE_DOT,
                          muted ? SERIES_REST : colour, slope->x[side],
                          axis_place(&slope->axis, ends[side]->value));
}

/* The names of the lines that have a value at SIDE. */
static bool
add_ends(Slope *slope, int side, GError **error)
{
    Frame *frame = &slope->frame;
    g_autofree EndLabel *shown = g_new0(EndLabel, frame->data->n_series);
    size_t n = 0;

    for (size_t k = 0; k < frame->data->n_series; k++) {
        double value = frame->data->rows[side].values[k].value;

        if (!isfinite(value))
            continue;
        shown[n] = slope->ends[side][k];
        shown[n++].y = axis_place(&slope->axis, value);
    }
    return end_labels_add(frame, &slope->size[side], shown, n, slope->x[side], side ? 1 : -1,
                          slope->top, slope->bottom, error);
}

/* Where the lowest name ends: a block at the lower end of the verticals hangs below them. */
static double
lowest_name(const Scene *scene)
{
    double lowest = 0.0;

    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);

        if (mark->role == ROLE_END_NAME || mark->role == ROLE_MUTED_TEXT)
            lowest = fmax(lowest, mark->y);
    }
    return lowest;
}

static Scene *
slope_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(Slope) slope = { 0 };
    Frame *frame = &slope.frame;

    if (!check_two(data, error) || !frame_begin(frame, data, width, text, error) ||
        !measure(&slope, error) || !check_labels(&slope, error))
        return NULL;
    for (int side = 0; side < 2; side++) {
        scene_add_shape(frame->scene, MARK_LINE, ROLE_GRID, slope.x[side], slope.top, slope.x[side],
                        slope.bottom);
        scene_add_text(frame->scene, text, ROLE_BREAK_WORD, data->rows[side].label, slope.x[side],
                       slope.top - periods_to_plot + 6.0, 0.5);
    }
    /* what is the point lies above the others */
    for (int muted = 1; muted >= 0; muted--)
        for (size_t k = 0; k < data->n_series; k++)
            if (is_muted(data, k) == muted)
                add_line(&slope, k);
    if (!add_ends(&slope, 0, error) || !add_ends(&slope, 1, error))
        return NULL;
    frame_end(frame, fmax(slope.bottom + 2.0, lowest_name(frame->scene)));
    return g_steal_pointer(&frame->scene);
}

const Chart chart_slope = {
    .name = "slope",
    .summary = "two periods, a line for each series",
    .rows = CHART_OF_PERIODS,
    .hollow = true,
    .noun = { "Slope chart", "Lutningsdiagram" },
    .lay_out = slope_lay_out,
};
