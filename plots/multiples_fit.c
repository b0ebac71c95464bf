/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/multiples_fit.h"

#include "datasets/error.h"
#include "plots/theme.h"

#include <math.h>
#include <string.h>

static const double least_plot = 96.0;
enum { MOST_COLUMNS = 4, MOST_STEPS = 8 };

const Scene *
multiples_scene(const Multiples *multiples, size_t i)
{
    return g_ptr_array_index(multiples->scenes, i);
}

const Mark *
multiples_marks(const Scene *scene)
{
    return (const Mark *)(gconstpointer)scene->marks->data;
}

/* ---- what panels have in common */

static double
left_of(const Mark *mark)
{
    return mark->kind == MARK_TEXT ? mark->x - mark->anchor * mark->width : mark->x;
}

bool
multiples_is_name(const Scene *scene, const Mark *mark)
{
    return mark->kind == MARK_TEXT && left_of(mark) < scene->plot_left - BEFORE_PLOT;
}

bool
multiples_is_below(const Scene *scene, const Mark *mark)
{
    double ascent = mark->kind == MARK_TEXT ? theme_text(mark->role)->size * CAPITAL : 0.0;

    return mark->kind == MARK_TEXT && scene->plot_bottom > 0.0 &&
           mark->y - ascent >= scene->plot_bottom;
}

static bool
same_text(const Mark *a, const Mark *b)
{
    return strcmp(a->text, b->text) == 0 && a->role == b->role && fabs(a->x - b->x) < 0.5 &&
           fabs(a->y - b->y) < 0.5;
}

/* The texts of both that IS tells are the same, at the same places. */
static bool
share(const Scene *one, const Scene *other, bool (*is)(const Scene *, const Mark *))
{
    const Mark *a = multiples_marks(one), *b = multiples_marks(other);
    guint i = 0, j = 0;

    for (;;) {
        while (i < one->marks->len && !is(one, &a[i]))
            i++;
        while (j < other->marks->len && !is(other, &b[j]))
            j++;
        if (i == one->marks->len || j == other->marks->len)
            return i == one->marks->len && j == other->marks->len;
        if (!same_text(&a[i++], &b[j++]))
            return false;
    }
}

static bool
all_share(const Multiples *multiples, bool (*is)(const Scene *, const Mark *))
{
    for (guint i = 1; i < multiples->scenes->len; i++)
        if (!share(multiples_scene(multiples, 0), multiples_scene(multiples, i), is))
            return false;
    return true;
}

/* ---- columns of panels */

static double
total_width(const Multiples *multiples)
{
    double others = multiples->width - multiples->names + (multiples->names > 0 ? BEFORE_PLOT : 0);

    return multiples->width + (double)(multiples->n_columns - 1) * (BETWEEN_COLUMNS + others);
}

static bool
lay_out_panels(Multiples *multiples, GError **error)
{
    g_ptr_array_set_size(multiples->scenes, 0);
    for (size_t i = 0; i < multiples->data->n_panels; i++) {
        Scene *scene = multiples->chart->lay_out(&multiples->inner[i], multiples->width,
                                                 multiples->text, error);

        if (!scene) {
            g_prefix_error(error, "in the panel \"%s\": ", multiples->data->panels[i].title);
            return false;
        }
        g_ptr_array_add(multiples->scenes, scene);
    }
    return true;
}

/* The width of a panel follows from that of the names, which follows from that of the panel. */
static bool
fit_columns(Multiples *multiples, double room, GError **error)
{
    double n = (double)multiples->n_columns;
    double least = multiples->chart->panel > 0.0 ? multiples->chart->panel : least_plot;
    double alone = (room - (n - 1.0) * BETWEEN_COLUMNS) / n;

    multiples->names = 0.0;
    multiples->width = alone;
    for (int step = 0; step < MOST_STEPS; step++) {
        double before = multiples->names;

        if (!lay_out_panels(multiples, error))
            return false;
        multiples->names = all_share(multiples, multiples_is_name)
                               ? multiples_scene(multiples, 0)->plot_left
                               : 0.0;
        if (fabs(multiples->names - before) < 0.05)
            break;
        multiples->width = multiples->names > 0.0
                               ? (room - (n - 1.0) * (BETWEEN_COLUMNS + BEFORE_PLOT) +
                                  (n - 1.0) * multiples->names) /
                                     n
                               : alone;
    }
    multiples->below = all_share(multiples, multiples_is_below);
    double plot = multiples->width - multiples_scene(multiples, 0)->plot_left;
    if (plot >= least - 0.05 && total_width(multiples) <= room + 0.1)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the plots of the panels have %.0f pt too few; make the figure wider, or shorten "
                "the names",
                ceil(fmax(least - plot, 1.0)));
    return false;
}

/* As many columns as the plots allow, and then as few as take no more rows. */
bool
multiples_fit(Multiples *multiples, double room, GError **error)
{
    size_t n = multiples->data->n_panels;
    g_autoptr(GError) kept = NULL;

    for (size_t most = MIN(n, MOST_COLUMNS); most >= 1; most--) {
        size_t n_rows = (n + most - 1) / most;

        multiples->n_columns = (n + n_rows - 1) / n_rows;
        g_clear_error(&kept);
        if (fit_columns(multiples, room, &kept))
            return true;
    }
    g_propagate_error(error, g_steal_pointer(&kept));
    return false;
}
