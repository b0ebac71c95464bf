/* SPDX-License-Identifier: GPL-3.0-or-later */
/* golden.h - texts compared with those under tests/golden/; ANDEL_UPDATE=1 rewrites them. */
#pragma once

#include "tests/check.h"

#include <glib.h>

/* TEXT is what tests/golden/NAME holds. Run from the root of the tree, as make does. */
#define assert_golden(name, text) check_golden((name), (text), __FILE__, __LINE__)

static inline void
check_golden(const char *name, const char *text, const char *file, int line)
{
    g_autofree char *path = g_build_filename("tests", "golden", name, NULL);
    g_autofree char *expected = NULL;

    if (g_strcmp0(g_getenv("ANDEL_UPDATE"), "1") == 0)
        g_file_set_contents(path, text, -1, NULL);
    if (g_file_get_contents(path, &expected, NULL, NULL) && strcmp(expected, text) == 0)
        return;

    g_auto(GStrv) is = g_strsplit(text, "\n", -1);
    g_auto(GStrv) was = g_strsplit(expected ? expected : "", "\n", -1);
    guint i = 0;
    while (is[i] && was[i] && strcmp(is[i], was[i]) == 0)
        i++;
    print_error("%s:%u: expected \"%s\", got \"%s\"; ANDEL_UPDATE=1 rewrites it\n", path, i + 1,
                was[i] ? was[i] : "(end)", is[i] ? is[i] : "(end)");
    _fail(file, line);
}
