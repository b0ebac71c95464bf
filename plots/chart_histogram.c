/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_histogram.c - the classes of a number as columns that touch, edges at round numbers. */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/axis.h"
#include "plots/theme.h"

#include <math.h>

static const double plot_height = 130.0, to_plot = 24.0, seam = 1.0;
static const double above_column = 3.6; /* from a column to its number */
static const double tick_mark = 3.6, to_edges = 12.7, to_unit = 11.5, below = 1.0;
static const double between_edges = 6.0, before_axis = 5.0;
enum { MOST_NUMBERS = 12 };

typedef struct {
    Frame frame;
    double left, right, top, bottom;
    bool numbered; /* each column has its number; else there is an axis */
    Axis axis;
} Histogram;

static void
histogram_clear(Histogram *histogram)
{
    scene_free(histogram->frame.scene);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Histogram, histogram_clear)

static bool
check_classes(const ChartData *data, GError **error)
{
    if (data->n_rows == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has no rows; check the condition that chooses its cases");
        return false;
    }
    for (size_t i = 0; i < data->n_rows; i++) {
        const ChartRow *row = &data->rows[i];
        double width = row->to - row->at, first = data->rows[0].to - data->rows[0].at;

        if (row->value < 0.0) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "the class \"%s\" is negative, which no share or number of cases can be; "
                        "draw changes with bar",
                        row->label ? row->label : "");
            return false;
        }
        if (row->to > row->at && fabs(width - first) <= 1e-9 * fabs(first) &&
            (i == 0 || fabs(row->at - data->rows[i - 1].to) <= 1e-9 * fabs(first)))
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the class \"%s\" is not as wide as the first, or does not begin where the one "
                    "before it ends; columns can be compared when classes are alike",
                    row->label ? row->label : "");
        return false;
    }
    return true;
}

static double
x_of(const Histogram *histogram, double at)
{
    const ChartData *data = histogram->frame.data;
    double from = data->rows[0].at, to = data->rows[data->n_rows - 1].to;

    return histogram->left + (histogram->right - histogram->left) * (at - from) / (to - from);
}

/* Numbers on the columns while all find room; else an axis at the left. */
static bool
numbers_fit(const Histogram *histogram)
{
    const Frame *frame = &histogram->frame;
    const ChartData *data = frame->data;
    double room = (frame->right - frame->left - 2.0 * before_axis) / (double)data->n_rows;

    const ChartRow *row;

    for (size_t i = 0; (row = chart_measured(data, i)); i++)
        if (row->value_text &&
            text_width(frame->text, theme_text(ROLE_VALUE), row->value_text) + 3.0 > room)
            return false;
    return data->n_rows <= MOST_NUMBERS;
}

static void
measure(Histogram *histogram)
{
    Frame *frame = &histogram->frame;
    double from = 0.0, to = 0.0;

    axis_reach(frame->data, &from, &to);
    histogram->numbered = numbers_fit(histogram);
    histogram->top = frame->y + to_plot;
    histogram->bottom = histogram->top + plot_height;
    histogram->axis = axis_new(frame, fmin(from, 0.0), fmax(to, 1e-9), histogram->bottom,
                               histogram->top, true, true);
    if (histogram->numbered) /* the highest column is as high as the plot */
        histogram->axis.ticks.to = fmax(to, 1e-9);
    /* half of the label of the first and last edge stands outside the columns */
    histogram->left =
        frame->left +
        (histogram->numbered ? 10.0 : axis_width(&histogram->axis, frame) + before_axis);
    histogram->right = frame->right - 12.0;
    frame->scene->plot_left = histogram->numbered ? 0.0 : histogram->left;
    frame->scene->plot_bottom = histogram->bottom + tick_mark;
}

static void
add_axis(Histogram *histogram)
{
    Frame *frame = &histogram->frame;

    for (size_t i = 0; i < histogram->axis.ticks.n && !histogram->numbered; i++) {
        g_autofree char *label = axis_label(&histogram->axis, frame, i);
        double y = axis_tick(&histogram->axis, i);

        scene_add_shape(frame->scene, MARK_LINE, ROLE_GRID, histogram->left, y, histogram->right,
                        y);
        scene_add_text(frame->scene, frame->text, ROLE_TICK, label, histogram->left - before_axis,
                       y + CAPITAL * theme_text(ROLE_TICK)->size / 2.0, 1.0);
    }
}

static void
add_column(Histogram *histogram, size_t i)
{
    Frame *frame = &histogram->frame;
    const ChartRow *row = &frame->data->rows[i];
    double left = x_of(histogram, row->at), right = x_of(histogram, row->to);
    double top =
        isfinite(row->value) ? axis_place(&histogram->axis, row->value) : histogram->bottom;

    if (top < histogram->bottom) {
        Mark *column = scene_add_shape(frame->scene, MARK_RECTANGLE, ROLE_DATA, left + seam / 2.0,
                                       top, right - seam / 2.0, histogram->bottom);
        column->address = scene_text(frame->scene, row->address);
    }
    if (!histogram->numbered || !row->value_text)
        return;
    Mark *number = scene_add_text(frame->scene, frame->text, ROLE_VALUE, row->value_text,
                                  (left + right) / 2.0, top - above_column, 0.5);
    number->address = scene_text(frame->scene, row->address);
}

static char *
edge_label(const Histogram *histogram, size_t i, int decimals)
{
    const ChartData *data = histogram->frame.data;
    double edge = i < data->n_rows ? data->rows[i].at : data->rows[data->n_rows - 1].to;

    return number_format(edge, 0, decimals, number_style(data->language));
}

static int
edge_decimals(const ChartData *data)
{
    int decimals = 0;

    for (size_t i = 0; i < data->n_rows; i++)
        while (decimals < 6 &&
               fabs(number_round(data->rows[i].at, 0, decimals) - data->rows[i].at) >
                   1e-9 * (data->rows[i].to - data->rows[i].at))
            decimals++;
    return decimals;
}

/* From LEAST on, the first number of classes that is round and divides them all, so that both ends
 * have a label; else a round one. */
static size_t
round_step(size_t least, size_t n)
{
    static const size_t steps[] = { 1, 2, 5, 10, 20, 25, 50, 100 };

    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
        if (steps[i] >= least && steps[i] <= 3 * least && n % steps[i] == 0)
            return steps[i];
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
        if (steps[i] >= least)
            return steps[i];
    return least;
}

/* Every edge has its label, or every second, fifth ... when they would meet. */
static size_t
edge_step(const Histogram *histogram, int decimals)
{
    size_t n = histogram->frame.data->n_rows;
    double widest = 0.0, width = (histogram->right - histogram->left) / (double)n;

    for (size_t i = 0; i <= n; i++) {
        g_autofree char *label = edge_label(histogram, i, decimals);

        widest = fmax(widest, text_width(histogram->frame.text, theme_text(ROLE_TICK), label));
    }
    return round_step((size_t)fmax(ceil((widest + between_edges) / width), 1.0), n);
}

static double
add_edges(Histogram *histogram)
{
    Frame *frame = &histogram->frame;
    size_t n = frame->data->n_rows;
    int decimals = edge_decimals(frame->data);
    size_t step = edge_step(histogram, decimals);
    double y = histogram->bottom + to_edges;

    scene_add_shape(frame->scene, MARK_LINE, ROLE_BASELINE, histogram->left, histogram->bottom,
                    histogram->right, histogram->bottom);
    for (size_t i = 0; i <= n; i++) {
        double x = histogram->left + (histogram->right - histogram->left) * (double)i / (double)n;
        g_autofree char *label = edge_label(histogram, i, decimals);

        scene_add_shape(frame->scene, MARK_LINE, ROLE_TICK_MARK, x, histogram->bottom, x,
                        histogram->bottom + tick_mark);
        if (i % step == 0)
            scene_add_text(frame->scene, frame->text, ROLE_TICK, label, x, y, 0.5);
    }
    if (frame->data->unit)
        scene_add_text(frame->scene, frame->text, ROLE_TICK, frame->data->unit, histogram->right,
                       y += to_unit, 1.0);
    return y;
}

static Scene *
histogram_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(Histogram) histogram = { 0 };

    if (!check_classes(data, error) || !frame_begin(&histogram.frame, data, width, text, error))
        return NULL;
    measure(&histogram);
    add_axis(&histogram);
    for (size_t i = 0; i < data->n_rows; i++)
        add_column(&histogram, i);
    frame_end(&histogram.frame, add_edges(&histogram) + below);
    return g_steal_pointer(&histogram.frame.scene);
}

const Chart chart_histogram = {
    .name = "histogram",
    .summary = "the classes of a number as columns",
    .rows = CHART_OF_CLASSES,
    .noun = { "Histogram", "Histogram" },
    .lay_out = histogram_lay_out,
};
