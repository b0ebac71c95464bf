/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/end_labels.h"

#include "datasets/error.h"
#include "plots/spacing.h"
#include "plots/theme.h"

#include <math.h>

static const double between = 5.3;     /* value and name */
static const double around = 1.6;      /* between blocks */
static const double from_end = 7.2;    /* of the line to the value */
static const double leader_from = 0.6; /* of its height: a block moved further has a line */
static const double leader_gap = 1.5;
static const double descent = 0.24; /* of the size of the font */

static bool
has_name(const EndLabel *label)
{
    return label->name && *label->name;
}

static char **
name_lines(const Frame *frame, const EndLabels *size, const EndLabel *label)
{
    bool named = has_name(label) && size->name_width > 0.0;

    return text_wrap(frame->text, theme_text(ROLE_END_NAME), named ? label->name : "",
                     size->name_width + 0.1, true);
}

EndLabels
end_labels_measure(const Frame *frame, const EndLabel *labels, size_t n, double most)
{
    return end_labels_measure_in(frame, labels, n, most, 2);
}

EndLabels
end_labels_measure_in(const Frame *frame, const EndLabel *labels, size_t n, double most,
                      size_t n_lines)
{
    EndLabels size = { .gap = from_end };

    for (size_t i = 0; i < n; i++) {
        const TextStyle *look = theme_text(ROLE_END_NAME);

        if (labels[i].value)
            size.value_width =
                fmax(size.value_width,
                     text_width(frame->text, theme_text(ROLE_END_VALUE), labels[i].value));
        if (!has_name(&labels[i]) || n_lines == 0)
            continue;
        double one = text_width(frame->text, look, labels[i].name);
        size.name_width = fmax(
            size.name_width,
            one <= 0.6 * most ? one : text_narrowest(frame->text, look, labels[i].name, n_lines));
    }
    for (size_t i = 0; i < n; i++) {
        g_auto(GStrv) lines = name_lines(frame, &size, &labels[i]);
        const TextStyle *look = theme_text(ROLE_END_NAME);

        size.height = fmax(size.height, ((double)g_strv_length(lines) - 1.0) * look->leading +
                                            (CAPITAL + descent) * look->size);
    }
    size.width = size.value_width + size.name_width;
    if (size.value_width > 0.0 && size.name_width > 0.0)
        size.width += between;
    return size;
}

static void
add_block(Frame *frame, const EndLabels *size, const EndLabel *label, double x, int side, double y)
{
    g_auto(GStrv) lines = name_lines(frame, size, label);
    double leading = theme_text(ROLE_END_NAME)->leading;
    double capital = CAPITAL * theme_text(ROLE_END_NAME)->size;
    double first = y + (capital - ((double)g_strv_length(lines) - 1.0) * leading) / 2.0;
    MarkRole value_role = label->muted ? ROLE_MUTED_TEXT : ROLE_END_VALUE;
    MarkRole name_role = label->muted ? ROLE_MUTED_TEXT : ROLE_END_NAME;
    double name_x = x + side * (size->value_width > 0.0 ? size->value_width + between : 0.0);

    if (label->value) {
        /* numbers end at one edge, whichever side they stand on */
        double edge = side > 0 ? x + size->value_width : x;
        Mark *mark = scene_add_text(frame->scene, frame->text, value_role, label->value, edge,
                                    y + CAPITAL * theme_text(value_role)->size / 2.0, 1.0);

        mark->series = label->muted ? 0 : label->colour;
        mark->address = scene_text(frame->scene, label->address);
    }
    for (size_t i = 0; lines[i]; i++)
        if (*lines[i])
            scene_add_text(frame->scene, frame->text, name_role, lines[i], name_x,
                           first + (double)i * leading, side > 0 ? 0.0 : 1.0)
                ->series = label->muted ? 0 : label->colour;
}

static double
block_height(const Frame *frame, const EndLabels *size, const EndLabel *label)
{
    g_auto(GStrv) lines = name_lines(frame, size, label);

    return fmax((double)g_strv_length(lines) * theme_text(ROLE_END_NAME)->leading,
                theme_text(ROLE_END_VALUE)->leading) +
           around;
}

double
end_labels_height(const Frame *frame, const EndLabels *size, const EndLabel *labels, size_t n)
{
    double height = 0.0;

    for (size_t i = 0; i < n; i++)
        height += block_height(frame, size, &labels[i]);
    return height;
}

bool
end_labels_add(Frame *frame, const EndLabels *size, const EndLabel *labels, size_t n, double end,
               int side, double top, double bottom, GError **error)
{
    g_autofree double *wanted = g_new0(double, n + 1), *height = g_new0(double, n + 1),
                      *placed = g_new0(double, n + 1);
    double x = end + side * size->gap;

    if (n == 0)
        return true;
    for (size_t i = 0; i < n; i++) {
        wanted[i] = labels[i].y;
        height[i] = block_height(frame, size, &labels[i]);
    }
    double missing = spacing_place(wanted, height, n, top, bottom, placed);
    if (missing > 0.0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the names of %zu lines take %.0f pt more than the figure is high; leave out "
                    "some lines, or make a figure for each",
                    n, ceil(missing));
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        bool early = labels[i].x > 0.0 && side * (end - labels[i].x) > leader_gap;

        if (early || fabs(placed[i] - wanted[i]) > leader_from * height[i])
            scene_add_shape(frame->scene, MARK_LINE, ROLE_LEADER,
                            (early ? labels[i].x : end) + side * leader_gap * 3.0, wanted[i],
                            x - side * leader_gap, placed[i]);
        add_block(frame, size, &labels[i], x, side, placed[i]);
    }
    return true;
}
