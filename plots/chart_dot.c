/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_dot.c - estimates and their limits, a row for each domain, beside a table of the same. */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/axis_rows.h"
#include "plots/theme.h"

#include <math.h>

/* Points. */
static const double row_height = 17.0, around_label = 6.0;
static const double before_group = 3.0, after_all = 4.5;
static const double indent = 9.1;                        /* of rows under a heading */
static const double above_rows = 8.5, below_rows = 11.0; /* grid lines pass the middles */
static const double beside_row = 7.0;                    /* and those of one row between names */
static const double cap = 2.4;                           /* half of it */
static const double heading_drop = 0.6;                  /* towards its rows */
static const double above_marks = 3.0;                   /* from a name above its marks */

static const AxisRowsStyle style = {
    .to_heads = 20.0, .heads_to_rows = 16.4, .to_rows = 22.0, .edge = 2.4
};

typedef struct {
    AxisRows rows;
    double *middle;  /* [n_rows] */
    double *heading; /* [n_rows] middle of the heading before the row; NAN: none */
    double top, bottom;
} Dots;

static void
dots_clear(Dots *dots)
{
    axis_rows_clear(&dots->rows);
    g_free(dots->middle);
    g_free(dots->heading);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Dots, dots_clear)

static bool
is_grouped(const ChartData *data)
{
    for (size_t i = 0; i < data->n_rows; i++)
        if (data->rows[i].group)
            return true;
    return false;
}

static double
indent_of(const Dots *dots, size_t i)
{
    const ChartData *data = dots->rows.frame.data;

    return is_grouped(data) && !data->rows[i].total ? indent : 0.0;
}

/* The heading before row I in lines, beside the plot if there is room; the caller owns it. */
static char **
heading_lines(const Dots *dots, size_t i)
{
    const Frame *frame = &dots->rows.frame;
    double room =
        dots->rows.labels->above ? frame->right - frame->left : dots->rows.before - frame->left;

    return text_wrap(frame->text, theme_text(ROLE_GROUP), frame->data->rows[i].group, room, false);
}

/* Where names are short, as years are, their headings have the room they need. */
static double
widest_heading(const Frame *frame)
{
    double widest = 0.0;

    for (size_t i = 0; i < frame->data->n_rows; i++)
        if (frame->data->rows[i].group)
            widest = fmax(widest, text_width(frame->text, theme_text(ROLE_GROUP),
                                             frame->data->rows[i].group));
    return ceil(widest);
}

static bool
measure(Dots *dots, GError **error)
{
    AxisRows *rows = &dots->rows;
    const ChartData *data = rows->frame.data;
    double from, to;

    if (!axis_rows_measure(rows, is_grouped(data) ? indent : 0.0, widest_heading(&rows->frame),
                           error))
        return false;
    if (!axis_reach(data, &from, &to)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "none of the rows of the figure has a value; ask of more cases, or lower the "
                    "limit below which values are withheld");
        return false;
    }
    rows->axis = axis_new(&rows->frame, from, to, rows->left, rows->right, false, data->shares);
    return true;
}

static void
place_rows(Dots *dots)
{
    const ChartData *data = dots->rows.frame.data;
    double y = dots->top - row_height / 2.0;

    dots->middle = g_new0(double, data->n_rows);
    dots->heading = g_new0(double, data->n_rows);
    for (size_t i = 0; i < data->n_rows; i++) {
        double label = row_labels_height(dots->rows.labels, &dots->rows.frame, i);
        double height = row_height;

        dots->heading[i] = NAN;
        if (i > 0 && data->rows[i - 1].total)
            y += after_all;
        else if (i > 0 && data->rows[i].group)
            y += before_group;
        if (data->rows[i].group) {
            g_auto(GStrv) lines = heading_lines(dots, i);
            double more = (double)g_strv_length(lines) - 1.0;

            dots->heading[i] = y + row_height / 2.0 + heading_drop;
            y += row_height + more * theme_text(ROLE_GROUP)->leading;
        }
        if (dots->rows.labels->above)
            y += label > 0.0 ? label + above_marks : 0.0;
        else if (label > theme_text(ROLE_CATEGORY)->leading)
            height = fmax(height, label + around_label);
        dots->middle[i] = y + height / 2.0;
        y += height;
    }
    dots->bottom = dots->middle[data->n_rows - 1];
}

static void
add_names(Dots *dots, size_t i)
{
    Frame *frame = &dots->rows.frame;
    double height = row_labels_height(dots->rows.labels, frame, i);
    const TextStyle *look = theme_text(row_labels_role(dots->rows.labels, frame, i));
    double y = dots->middle[i] + (CAPITAL * look->size - (height - look->leading)) / 2.0;

    if (isfinite(dots->heading[i])) {
        g_auto(GStrv) lines = heading_lines(dots, i);

        frame_lines(frame, ROLE_GROUP, lines, frame->left,
                    dots->heading[i] + CAPITAL * theme_text(ROLE_GROUP)->size / 2.0, 0.0);
    }
    if (height <= 0.0)
        return;
    if (dots->rows.labels->above)
        y = dots->middle[i] - row_height / 2.0 - above_marks - height + look->leading;
    row_labels_add(dots->rows.labels, frame, i, frame->left + indent_of(dots, i), y, 0.0);
}

static void
add_interval(Dots *dots, size_t i)
{
    const ChartRow *row = &dots->rows.frame.data->rows[i];
    Scene *scene = dots->rows.frame.scene;
    double y = dots->middle[i];

    if (!isfinite(row->value) || !isfinite(row->lower) || !isfinite(row->upper))
        return;
    double ends[] = { axis_place(&dots->rows.axis, row->lower),
                      axis_place(&dots->rows.axis, row->upper) };
    scene_add_shape(scene, MARK_LINE, row->total ? ROLE_INTERVAL_ALL : ROLE_INTERVAL, ends[0], y,
                    ends[1], y)
        ->series = row->series;
    for (size_t k = 0; k < 2 && !row->total; k++)
        scene_add_shape(scene, MARK_LINE, ROLE_INTERVAL_CAP, ends[k], y - cap, ends[k], y + cap)
            ->series = row->series;
}

static void
add_dot(Dots *dots, size_t i)
{
    const ChartRow *row = &dots->rows.frame.data->rows[i];
    MarkRole role = row->few ? ROLE_DOT_FEW : row->total ? ROLE_DOT_ALL : ROLE_DOT;

    if (!isfinite(row->value))
        return;
    Mark *dot = scene_add_dot(dots->rows.frame.scene, role, row->series,
                              axis_place(&dots->rows.axis, row->value), dots->middle[i]);
    dot->address = scene_text(dots->rows.frame.scene, row->address);
}

/* Grid lines and, dashed, the estimate of all rows between TOP and BOTTOM. */
static void
add_grid(Dots *dots, double top, double bottom)
{
    const ChartRow *first = &dots->rows.frame.data->rows[0];

    axis_add_columns(&dots->rows.axis, &dots->rows.frame, top, bottom);
    if (!first->total || !isfinite(first->value))
        return;
    double x = axis_place(&dots->rows.axis, first->value);
    scene_add_shape(dots->rows.frame.scene, MARK_LINE, ROLE_REFERENCE, x, top, x, bottom);
}

/* The grid passes all rows, but no name that stands above its row. */
static void
add_grids(Dots *dots)
{
    size_t n = dots->rows.frame.data->n_rows;

    if (!dots->rows.labels->above) {
        add_grid(dots, dots->top - above_rows, dots->bottom + below_rows);
        return;
    }
    for (size_t i = 0; i < n; i++)
        add_grid(dots, dots->middle[i] - beside_row,
                 dots->middle[i] + (i + 1 < n ? beside_row : below_rows));
}

/* A rule below the row of all. */
static void
add_rule(Dots *dots)
{
    const ChartData *data = dots->rows.frame.data;
    Scene *scene = dots->rows.frame.scene;

    if (!data->rows[0].total || data->n_rows == 1 || dots->rows.labels->above)
        return;
    double y = dots->middle[0] + row_height / 2.0 + 1.3;
    scene_add_shape(scene, MARK_LINE, ROLE_RULE, dots->rows.frame.left, y,
                    axis_rows_rule_end(&dots->rows), y);
    if (dots->rows.columns->n > dots->rows.columns->n_before)
        scene_add_shape(scene, MARK_LINE, ROLE_RULE, dots->rows.columns->left, y,
                        dots->rows.frame.right, y);
}

static Scene *
dot_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(Dots) dots = { 0 };

    if (data->n_rows == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has no rows; check the condition that chooses its cases");
        return NULL;
    }
    if (!axis_rows_begin(&dots.rows, data, &style, width, text, error) || !measure(&dots, error))
        return NULL;
    dots.top = axis_rows_add_heads(&dots.rows);
    place_rows(&dots);
    add_grids(&dots);
    add_rule(&dots);
    for (size_t i = 0; i < data->n_rows; i++) {
        add_names(&dots, i);
        add_interval(&dots, i);
        add_dot(&dots, i);
        side_columns_add_cells(dots.rows.columns, &dots.rows.frame, &data->rows[i], dots.middle[i]);
    }
    axis_rows_end(&dots.rows, dots.bottom + below_rows);
    return g_steal_pointer(&dots.rows.frame.scene);
}

const Chart chart_dot = {
    .name = "dot",
    .summary = "estimates and their limits, a row for each domain",
    .rows = CHART_OF_ESTIMATES,
    .limits = true,
    .noun = { "Dot chart", "Punktdiagram" },
    .lay_out = dot_lay_out,
};
