/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/period_axis.h"

#include "datasets/error.h"
#include "plots/theme.h"

#include <math.h>

static const double tick_mark = 3.6, to_periods = 12.7;
static const double break_gap = 5.0, between_periods = 6.0;

static const char *
label_of(const LinePlot *plot, size_t i)
{
    const char *label = plot->frame.data->rows[i].label;

    return label ? label : "";
}

static double
half_width(const LinePlot *plot, size_t i)
{
    return text_width(plot->frame.text, theme_text(ROLE_TICK), label_of(plot, i)) / 2.0;
}

/* The middle of its name. */
static double
place_of(const LinePlot *plot, size_t i)
{
    return axis_label_place(&plot->frame, label_of(plot, i),
                            line_plot_x(plot, plot->frame.data->rows[i].at));
}

/* Every STEP-th period counted from the last, and the first; of two that stand near the first the
 * nearer is left out. */
static bool
is_named(const LinePlot *plot, size_t i, size_t step)
{
    size_t last = plot->frame.data->n_rows - 1;

    return i == 0 || ((last - i) % step == 0 && 3 * i >= 2 * step);
}

/* The points by which the names at every STEP-th period miss their room, 0 when they have it; *AT
 * gets the first that misses some. */
static double
missing_room(const LinePlot *plot, size_t step, size_t *at)
{
    double end = plot->frame.left - between_periods;

    for (size_t i = 0; i < plot->frame.data->n_rows; i++) {
        if (!is_named(plot, i, step))
            continue;
        double half = half_width(plot, i), x = place_of(plot, i);
        double missing = fmax(end + between_periods - x + half, x + half - plot->frame.right);

        *at = i;
        if (missing > 0.25)
            return missing;
        end = x + half;
    }
    return 0.0;
}

/* How far the names at every STEP-th period are from the number that is WANTED, and the first of
 * their distances from the others: 1 is right, 2 twice or half as much. */
static double
how_far_off(const LinePlot *plot, size_t step, double wanted)
{
    size_t n = 0, first = 0;

    for (size_t i = 0; i < plot->frame.data->n_rows; i++) {
        if (!is_named(plot, i, step))
            continue;
        if (++n == 2)
            first = i;
    }
    double number = (double)n / wanted, distance = (double)first / (double)step;
    return fmax(number, 1.0 / number) * fmax(distance, 1.0 / distance);
}

/* Which periods have a name: both ends and, at steps as equal as can be, about as many as an axis
 * of this length wants. */
static size_t
find_step(const LinePlot *plot)
{
    size_t way = plot->frame.data->n_rows - 1, best = MAX(way, 1), at;
    double wanted = ticks_wanted(plot->last - plot->first, false), nearest = INFINITY;

    for (size_t step = 1; step < way; step++) {
        double off = how_far_off(plot, step, wanted);

        if (off >= nearest || missing_room(plot, step, &at) > 0.0)
            continue;
        nearest = off;
        best = step;
    }
    return best;
}

bool
period_axis_check(const LinePlot *plot, GError **error)
{
    size_t at = 0;
    double missing = missing_room(plot, find_step(plot), &at);

    if (missing <= 0.0)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the name of the period \"%.40s\" is %.0f pt too wide for the axis; shorten it, "
                "or make the figure wider",
                plot->frame.data->rows[at].label, ceil(missing));
    return false;
}

double
period_axis_right(const LinePlot *plot)
{
    size_t last = plot->frame.data->n_rows - 1;

    return place_of(plot, last) + half_width(plot, last);
}

double
period_axis_add(LinePlot *plot)
{
    Frame *frame = &plot->frame;
    size_t step = find_step(plot);
    double axis = plot->bottom;

    for (size_t i = 0; i < frame->data->n_rows; i++) {
        const ChartRow *row = &frame->data->rows[i];
        double x = line_plot_x(plot, row->at);

        scene_add_shape(frame->scene, MARK_LINE, ROLE_TICK_MARK, x, axis, x, axis + tick_mark);
        if (*label_of(plot, i) && is_named(plot, i, step))
            axis_add_label(frame, row->label, x, axis + to_periods);
    }
    frame->scene->plot_bottom = axis + tick_mark;
    return axis + to_periods;
}

/* The words stand at the top, on the side where they have room. */
bool
period_axis_add_breaks(LinePlot *plot, GError **error)
{
    Frame *frame = &plot->frame;
    const ChartData *data = frame->data;
    double y = plot->heads;
    double taken =
        data->unit ? frame->left + 8.0 + text_width(frame->text, theme_text(ROLE_TICK), data->unit)
                   : frame->left;

    for (size_t i = 1; i < data->n_rows; i++) {
        const char *words = data->rows[i].broken;

        if (!words)
            continue;
        double x =
            (line_plot_x(plot, data->rows[i - 1].at) + line_plot_x(plot, data->rows[i].at)) / 2.0;
        double width = text_width(frame->text, theme_text(ROLE_BREAK_WORD), words);
        bool right = x + break_gap + width <= frame->right;

        if (!right && x - break_gap - width < taken) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "the words of the break \"%s\" find no room above the plot; shorten them",
                        words);
            return false;
        }
        scene_add_shape(frame->scene, MARK_LINE, ROLE_BREAK, x, y - 7.0, x, plot->bottom);
        scene_add_text(frame->scene, frame->text, ROLE_BREAK_WORD, words,
                       right ? x + break_gap : x - break_gap, y, right ? 0.0 : 1.0);
        taken = right ? x + break_gap + width + 8.0 : x + 8.0;
    }
    return true;
}
