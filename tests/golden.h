/* SPDX-License-Identifier: GPL-3.0-or-later */
/* golden.h - output held against the file tests/golden/NAME; ANDEL_UPDATE=1 writes it anew. */
#pragma once

#include "tests/check.h"

#define assert_golden(name, text, length) \
    check_golden((name), (const char *)(text), (gssize)(length), __FILE__, __LINE__)

static inline void
check_golden(const char *name, const char *text, gssize length, const char *file, int line)
{
    g_autofree char *path = g_build_filename("tests", "golden", name, NULL);
    g_autofree char *expected = NULL;
    size_t n = length < 0 ? strlen(text) : (size_t)length, n_expected = 0;

    if (g_strcmp0(g_getenv("ANDEL_UPDATE"), "1") == 0) {
        if (!g_file_set_contents(path, text, (gssize)n, NULL))
            _fail(file, line);
        return;
    }
    if (g_file_get_contents(path, &expected, &n_expected, NULL) && n == n_expected &&
        memcmp(expected, text, n) == 0)
        return;
    print_error("%s is not what was expected:\n%.*s\n", path, (int)n, text);
    _fail(file, line);
}
