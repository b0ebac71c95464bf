/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/paint.h"

#include "plots/hatch.h"
#include "plots/theme.h"

#include <pango/pangocairo.h>

static void
set_colour(cairo_t *cairo, Colour colour)
{
    cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
}

void
paint_text(cairo_t *cairo, TextContext *context, const TextStyle *style, const char *text, double x,
           double y)
{
    g_autoptr(SetText) set = text_set(context, style, text);

    cairo_move_to(cairo, x, y);
    if (set->layout)
        pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(set->layout, 0));
    else
        for (const GSList *run = set->runs; run; run = run->next)
            pango_cairo_show_glyph_item(cairo, set->text, run->data);
}

static void
trace_points(cairo_t *cairo, const Mark *mark)
{
    cairo_new_path(cairo);
    for (size_t i = 0; i < mark->n_points; i++)
        cairo_line_to(cairo, mark->points[2 * i], mark->points[2 * i + 1]);
}

/* From one end to the other, or through all points of a path. */
static void
paint_line(cairo_t *cairo, const Look *look, const Mark *mark)
{
    double dashes[MOST_DASHES];
    size_t n = theme_dashes(look, mark->role, mark->series, dashes);
    bool round = theme_round(mark->role) && n == 0;

    cairo_set_line_width(cairo, theme_stroke(mark->role));
    cairo_set_dash(cairo, dashes, (int)n, 0.0);
    cairo_set_line_cap(cairo, round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(cairo,
                        theme_round(mark->role) ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
    trace_points(cairo, mark);
    if (!mark->points) {
        cairo_move_to(cairo, mark->x, mark->y);
        cairo_line_to(cairo, mark->x2, mark->y2);
    }
    cairo_stroke(cairo);
    cairo_set_dash(cairo, NULL, 0, 0.0);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_MITER);
}

static void
paint_outline(cairo_t *cairo, const Mark *mark)
{
    HatchLine box = hatch_outline(mark);
    double dash = theme_dash(mark->role);

    cairo_rectangle(cairo, box.x, box.y, box.x2 - box.x, box.y2 - box.y);
    cairo_set_line_width(cairo, theme_stroke(mark->role));
    cairo_set_dash(cairo, &dash, dash > 0.0 ? 1 : 0, 0.0);
    cairo_stroke(cairo);
    cairo_set_dash(cairo, NULL, 0, 0.0);
}

static void
paint_circle(cairo_t *cairo, const Mark *mark, double radius)
{
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, mark->x, mark->y, radius, 0.0, 2.0 * G_PI);
}

/* White around it, so that it stands clear of its interval; hollow when it has an outline. */
static void
paint_dot(cairo_t *cairo, const Mark *mark, Colour colour)
{
    const Colour white = { 1.0, 1.0, 1.0 };
    double radius = theme_radius(mark->role), stroke = theme_stroke(mark->role);

    set_colour(cairo, white);
    paint_circle(cairo, mark, radius + theme_halo(mark->role));
    cairo_fill(cairo);
    set_colour(cairo, colour);
    if (stroke > 0.0) {
        paint_circle(cairo, mark, radius - stroke / 2.0);
        cairo_set_line_width(cairo, stroke);
        cairo_stroke(cairo);
    } else {
        paint_circle(cairo, mark, radius);
        cairo_fill(cairo);
    }
}

static void
paint_area(cairo_t *cairo, const Mark *mark, Colour colour)
{
    cairo_set_source_rgba(cairo, colour.red, colour.green, colour.blue, theme_opacity(mark->role));
    trace_points(cairo, mark);
    cairo_close_path(cairo);
    cairo_fill(cairo);
}

static void
paint_hatched(cairo_t *cairo, const Mark *mark, Colour colour)
{
    g_autoptr(GArray) lines = hatch_lines(mark);

    set_colour(cairo, colour_tint(colour));
    cairo_rectangle(cairo, mark->x, mark->y, mark->x2 - mark->x, mark->y2 - mark->y);
    cairo_fill(cairo);
    set_colour(cairo, colour);
    cairo_set_line_width(cairo, hatch_stroke());
    for (guint i = 0; i < lines->len; i++) {
        const HatchLine *line = &g_array_index(lines, HatchLine, i);

        cairo_move_to(cairo, line->x, line->y);
        cairo_line_to(cairo, line->x2, line->y2);
    }
    cairo_stroke(cairo);
    paint_outline(cairo, mark);
}

static void
paint_rectangle(cairo_t *cairo, const Look *look, const Mark *mark)
{
    if (theme_outlined(mark->role)) {
        paint_outline(cairo, mark);
    } else if (mark->role == ROLE_DERIVED) {
        paint_hatched(cairo, mark, theme_colour_in(look, mark->role, mark->series));
    } else {
        cairo_rectangle(cairo, mark->x, mark->y, mark->x2 - mark->x, mark->y2 - mark->y);
        cairo_fill(cairo);
    }
}

void
paint_scene(cairo_t *cairo, TextContext *text, const Scene *scene, double x, double y)
{
    const Look *look = scene->look;

    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    cairo_scale(cairo, scene->scale, scene->scale);
    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);

        set_colour(cairo, theme_colour_in(look, mark->role, mark->series));
        switch (mark->kind) {
        case MARK_RECTANGLE:
            paint_rectangle(cairo, look, mark);
            break;
        case MARK_LINE:
        case MARK_PATH:
            paint_line(cairo, look, mark);
            break;
        case MARK_DOT:
            paint_dot(cairo, mark, theme_colour_in(look, mark->role, mark->series));
            break;
        case MARK_AREA:
            paint_area(cairo, mark, theme_colour_in(look, mark->role, mark->series));
            break;
        case MARK_TEXT:
            paint_text(cairo, text, theme_text(mark->role), mark->text,
                       mark->x - mark->anchor * mark->width, mark->y);
            break;
        }
    }
    cairo_restore(cairo);
}
