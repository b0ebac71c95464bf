/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scene.c - building a Scene, and its marks as text. */
#include "plots/scene.h"

#include "plots/theme.h"

#include <math.h>

Scene *
scene_new(void)
{
    Scene *scene = g_new0(Scene, 1);

    scene->scale = 1.0;
    scene->marks = g_array_new(FALSE, TRUE, sizeof(Mark));
    scene->strings = g_string_chunk_new(1024);
    scene->arrays = g_ptr_array_new_with_free_func(g_free);
    scene->key = g_array_new(FALSE, FALSE, sizeof(KeyEntry));
    return scene;
}

double
scene_width(const Scene *scene)
{
    return scene->width * scene->scale;
}

double
scene_height(const Scene *scene)
{
    return scene->height * scene->scale;
}

const char *
scene_text(Scene *scene, const char *text)
{
    return text ? g_string_chunk_insert(scene->strings, text) : NULL;
}

Mark *
scene_add(Scene *scene, MarkKind kind, MarkRole role)
{
    Mark mark = { .kind = kind, .role = role };

    g_array_append_val(scene->marks, mark);
    return &g_array_index(scene->marks, Mark, scene->marks->len - 1);
}

Mark *
scene_add_shape(Scene *scene, MarkKind kind, MarkRole role, double x, double y, double x2,
                double y2)
{
    Mark *mark = scene_add(scene, kind, role);

    mark->x = x;
    mark->y = y;
    mark->x2 = x2;
    mark->y2 = y2;
    return mark;
}

Mark *
scene_add_dot(Scene *scene, MarkRole role, int series, double x, double y)
{
    Mark *mark = scene_add(scene, MARK_DOT, role);

    mark->series = series;
    mark->x = x;
    mark->y = y;
    return mark;
}

static Mark *
add_points(Scene *scene, MarkKind kind, MarkRole role, int series, const double *points, size_t n)
{
    Mark *mark = scene_add(scene, kind, role);
    double *copy = g_memdup2(points, 2 * n * sizeof *points);

    g_ptr_array_add(scene->arrays, copy);
    mark->series = series;
    mark->points = copy;
    mark->n_points = n;
    mark->x = n > 0 ? copy[0] : 0.0;
    mark->y = n > 0 ? copy[1] : 0.0;
    return mark;
}

Mark *
scene_add_area(Scene *scene, MarkRole role, int series, const double *points, size_t n)
{
    return add_points(scene, MARK_AREA, role, series, points, n);
}

Mark *
scene_add_path(Scene *scene, MarkRole role, int series, const double *points, size_t n)
{
    return add_points(scene, MARK_PATH, role, series, points, n);
}

Mark *
scene_add_text(Scene *scene, TextContext *context, MarkRole role, const char *text, double x,
               double y, double anchor)
{
    Mark *mark = scene_add(scene, MARK_TEXT, role);

    mark->text = scene_text(scene, text);
    mark->x = x;
    mark->y = y;
    mark->anchor = anchor;
    mark->width = text_width(context, theme_text(role), text);
    return mark;
}

/* Rounded to one decimal, without a minus before zero. */
static void
append_number(GString *out, const char *before, double value)
{
    double tenths = round(value * 10.0);

    g_string_append_printf(out, "%s%.1f", before, tenths == 0.0 ? 0.0 : tenths / 10.0);
}

static void
append_mark(GString *out, const Mark *mark)
{
    static const char *const kinds[] = { "rectangle", "line", "dot", "text", "area", "path" };

    g_string_append_printf(out, "%s %s", kinds[mark->kind], role_name(mark->role));
    if (mark->series)
        g_string_append_printf(out, " series %d", mark->series);
    if (mark->points) {
        for (size_t i = 0; i < 2 * mark->n_points; i++)
            append_number(out, " ", mark->points[i]);
    } else {
        append_number(out, " ", mark->x);
        append_number(out, " ", mark->y);
    }
    if (mark->kind == MARK_RECTANGLE || mark->kind == MARK_LINE) {
        append_number(out, " to ", mark->x2);
        append_number(out, " ", mark->y2);
    }
    if (mark->kind == MARK_TEXT) {
        append_number(out, " anchor ", mark->anchor);
        append_number(out, " width ", mark->width);
        g_string_append_printf(out, " \"%s\"", mark->text);
    }
    if (mark->address)
        g_string_append_printf(out, " @%s", mark->address);
    g_string_append_c(out, '\n');
}

char *
scene_dump(const Scene *scene)
{
    GString *out = g_string_new("scene");

    append_number(out, " ", scene->width);
    append_number(out, " by ", scene->height);
    g_string_append_printf(
        out, " %s\ntitle: %s\ndescription: %s\n", scene->language ? scene->language : "-",
        scene->title ? scene->title : "-", scene->description ? scene->description : "-");
    for (guint i = 0; i < scene->marks->len; i++)
        append_mark(out, &g_array_index(scene->marks, Mark, i));
    return g_string_free(out, FALSE);
}

void
scene_free(Scene *scene)
{
    if (!scene)
        return;
    g_array_unref(scene->marks);
    g_string_chunk_free(scene->strings);
    g_ptr_array_unref(scene->arrays);
    g_array_unref(scene->key);
    g_free(scene);
}
