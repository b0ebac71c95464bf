/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_tornado.c - outcomes with one value at a time at its ends, around a baseline. */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/figure_words.h"
#include "plots/row_labels.h"
#include "plots/scale.h"
#include "plots/side_columns.h"
#include "plots/theme.h"

#include <math.h>
#include <string.h>

static const double bar = 15.0;         /* thickness */
static const double pitch = 28.5;       /* from bar to bar */
static const double before_text = 5.0;  /* from the end of a bar to its texts */
static const double label_gap = 12.0;   /* from names to the texts of the bars */
static const double around_label = 6.0; /* between the labels of two rows */
static const double to_heads = 22.0;    /* from the last line above to the heads */
static const double heads_to_bar = 16.8;
static const double before_columns = 24.0; /* from the texts of the bars to the side columns */
static const double overhang = 10.8;       /* of the baseline above the first bar */
static const double overhang_alone = 2.0;  /* where names above the bars cut it */
static const double below = 7.7;           /* of the baseline below the last bar */
static const double value_above = 0.6;     /* baseline of an outcome over the middle of its bar */
static const double input_below = 8.6;     /* baseline of the value under it */
static const double least_bars = 60.0;     /* of both sides together */
static const double least_plot = 0.35;     /* share of the content, texts of the bars included */

/* A figure while it is laid out. */
typedef struct {
    Frame frame;
    ChartData without; /* the same without columns, where there is no room for them */
    SideColumns *columns;
    RowLabels *labels;
    double plot_left, plot_right;
    double base, scale; /* x of the baseline, and points per unit */
    double *middle;     /* [n_rows] */
    double top, bottom; /* of all bars */
} Tornado;

static void
tornado_clear(Tornado *tornado)
{
    side_columns_free(tornado->columns);
    row_labels_free(tornado->labels);
    scene_free(tornado->frame.scene);
    g_free(tornado->middle);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tornado, tornado_clear)

/* Which end of ROW gives the lower outcome. */
static size_t
lower_end(const ChartRow *row)
{
    return row->ends[0].value <= row->ends[1].value ? 0 : 1;
}

/* Outcomes left and right of the baseline; the baseline itself when both lie on one side. */
static double
left_of(const ChartData *data, const ChartRow *row)
{
    return fmin(row->ends[lower_end(row)].value, data->baseline) - data->baseline;
}

static double
right_of(const ChartData *data, const ChartRow *row)
{
    return fmax(row->ends[1 - lower_end(row)].value, data->baseline) - data->baseline;
}

static double
end_width(const Tornado *tornado, const ChartEnd *end)
{
    TextContext *text = tornado->frame.text;
    double value = text_width(text, theme_text(ROLE_VALUE), end->text ? end->text : "");
    double input = text_width(text, theme_text(ROLE_HEAD), end->input ? end->input : "");

    return before_text + fmax(value, input);
}

static bool
check_rows(const ChartData *data, GError **error)
{
    if (data->n_rows == 0 || !isfinite(data->baseline)) {
        g_set_error(
            error, ANDEL_ERROR, ANDEL_ERROR_DATA,
            "a tornado needs a baseline and at least one value with two ends; give a value of "
            "the model low and high, or a distribution");
        return false;
    }
    for (size_t i = 0; i < data->n_rows; i++)
        if (!isfinite(data->rows[i].ends[0].value) || !isfinite(data->rows[i].ends[1].value)) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "\"%s\" has no outcome at one of its ends",
                        data->rows[i].label ? data->rows[i].label : "");
            return false;
        }
    return true;
}

/* What stands in row I at the left or right of the baseline. */
static Span
span_of(const Tornado *tornado, size_t i, bool left)
{
    const ChartData *data = tornado->frame.data;
    const ChartRow *row = &data->rows[i];
    double width = end_width(tornado, &row->ends[left ? lower_end(row) : 1 - lower_end(row)]);

    return left ? (Span){ left_of(data, row), 0.0, width, true }
                : (Span){ 0.0, right_of(data, row), width, false };
}

/* The texts beside the bars and the least that bars are long. */
static double
needed_room(const Tornado *tornado)
{
    double left = 0.0, right = 0.0;

    for (size_t i = 0; i < tornado->frame.data->n_rows; i++) {
        left = fmax(left, span_of(tornado, i, true).beyond);
        right = fmax(right, span_of(tornado, i, false).beyond);
    }
    return left + right + least_bars;
}

static void
solve_scale(Tornado *tornado)
{
    size_t n = tornado->frame.data->n_rows;
    g_autofree Span *spans = g_new0(Span, 2 * n);

    for (size_t i = 0; i < 2 * n; i++)
        spans[i] = span_of(tornado, i / 2, i % 2 == 0);
    tornado->scale =
        scale_solve(spans, 2 * n, tornado->plot_right - tornado->plot_left, &tornado->base);
    tornado->base += tornado->plot_left;
}

static void
measure_columns(Tornado *tornado)
{
    const Frame *frame = &tornado->frame;

    side_columns_free(tornado->columns);
    tornado->columns = side_columns_new(frame);
    tornado->plot_right =
        tornado->columns->n > 0 ? tornado->columns->left - before_columns : frame->right;
}

/* In a narrow figure the names stand above the bars, and where that is not enough the columns are
 * left out: the difference is in the outcomes. */
static bool
measure(Tornado *tornado, GError **error)
{
    Frame *frame = &tornado->frame;
    double content = frame->right - frame->left, needed = needed_room(tornado);
    LabelRoom names = { .gap = label_gap,
                        .wrapped = ROLE_CATEGORY,
                        .least_plot = fmax(least_plot, needed / content) };

    measure_columns(tornado);
    if (names.least_plot * content > tornado->plot_right - frame->left && tornado->columns->n > 0) {
        tornado->without = *frame->data;
        tornado->without.n_columns = 0;
        frame->data = &tornado->without;
        frame_say(frame, figure_word(FIGURE_NO_COLUMNS, frame->data->language));
        measure_columns(tornado);
    }
    if (needed > content) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the texts beside the bars are %.0f pt too wide; shorten the units or labels, "
                    "or make the figure wider",
                    ceil(needed - content));
        return false;
    }
    names.room = tornado->plot_right - frame->left;
    tornado->labels = row_labels_in(frame, &names, error);
    if (!tornado->labels)
        return false;
    tornado->plot_left =
        frame->left + (tornado->labels->width > 0.0 ? tornado->labels->width + label_gap
                                                    : theme_stroke(ROLE_BASELINE) / 2.0);
    solve_scale(tornado);
    return true;
}

static void
place_rows(Tornado *tornado)
{
    Frame *frame = &tornado->frame;
    double y = frame->y + to_heads + heads_to_bar - (pitch - bar) / 2.0;

    tornado->top = frame->y + to_heads + heads_to_bar;
    tornado->middle = g_new0(double, frame->data->n_rows);
    for (size_t i = 0; i < frame->data->n_rows; i++) {
        double label = row_labels_height(tornado->labels, frame, i);
        double height = tornado->labels->above ? pitch + label : fmax(pitch, label + around_label);

        tornado->middle[i] = y + height - (tornado->labels->above ? pitch : height) / 2.0;
        y += height;
    }
    tornado->bottom = y - (pitch - bar) / 2.0;
}

static void
add_label(Tornado *tornado, size_t i)
{
    Frame *frame = &tornado->frame;
    double height = row_labels_height(tornado->labels, frame, i);
    const TextStyle *style = theme_text(row_labels_role(tornado->labels, frame, i));
    double y = tornado->middle[i] + (CAPITAL * style->size - (height - style->leading)) / 2.0;

    if (height <= 0.0)
        return;
    if (tornado->labels->above)
        y = tornado->middle[i] - bar / 2.0 - around_label - height + style->leading;
    row_labels_add(tornado->labels, frame, i, frame->left, y, 0.0);
}

/* The bar from the baseline to one end; lower outcomes in the first colour, higher in the second.
 */
static void
add_bar(Tornado *tornado, size_t i, size_t end)
{
    Frame *frame = &tornado->frame;
    const ChartRow *row = &frame->data->rows[i];
    double x = tornado->base + tornado->scale * (row->ends[end].value - frame->data->baseline);
    double half = bar / 2.0;

    if (x == tornado->base)
        return;
    Mark *mark = scene_add_shape(frame->scene, MARK_RECTANGLE, ROLE_DATA, fmin(x, tornado->base),
                                 tornado->middle[i] - half, fmax(x, tornado->base),
                                 tornado->middle[i] + half);
    mark->series = end == lower_end(row) ? 0 : 1;
    mark->address = scene_text(frame->scene, row->ends[end].address);
}

/* The outcome, and under it the value that gives it. */
static void
add_end_texts(Tornado *tornado, size_t i, size_t end)
{
    Frame *frame = &tornado->frame;
    const ChartRow *row = &frame->data->rows[i];
    const ChartEnd *at = &row->ends[end];
    bool left = end == lower_end(row);
    double edge = left ? left_of(frame->data, row) : right_of(frame->data, row);
    double x = tornado->base + tornado->scale * edge + (left ? -before_text : before_text);

    if (at->text && *at->text) {
        Mark *mark = scene_add_text(frame->scene, frame->text, ROLE_VALUE, at->text, x,
                                    tornado->middle[i] - value_above, left ? 1.0 : 0.0);
        mark->address = scene_text(frame->scene, at->address);
    }
    if (at->input && *at->input)
        scene_add_text(frame->scene, frame->text, ROLE_HEAD, at->input, x,
                       tornado->middle[i] + input_below, left ? 1.0 : 0.0);
}

/* The line through all bars, over them, and its name above it. */
static void
add_baseline(Tornado *tornado)
{
    Frame *frame = &tornado->frame;
    const char *text = frame->data->baseline_text;
    double x = tornado->base;
    bool above = tornado->labels->above;

    /* through the bars, not through the names above them */
    for (size_t i = 0; above && i < frame->data->n_rows; i++)
        scene_add_shape(frame->scene, MARK_LINE, ROLE_BASELINE, x,
                        tornado->middle[i] - bar / 2.0 - overhang_alone, x,
                        tornado->middle[i] + bar / 2.0 + overhang_alone);
    if (!above)
        scene_add_shape(frame->scene, MARK_LINE, ROLE_BASELINE, x, tornado->top - overhang, x,
                        tornado->bottom + below);
    if (!text || !*text)
        return;
    double half = text_width(frame->text, theme_text(ROLE_TOTAL), text) / 2.0;
    double most = tornado->plot_right - half, least = tornado->frame.left + half;
    scene_add_text(frame->scene, frame->text, ROLE_TOTAL, text, fmax(least, fmin(x, most)),
                   frame->y + to_heads, 0.5);
}

static Scene *
tornado_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(Tornado) tornado = { 0 };
    Frame *frame = &tornado.frame;

    if (!check_rows(data, error) || !frame_begin(frame, data, width, text, error) ||
        !measure(&tornado, error))
        return NULL;
    place_rows(&tornado);
    if (tornado.columns->n_lines > 0)
        side_columns_add_heads(tornado.columns, frame, frame->y + to_heads);
    for (size_t i = 0; i < data->n_rows; i++) {
        const ChartRow *row = &data->rows[i];
        size_t far =
            fabs(row->ends[0].value - data->baseline) > fabs(row->ends[1].value - data->baseline)
                ? 0
                : 1;

        add_label(&tornado, i);
        add_bar(&tornado, i, far); /* the nearer end stands before the farther one */
        add_bar(&tornado, i, 1 - far);
        add_end_texts(&tornado, i, 0);
        add_end_texts(&tornado, i, 1);
        side_columns_add_cells(tornado.columns, frame, row, tornado.middle[i]);
    }
    add_baseline(&tornado);
    frame_end(frame, tornado.bottom + below - 1.0);
    return g_steal_pointer(&frame->scene);
}

const Chart chart_tornado = {
    .name = "tornado",
    .summary = "one value at a time at its ends, around what the model comes to",
    .rows = CHART_OF_SPANS,
    .noun = { "Tornado chart", "Tornadodiagram" },
    .lay_out = tornado_lay_out,
};
