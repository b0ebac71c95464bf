/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check.h - assertions that statistics need, on top of cmocka. */
#pragma once

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <glib.h>

/* cmocka 1.1 compares floats in single precision; statistics need more. */
#define assert_close(actual, expected, relative) \
    check_close((actual), (expected), (relative), #actual, __FILE__, __LINE__)

static inline void
check_close(double actual, double expected, double relative, const char *what, const char *file,
            int line)
{
    if (fabs(actual - expected) <= relative * fmax(1.0, fabs(expected)))
        return;
    print_error("%s = %.17g, expected %.17g within %g\n", what, actual, expected, relative);
    _fail(file, line);
}

/* ERROR is set, of CODE in ANDEL_ERROR, and its message holds PART. */
#define assert_error(error, code_, part) \
    check_error((error), (int)(code_), (part), __FILE__, __LINE__)

static inline void
check_error(const GError *error, int code, const char *part, const char *file, int line)
{
    if (error && error->code == code && strstr(error->message, part))
        return;
    print_error("error is %s (%d), expected %d with \"%s\"\n", error ? error->message : "not set",
                error ? error->code : 0, code, part);
    _fail(file, line);
}

/* No error; prints it when there is one. */
#define assert_no_error(error) check_no_error((error), __FILE__, __LINE__)

static inline void
check_no_error(const GError *error, const char *file, int line)
{
    if (!error)
        return;
    print_error("error: %s\n", error->message);
    _fail(file, line);
}
