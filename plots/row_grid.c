/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/row_grid.h"

#include "datasets/error.h"
#include "plots/theme.h"

#include <math.h>

static const double around_label = 6.0; /* between the names of two rows */
static const double above_marks = 4.5;  /* from a name above its marks */
static const double after_plot = 14.0;  /* to the side columns */
static const double over_alone = 2.0;   /* of a line that is cut by names above the rows */

bool
row_grid_begin(RowGrid *grid, const ChartData *data, const RowGridStyle *style, double width,
               TextContext *text, GError **error)
{
    Frame *frame = &grid->frame;

    grid->style = style;
    if (!frame_begin(frame, data, width, text, error))
        return false;
    grid->columns = side_columns_new(frame);
    grid->right = grid->columns->n > 0 ? grid->columns->left - after_plot : frame->right;
    LabelRoom room = { grid->right - frame->left,
                       style->label_gap,
                       ROLE_CATEGORY_WRAPPED,
                       style->least_plot,
                       false,
                       true };
    grid->labels = row_labels_in(frame, &room, error);
    if (!grid->labels)
        return false;
    grid->left = frame->left + (grid->labels->width > 0.0 ? grid->labels->width + style->label_gap
                                                          : theme_stroke(ROLE_BASELINE) / 2.0);
    frame->scene->plot_left = grid->labels->width > 0.0 ? grid->left : 0.0;
    return true;
}

double
row_grid_height(const RowGrid *grid, size_t i)
{
    return grid->heights ? grid->heights[i] : grid->style->bar;
}

static void
add_label(RowGrid *grid, size_t i)
{
    Frame *frame = &grid->frame;
    double height = row_labels_height(grid->labels, frame, i);
    const TextStyle *style = theme_text(row_labels_role(grid->labels, frame, i));
    double anchor = grid->labels->above ? 0.0 : grid->style->label_anchor;
    double y = grid->middle[i] + (CAPITAL * style->size - (height - style->leading)) / 2.0;

    if (height <= 0.0)
        return;
    if (grid->labels->above)
        y = grid->middle[i] - row_grid_height(grid, i) / 2.0 - above_marks - height +
            style->leading;
    row_labels_add(grid->labels, frame, i, frame->left + anchor * grid->labels->width, y, anchor);
}

void
row_grid_add_rows(RowGrid *grid, double heads)
{
    Frame *frame = &grid->frame;
    const RowGridStyle *style = grid->style;
    size_t n = frame->data->n_rows;
    double y = heads + style->heads_to_rows - style->gap / 2.0;

    if (grid->columns->n_lines > 0)
        side_columns_add_heads(grid->columns, frame, heads);
    grid->middle = g_new0(double, n + 1);
    for (size_t i = 0; i < n; i++) {
        double label = row_labels_height(grid->labels, frame, i);
        double height = row_grid_height(grid, i) + style->gap;

        if (grid->labels->above)
            y += label > 0.0 ? label + above_marks : 0.0;
        else
            height = fmax(height, label + around_label);
        grid->middle[i] = y + height / 2.0;
        y += height;
    }
    grid->top = grid->middle[0] - row_grid_height(grid, 0) / 2.0;
    grid->bottom = grid->middle[n - 1] + row_grid_height(grid, n - 1) / 2.0;
    for (size_t i = 0; i < n; i++) {
        add_label(grid, i);
        side_columns_add_cells(grid->columns, frame, &frame->data->rows[i], grid->middle[i]);
    }
}

double
row_grid_add_line(RowGrid *grid, MarkRole role, double x, double over)
{
    Scene *scene = grid->frame.scene;

    if (!grid->labels->above) {
        scene_add_shape(scene, MARK_LINE, role, x, grid->top - over, x, grid->bottom + over);
        return grid->bottom + over;
    }
    for (size_t i = 0; i < grid->frame.data->n_rows; i++) {
        double half = row_grid_height(grid, i) / 2.0 + over_alone;

        scene_add_shape(scene, MARK_LINE, role, x, grid->middle[i] - half, x,
                        grid->middle[i] + half);
    }
    return grid->bottom + over_alone;
}

double
row_grid_end(const RowGrid *grid)
{
    size_t last = grid->frame.data->n_rows - 1;
    double height = row_labels_height(grid->labels, &grid->frame, last);
    const TextStyle *style = theme_text(row_labels_role(grid->labels, &grid->frame, last));
    double below = (height - style->leading + CAPITAL * style->size) / 2.0; /* last baseline */

    return grid->labels->above || height <= 0.0 ? grid->bottom
                                                : fmax(grid->bottom, grid->middle[last] + below);
}

Mark *
row_grid_add_text(RowGrid *grid, MarkRole role, const char *text, size_t i, double x, double anchor)
{
    if (!text || !*text)
        return NULL;
    return scene_add_text(grid->frame.scene, grid->frame.text, role, text, x,
                          grid->middle[i] + CAPITAL * theme_text(role)->size / 2.0, anchor);
}

void
row_grid_clear(RowGrid *grid)
{
    side_columns_free(grid->columns);
    row_labels_free(grid->labels);
    scene_free(grid->frame.scene);
    g_free(grid->middle);
    g_free(grid->heights);
}

int
series_colour(const ChartData *data, size_t k)
{
    int colour = 0;

    if (data->series[k].rest)
        return SERIES_REST;
    for (size_t i = 0; i < k; i++)
        colour += !data->series[i].rest;
    return colour;
}

bool
check_series(const ChartData *data, GError **error)
{
    int n = 0;

    for (size_t k = 0; k < data->n_series; k++)
        n += !data->series[k].rest;
    if (data->n_rows == 0 || data->n_series == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has no rows; check the condition that chooses its cases");
        return false;
    }
    if (n > N_SERIES) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has %d series and %d colours that can be told apart; combine some, "
                    "or make two figures",
                    n, (int)N_SERIES);
        return false;
    }
    return true;
}

bool
check_parts(const ChartData *data, GError **error)
{
    for (size_t i = 0; i < data->n_rows; i++)
        for (size_t k = 0; k < data->n_series; k++) {
            if (!(data->rows[i].values[k].value < 0.0))
                continue;
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "\"%s\" of \"%s\" is negative, which no part of a whole can be; draw it "
                        "with grouped",
                        data->series[k].label, data->rows[i].label ? data->rows[i].label : "");
            return false;
        }
    return true;
}
