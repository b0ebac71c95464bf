/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/key.h"

#include "plots/row_grid.h"
#include "plots/spacing.h"
#include "plots/theme.h"

#include <math.h>

static const double sample = 6.2, after_sample = 2.5, between_entries = 8.1;
static const double between_names = 8.0, most_moved = 30.0; /* from the middle of its part */
static const double faint = 1.5; /* contrast with white below which a sample has an edge */
static const double above_leader = 2.6, below_leader = 1.6; /* from names and to parts */

double
key_width(const Frame *frame, const KeyEntry *entries, size_t n)
{
    double width = 0.0;

    for (size_t i = 0; i < n; i++)
        width += (i > 0 ? between_entries : 0.0) + sample + after_sample +
                 text_width(frame->text, theme_text(ROLE_KEY_LINE), entries[i].label);
    return width;
}

void
key_add_edge(Frame *frame, MarkRole fill, int series, double x, double y, double x2, double y2)
{
    const Colour white = { 1.0, 1.0, 1.0 };

    if (colour_contrast(theme_colour_in(frame->data->look, fill, series), white) < faint)
        scene_add_shape(frame->scene, MARK_RECTANGLE, ROLE_KEY_EDGE, x, y, x2, y2);
}

double
key_add(Frame *frame, const KeyEntry *entries, size_t n, double left, double right, double y)
{
    const TextStyle *style = theme_text(ROLE_KEY_LINE);
    double x = left;

    for (size_t i = 0; i < n && frame->data->panel; i++) {
        KeyEntry entry = { scene_text(frame->scene, entries[i].label), entries[i].fill,
                           entries[i].series };
        g_array_append_val(frame->scene->key, entry);
    }
    if (frame->data->panel)
        return frame->y;
    for (size_t i = 0; i < n; i++) {
        double width = key_width(frame, &entries[i], 1);

        if (x > left && x + width > right) {
            y += style->leading;
            x = left;
        }
        double top = y - CAPITAL * style->size / 2.0 - sample / 2.0;
        scene_add_shape(frame->scene, MARK_RECTANGLE, entries[i].fill, x, top, x + sample,
                        top + sample)
            ->series = entries[i].series;
        key_add_edge(frame, entries[i].fill, entries[i].series, x, top, x + sample, top + sample);
        /* an entry wider than all there is takes several lines of its own */
        g_auto(GStrv) lines = text_wrap(frame->text, style, entries[i].label,
                                        fmax(right - x - sample - after_sample, 1.0), false);
        if (lines[0])
            y = frame_lines(frame, ROLE_KEY_LINE, lines, x + sample + after_sample, y, 0.0);
        x += width + between_entries;
    }
    return y;
}

/* Names have the colours of their series, unless colours tell residuals or the
 * steps of a scale. */
static MarkRole
name_role(const ChartData *data)
{
    return data->shaded || data->form == FORM_STACK100 ? ROLE_HEAD : ROLE_END_NAME;
}

/* In at most N_LINES lines; the caller owns them. */
static char **
name_lines(const Frame *frame, const char *name, size_t n_lines)
{
    const TextStyle *style = theme_text(name_role(frame->data));
    double width = text_narrowest(frame->text, style, name, n_lines);

    return text_wrap(frame->text, style, name, width + 0.1, true);
}

bool
key_add_names(Frame *frame, const double *from, const double *to, double left, double right,
              size_t n_lines, double *y, double to_top)
{
    const ChartData *data = frame->data;
    MarkRole role = name_role(data);
    const TextStyle *style = theme_text(role);
    size_t n = data->n_series, most = 1;

    if (data->panel)
        return false;
    g_autofree double *wanted = g_new0(double, n), *size = g_new0(double, n),
                      *placed = g_new0(double, n);

    for (size_t k = 0; k < n; k++) {
        g_auto(GStrv) lines = name_lines(frame, data->series[k].label, n_lines);

        wanted[k] = (from[k] + to[k]) / 2.0;
        size[k] = between_names;
        for (char **line = lines; *line; line++)
            size[k] = fmax(size[k], text_width(frame->text, style, *line) + between_names);
        most = MAX(most, g_strv_length(lines));
    }
    double lo = left + (size[0] - between_names) / 2.0;
    double hi = right - (size[n - 1] - between_names) / 2.0;
    if (spacing_place(wanted, size, n, lo, hi, placed) > 0.0)
        return false;
    for (size_t k = 0; k < n; k++)
        if (fabs(placed[k] - wanted[k]) > most_moved)
            return false;
    *y += ((double)most - 1.0) * style->leading;
    for (size_t k = 0; k < n; k++) {
        g_auto(GStrv) lines = name_lines(frame, data->series[k].label, n_lines);
        double above = (double)MAX(g_strv_length(lines), 1) - 1.0;

        for (size_t i = 0; lines[i]; i++)
            if (*lines[i])
                scene_add_text(frame->scene, frame->text, role, lines[i], placed[k],
                               *y - (above - (double)i) * style->leading, 0.5)
                    ->series = series_colour(data, k);
        if (placed[k] < from[k] || placed[k] > to[k])
            scene_add_shape(frame->scene, MARK_LINE, ROLE_LEADER, placed[k], *y + above_leader,
                            wanted[k], *y + to_top - below_leader);
    }
    return true;
}
