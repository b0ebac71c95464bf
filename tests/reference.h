/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reference.h - the case files under tests/reference/. */
#pragma once

#include "tests/check.h"

#include <jansson.h>

static inline const char *
text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static inline double
number(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    return json_is_number(value) ? json_number_value(value) : NAN;
}

static inline json_t *
load(const char *path)
{
    json_error_t error;
    json_t *file = json_load_file(path, 0, &error);

    if (!file)
        fail_msg("%s:%d: %s", path, error.line, error.text);
    return file;
}

/* The texts of a list, or of a text alone, NULL-terminated; NULL for null. */
static inline const char *const *
texts(const json_t *value)
{
    size_t n = json_is_array(value) ? json_array_size(value) : 1;
    const char **list = g_new0(const char *, n + 1);

    if (!value || json_is_null(value)) {
        g_free(list);
        return NULL;
    }
    for (size_t k = 0; k < n; k++)
        list[k] = json_string_value(json_is_array(value) ? json_array_get(value, k) : value);
    return list;
}

/* 1, and a line about it, when ACTUAL is not the number under KEY of ROW; 0 when there is none. */
static inline size_t
compare(const char *id, const char *what, double actual, const json_t *row, const char *key,
        double tolerance)
{
    double expected = number(row, key);

    if (isnan(expected) || fabs(actual - expected) <= tolerance * fmax(1e-3, fabs(expected)))
        return 0;
    print_error("%s: %s is %.17g, expected %.17g\n", id, what, actual, expected);
    return 1;
}
