/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_dumbbell.c - two periods as two dots on a line, a row for each series. */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/axis.h"
#include "plots/key.h"
#include "plots/row_grid.h"
#include "plots/theme.h"

#include <math.h>

static const RowGridStyle style = {
    .bar = 12.0,
    .gap = 9.0,
    .label_gap = 9.0,
    .label_anchor = 1.0,
    .least_plot = 0.35,
    .heads_to_rows = 14.0,
};
static const double least_plot = 40.0;
static const double from_dot = 7.2, to_key = 18.0, overhang = 5.0;

typedef struct {
    RowGrid grid;
    double from, to;   /* values */
    double begin, end; /* where they lie */
} Dumbbell;

static void
dumbbell_clear(Dumbbell *dumbbell)
{
    row_grid_clear(&dumbbell->grid);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Dumbbell, dumbbell_clear)

static double
x_of(const Dumbbell *dumbbell, double value)
{
    return dumbbell->begin + (dumbbell->end - dumbbell->begin) * (value - dumbbell->from) /
                                 (dumbbell->to - dumbbell->from);
}

/* Dot K of ROW is the left one of its pair. */
static bool
is_left(const ChartRow *row, size_t k)
{
    double value = row->values[k].value, other = row->values[1 - k].value;

    return isfinite(other) && (value < other || (value == other && k == 0));
}

/* How far number K of ROW passes the plot, at its left or right. */
static double
passes(const Dumbbell *dumbbell, const ChartRow *row, size_t k)
{
    const Frame *frame = &dumbbell->grid.frame;
    const ChartValue *value = &row->values[k];
    double x = x_of(dumbbell, value->value), room = from_dot;

    if (!isfinite(value->value))
        return 0.0;
    if (value->text)
        room += text_width(frame->text, theme_text(ROLE_VALUE), value->text);
    return is_left(row, k) ? fmax(dumbbell->grid.left - x + room, 0.0)
                           : -fmax(x + room - dumbbell->grid.right, 0.0);
}

/* The ends of the scale move inwards until all numbers stand inside; each step leaves less to do.
 */
static bool
solve_scale(Dumbbell *dumbbell, GError **error)
{
    const ChartData *data = dumbbell->grid.frame.data;
    const ChartRow *row;

    axis_reach(data, &dumbbell->from, &dumbbell->to);
    if (data->shares)
        dumbbell->from = fmin(dumbbell->from, 0.0);
    if (!(dumbbell->from < dumbbell->to)) { /* in the middle, and 0 at its line at the left */
        double only = isfinite(dumbbell->to) ? dumbbell->to : 0.0;

        dumbbell->from = only == 0.0 ? 0.0 : only - 1.0;
        dumbbell->to = only + 1.0;
    }
    dumbbell->begin = dumbbell->grid.left;
    dumbbell->end = dumbbell->grid.right;
    for (int step = 0; step < 200; step++) {
        double left = 0.0, right = 0.0;

        for (size_t i = 0; (row = chart_measured(data, i)); i++)
            for (size_t k = 0; k < 2; k++) {
                left = fmax(left, passes(dumbbell, row, k));
                right = fmax(right, -passes(dumbbell, row, k));
            }
        dumbbell->begin += left;
        dumbbell->end -= right;
        if (dumbbell->end - dumbbell->begin < least_plot) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "the numbers leave the dots %.0f pt too few; make the figure wider",
                        ceil(least_plot - dumbbell->end + dumbbell->begin));
            return false;
        }
        if (left + right < 0.01)
            break;
    }
    return true;
}

static void
add_row(Dumbbell *dumbbell, size_t i)
{
    Frame *frame = &dumbbell->grid.frame;
    const ChartValue *values = frame->data->rows[i].values;
    double y = dumbbell->grid.middle[i], x[2];
    bool both = isfinite(values[0].value) && isfinite(values[1].value);

    for (size_t k = 0; k < 2; k++)
        x[k] = x_of(dumbbell, values[k].value);
    if (both)
        scene_add_shape(frame->scene, MARK_LINE, ROLE_MUTED, x[0], y, x[1], y);
    for (size_t k = 0; k < 2; k++) {
        bool left = is_left(&frame->data->rows[i], k);

        if (!isfinite(values[k].value))
            continue;
        Mark *dot =
            scene_add_dot(frame->scene, values[k].few ? ROLE_DOT_FEW : ROLE_DOT, (int)k, x[k], y);
        dot->address = scene_text(frame->scene, values[k].address);
        Mark *number =
            row_grid_add_text(&dumbbell->grid, ROLE_VALUE, values[k].text, i,
                              left ? x[k] - from_dot : x[k] + from_dot, left ? 1.0 : 0.0);
        if (number)
            number->address = scene_text(frame->scene, values[k].address);
    }
    if (!isfinite(values[0].value) && !isfinite(values[1].value))
        row_grid_add_text(&dumbbell->grid, ROLE_CELL_WORD, chart_gap(&frame->data->rows[i], 2), i,
                          dumbbell->begin + from_dot, 0.0);
}

static Scene *
lay_out_rows(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(Dumbbell) dumbbell = { 0 };
    Frame *frame = &dumbbell.grid.frame;
    KeyEntry entries[2];

    if (!row_grid_begin(&dumbbell.grid, data, &style, width, text, error) ||
        !solve_scale(&dumbbell, error))
        return NULL;
    for (size_t k = 0; k < 2; k++)
        entries[k] = (KeyEntry){ data->series[k].label, ROLE_DATA, (int)k };
    row_grid_add_rows(&dumbbell.grid, key_add(frame, entries, 2, dumbbell.grid.left, frame->right,
                                              frame->y + to_key));
    if (dumbbell.from <= 0.0 && dumbbell.to >= 0.0)
        scene_add_shape(frame->scene, MARK_LINE, ROLE_BASELINE, x_of(&dumbbell, 0.0),
                        dumbbell.grid.top - overhang, x_of(&dumbbell, 0.0),
                        dumbbell.grid.bottom + overhang);
    for (size_t i = 0; i < data->n_rows; i++)
        add_row(&dumbbell, i);
    frame_end(frame, fmax(dumbbell.grid.bottom + overhang, row_grid_end(&dumbbell.grid)));
    return g_steal_pointer(&frame->scene);
}

/* Two periods at ROWS as a row for each series. */
static void
turn(const ChartData *data, const ChartRow *rows, ChartRow *turned, ChartValue *values)
{
    for (size_t k = 0; k < data->n_series; k++) {
        for (size_t i = 0; i < 2; i++) {
            values[2 * k + i] = rows[i].values[k];
            values[2 * k + i].few = chart_hollow(&rows[i], &rows[i].values[k]);
            values[2 * k + i].lower = values[2 * k + i].upper = NAN; /* not drawn */
        }
        turned[k] = (ChartRow){ .label = data->series[k].label,
                                .value = NAN,
                                .lower = NAN,
                                .upper = NAN,
                                .values = &values[2 * k] };
    }
}

/* Periods come as rows; here they are the two ends of a row for each series. */
static Scene *
dumbbell_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    ChartSeries periods[2] = { 0 };
    size_t n = (1 + data->n_alike / 2) * data->n_series;
    g_autofree ChartRow *rows = g_new0(ChartRow, n + 1);
    g_autofree ChartValue *values = g_new0(ChartValue, 2 * n + 1);
    ChartData turned = *data;

    if (data->n_rows != 2 || data->n_series == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has %zu periods; a slope or dumbbell chart shows two: choose them "
                    "with a condition, or use line",
                    data->n_rows);
        return NULL;
    }
    for (size_t i = 0; i < 2; i++)
        periods[i].label = data->rows[i].label;
    turn(data, data->rows, rows, values);
    for (size_t i = 0; i < data->n_alike / 2; i++)
        turn(data, &data->alike[2 * i], &rows[(1 + i) * data->n_series],
             &values[2 * (1 + i) * data->n_series]);
    turned.rows = rows;
    turned.alike = &rows[data->n_series];
    turned.n_alike = data->n_alike / 2 * data->n_series;
    turned.n_rows = data->n_series;
    turned.series = periods;
    turned.n_series = 2;
    return lay_out_rows(&turned, width, text, error);
}

const Chart chart_dumbbell = {
    .name = "dumbbell",
    .summary = "two periods as two dots, a row for each series",
    .rows = CHART_OF_PERIODS,
    .hollow = true,
    .noun = { "Dumbbell chart", "Hantelstavsdiagram" },
    .lay_out = dumbbell_lay_out,
};
