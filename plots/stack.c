/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/stack.h"

#include "datasets/error.h"
#include "plots/figure_words.h"
#include "plots/key.h"
#include "plots/likert.h"
#include "plots/shade.h"
#include "plots/theme.h"

#include <math.h>

static const double to_names = 20.0, to_key = 18.0;
static const double seam = 1.0, around_number = 5.0, before_word = 6.0;
static const double most_off = 1.0; /* per cent that rounded shares may be from 100 */

static double
sum_of(const ChartData *data, size_t i)
{
    double sum = 0.0;

    for (size_t k = 0; k < data->n_series; k++)
        sum += data->rows[i].values[k].value;
    return sum;
}

bool
stack_check(const ChartData *data, GError **error)
{
    if (!check_parts(data, error))
        return false;
    for (size_t i = 0; i < data->n_rows; i++) {
        double sum = data->rows[i].values ? sum_of(data, i) : NAN;

        if (!isfinite(sum) || fabs(sum - 100.0) <= most_off)
            continue;
        if (sum == 0.0) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "all shares of \"%s\" are 0, so there is no whole to divide; leave it out "
                        "with a condition, or draw it with grouped",
                        data->rows[i].label ? data->rows[i].label : "");
            return false;
        }
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the shares of \"%s\" sum to %.0f per cent; bars of 100 per cent are for "
                    "answers that exclude each other, draw these with grouped or heat",
                    data->rows[i].label ? data->rows[i].label : "", sum);
        return false;
    }
    return true;
}

bool
stack_parts(const RowGrid *grid, size_t i, double *from, double *to)
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

/* What the bar of series K of DATA is filled with, and what stands on it. */
typedef struct {
    MarkRole bar, text;
    int series;
} Fill;

static Fill
fill_of(const ChartData *data, size_t k, const ChartValue *value)
{
    if (data->shaded)
        return (Fill){ ROLE_DIVERGING, ROLE_ON_DIVERGING, value ? shade_step(value->residual) : 0 };
    if (data->form == FORM_STACK100 && !data->series[k].rest)
        return (Fill){ ROLE_DIVERGING, ROLE_ON_DIVERGING, likert_step(data, k) };
    return (Fill){ ROLE_DATA, ROLE_ON_DATA, series_colour(data, k) };
}

/* FALSE when the number of a part found no room. */
static bool
add_part(RowGrid *grid, size_t i, size_t k, double from, double to)
{
    Frame *frame = &grid->frame;
    const ChartValue *value = &frame->data->rows[i].values[k];
    double half = row_grid_height(grid, i) / 2.0, y = grid->middle[i];
    double left = from > grid->left + 0.01 ? from + seam / 2.0 : from;
    double right = to < grid->right - 0.01 ? to - seam / 2.0 : to;
    Fill fill = fill_of(frame->data, k, value);
    const TextStyle *look = theme_text(fill.text);
    g_autofree char *shown =
        frame->data->shaded && value->text ? shade_text(value) : g_strdup(value->text);

    if (right <= left)
        return true;
    Mark *bar =
        scene_add_shape(frame->scene, MARK_RECTANGLE, fill.bar, left, y - half, right, y + half);
    bar->series = fill.series;
    bar->address = scene_text(frame->scene, value->address);
    if (!shown || text_width(frame->text, look, shown) + around_number > right - left ||
        look->leading > 2.0 * half)
        return !shown;
    Mark *text = scene_add_text(frame->scene, frame->text, fill.text, shown, (left + right) / 2.0,
                                y + CAPITAL * look->size / 2.0, 0.5);
    text->series = fill.series;
    text->address = scene_text(frame->scene, value->address);
    return true;
}

bool
stack_add_names(RowGrid *grid, double *y, GError **error)
{
    Frame *frame = &grid->frame;
    const ChartData *data = frame->data;
    size_t n = data->n_series, i = 0;
    g_autofree double *from = g_new0(double, n), *to = g_new0(double, n);
    g_autofree KeyEntry *entries = g_new0(KeyEntry, n);

    *y = frame->y + to_names;
    while (i < data->n_rows && !stack_parts(grid, i, from, to))
        i++;
    /* where colours tell something else, the names have no other place */
    for (size_t lines = 1; i == 0 && !grid->labels->above && lines <= (data->shaded ? 4 : 1);
         lines++)
        if (key_add_names(frame, from, to, grid->left, grid->right, lines, y,
                          grid->style->heads_to_rows))
            return true;
    if (data->shaded) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the names of the categories find no room above the first bar, and colours "
                    "tell residuals; use heat, make the figure wider, or shorten the names");
        return false;
    }
    for (size_t k = 0; k < n; k++) {
        Fill fill = fill_of(data, k, NULL);

        entries[k] = (KeyEntry){ data->series[k].label, fill.bar, fill.series };
    }
    *y = key_add(frame, entries, n, frame->left, grid->right, frame->y + to_key);
    return true;
}

bool
stack_add_row(RowGrid *grid, size_t i)
{
    size_t n = grid->frame.data->n_series;
    g_autofree double *from = g_new0(double, n + 1), *to = g_new0(double, n + 1);
    bool all = true;

    if (!stack_parts(grid, i, from, to)) {
        row_grid_add_text(grid, ROLE_CELL_WORD, chart_gap(&grid->frame.data->rows[i], n), i,
                          grid->left + before_word, 0.0);
        return true;
    }
    for (size_t k = 0; k < n; k++)
        all = add_part(grid, i, k, from[k], to[k]) && all;
    return all;
}

Scene *
stack_lay_out(const ChartData *data, const RowGridStyle *style, bool sorted, double width,
              TextContext *text, GError **error)
{
    g_auto(RowGrid) grid = { 0 };
    bool all = true;
    double y;

    if (!check_series(data, error) || !stack_check(data, error) ||
        !row_grid_begin(&grid, data, style, width, text, error))
        return NULL;
    if (!stack_add_names(&grid, &y, error))
        return NULL;
    row_grid_add_rows(&grid, y);
    for (size_t i = 0; i < data->n_rows; i++)
        all = stack_add_row(&grid, i) && all;
    if (sorted)
        frame_say(&grid.frame, figure_word(FIGURE_SORTED_SIDES, data->language));
    if (!all)
        frame_say(&grid.frame, figure_word(FIGURE_NARROW_PARTS, data->language));
    frame_end(&grid.frame, grid.bottom + 5.0);
    return g_steal_pointer(&grid.frame.scene);
}
