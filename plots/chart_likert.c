/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_likert.c - answers on a two-sided scale: both sides from one line, the middle and "don't
 * know" in columns of their own, all in one measure. */
#include "plots/chart.h"

#include "plots/figure_words.h"
#include "plots/likert_scale.h"
#include "plots/row_grid.h"
#include "plots/theme.h"

#include <math.h>
#include <stdlib.h>

static const RowGridStyle style = {
    .bar = 15.0,
    .gap = 15.0,
    .label_gap = 9.0,
    .label_anchor = 0.0,
    .least_plot = 0.45,
    .heads_to_rows = 17.7,
};
static const RowGridStyle style_above = {
    .bar = 15.0,
    .gap = 10.0,
    .least_plot = 1.0, /* nothing is left beside it */
    .heads_to_rows = 12.0,
};
static const double seam = 1.0, around_number = 5.0;
static const double overhang = 9.4, below = 8.4;

/* FALSE when its number found no room. */
static bool
add_part(Likert *likert, size_t i, size_t k, double from, double to)
{
    Frame *frame = &likert->grid.frame;
    const ChartValue *value = &frame->data->rows[i].values[k];
    const TextStyle *look = theme_text(ROLE_ON_DIVERGING);
    double y = likert->grid.middle[i], half = style.bar / 2.0;
    double left = from + (from > likert->zero ? seam / 2.0 : 0.0);
    double right = to - (to < likert->zero ? seam / 2.0 : 0.0);
    int step = likert_step(likert, k);

    left += from < likert->zero && k > 0 ? seam / 2.0 : 0.0;
    right -= from >= likert->zero && k + 1 < likert->high + likert->n_low ? seam / 2.0 : 0.0;
    if (right <= left)
        return true;
    Mark *bar = scene_add_shape(frame->scene, MARK_RECTANGLE, ROLE_DIVERGING, left, y - half, right,
                                y + half);
    bar->series = step;
    bar->address = scene_text(frame->scene, value->address);
    if (!value->text || text_width(frame->text, look, value->text) + around_number > right - left)
        return likert->n_low == 1 || !value->text; /* then the sum says it */
    Mark *text = scene_add_text(frame->scene, frame->text, ROLE_ON_DIVERGING, value->text,
                                (left + right) / 2.0, y + CAPITAL * look->size / 2.0, 0.5);
    text->series = step;
    text->address = scene_text(frame->scene, value->address);
    return true;
}

static void
add_sum(Likert *likert, size_t i, double sum, double x, double anchor, int step)
{
    Frame *frame = &likert->grid.frame;
    g_autofree char *text = likert_sum_text(frame->data, sum);

    scene_add_text(frame->scene, frame->text, ROLE_SIDE_SUM, text, x,
                   likert->grid.middle[i] + CAPITAL * theme_text(ROLE_SIDE_SUM)->size / 2.0, anchor)
        ->series = step;
}

/* Both sides of row I; FALSE when a number found no room. */
static bool
add_sides(Likert *likert, size_t i)
{
    const ChartData *data = likert->grid.frame.data;
    double low = likert_sum(&data->rows[i], 0, likert->n_low);
    double high = likert_sum(&data->rows[i], likert->high, likert->high + likert->n_low);
    double x = likert->zero - likert->scale * low;
    bool all = true;

    if (!isfinite(low) || !isfinite(high)) {
        row_grid_add_text(&likert->grid, ROLE_CELL_WORD, chart_gap(&data->rows[i], data->n_series),
                          i, likert->zero + LIKERT_BEFORE_TEXT, 0.0);
        return true;
    }
    add_sum(likert, i, low, x - LIKERT_BEFORE_TEXT, 1.0, 0);
    for (size_t k = 0; k < likert->n_low; k++) {
        double to = x + likert->scale * data->rows[i].values[k].value;

        all = add_part(likert, i, k, x, to) && all;
        x = to;
    }
    x = likert->zero;
    for (size_t k = likert->high; k < likert->high + likert->n_low; k++) {
        double to = x + likert->scale * data->rows[i].values[k].value;

        all = add_part(likert, i, k, x, to) && all;
        x = to;
    }
    add_sum(likert, i, high, x + LIKERT_BEFORE_TEXT, 0.0, N_STEPS - 1);
    return all;
}

static void
add_own(Likert *likert, size_t i, size_t b)
{
    Frame *frame = &likert->grid.frame;
    const ChartValue *value = &frame->data->rows[i].values[likert->own[b]];
    double x = likert->own_x[b], y = likert->grid.middle[i], half = style.bar / 2.0;
    double to = x + (isfinite(value->value) ? likert->scale * value->value : 0.0);
    bool rest = frame->data->series[likert->own[b]].rest;

    if (to > x) {
        Mark *bar = scene_add_shape(frame->scene, MARK_RECTANGLE, rest ? ROLE_REST : ROLE_DIVERGING,
                                    x, y - half, to, y + half);
        bar->series = rest ? SERIES_REST : 2;
        bar->address = scene_text(frame->scene, value->address);
    }
    Mark *number =
        row_grid_add_text(&likert->grid, ROLE_CELL, value->text, i, to + LIKERT_BEFORE_TEXT, 0.0);
    if (number)
        number->address = scene_text(frame->scene, value->address);
}

static void
add_lines(Likert *likert)
{
    row_grid_add_line(&likert->grid, ROLE_BASELINE, likert->zero, overhang);
    for (size_t b = 0; b < likert->n_own; b++)
        row_grid_add_line(&likert->grid, ROLE_BASELINE, likert->own_x[b], overhang);
}

/* All that is measured before anything is placed. */
static bool
measure(Likert *likert, const ChartData *data, const RowGridStyle *look, double width,
        TextContext *text, GError **error)
{
    if (!likert_set_steps(likert, data, error) ||
        !row_grid_begin(&likert->grid, data, look, width, text, error))
        return false;
    likert_measure_heads(likert);
    return likert_solve_scale(likert, error);
}

/* The same with names beside the rows or, when these leave too little, above them. */
static bool
measure_either(Likert *likert, const ChartData *data, double width, TextContext *text,
               GError **error)
{
    g_autoptr(GError) beside = NULL;

    if (measure(likert, data, &style, width, text, &beside))
        return true;
    likert_clear(likert);
    *likert = (Likert){ 0 };
    if (measure(likert, data, &style_above, width, text, NULL))
        return true;
    g_propagate_error(error, g_steal_pointer(&beside));
    return false;
}

static Scene *
lay_out_rows(const ChartData *data, bool sorted, double width, TextContext *text, GError **error)
{
    g_auto(Likert) likert = { 0 };
    bool all = true;

    if (!measure_either(&likert, data, width, text, error))
        return NULL;
    row_grid_add_rows(&likert.grid, likert_add_heads(&likert));
    for (size_t i = 0; i < data->n_rows; i++) {
        all = add_sides(&likert, i) && all;
        for (size_t b = 0; b < likert.n_own; b++)
            add_own(&likert, i, b);
    }
    add_lines(&likert);
    if (likert.n_low > 1)
        frame_say(&likert.grid.frame, figure_word(FIGURE_SIDE_SUMS, data->language));
    if (sorted)
        frame_say(&likert.grid.frame, figure_word(FIGURE_SORTED, data->language));
    if (!all)
        frame_say(&likert.grid.frame, figure_word(FIGURE_NARROW_PARTS, data->language));
    frame_end(&likert.grid.frame, likert.grid.bottom + below);
    return g_steal_pointer(&likert.grid.frame.scene);
}

/* A row and the difference between its sides. */
typedef struct {
    ChartRow row;
    double difference;
    size_t index;
} Sorted;

static int
compare_rows(const void *one, const void *other)
{
    const Sorted *a = one, *b = other;

    if (a->difference != b->difference)
        return a->difference > b->difference ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* Questions stand in the order of the difference between their sides; groups, and questions that
 * are compared with the same in other figures, in their own. */
static Scene *
likert_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_autofree ChartRow *rows = g_new0(ChartRow, data->n_rows + 1);
    g_autofree Sorted *order = g_new0(Sorted, data->n_rows + 1);
    g_auto(Likert) likert = { 0 };
    ChartData sorted = *data;
    bool questions = data->n_rows > 1 && !data->panel;

    if (!check_series(data, error) || !check_parts(data, error) ||
        !likert_set_steps(&likert, data, error))
        return NULL;
    for (size_t i = 0; i < data->n_rows; i++) {
        double difference = likert_sum(&data->rows[i], likert.high, likert.high + likert.n_low) -
                            likert_sum(&data->rows[i], 0, likert.n_low);

        order[i] = (Sorted){ data->rows[i], isfinite(difference) ? difference : -INFINITY, i };
        questions = questions && !data->rows[i].total;
    }
    if (questions)
        qsort(order, data->n_rows, sizeof *order, compare_rows);
    for (size_t i = 0; i < data->n_rows; i++)
        rows[i] = order[i].row;
    sorted.rows = rows;
    return lay_out_rows(&sorted, questions, width, text, error);
}

const Chart chart_likert = {
    .name = "likert",
    .summary = "answers on a two-sided scale, from one line to both sides",
    .rows = CHART_OF_TABLE,
    .noun = { "Diverging bar chart", "Tvåsidigt stapeldiagram" },
    .lay_out = likert_lay_out,
};
