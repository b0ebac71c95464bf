/* SPDX-License-Identifier: GPL-3.0-or-later */
/* golden.h - output held against the file tests/golden/NAME; ANDEL_UPDATE=1 writes it anew. */
#pragma once

#include "tests/check.h"

/* TEXT [LENGTH, -1: a string] is what tests/golden/NAME holds. Run from the root of the tree. */
#define assert_golden(name, text, length) \
    check_golden((name), (const char *)(text), (gssize)(length), __FILE__, __LINE__)

static inline void
check_golden(const char *name, const char *text, gssize length, const char *file, int line)
{
    g_autofree char *path = g_build_filename("tests", "golden", name, NULL);
    g_autofree char *expected = NULL, *found = NULL;
    size_t n = length < 0 ? strlen(text) : (size_t)length, n_expected = 0;

    if (g_strcmp0(g_getenv("ANDEL_UPDATE"), "1") == 0 &&
        !g_file_set_contents(path, text, (gssize)n, NULL))
        _fail(file, line);
    if (g_file_get_contents(path, &expected, &n_expected, NULL) && n == n_expected &&
        memcmp(expected, text, n) == 0)
        return;

    found = g_strndup(text, n);
    g_auto(GStrv) is = g_strsplit(found, "\n", -1);
    g_auto(GStrv) was = g_strsplit(expected ? expected : "", "\n", -1);
    guint i = 0;
    while (is[i] && was[i] && strcmp(is[i], was[i]) == 0)
        i++;
    print_error("%s:%u: expected \"%s\", got \"%s\"; ANDEL_UPDATE=1 rewrites it\n", path, i + 1,
                was[i] ? was[i] : "(end)", is[i] ? is[i] : "(end)");
    _fail(file, line);
}
