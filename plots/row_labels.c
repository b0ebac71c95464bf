/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/row_labels.h"

#include "datasets/error.h"
#include "plots/theme.h"

#include <math.h>

/* Shares of the width of the content. */
static const double least_plot_of_bars = 0.35;
static const struct {
    size_t n_lines;
    double most; /* width of the column */
} ladder[] = { { 1, 0.30 }, { 2, 0.42 }, { 1, 0.42 }, { 3, 0.42 }, { 3, 0.48 } };
enum { STEP_SINGLE = 2 }; /* the wide line that low rows begin with */

/* A second line must save this much to be worth it. */
static const double worth_wrapping = 0.90;
static const size_t most_lines_above = 4;

static const char *
label_of(const Frame *frame, size_t i)
{
    const char *label = frame->data->rows[i].label;

    return label ? label : "";
}

MarkRole
row_labels_role(const RowLabels *labels, const Frame *frame, size_t i)
{
    if (!frame->data->rows[i].total)
        return labels->role;
    return labels->small ? ROLE_TOTAL_SMALL : ROLE_TOTAL;
}

/* Width of a column in which every label takes at most N_LINES. */
static double
column_width(RowLabels *labels, const Frame *frame, size_t n_lines, MarkRole wrapped)
{
    double widest = 0.0;

    labels->role = n_lines == 1 && !labels->small ? ROLE_CATEGORY : wrapped;
    for (size_t i = 0; i < labels->n; i++)
        widest =
            fmax(widest, text_narrowest(frame->text, theme_text(row_labels_role(labels, frame, i)),
                                        label_of(frame, i), n_lines));
    return widest;
}

static void
break_labels(RowLabels *labels, const Frame *frame, double width)
{
    for (size_t i = 0; i < labels->n; i++)
        labels->lines[i] = text_wrap(frame->text, theme_text(row_labels_role(labels, frame, i)),
                                     label_of(frame, i), width, labels->balanced);
}

/* TRUE when a step of the ladder leaves the plot its room. */
static bool
fit_beside(RowLabels *labels, const Frame *frame, const LabelRoom *room)
{
    double content = frame->right - frame->left;
    double single = column_width(labels, frame, 1, room->wrapped);

    for (size_t i = 0; i <= G_N_ELEMENTS(ladder); i++) {
        size_t step = i == 0 ? STEP_SINGLE : i - 1;
        double most =
            fmin(ladder[step].most * content, room->room - room->gap - room->least_plot * content);
        double width = column_width(labels, frame, ladder[step].n_lines, room->wrapped);

        if ((i == 0 && !room->low) || width > most ||
            (ladder[step].n_lines == 2 && width > worth_wrapping * single))
            continue;
        labels->width = width;
        break_labels(labels, frame, width);
        return true;
    }
    return false;
}

static bool
put_above(RowLabels *labels, const Frame *frame, const LabelRoom *room, GError **error)
{
    double content = frame->right - frame->left;
    double missing = room->least_plot * content - room->room;

    if (missing > 0.0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the side columns leave the bars %.0f pt too few; make the figure wider, or "
                    "leave out a column",
                    ceil(missing));
        return false;
    }
    labels->above = true;
    labels->role = labels->small ? room->wrapped : ROLE_CATEGORY;
    break_labels(labels, frame, content);
    for (size_t i = 0; i < labels->n; i++) {
        size_t n_lines = g_strv_length(labels->lines[i]);

        if (n_lines <= most_lines_above)
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the label \"%.40s...\" takes %zu lines even above its bar, %.0f pt more than "
                    "a figure has for it; shorten it, or make the figure wider",
                    labels->lines[i][0], n_lines,
                    (double)(n_lines - most_lines_above) * theme_text(labels->role)->leading);
        return false;
    }
    return true;
}

RowLabels *
row_labels_in(const Frame *frame, const LabelRoom *room, GError **error)
{
    g_autoptr(RowLabels) labels = g_new0(RowLabels, 1);

    labels->n = frame->data->n_rows;
    labels->balanced = room->balanced;
    labels->small = room->low;
    labels->lines = g_new0(char **, labels->n);
    if (!fit_beside(labels, frame, room) && !put_above(labels, frame, room, error))
        return NULL;
    return g_steal_pointer(&labels);
}

RowLabels *
row_labels_new(const Frame *frame, double room, double gap, MarkRole wrapped, GError **error)
{
    LabelRoom of_bars = { room, gap, wrapped, least_plot_of_bars, false, false };

    return row_labels_in(frame, &of_bars, error);
}

void
row_labels_free(RowLabels *labels)
{
    if (!labels)
        return;
    for (size_t i = 0; i < labels->n; i++)
        g_strfreev(labels->lines[i]);
    g_free(labels->lines);
    g_free(labels);
}

double
row_labels_height(const RowLabels *labels, const Frame *frame, size_t i)
{
    double leading = theme_text(row_labels_role(labels, frame, i))->leading;

    return (double)g_strv_length(labels->lines[i]) * leading;
}

void
row_labels_add(const RowLabels *labels, Frame *frame, size_t i, double x, double y, double anchor)
{
    frame_lines(frame, row_labels_role(labels, frame, i), labels->lines[i], x, y, anchor);
}
