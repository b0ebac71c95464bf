/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_density.c - what several people believe, a hill for each, and what they make together. */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/axis_rows.h"
#include "plots/theme.h"

#include <math.h>

/* Points. All hills are equally high: how sure somebody is shows in the width. */
static const double row_height = 30.0, total_height = 46.0;
static const double hill = 23.0, total_hill = 39.0;
static const double after_all = 6.0, below_rows = 6.0;
static const double around_label = 6.0; /* between the names of two rows */
static const double name_above = 3.0;   /* names stand on the ground of their hill */

static const AxisRowsStyle style = {
    .to_heads = 20.0, .heads_to_rows = 6.0, .to_rows = 10.0, .edge = 4.2
};

typedef struct {
    AxisRows rows;
    double *ground; /* [n_rows] */
    double top, bottom;
} Hills;

static void
hills_clear(Hills *hills)
{
    axis_rows_clear(&hills->rows);
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
    const ChartData *data = hills->rows.frame.data;
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
    AxisRows *rows = &hills->rows;
    double from, to;

    if (!axis_rows_measure(rows, 0.0, 0.0, error))
        return false;
    if (rows->labels->above) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the names of the rows leave no room for their densities; shorten them, or "
                    "make the figure wider");
        return false;
    }
    find_reach(hills, &from, &to);
    rows->axis =
        axis_new(&rows->frame, from, to, rows->left, rows->right, false, rows->frame.data->shares);
    return true;
}

static void
place_rows(Hills *hills)
{
    const ChartData *data = hills->rows.frame.data;
    double y = hills->top;

    hills->ground = g_new0(double, data->n_rows + 1);
    for (size_t i = 0; i < data->n_rows; i++) {
        if (i > 0 && data->rows[i - 1].total && !data->rows[i].total)
            y += after_all;
        y += fmax(data->rows[i].total ? total_height : row_height,
                  row_labels_height(hills->rows.labels, &hills->rows.frame, i) + around_label);
        hills->ground[i] = y;
    }
    hills->bottom = y;
}

static void
add_hill(Hills *hills, size_t i)
{
    const ChartRow *row = &hills->rows.frame.data->rows[i];
    Scene *scene = hills->rows.frame.scene;
    double ground = hills->ground[i];
    double scale = (row->total ? total_hill : hill) / greatest(row);
    int series = row->total ? 0 : row->series;
    g_autofree double *points = g_new0(double, 2 * row->n_curve + 5);
    size_t n = row->n_curve;

    if (n < 2)
        return;
    for (size_t k = 0; k < n; k++) {
        points[2 * k] = axis_place(&hills->rows.axis, row->curve[2 * k]);
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
    const ChartRow *row = &hills->rows.frame.data->rows[i];
    Scene *scene = hills->rows.frame.scene;
    double y = hills->ground[i];

    if (isfinite(row->lower) && isfinite(row->upper))
        scene_add_shape(scene, MARK_LINE, row->total ? ROLE_INTERVAL_ALL : ROLE_INTERVAL,
                        axis_place(&hills->rows.axis, row->lower), y,
                        axis_place(&hills->rows.axis, row->upper), y)
            ->series = row->series;
    if (isfinite(row->value))
        scene_add_dot(scene, row->total ? ROLE_DOT_ALL : ROLE_DOT, row->series,
                      axis_place(&hills->rows.axis, row->value), y)
            ->address = scene_text(scene, row->address);
}

static void
add_name(Hills *hills, size_t i)
{
    Frame *frame = &hills->rows.frame;
    double height = row_labels_height(hills->rows.labels, frame, i);
    const TextStyle *look = theme_text(row_labels_role(hills->rows.labels, frame, i));

    if (height > 0.0)
        row_labels_add(hills->rows.labels, frame, i, frame->left,
                       hills->ground[i] + name_above - (height - look->leading), 0.0);
}

static Scene *
density_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(Hills) hills = { 0 };

    if (!check_rows(data, error) ||
        !axis_rows_begin(&hills.rows, data, &style, width, text, error) || !measure(&hills, error))
        return NULL;
    hills.top = axis_rows_add_heads(&hills.rows);
    place_rows(&hills);
    axis_add_columns(&hills.rows.axis, &hills.rows.frame, hills.top, hills.bottom + below_rows);
    for (size_t i = 0; i < data->n_rows; i++) {
        add_hill(&hills, i);
        add_range(&hills, i);
        add_name(&hills, i);
        side_columns_add_cells(hills.rows.columns, &hills.rows.frame, &data->rows[i],
                               hills.ground[i]);
    }
    axis_rows_end(&hills.rows, hills.bottom + below_rows);
    return g_steal_pointer(&hills.rows.frame.scene);
}

const Chart chart_density = {
    .name = "density",
    .summary = "what each expert believes, and the pool",
    .rows = CHART_OF_BELIEFS,
    .limits = true,
    .noun = { "Density chart", "Täthetsdiagram" },
    .lay_out = density_lay_out,
};
