/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_flow.c - stages that units pass, in boxes below each other; those that leave at the side.
 */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/frame.h"
#include "plots/theme.h"

#include <math.h>

static const double box_share = 0.46; /* of the content */
static const double around = 7.0;     /* from the edge of a box to its text */
static const double to_plot = 16.0, least_between = 17.0, around_leavers = 7.0;
static const double branch = 26.0, after_branch = 6.0, number_gap = 6.0;
static const double arrow = 3.2;

typedef struct {
    Frame frame;
    double box_right, middle; /* edge of the boxes, and where the arrows run */
    double numbers;           /* width of those of the leavers */
} Flow;

static void
flow_clear(Flow *flow)
{
    scene_free(flow->frame.scene);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Flow, flow_clear)

static bool
leaves(const ChartData *data, size_t i, size_t k)
{
    return data->rows[i].values && isfinite(data->rows[i].values[k].value) &&
           data->rows[i].values[k].text;
}

/* What the number of a stage takes of its box. */
static double
number_width(const Flow *flow, const ChartRow *row)
{
    return row->value_text
               ? text_width(flow->frame.text, theme_text(ROLE_TOTAL), row->value_text) + 10.0
               : 0.0;
}

/* A box in which no word is broken. */
static double
least_box(const Flow *flow)
{
    const Frame *frame = &flow->frame;
    double least = 0.0;

    for (size_t i = 0; i < frame->data->n_rows; i++) {
        const ChartRow *row = &frame->data->rows[i];

        least = fmax(least, text_widest_word(frame->text, theme_text(ROLE_CATEGORY),
                                             row->label ? row->label : "") +
                                number_width(flow, row) + 2.0 * around);
    }
    return least;
}

/* The name of a stage in lines beside its number; the caller owns them. */
static char **
stage_lines(const Flow *flow, size_t i)
{
    const Frame *frame = &flow->frame;
    const ChartRow *row = &frame->data->rows[i];
    double number = number_width(flow, row);

    return text_wrap(frame->text, theme_text(ROLE_CATEGORY), row->label ? row->label : "",
                     flow->box_right - frame->left - 2.0 * around - number, false);
}

static double
stage_height(const Flow *flow, size_t i)
{
    g_auto(GStrv) lines = stage_lines(flow, i);

    double n = fmax((double)g_strv_length(lines), 1.0); /* a stage without a name has its number */

    return n * theme_text(ROLE_CATEGORY)->leading + 2.0 * around - 1.0;
}

static char **
leaver_lines(const Flow *flow, size_t k)
{
    const Frame *frame = &flow->frame;
    double left = flow->middle + branch + after_branch + flow->numbers + number_gap;

    return text_wrap(frame->text, theme_text(ROLE_KEY), frame->data->series[k].label,
                     frame->right - left, false);
}

/* Height of a reason in LINES, with the number beside its first. */
static double
leaver_height(char *const *lines)
{
    double n = (double)g_strv_length((char **)lines);

    return fmax(n * theme_text(ROLE_KEY)->leading, theme_text(ROLE_CELL)->leading);
}

/* Height of those that leave after stage I; 0 when nobody does. */
static double
leavers_height(const Flow *flow, size_t i)
{
    const ChartData *data = flow->frame.data;
    double height = 0.0;

    for (size_t k = 0; k < data->n_series; k++)
        if (leaves(data, i, k)) {
            g_auto(GStrv) lines = leaver_lines(flow, k);

            height += leaver_height(lines);
        }
    return height;
}

static bool
measure(Flow *flow, GError **error)
{
    Frame *frame = &flow->frame;
    const ChartData *data = frame->data;

    double content = frame->right - frame->left;
    flow->box_right = frame->left + fmax(box_share * content, least_box(flow));
    if (flow->box_right > frame->right) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the longest word of a stage and its number are %.0f pt too wide for a box; "
                    "shorten it, or make the figure wider",
                    ceil(flow->box_right - frame->right));
        return false;
    }
    flow->middle = (frame->left + flow->box_right) / 2.0;
    for (size_t i = 0; i < data->n_rows; i++)
        for (size_t k = 0; k < data->n_series; k++)
            if (leaves(data, i, k))
                flow->numbers = fmax(flow->numbers, text_width(frame->text, theme_text(ROLE_CELL),
                                                               data->rows[i].values[k].text));
    double room = frame->right - flow->middle - branch - after_branch - flow->numbers - number_gap;
    for (size_t k = 0; k < data->n_series; k++) {
        double word = text_widest_word(frame->text, theme_text(ROLE_KEY), data->series[k].label);

        if (word <= room)
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "\"%s\" is %.0f pt too wide to stand beside the boxes; make the figure wider",
                    data->series[k].label, ceil(word - room));
        return false;
    }
    return true;
}

static void
add_stage(Flow *flow, size_t i, double top)
{
    Frame *frame = &flow->frame;
    const ChartRow *row = &frame->data->rows[i];
    g_auto(GStrv) lines = stage_lines(flow, i);
    double first = top + around + CAPITAL * theme_text(ROLE_CATEGORY)->size + 0.9;

    Mark *box = scene_add_shape(frame->scene, MARK_RECTANGLE, ROLE_BOX, frame->left, top,
                                flow->box_right, top + stage_height(flow, i));
    box->address = scene_text(frame->scene, row->address);
    frame_lines(frame, ROLE_CATEGORY, lines, frame->left + around, first, 0.0);
    if (!row->value_text)
        return;
    Mark *number = scene_add_text(frame->scene, frame->text, ROLE_TOTAL, row->value_text,
                                  flow->box_right - around, first, 1.0);
    number->address = scene_text(frame->scene, row->address);
}

/* Those that leave between TOP and BOTTOM, and the line that leads to them. */
static void
add_leavers(Flow *flow, size_t i, double top, double bottom)
{
    Frame *frame = &flow->frame;
    const ChartData *data = frame->data;
    double height = leavers_height(flow, i), middle = (top + bottom) / 2.0;
    double right = flow->middle + branch + after_branch + flow->numbers;
    double y = middle - height / 2.0 +
               (theme_text(ROLE_CELL)->leading + CAPITAL * theme_text(ROLE_CELL)->size) / 2.0;

    if (height <= 0.0)
        return;
    scene_add_shape(frame->scene, MARK_LINE, ROLE_ARROW, flow->middle, middle,
                    flow->middle + branch, middle);
    for (size_t k = 0; k < data->n_series; k++) {
        if (!leaves(data, i, k))
            continue;
        g_auto(GStrv) lines = leaver_lines(flow, k);

        scene_add_text(frame->scene, frame->text, ROLE_CELL, data->rows[i].values[k].text, right, y,
                       1.0);
        frame_lines(frame, ROLE_KEY, lines, right + number_gap, y, 0.0);
        y += leaver_height(lines);
    }
}

static void
add_arrow(Flow *flow, double top, double bottom)
{
    double x = flow->middle;
    const double head[] = { x - arrow, bottom - 1.9 * arrow, x + arrow, bottom - 1.9 * arrow, x,
                            bottom };

    scene_add_shape(flow->frame.scene, MARK_LINE, ROLE_ARROW, x, top, x, bottom - arrow);
    scene_add_area(flow->frame.scene, ROLE_ARROW, 0, head, 3);
}

static Scene *
flow_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(Flow) flow = { 0 };

    if (data->n_rows == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has no stages; name the variable of the outcomes in the codebook");
        return NULL;
    }
    if (!frame_begin(&flow.frame, data, width, text, error) || !measure(&flow, error))
        return NULL;
    double y = flow.frame.y + to_plot;
    for (size_t i = 0; i < data->n_rows; i++) {
        add_stage(&flow, i, y);
        y += stage_height(&flow, i);
        if (i + 1 == data->n_rows)
            break;
        double height = leavers_height(&flow, i);
        double between = fmax(least_between, height > 0.0 ? height + 2.0 * around_leavers : 0.0);
        add_arrow(&flow, y, y + between);
        add_leavers(&flow, i, y, y + between);
        y += between;
    }
    frame_end(&flow.frame, y + 2.0);
    return g_steal_pointer(&flow.frame.scene);
}

const Chart chart_flow = {
    .name = "flow",
    .summary = "units from the dispatch to the answers, and why others left",
    .rows = CHART_OF_OUTCOMES,
    .noun = { "Flow chart", "Flödesschema" },
    .lay_out = flow_lay_out,
};
