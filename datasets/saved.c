/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/saved.h"

#include "datasets/error.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

struct Saved {
    json_t *root;
};

void
saved_free(Saved *saved)
{
    if (!saved)
        return;
    json_decref(saved->root);
    g_free(saved);
}

json_t *
saved_parse(const char *text, size_t length, const char *name, GError **error)
{
    json_error_t wrong;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &wrong);

    if (!root)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "%s:%d:%d: this is no JSON: %s", name,
                    wrong.line, wrong.column, wrong.text);
    return root;
}

Saved *
saved_read(GBytes *bytes, const char *path, GError **error)
{
    gsize size;
    const char *text = g_bytes_get_data(bytes, &size);
    g_autoptr(Saved) saved = g_new0(Saved, 1);

    saved->root = saved_parse(text ? text : "", size, path, error);
    if (!saved->root)
        return NULL;
    if (json_is_string(json_object_get(saved->root, "andel")) &&
        json_is_array(json_object_get(saved->root, "tables")))
        return g_steal_pointer(&saved);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "%s: this is no result of andel; save one with --format json, or -o FILE.json",
                path);
    return NULL;
}

json_t *
saved_root(const Saved *saved)
{
    return saved->root;
}

const char *
saved_field(const Saved *saved, const char *name)
{
    return json_string_value(json_object_get(saved->root, name));
}

const char *
saved_command(const Saved *saved)
{
    const char *command = saved_field(saved, "command");

    return command ? command : "";
}

static const json_t *
table_rows(const Saved *saved, const char *id)
{
    const json_t *tables = json_object_get(saved->root, "tables");

    for (size_t k = 0; k < json_array_size(tables); k++) {
        const json_t *table = json_array_get(tables, k);

        if (!id || g_strcmp0(json_string_value(json_object_get(table, "id")), id) == 0)
            return json_object_get(table, "rows");
    }
    return NULL;
}

size_t
saved_rows(const Saved *saved, const char *id)
{
    return json_array_size(table_rows(saved, id));
}

static const json_t *
cell(const Saved *saved, const char *id, size_t row, const char *column)
{
    return json_object_get(json_array_get(table_rows(saved, id), row), column);
}

const char *
saved_text(const Saved *saved, const char *id, size_t row, const char *column)
{
    return json_string_value(cell(saved, id, row, column));
}

double
saved_number(const Saved *saved, const char *id, size_t row, const char *column)
{
    const json_t *value = cell(saved, id, row, column);

    return json_is_number(value) ? json_number_value(value) : NAN;
}

bool
saved_filled(const Saved *saved, const char *id, size_t row, const char *column)
{
    return json_object_size(cell(saved, id, row, column)) > 0;
}
