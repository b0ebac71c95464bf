/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/rows.h"

#include "datasets/error.h"
#include "plots/row_labels.h"
#include "plots/scale.h"
#include "plots/side_columns.h"
#include "plots/theme.h"

#include <math.h>

static const double before_value = 6.0;   /* from the end of a bar to its text */
static const double around_label = 6.0;   /* between the labels of two rows */
static const double above_bar = 5.5;      /* from a label down to the bar it stands above */
static const double around_line = 2.5;    /* from a line between bars to a name */
static const double before_total = 7.0;   /* more than between other rows */
static const double least_bar = 20.0;     /* the longest bar */
static const double overhang_alone = 2.0; /* of a baseline that is cut by labels above the bars */

/* A figure of rows while it is laid out. */
typedef struct {
    Frame frame;
    const RowBar *bars;
    const RowStyle *style;
    SideColumns *columns;
    RowLabels *labels;
    double plot_left, zero, scale;
    double *middle;     /* [n_rows] of each bar */
    double top, bottom; /* of all rows, without the gaps outside */
} Rows;

static double
gap_of(const Rows *rows)
{
    return rows->columns->n > 0 ? rows->style->gap_beside : rows->style->gap;
}

static bool
measure(Rows *rows, GError **error)
{
    Frame *frame = &rows->frame;
    double baseline = theme_stroke(ROLE_BASELINE) / 2.0;

    rows->columns = side_columns_new(frame);
    rows->labels = row_labels_new(frame, rows->columns->plot_right - frame->left,
                                  rows->style->label_gap, rows->style->wrapped, error);
    if (!rows->labels)
        return false;
    rows->plot_left =
        frame->left +
        (rows->labels->width > 0.0 ? rows->labels->width + rows->style->label_gap : baseline);
    frame->scene->plot_left = rows->labels->width > 0.0 ? rows->plot_left : 0.0;
    return true;
}

static double
value_width(const Rows *rows, const ChartRow *row)
{
    if (!row->value_text || !*row->value_text)
        return 0.0;
    return text_width(rows->frame.text, theme_text(ROLE_VALUE), row->value_text);
}

/* The text that takes most, for the message when there is no room for it. */
static const char *
widest_value(const Rows *rows)
{
    const ChartData *data = rows->frame.data;
    size_t widest = 0;

    for (size_t i = 1; i < data->n_rows; i++)
        if (value_width(rows, &data->rows[i]) > value_width(rows, &data->rows[widest]))
            widest = i;
    return data->rows[widest].value_text;
}

static bool
solve_scale(Rows *rows, GError **error)
{
    size_t n = rows->frame.data->n_rows + rows->frame.data->n_alike;
    g_autofree Span *spans = g_new0(Span, n);
    double room = rows->columns->plot_right - rows->plot_left;

    for (size_t i = 0; i < n; i++) {
        double width = value_width(rows, chart_measured(rows->frame.data, i));

        spans[i] = (Span){ rows->bars[i].from, rows->bars[i].to,
                           width > 0.0 ? before_value + width : 0.0, rows->bars[i].text_left };
    }
    rows->scale = scale_solve(spans, n, room - least_bar, &rows->zero);
    if (rows->scale < 0.0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the value \"%s\" is %.0f pt too wide to stand beside a bar; shorten it, or "
                    "make the figure wider",
                    widest_value(rows), ceil(-rows->scale));
        return false;
    }
    rows->scale = scale_solve(spans, n, room, &rows->zero);
    rows->zero += rows->plot_left;
    return true;
}

static double
x_of(const Rows *rows, double value)
{
    return rows->zero + rows->scale * value;
}

/* From the last line of text to the first bar, with the heads of the side columns between. */
static double
first_bar(Rows *rows)
{
    const RowStyle *style = rows->style;
    Frame *frame = &rows->frame;

    if (rows->columns->n_lines == 0)
        return frame->y + style->to_bar;
    return side_columns_add_heads_below(rows->columns, frame, style->to_heads) +
           style->heads_to_bar;
}

/* A row is as high as its bar and gap, or as its label needs. */
static void
place_rows(Rows *rows)
{
    const ChartData *data = rows->frame.data;
    double bar = rows->style->bar, gap = gap_of(rows), y;

    rows->top = first_bar(rows);
    y = rows->top - gap / 2.0;
    rows->middle = g_new0(double, data->n_rows);
    for (size_t i = 0; i < data->n_rows; i++) {
        double label = row_labels_height(rows->labels, &rows->frame, i);
        double height = bar + gap;

        if (data->rows[i].total && i > 0)
            y += before_total;
        if (rows->labels->above)
            y += label > 0.0 ? label + above_bar : 0.0;
        else
            height = fmax(height, label + around_label);
        rows->middle[i] = y + height / 2.0;
        y += height;
    }
    rows->bottom = y - gap / 2.0;
}

static void
add_label(Rows *rows, size_t i)
{
    Frame *frame = &rows->frame;
    double height = row_labels_height(rows->labels, frame, i);
    const TextStyle *style = theme_text(row_labels_role(rows->labels, frame, i));
    double anchor = rows->labels->above ? 0.0 : rows->style->label_anchor, x, y;

    if (height <= 0.0)
        return;
    x = frame->left + anchor * rows->labels->width;
    if (rows->labels->above)
        y = rows->middle[i] - rows->style->bar / 2.0 - above_bar - height + style->leading;
    else
        y = rows->middle[i] + (CAPITAL * style->size - (height - style->leading)) / 2.0;
    row_labels_add(rows->labels, frame, i, x, y, anchor);
}

static void
add_bar(Rows *rows, size_t i)
{
    const ChartRow *row = &rows->frame.data->rows[i];
    double left = x_of(rows, fmin(rows->bars[i].from, rows->bars[i].to));
    double right = x_of(rows, fmax(rows->bars[i].from, rows->bars[i].to));
    double half = rows->style->bar / 2.0;
    MarkRole role = row->derived ? ROLE_DERIVED
                    : row->total ? ROLE_DATA_TOTAL
                    : row->rest  ? ROLE_REST
                                 : ROLE_DATA;

    if (rows->bars[i].none || right <= left)
        return;
    Mark *mark = scene_add_shape(rows->frame.scene, MARK_RECTANGLE, role, left,
                                 rows->middle[i] - half, right, rows->middle[i] + half);
    mark->series = row->rest ? SERIES_REST : row->total ? 0 : row->series;
    mark->address = scene_text(rows->frame.scene, row->address);
}

static void
add_value(Rows *rows, size_t i)
{
    const ChartRow *row = &rows->frame.data->rows[i];
    const RowBar *bar = &rows->bars[i];
    MarkRole role = row->total ? ROLE_TOTAL : ROLE_VALUE;
    double y = rows->middle[i] + CAPITAL * theme_text(role)->size / 2.0;
    double x = bar->text_left ? x_of(rows, fmin(bar->from, bar->to)) - before_value
                              : x_of(rows, fmax(bar->from, bar->to)) + before_value;

    if (!row->value_text || !*row->value_text)
        return;
    Mark *mark = scene_add_text(rows->frame.scene, rows->frame.text, role, row->value_text, x, y,
                                bar->text_left ? 1.0 : 0.0);
    mark->address = scene_text(rows->frame.scene, row->address);
}

/* Whether the name of row I, which stands above its bar, would be crossed by a line at X. */
static bool
name_reaches(const Rows *rows, size_t i, double x)
{
    const Frame *frame = &rows->frame;
    const TextStyle *style = theme_text(row_labels_role(rows->labels, frame, i));

    for (char **line = rows->labels->lines[i]; rows->labels->above && *line; line++)
        if (frame->left + text_width(frame->text, style, *line) > x - around_line)
            return true;
    return false;
}

/* From the end of bar I to the next; around a name between them. */
static void
add_connector(Rows *rows, size_t i)
{
    double x = x_of(rows, rows->bars[i].to), half = rows->style->bar / 2.0;

    if (!rows->bars[i].connected || i + 1 == rows->frame.data->n_rows)
        return;
    double from = rows->middle[i] + half, to = rows->middle[i + 1] - half;
    if (name_reaches(rows, i + 1, x)) {
        double name = row_labels_height(rows->labels, &rows->frame, i + 1);

        scene_add_shape(rows->frame.scene, MARK_LINE, ROLE_CONNECTOR, x, from, x,
                        to - above_bar - name);
        from = to - above_bar + around_line;
    }
    scene_add_shape(rows->frame.scene, MARK_LINE, ROLE_CONNECTOR, x, from, x, to);
}

static void
add_rule(Rows *rows, size_t i)
{
    const Frame *frame = &rows->frame;
    double half = rows->style->bar / 2.0, label = 0.0;

    if (!frame->data->rows[i].total || i == 0)
        return;
    if (rows->labels->above)
        label = row_labels_height(rows->labels, frame, i) + above_bar;
    double y = (rows->middle[i - 1] + half + rows->middle[i] - half - label) / 2.0;
    scene_add_shape(frame->scene, MARK_LINE, ROLE_RULE, frame->left, y, frame->right, y);
}

/* One line through all bars; where labels stand between the bars, one at each. */
static double
add_baseline(Rows *rows)
{
    size_t n = rows->frame.data->n_rows;
    double half = rows->style->bar / 2.0, over = rows->style->overhang, x = rows->zero;

    if (!rows->labels->above) {
        scene_add_shape(rows->frame.scene, MARK_LINE, ROLE_BASELINE, x, rows->top - over, x,
                        rows->bottom + over);
        return rows->bottom + over;
    }
    for (size_t i = 0; i < n; i++)
        scene_add_shape(rows->frame.scene, MARK_LINE, ROLE_BASELINE, x,
                        rows->middle[i] - half - overhang_alone, x,
                        rows->middle[i] + half + overhang_alone);
    return rows->bottom + overhang_alone;
}

static void
rows_clear(Rows *rows)
{
    side_columns_free(rows->columns);
    row_labels_free(rows->labels);
    scene_free(rows->frame.scene);
    g_free(rows->middle);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rows, rows_clear)

Scene *
rows_lay_out(const ChartData *data, const RowBar *bars, const RowStyle *style, double width,
             TextContext *text, GError **error)
{
    g_auto(Rows) rows = { .bars = bars, .style = style };

    if (data->n_rows == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has no rows; check the condition that chooses its cases");
        return NULL;
    }
    if (!frame_begin(&rows.frame, data, width, text, error) || !measure(&rows, error) ||
        !solve_scale(&rows, error))
        return NULL;
    place_rows(&rows);
    for (size_t i = 0; i < data->n_rows; i++) {
        add_rule(&rows, i);
        add_bar(&rows, i);
        add_connector(&rows, i);
        add_label(&rows, i);
        add_value(&rows, i);
        side_columns_add_cells(rows.columns, &rows.frame, &data->rows[i], rows.middle[i]);
    }
    frame_end(&rows.frame, add_baseline(&rows) + style->below);
    return g_steal_pointer(&rows.frame.scene);
}
