/* SPDX-License-Identifier: GPL-3.0-or-later */
/* marks.h - finding the marks of a Scene in tests. */
#pragma once

#include "plots/theme.h"
#include "tests/check.h"

#include <string.h>

/* Within half a point. */
#define assert_near(actual, expected) assert_close((actual) - (expected), 0.0, 0.5)
/* As good as equal. */
#define assert_points(actual, expected) assert_close((actual) - (expected), 0.0, 0.01)

/* The mark number I of KIND and ROLE. */
static inline const Mark *
mark_of(const Scene *scene, MarkKind kind, MarkRole role, size_t i)
{
    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->kind == kind && mark->role == role && i-- == 0)
            return mark;
    }
    fail_msg("no such mark: %s", role_name(role));
    return NULL;
}

/* The first text that holds PART. */
static inline const Mark *
text_with(const Scene *scene, const char *part)
{
    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->kind == MARK_TEXT && strstr(mark->text, part))
            return mark;
    }
    fail_msg("no such text: %s", part);
    return NULL;
}

/* The text that is TEXT. */
static inline const Mark *
text_of(const Scene *scene, const char *text)
{
    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->kind == MARK_TEXT && strcmp(mark->text, text) == 0)
            return mark;
    }
    fail_msg("no such text: %s", text);
    return NULL;
}

static inline size_t
count_of(const Scene *scene, MarkRole role)
{
    size_t n = 0;

    for (guint k = 0; k < scene->marks->len; k++)
        n += g_array_index(scene->marks, Mark, k).role == role;
    return n;
}
