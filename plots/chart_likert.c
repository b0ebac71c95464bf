/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_likert.c - answers on a two-sided scale: both sides from one line, the middle and "don't
 * know" in columns of their own, all in one measure. */
#include "plots/chart.h"

#include "plots/figure_words.h"
#include "plots/likert_scale.h"
#include "plots/stack.h"
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
static const RowGridStyle style_stack = {
    .bar = 17.0,
    .gap = 10.5,
    .label_gap = 9.0,
    .label_anchor = 0.0,
    .least_plot = 0.45,
    .heads_to_rows = 9.0,
};
static const double seam = 1.0, around_number = 5.0;
static const double overhang = 9.4, below = 8.4;

/* The bar of series K in row I between FROM and TO. FALSE when its number found no room. */
static bool
add_part(Likert *likert, size_t i, size_t k, double from, double to)
{
    Frame *frame = &likert->grid.frame;
    const ChartValue *value = &frame->data->rows[i].values[k];
    const TextStyle *look = theme_text(ROLE_ON_DIVERGING);
    double y = likert->grid.middle[i], half = style.bar / 2.0;
    int step = likert_step(frame->data, k);

    if (to <= from)
        return true;
    Mark *bar =
        scene_add_shape(frame->scene, MARK_RECTANGLE, ROLE_DIVERGING, from, y - half, to, y + half);
    bar->series = step;
    bar->address = scene_text(frame->scene, value->address);
    /* where a side is one step, the number outside is that of the step */
    if (!value->text || (likert->n_low == 1 && k != likert->middle))
        return true;
    if (text_width(frame->text, look, value->text) + around_number > to - from)
        return false;
    Mark *text = scene_add_text(frame->scene, frame->text, ROLE_ON_DIVERGING, value->text,
                                (from + to) / 2.0, y + CAPITAL * look->size / 2.0, 0.5);
    text->series = step;
    text->address = scene_text(frame->scene, value->address);
    return true;
}

/* Series BEGIN to before END of row I side by side from X on, which is moved, with seams between
 * them and to what stands before and after. FALSE when a number found no room. */
static bool
add_parts(Likert *likert, size_t i, size_t begin, size_t end, bool joined_before, bool joined_after,
          double *x)
{
    const ChartRow *row = &likert->grid.frame.data->rows[i];
    bool all = true;

    for (size_t k = begin; k < end; k++) {
        double to = *x + likert->scale * row->values[k].value;
        bool before = k > begin || joined_before, after = k + 1 < end || joined_after;

        all = add_part(likert, i, k, *x + (before ? seam / 2.0 : 0.0),
                       to - (after ? seam / 2.0 : 0.0)) &&
              all;
        *x = to;
    }
    return all;
}

/* "f1.q.1 + f1.q.2": the addresses of series BEGIN to before END of ROW; NULL: one has none. */
static char *
sum_of(const ChartRow *row, size_t begin, size_t end)
{
    g_autoptr(GString) sum = g_string_new(NULL);

    for (size_t k = begin; k < end; k++) {
        if (!row->values[k].address)
            return NULL;
        g_string_append_printf(sum, "%s%s", sum->len > 0 ? " + " : "", row->values[k].address);
    }
    return g_string_free(g_steal_pointer(&sum), FALSE);
}

/* The number outside SIDE of row I, whose bar ends at X. */
static void
add_sum(Likert *likert, size_t i, int side, double x)
{
    Frame *frame = &likert->grid.frame;
    const ChartRow *row = &frame->data->rows[i];
    size_t begin = side ? likert->high : 0, end = begin + likert->n_low;
    double sum = likert_sum(row, begin, end);
    g_autofree char *text = likert_sum_text(frame->data, sum), *how = sum_of(row, begin, end);
    Mark *mark = scene_add_text(
        frame->scene, frame->text, ROLE_SIDE_SUM, text,
        x + (side ? LIKERT_BEFORE_TEXT : -LIKERT_BEFORE_TEXT),
        likert->grid.middle[i] + CAPITAL * theme_text(ROLE_SIDE_SUM)->size / 2.0, side ? 0.0 : 1.0);

    mark->series = side ? N_STEPS - 1 : 0;
    mark->carried = sum;
    mark->carries = true;
    mark->address = scene_text(frame->scene,
                               likert->n_low == 1 ? row->values[begin].address : row->sides[side]);
    mark->how = likert->n_low == 1 ? NULL : scene_text(frame->scene, how);
}

/* Both sides of row I, and what stands between them; FALSE when a number found no room. */
static bool
add_sides(Likert *likert, size_t i)
{
    const ChartData *data = likert->grid.frame.data;
    const ChartRow *row = &data->rows[i];
    double low = likert_sum(row, 0, likert->n_low);
    double high = likert_sum(row, likert->high, likert->high + likert->n_low);
    double middle = likert_middle(likert, row), x;
    /* parts meet where nothing but the line is between them, which needs no seam */
    bool joined = middle > 0.0;

    if (!isfinite(low) || !isfinite(high) || !isfinite(middle)) {
        row_grid_add_text(&likert->grid, ROLE_CELL_WORD, chart_gap(row, data->n_series), i,
                          likert->zero + LIKERT_BEFORE_TEXT, 0.0);
        return true;
    }
    x = likert->zero - likert->scale * (low + likert->before * middle);
    add_sum(likert, i, 0, x);
    bool all = add_parts(likert, i, 0, likert->n_low, false, joined, &x);
    if (joined)
        all = add_parts(likert, i, likert->middle, likert->middle + 1, low > 0.0,
                        high > 0.0 && likert->after > 0.0, &x) &&
              all;
    all = add_parts(likert, i, likert->high, likert->high + likert->n_low,
                    joined && likert->after > 0.0, false, &x) &&
          all;
    add_sum(likert, i, 1, x);
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
add_own_lines(Likert *likert)
{
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
    /* what stands on the line hides it, and its number is not crossed */
    bool below_bars = likert.middle < data->n_series;
    if (below_bars)
        row_grid_add_line(&likert.grid, ROLE_BASELINE, likert.zero, overhang);
    for (size_t i = 0; i < data->n_rows; i++) {
        all = add_sides(&likert, i) && all;
        for (size_t b = 0; b < likert.n_own; b++)
            add_own(&likert, i, b);
    }
    if (!below_bars)
        row_grid_add_line(&likert.grid, ROLE_BASELINE, likert.zero, overhang);
    add_own_lines(&likert);
    if (likert.n_low > 1 || below_bars)
        frame_say(&likert.grid.frame,
                  figure_word(below_bars ? FIGURE_SIDES_ALONE : FIGURE_SIDE_SUMS, data->language));
    if (below_bars)
        frame_say(&likert.grid.frame,
                  figure_word(data->neutral == NEUTRAL_SPLIT ? FIGURE_SPLIT : FIGURE_LEFT,
                              data->language));
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
    return data->form == FORM_STACK100
               ? stack_lay_out(&sorted, &style_stack, questions, width, text, error)
               : lay_out_rows(&sorted, questions, width, text, error);
}

const Chart chart_likert = {
    .name = "likert",
    .summary = "answers on a two-sided scale, from one line to both sides",
    .rows = CHART_OF_TABLE,
    .noun = { "Diverging bar chart", "Tvåsidigt stapeldiagram" },
    .lay_out = likert_lay_out,
};
