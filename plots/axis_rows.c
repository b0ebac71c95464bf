/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/axis_rows.h"

#include "plots/theme.h"

#include <math.h>

static const double before_plot = 16.0; /* from names and the columns beside them */
static const double after_plot = 11.5;  /* to the columns behind it */
static const double least_plot = 0.28;  /* of the content */
static const double most_heading = 0.3;
static const double to_ticks = 11.0, to_unit = 11.0, below_ticks = 1.3;

bool
axis_rows_begin(AxisRows *rows, const ChartData *data, const AxisRowsStyle *style, double width,
                TextContext *text, GError **error)
{
    rows->style = style;
    return frame_begin(&rows->frame, data, width, text, error);
}

bool
axis_rows_measure(AxisRows *rows, double indent, double heading, GError **error)
{
    Frame *frame = &rows->frame;

    rows->columns = side_columns_new(frame);
    rows->right = rows->columns->n > rows->columns->n_before ? rows->columns->left - after_plot
                                                             : frame->right;
    LabelRoom room = { rows->right - frame->left - side_columns_before(rows->columns) - indent,
                       before_plot,
                       ROLE_CATEGORY_WRAPPED,
                       least_plot,
                       true,
                       true };
    rows->labels = row_labels_in(frame, &room, error);
    if (!rows->labels)
        return false;
    double names = rows->labels->width > 0.0 ? rows->labels->width + indent : 0.0;
    if (names > 0.0)
        names = fmax(names, fmin(heading, most_heading * (frame->right - frame->left)));
    rows->before = side_columns_place_before(rows->columns, frame->left + names);
    rows->left = rows->before + (rows->before > frame->left ? before_plot : rows->style->edge);
    frame->scene->plot_left = rows->before > frame->left ? rows->left : 0.0;
    return true;
}

double
axis_rows_add_heads(AxisRows *rows)
{
    const AxisRowsStyle *style = rows->style;

    if (rows->columns->n_lines == 0)
        return rows->frame.y + style->to_rows;
    return side_columns_add_heads_below(rows->columns, &rows->frame, style->to_heads) +
           style->heads_to_rows;
}

void
axis_rows_end(AxisRows *rows, double bottom)
{
    Frame *frame = &rows->frame;
    double y = bottom + to_ticks;

    frame->scene->plot_bottom = bottom;
    axis_add_labels(&rows->axis, frame, y);
    if (frame->data->unit)
        scene_add_text(frame->scene, frame->text, ROLE_TICK, frame->data->unit,
                       (rows->axis.begin + rows->axis.end) / 2.0, y += to_unit, 0.5);
    frame_end(frame, y + below_ticks);
}

double
axis_rows_rule_end(const AxisRows *rows)
{
    const double gap = 4.0;

    return rows->before + before_plot - gap;
}

void
axis_rows_clear(AxisRows *rows)
{
    side_columns_free(rows->columns);
    row_labels_free(rows->labels);
    scene_free(rows->frame.scene);
}
