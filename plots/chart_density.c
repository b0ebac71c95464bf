/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_density.c - what several people believe, a hill for each, and what they make together. */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/axis.h"
#include "plots/row_labels.h"
#include "plots/side_columns.h"
#include "plots/theme.h"

#include <math.h>

/* Points. All hills are equally high: how sure somebody is shows in the width. */
static const double row_height = 30.0, total_height = 46.0;
static const double hill = 23.0, total_hill = 39.0;
static const double to_heads = 20.0, heads_to_rows = 6.0, to_rows = 10.0;
static const double before_plot = 16.0, after_plot = 12.0;
static const double after_all = 6.0, below_rows = 6.0, to_ticks = 11.0, below_ticks = 1.3;
static const double least_plot = 0.28;  /* of the content */
static const double around_label = 6.0; /* between the names of two rows */
static const double name_above = 3.0;   /* names stand on the ground of their hill */

typedef struct {
    Frame frame;
    SideColumns *columns;
    RowLabels *labels;
    double *ground; /* [n_rows] */
    Axis axis;
    double before, top, bottom;
} Hills;

static void
hills_clear(Hills *hills)
{
    side_columns_free(hills->columns);
    row_labels_free(hills->labels);
    scene_free(hills->frame.scene);
    g_free(hills->ground);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Hills, hills_clear)

static bool
check_rows(const ChartData *data, GError **error)
{
    bool any = false;

    for (size_t i = 0; i < data->n_rows; i++)
        any = any || data->rows[i].n_curve >= 2;
    if (any)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the figure has no densities; name a quantity that somebody has a belief of");
    return false;
}

static double
greatest(const ChartRow *row)
{
    double most = 0.0;

    for (size_t k = 0; k < row->n_curve; k++)
        most = fmax(most, row->curve[2 * k + 1]);
    return most;
}

static void
find_reach(const Hills *hills, double *from, double *to)
{
    const ChartData *data = hills->frame.data;
    double least, most;

    *from = INFINITY;
    *to = -INFINITY;
    for (size_t i = 0; i < data->n_rows; i++) {
        const ChartRow *row = &data->rows[i];

        for (size_t k = 0; k < row->n_curve; k++) {
            *from = fmin(*from, row->curve[2 * k]);
            *to = fmax(*to, row->curve[2 * k]);
        }
    }
    if (axis_reach(data, &least, &most)) {
        *from = fmin(*from, least);
        *to = fmax(*to, most);
    }
}

static bool
measure(Hills *hills, GError **error)
{
    Frame *frame = &hills->frame;
    double from, to;

    hills->columns = side_columns_new(frame);
    double right = hills->columns->n > hills->columns->n_before ? hills->columns->left - after_plot
                                                                : frame->right;
    double before = side_columns_before(hills->columns);
    LabelRoom room = {
        right - frame->left - before, before_plot, ROLE_CATEGORY_WRAPPED, least_plot, true, true
    };
    hills->labels = row_labels_in(frame, &room, error);
    if (!hills->labels)
        return false;
    if (hills->labels->above) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the names of the rows leave no room for their densities; shorten them, or "
                    "make the figure wider");
        return false;
    }
    hills->before = side_columns_place_before(hills->columns, frame->left + hills->labels->width);
    find_reach(hills, &from, &to);
    hills->axis =
        axis_new(frame, from, to, hills->before + before_plot, right, false, frame->data->shares);
    return true;
}

static void
place_rows(Hills *hills)
{
    const ChartData *data = hills->frame.data;
    double y = hills->top;

    hills->ground = g_new0(double, data->n_rows + 1);
    for (size_t i = 0; i < data->n_rows; i++) {
        if (i > 0 && data->rows[i - 1].total && !data->rows[i].total)
            y += after_all;
        y += fmax(data->rows[i].total ? total_height : row_height,
                  row_labels_height(hills->labels, &hills->frame, i) + around_label);
        hills->ground[i] = y;
    }
    hills->bottom = y;
}

static void
add_hill(Hills *hills, size_t i)
{
    const ChartRow *row = &hills->frame.data->rows[i];
    Scene *scene = hills->frame.scene;
    double ground = hills->ground[i];
    double scale = (row->total ? total_hill : hill) / greatest(row);
    int series = row->total ? 0 : row->series;
    g_autofree double *points = g_new0(double, 2 * row->n_curve + 5);
    size_t n = row->n_curve;

    if (n < 2)
        return;
    for (size_t k = 0; k < n; k++) {
        points[2 * k] = axis_place(&hills->axis, row->curve[2 * k]);
        points[2 * k + 1] = ground - scale * row->curve[2 * k + 1];
    }
    points[2 * n] = points[2 * n - 2];
    points[2 * n + 1] = ground;
    points[2 * n + 2] = points[0];
    points[2 * n + 3] = ground;
    scene_add_area(scene, ROLE_RIBBON, series, points, n + 2);
    scene_add_path(scene, row->total ? ROLE_LINE : ROLE_MUTED, series, points, n);
}

/* The range and the value, on the ground of the hill. */
static void
add_range(Hills *hills, size_t i)
{
    const ChartRow *row = &hills->frame.data->rows[i];
    Scene *scene = hills->frame.scene;
    double y = hills->ground[i];

    if (isfinite(row->lower) && isfinite(row->upper))
        scene_add_shape(scene, MARK_LINE, row->total ? ROLE_INTERVAL_ALL : ROLE_INTERVAL,
                        axis_place(&hills->axis, row->lower), y,
                        axis_place(&hills->axis, row->upper), y)
            ->series = row->series;
    if (isfinite(row->value))
        scene_add_dot(scene, row->total ? ROLE_DOT_ALL : ROLE_DOT, row->series,
                      axis_place(&hills->axis, row->value), y)
            ->address = scene_text(scene, row->address);
}

static void
add_name(Hills *hills, size_t i)
{
    Frame *frame = &hills->frame;
    double height = row_labels_height(hills->labels, frame, i);
    const TextStyle *style = theme_text(row_labels_role(hills->labels, frame, i));

    if (height > 0.0)
        row_labels_add(hills->labels, frame, i, frame->left,
                       hills->ground[i] + name_above - (height - style->leading), 0.0);
}

static double
add_heads(Hills *hills)
{
    Frame *frame = &hills->frame;

    if (hills->columns->n_lines == 0)
        return frame->y + to_rows;
    double more = (double)hills->columns->n_lines - 1.0;
    double heads = frame->y + to_heads + more * theme_text(ROLE_HEAD)->leading;
    side_columns_add_heads(hills->columns, frame, heads);
    return heads + heads_to_rows;
}

static Scene *
density_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(Hills) hills = { 0 };

    if (!check_rows(data, error) || !frame_begin(&hills.frame, data, width, text, error) ||
        !measure(&hills, error))
        return NULL;
    hills.top = add_heads(&hills);
    place_rows(&hills);
    axis_add_columns(&hills.axis, &hills.frame, hills.top, hills.bottom + below_rows);
    for (size_t i = 0; i < data->n_rows; i++) {
        add_hill(&hills, i);
        add_range(&hills, i);
        add_name(&hills, i);
        side_columns_add_cells(hills.columns, &hills.frame, &data->rows[i], hills.ground[i]);
    }
    double labels = hills.bottom + below_rows + to_ticks;
    axis_add_labels(&hills.axis, &hills.frame, labels);
    if (data->unit)
        scene_add_text(hills.frame.scene, text, ROLE_TICK, data->unit,
                       (hills.axis.begin + hills.axis.end) / 2.0, labels += 11.0, 0.5);
    frame_end(&hills.frame, labels + below_ticks);
    return g_steal_pointer(&hills.frame.scene);
}

const Chart chart_density = {
    .name = "density",
    .summary = "what each expert believes, and the pool",
    .rows = CHART_OF_BELIEFS,
    .limits = true,
    .noun = { "Density chart", "Täthetsdiagram" },
    .lay_out = density_lay_out,
};
