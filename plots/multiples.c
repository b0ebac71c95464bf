/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/multiples.h"

#include "datasets/error.h"
#include "datasets/number.h"
#include "plots/axis.h"
#include "plots/figure_words.h"
#include "plots/key.h"
#include "plots/multiples_fit.h"
#include "plots/theme.h"

#include <math.h>
#include <string.h>

static const double to_first = 22.0, to_key = 18.0, between_rows = 21.0, below_plots = 1.0;
static const double after_title = 5.0;

static void
multiples_clear(Multiples *multiples)
{
    g_free(multiples->inner);
    g_ptr_array_unref(multiples->scenes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Multiples, multiples_clear)

static bool
check_panels(const ChartData *data, GError **error)
{
    if (data->n_panels > MOST_PANELS) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has %zu panels and a page has room for %d; choose some with a "
                    "condition, or make two figures",
                    data->n_panels, (int)MOST_PANELS);
        return false;
    }
    for (size_t i = 1; i < data->n_panels; i++) {
        if (data->panels[i].data->n_series == data->panels[0].data->n_series)
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the panels \"%s\" and \"%s\" do not have the same series; choose those that "
                    "all have with a condition",
                    data->panels[0].title, data->panels[i].title);
        return false;
    }
    return true;
}

/* The rows of all panels, one after the other: what every panel is measured with. */
static ChartRow *
all_rows(const ChartData *data, size_t *n)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(ChartRow));

    for (size_t i = 0; i < data->n_panels; i++)
        g_array_append_vals(rows, data->panels[i].data->rows, (guint)data->panels[i].data->n_rows);
    *n = rows->len;
    return (ChartRow *)(gpointer)g_array_free(rows, FALSE);
}

static void
set_inner(Multiples *multiples, const ChartRow *rows, size_t n_rows)
{
    const ChartData *data = multiples->data;

    multiples->inner = g_new0(ChartData, data->n_panels);
    for (size_t i = 0; i < data->n_panels; i++) {
        ChartData *inner = &multiples->inner[i];

        *inner = *data->panels[i].data;
        inner->panel = true;
        inner->framed = false;
        inner->language = data->language;
        inner->unit = data->unit;
        inner->n_columns = inner->n_before = 0; /* panels have no room for side columns */
        if (!data->free_scales) {
            inner->alike = rows;
            inner->n_alike = n_rows;
        }
    }
}

/* ---- putting them together */

static double
panel_left(const Multiples *multiples, size_t column)
{
    double pitch = multiples->width - multiples->names + BETWEEN_COLUMNS +
                   (multiples->names > 0.0 ? BEFORE_PLOT : 0.0);

    return (double)column * pitch;
}

/* A line across the whole panel begins at the plot where the names are left out. */
static double
clip(const Multiples *multiples, size_t column, double x)
{
    return column > 0 && multiples->names > 0.0 ? fmax(x, multiples->names - BEFORE_PLOT) : x;
}

static void
copy_mark(Frame *frame, const Mark *mark, double dx, double dy)
{
    Mark *copy;

    if (mark->points) {
        g_autofree double *points = g_new0(double, 2 * mark->n_points + 1);

        for (size_t k = 0; k < mark->n_points; k++) {
            points[2 * k] = mark->points[2 * k] + dx;
            points[2 * k + 1] = mark->points[2 * k + 1] + dy;
        }
        copy = mark->kind == MARK_AREA
                   ? scene_add_area(frame->scene, mark->role, mark->series, points, mark->n_points)
                   : scene_add_path(frame->scene, mark->role, mark->series, points, mark->n_points);
    } else {
        copy = scene_add(frame->scene, mark->kind, mark->role);
        *copy = *mark;
        copy->x += dx;
        copy->x2 += dx;
        copy->y += dy;
        copy->y2 += dy;
        copy->text = scene_text(frame->scene, mark->text);
    }
    copy->address = scene_text(frame->scene, mark->address);
}

static bool
is_lowest(const Multiples *multiples, size_t i)
{
    return i + multiples->n_columns >= multiples->data->n_panels;
}

static void
add_panel(const Multiples *multiples, Frame *frame, size_t i, double y)
{
    const Scene *scene = multiples_scene(multiples, i);
    size_t column = i % multiples->n_columns;
    double dx = frame->left + panel_left(multiples, column);

    for (guint k = 0; k < scene->marks->len; k++) {
        Mark mark = multiples_marks(scene)[k];

        if ((column > 0 && multiples->names > 0.0 && multiples_is_name(scene, &mark)) ||
            (multiples->below && !is_lowest(multiples, i) && multiples_is_below(scene, &mark)))
            continue;
        if (column > 0 && multiples->names > 0.0 && mark.kind == MARK_LINE &&
            fmax(mark.x, mark.x2) < scene->plot_left - 1.0)
            continue; /* a rule below the names */
        if (mark.kind == MARK_LINE) {
            mark.x = clip(multiples, column, mark.x);
            mark.x2 = clip(multiples, column, mark.x2);
        }
        copy_mark(frame, &mark, dx, y);
    }
}

static double
panel_height(const Multiples *multiples, size_t i)
{
    const Scene *scene = multiples_scene(multiples, i);

    return multiples->below && !is_lowest(multiples, i) && scene->plot_bottom > 0.0
               ? scene->plot_bottom
               : scene->height;
}

/* "12-54": what the scale of a panel of its own reaches; NULL when all have one. */
static char *
range_of(const Multiples *multiples, size_t i)
{
    const ChartData *data = &multiples->inner[i];
    const NumberStyle *style = number_style(data->language);
    double from, to;

    if (!multiples->data->free_scales || !axis_reach(data, &from, &to))
        return NULL;
    g_autofree char *low = number_format(from, 0, data->decimals, style);
    g_autofree char *high = number_format(to, 0, data->decimals, style);
    g_auto(GStrv) pieces = g_strsplit(figure_word(FIGURE_PANEL_RANGE, data->language), "%s", 3);
    return g_strconcat(pieces[0], low, pieces[1], high, pieces[2], NULL);
}

/* What stands after the title of panel I, or below it where there is no room; NULL: nothing. */
static char *
count_of(const Multiples *multiples, size_t i)
{
    const char *count = multiples->data->panels[i].count;
    g_autofree char *range = range_of(multiples, i);

    if (!range)
        return g_strdup(count);
    return count ? g_strdup_printf("%s, %s", count, range) : g_steal_pointer(&range);
}

static double
title_left(const Multiples *multiples)
{
    return multiples->names;
}

static char **
title_lines(const Multiples *multiples, size_t i)
{
    return text_wrap(multiples->text, theme_text(ROLE_PANEL), multiples->data->panels[i].title,
                     multiples->width - title_left(multiples), true);
}

/* TRUE when the count of panel I goes on where the last line of its title ends. */
static bool
runs_in(const Multiples *multiples, size_t i, char *const *lines, const char *count, double *after)
{
    size_t n = g_strv_length((char **)lines);

    (void)i;
    *after = 0.0;
    if (n == 0 || !count)
        return true;
    *after = text_width(multiples->text, theme_text(ROLE_PANEL), lines[n - 1]) + after_title;
    return *after + text_width(multiples->text, theme_text(ROLE_PANEL_COUNT), count) <=
           multiples->width - title_left(multiples);
}

static size_t
lines_above(const Multiples *multiples, size_t i)
{
    g_auto(GStrv) lines = title_lines(multiples, i);
    g_autofree char *count = count_of(multiples, i);
    double after;

    return MAX(g_strv_length(lines), 1) + !runs_in(multiples, i, lines, count, &after);
}

/* Title and count of panel I, their last line at Y. */
static void
add_title(const Multiples *multiples, Frame *frame, size_t i, double y)
{
    g_auto(GStrv) lines = title_lines(multiples, i);
    g_autofree char *count = count_of(multiples, i);
    double x =
        frame->left + panel_left(multiples, i % multiples->n_columns) + title_left(multiples);
    double leading = theme_text(ROLE_PANEL)->leading, after;
    bool same = runs_in(multiples, i, lines, count, &after);
    size_t n = g_strv_length(lines);

    if (n > 0)
        frame_lines(frame, ROLE_PANEL, lines, x,
                    y - leading * ((double)n - 1.0 + (same ? 0.0 : 1.0)), 0.0);
    if (count)
        scene_add_text(frame->scene, frame->text, ROLE_PANEL_COUNT, count, same ? x + after : x, y,
                       0.0);
}

/* The rows of panels from Y on. Returns where the last ends. */
static double
add_rows(const Multiples *multiples, Frame *frame, double y)
{
    size_t n = multiples->data->n_panels;
    double leading = theme_text(ROLE_PANEL)->leading;

    for (size_t first = 0; first < n; first += multiples->n_columns) {
        size_t end = MIN(first + multiples->n_columns, n), lines = 1;
        double height = 0.0;

        for (size_t i = first; i < end; i++)
            lines = MAX(lines, lines_above(multiples, i));
        y += (first > 0 ? between_rows : 0.0) + ((double)lines - 1.0) * leading;
        for (size_t i = first; i < end; i++) {
            add_title(multiples, frame, i, y);
            add_panel(multiples, frame, i, y);
            height = fmax(height, panel_height(multiples, i));
        }
        y += height;
    }
    return y;
}

static void
say_once(Frame *frame, const Multiples *multiples)
{
    g_autoptr(GPtrArray) said = g_ptr_array_new();

    for (guint i = 0; i < multiples->scenes->len; i++) {
        const char *words = multiples_scene(multiples, i)->said;
        bool met = !words;

        for (guint k = 0; k < said->len && !met; k++)
            met = strcmp(g_ptr_array_index(said, k), words) == 0;
        if (met || said->len == 2)
            continue;
        g_ptr_array_add(said, (gpointer)words);
        frame_say(frame, words);
    }
    if (multiples->data->free_scales)
        frame_say(frame, figure_word(FIGURE_FREE_SCALES, multiples->data->language));
}

/* The entries of all panels, each once: one may have a colour that others lack. */
static GArray *
whole_key(const Multiples *multiples)
{
    GArray *whole = g_array_new(FALSE, FALSE, sizeof(KeyEntry));

    for (guint i = 0; i < multiples->scenes->len; i++) {
        const GArray *key = multiples_scene(multiples, i)->key;

        for (guint k = 0; k < key->len; k++) {
            const KeyEntry *entry = &g_array_index(key, KeyEntry, k);
            bool met = false;

            for (guint j = 0; j < whole->len && !met; j++)
                met = strcmp(g_array_index(whole, KeyEntry, j).label, entry->label) == 0;
            if (!met)
                g_array_append_vals(whole, entry, 1);
        }
    }
    return whole;
}

static Scene *
put_together(const Multiples *multiples, Frame *frame)
{
    g_autoptr(GArray) key = whole_key(multiples);
    double y = frame->y;

    if (key->len > 0)
        y = key_add(frame, (const KeyEntry *)(gconstpointer)key->data, key->len, frame->left,
                    frame->right, y + to_key);
    y = add_rows(multiples, frame, y + to_first);
    say_once(frame, multiples);
    frame_end(frame, y + below_plots);
    return g_steal_pointer(&frame->scene);
}

Scene *
multiples_lay_out(const Chart *chart, const ChartData *data, double width, TextContext *text,
                  GError **error)
{
    size_t n_rows;
    g_autofree ChartRow *rows = all_rows(data, &n_rows);
    g_auto(Multiples) multiples = {
        .chart = chart,
        .data = data,
        .scenes = g_ptr_array_new_with_free_func((GDestroyNotify)scene_free),
        .text = text,
    };
    Frame frame = { 0 };

    if (!check_panels(data, error))
        return NULL;
    set_inner(&multiples, rows, n_rows);
    bool begun = frame_begin(&frame, data, width, text, error);
    g_autoptr(Scene) scene = frame.scene;
    if (!begun || !multiples_fit(&multiples, frame.right - frame.left, error))
        return NULL;
    g_steal_pointer(&scene);
    return put_together(&multiples, &frame);
}
