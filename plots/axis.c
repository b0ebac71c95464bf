/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/axis.h"

#include "plots/theme.h"

#include <math.h>
#include <string.h>

static const double between_labels = 0.75; /* of their size */

/* What the judgement of labels needs to know. */
typedef struct {
    const Frame *frame;
    double room; /* points */
    double from, to;
    bool vertical;
} Labels;

/* Half a point less when some labels have groups of thousands and others have none. */
static double
mixed_groups(const Ticks *ticks, const NumberStyle *style)
{
    bool some = false, others = false;

    for (size_t i = 0; i < ticks->n && *style->group; i++) {
        double size = fabs(ticks_value(ticks, i));

        some = some || size >= 1000.0;
        others = others || (size < 1000.0 && size > 0.0);
    }
    return some && others ? 0.5 : 0.0;
}

/* Section 4 of the paper leaves legibility to the house: labels that come near each other are not
 * to be had at all. */
static double
judge_labels(const Ticks *ticks, void *user)
{
    const Labels *labels = user;
    const Frame *frame = labels->frame;
    const NumberStyle *style = number_style(frame->data->language);
    const TextStyle *look = theme_text(ROLE_TICK);
    double first = ticks_value(ticks, 0), last = ticks_value(ticks, ticks->n - 1);
    double step = (last - first) / (double)(ticks->n - 1);
    double points = step * labels->room / (fmax(last, labels->to) - fmin(first, labels->from));
    double widest = labels->vertical ? look->leading - between_labels * look->size : 0.0;

    for (size_t i = 0; i < ticks->n && !labels->vertical && ticks->n < 40; i++) {
        g_autofree char *label = ticks_label(ticks, i, style);

        widest = fmax(widest, text_width(frame->text, look, label));
    }
    if (points < widest + between_labels * look->size)
        return -INFINITY;
    return 1.0 - mixed_groups(ticks, style);
}

Axis
axis_new(const Frame *frame, double from, double to, double begin, double end, bool vertical,
         bool zero)
{
    Labels labels = { frame, fabs(end - begin), from, to, vertical };
    TickRequest request = { .from = from,
                            .to = to,
                            .wanted = ticks_wanted(labels.room, vertical),
                            .zero = zero,
                            .shares = frame->data->shares && !frame->data->zoomed,
                            .legible = judge_labels,
                            .user = &labels };

    if (zero) {
        labels.from = fmin(from, 0.0);
        labels.to = fmax(to, 0.0);
    }
    return (Axis){ ticks_choose(&request), begin, end };
}

double
axis_place(const Axis *axis, double value)
{
    const Ticks *ticks = &axis->ticks;

    return axis->begin +
           (axis->end - axis->begin) * (value - ticks->from) / (ticks->to - ticks->from);
}

double
axis_tick(const Axis *axis, size_t i)
{
    return axis_place(axis, ticks_value(&axis->ticks, i));
}

char *
axis_label(const Axis *axis, const Frame *frame, size_t i)
{
    return ticks_label(&axis->ticks, i, number_style(frame->data->language));
}

double
axis_width(const Axis *axis, const Frame *frame)
{
    double widest = 0.0;

    for (size_t i = 0; i < axis->ticks.n; i++) {
        g_autofree char *label = axis_label(axis, frame, i);

        widest = fmax(widest, text_width(frame->text, theme_text(ROLE_TICK), label));
    }
    return widest;
}

void
axis_add_columns(const Axis *axis, Frame *frame, double top, double bottom)
{
    for (size_t i = 0; i < axis->ticks.n; i++) {
        bool zero = ticks_value(&axis->ticks, i) == 0.0;
        double x = axis_tick(axis, i);

        scene_add_shape(frame->scene, MARK_LINE, zero ? ROLE_BASELINE : ROLE_GRID, x, top, x,
                        bottom);
    }
}

double
axis_label_place(const Frame *frame, const char *label, double x)
{
    double half = text_width(frame->text, theme_text(ROLE_TICK), label) / 2.0;

    return fmax(frame->left + half, fmin(x, frame->right - half));
}

void
axis_add_label(Frame *frame, const char *label, double x, double y)
{
    scene_add_text(frame->scene, frame->text, ROLE_TICK, label, axis_label_place(frame, label, x),
                   y, 0.5);
}

void
axis_add_labels(const Axis *axis, Frame *frame, double y)
{
    for (size_t i = 0; i < axis->ticks.n; i++) {
        g_autofree char *label = axis_label(axis, frame, i);

        axis_add_label(frame, label, axis_tick(axis, i), y);
    }
}

static void
reach(double value, double *from, double *to)
{
    if (!isfinite(value))
        return;
    *from = fmin(*from, value);
    *to = fmax(*to, value);
}

bool
axis_reach(const ChartData *data, double *from, double *to)
{
    *from = INFINITY;
    *to = -INFINITY;
    if (data->from < data->to) {
        *from = data->from;
        *to = data->to;
    }
    const ChartRow *row;

    for (size_t i = 0; (row = chart_measured(data, i)); i++) {
        for (size_t k = 0; row->values && k < data->n_series; k++) {
            reach(row->values[k].value, from, to);
            reach(row->values[k].lower, from, to);
            reach(row->values[k].upper, from, to);
        }
        if (row->values)
            continue;
        reach(row->value, from, to);
        reach(row->lower, from, to);
        reach(row->upper, from, to);
    }
    return *from <= *to;
}
