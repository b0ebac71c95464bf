/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scene_check.c - proves that no text of a Scene is cut off or meets another. */
#include "datasets/error.h"
#include "datasets/number.h"
#include "plots/scene.h"
#include "plots/theme.h"

#include <math.h>

typedef struct {
    double left, top, right, bottom;
} Box;

/* Rounded glyph advances are no overlap. */
static const double tolerance = 0.25;

/* From the ring of a capital A to the descenders of Inter, per point of size. */
static const double ascent = 0.96, descent = 0.24;

static Box
box_of(const Mark *mark)
{
    if (mark->kind != MARK_TEXT)
        return (Box){ fmin(mark->x, mark->x2), fmin(mark->y, mark->y2), fmax(mark->x, mark->x2),
                      fmax(mark->y, mark->y2) };

    double size = theme_text(mark->role)->size, left = mark->x - mark->anchor * mark->width;
    return (Box){ left, mark->y - ascent * size, left + mark->width, mark->y + descent * size };
}

static bool
meet(Box a, Box b)
{
    return a.left < b.right - tolerance && b.left < a.right - tolerance &&
           a.top < b.bottom - tolerance && b.top < a.bottom - tolerance;
}

static bool
inside(Box inner, Box outer)
{
    return inner.left >= outer.left - tolerance && inner.right <= outer.right + tolerance &&
           inner.top >= outer.top - tolerance && inner.bottom <= outer.bottom + tolerance;
}

static bool
check_pair(const Mark *text, const Mark *other, GError **error)
{
    if (!meet(box_of(text), box_of(other)))
        return true;
    if (other->kind == MARK_TEXT)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the %s \"%s\" and the %s \"%s\" overlap in the figure; make it wider or the "
                    "texts shorter",
                    role_name(text->role), text->text, role_name(other->role), other->text);
    else if (other->kind == MARK_RECTANGLE && !inside(box_of(text), box_of(other)))
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the %s \"%s\" lies across the edge of a bar of the figure; make it wider or "
                    "the text shorter",
                    role_name(text->role), text->text);
    else
        return true;
    return false;
}

bool
scene_check(const Scene *scene, GError **error)
{
    const Mark *marks = (const Mark *)(const void *)scene->marks->data;
    Box frame = { 0.0, 0.0, scene->width, scene->height };

    for (guint i = 0; i < scene->marks->len; i++) {
        Box box = box_of(&marks[i]);

        if (marks[i].kind != MARK_TEXT)
            continue;
        if (theme_text(marks[i].role)->size * scene->scale < LEAST_TEXT - 0.005) {
            char least[NUMBER_BUFFER];

            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "the %s \"%s\" is smaller than %s pt; a larger text scale mends it",
                        role_name(marks[i].role), marks[i].text, number_write(LEAST_TEXT, least));
            return false;
        }
        if (!inside(box, frame)) {
            double missing = fmax(fmax(-box.left, box.right - frame.right),
                                  fmax(-box.top, box.bottom - frame.bottom));

            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "the %s \"%s\" is %.0f pt too large for the figure; make it wider or the "
                        "text shorter",
                        role_name(marks[i].role), marks[i].text, ceil(missing));
            return false;
        }
        for (guint j = 0; j < scene->marks->len; j++)
            if ((j > i || marks[j].kind != MARK_TEXT) && !check_pair(&marks[i], &marks[j], error))
                return false;
    }
    return true;
}
