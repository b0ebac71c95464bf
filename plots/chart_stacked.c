/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_stacked.c - bars of 100 per cent, one for each row, made of the shares of its series. */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/figure_words.h"
#include "plots/key.h"
#include "plots/row_grid.h"
#include "plots/theme.h"

#include <math.h>

static const RowGridStyle style = {
    .bar = 17.0,
    .gap = 8.5,
    .label_gap = 9.0,
    .label_anchor = 1.0,
    .least_plot = 0.35,
    .heads_to_rows = 9.0,
};
static const double to_names = 20.0, to_key = 18.0;
static const double seam = 1.0, around_number = 5.0;
static const double most_off = 1.0; /* per cent that rounded shares may be from 100 */

static double
sum_of(const ChartData *data, size_t i)
{
    double sum = 0.0;

    for (size_t k = 0; k < data->n_series; k++)
        sum += data->rows[i].values[k].value;
    return sum;
}

static bool
check_sums(const ChartData *data, GError **error)
{
    for (size_t i = 0; i < data->n_rows; i++) {
        double sum = data->rows[i].values ? sum_of(data, i) : NAN;

        if (!isfinite(sum) || fabs(sum - 100.0) <= most_off)
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the shares of \"%s\" sum to %.0f per cent; bars of 100 per cent are for "
                    "answers that exclude each other, draw these with grouped or heat",
                    data->rows[i].label ? data->rows[i].label : "", sum);
        return false;
    }
    return true;
}

/* Where the parts of row I begin and end. FALSE when it has no values. */
static bool
parts_of(const RowGrid *grid, size_t i, double *from, double *to)
{
    const ChartData *data = grid->frame.data;
    double sum = data->rows[i].values ? sum_of(data, i) : NAN, x = grid->left;

    if (!isfinite(sum))
        return false;
    for (size_t k = 0; k < data->n_series; k++) {
        from[k] = x;
        x += (grid->right - grid->left) * data->rows[i].values[k].value / sum;
        to[k] = x;
    }
    return true;
}

/* FALSE when a number found no room. */
static bool
add_part(RowGrid *grid, size_t i, size_t k, double from, double to)
{
    Frame *frame = &grid->frame;
    const ChartValue *value = &frame->data->rows[i].values[k];
    double half = style.bar / 2.0, y = grid->middle[i];
    double left = from > grid->left + 0.01 ? from + seam / 2.0 : from;
    double right = to < grid->right - 0.01 ? to - seam / 2.0 : to;
    const TextStyle *look = theme_text(ROLE_ON_DATA);

    if (right <= left)
        return true;
    Mark *bar =
        scene_add_shape(frame->scene, MARK_RECTANGLE, ROLE_DATA, left, y - half, right, y + half);
    bar->series = series_colour(frame->data, k);
    bar->address = scene_text(frame->scene, value->address);
    if (!value->text || text_width(frame->text, look, value->text) + around_number > right - left)
        return !value->text;
    Mark *text = scene_add_text(frame->scene, frame->text, ROLE_ON_DATA, value->text,
                                (left + right) / 2.0, y + CAPITAL * look->size / 2.0, 0.5);
    text->series = series_colour(frame->data, k);
    text->address = scene_text(frame->scene, value->address);
    return true;
}

/* Names over the parts of the first bar, or beside samples where they do not fit there. Returns
 * their last baseline. */
static double
add_names(RowGrid *grid)
{
    Frame *frame = &grid->frame;
    const ChartData *data = frame->data;
    size_t n = data->n_series, i = 0;
    g_autofree double *from = g_new0(double, n), *to = g_new0(double, n);
    g_autofree KeyEntry *entries = g_new0(KeyEntry, n);
    double y = frame->y + to_names;

    while (i < data->n_rows && !parts_of(grid, i, from, to))
        i++;
    if (i == 0 && !grid->labels->above &&
        key_add_names(frame, from, to, grid->left, grid->right, y, y + style.heads_to_rows))
        return y;
    for (size_t k = 0; k < n; k++)
        entries[k] = (KeyEntry){ data->series[k].label, ROLE_DATA, series_colour(data, k) };
    return key_add(frame, entries, n, frame->left, grid->right, frame->y + to_key);
}

static Scene *
stacked_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(RowGrid) grid = { 0 };
    g_autofree double *from = g_new0(double, data->n_series + 1),
                      *to = g_new0(double, data->n_series + 1);
    bool all = true;

    if (!check_series(data, error) || !check_sums(data, error) ||
        !row_grid_begin(&grid, data, &style, width, text, error))
        return NULL;
    row_grid_add_rows(&grid, add_names(&grid));
    for (size_t i = 0; i < data->n_rows; i++) {
        if (!parts_of(&grid, i, from, to)) {
            row_grid_add_text(&grid, ROLE_CELL_WORD, "..", i, grid.left + 6.0, 0.0);
            continue;
        }
        for (size_t k = 0; k < data->n_series; k++)
            all = add_part(&grid, i, k, from[k], to[k]) && all;
    }
    if (!all)
        frame_say(&grid.frame, figure_word(FIGURE_NARROW_PARTS, data->language));
    frame_end(&grid.frame, grid.bottom + 5.0);
    return g_steal_pointer(&grid.frame.scene);
}

const Chart chart_stacked = {
    .name = "stacked",
    .summary = "bars of 100 per cent, divided by category",
    .rows = CHART_OF_TABLE,
    .noun = { "Stacked bar chart", "Staplat stapeldiagram" },
    .lay_out = stacked_lay_out,
};
