/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/saved.h"

#include "datasets/error.h"
#include "reports/saved_json.h"

#include <string.h>

/* ---- reading */

/* VALUE as the bytes of a file of its own. */
static GBytes *
bytes_of(const json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT);
    GBytes *bytes = g_bytes_new(text, strlen(text));

    free(text);
    return bytes;
}

static json_t *
parse(GBytes *bytes, const char *name, GError **error)
{
    size_t length;
    const char *text = g_bytes_get_data(bytes, &length);
    json_error_t fault;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &fault);

    if (!root)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "%s:%d:%d: this is no JSON: %s", name,
                    fault.line, fault.column, fault.text);
    return root;
}

Saved *
saved_read(GBytes *bytes, const char *name, GError **error)
{
    g_autoptr(Saved) saved = g_new0(Saved, 1);

    saved->name = name;
    saved->root = parse(bytes, name, error);
    if (!saved->root)
        return NULL;
    saved->rows =
        json_object_get(json_array_get(json_object_get(saved->root, "tables"), 0), "rows");
    if (!json_object_get(saved->root, "andel") || !json_is_array(saved->rows)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: this is no result of andel; make one with --format json", name);
        return NULL;
    }
    const json_t *codebook = json_object_get(saved->root, "codebook");
    if (!codebook) {
        saved->codebook = codebook_new();
        return g_steal_pointer(&saved);
    }
    g_autoptr(GBytes) embedded = bytes_of(codebook);
    saved->codebook = codebook_read(embedded, name, error);
    return saved->codebook ? g_steal_pointer(&saved) : NULL;
}

void
saved_free(Saved *saved)
{
    if (!saved)
        return;
    json_decref(saved->root);
    codebook_free(saved->codebook);
    g_free(saved);
}

const Codebook *
saved_codebook(const Saved *saved)
{
    return saved->codebook;
}

DataUsed
saved_data(const Saved *saved)
{
    const json_t *first = json_array_get(json_object_get(saved->root, "data"), 0);
    const char *path = json_string_value(json_object_get(first, "path"));
    json_int_t rows = json_integer_value(json_object_get(first, "rows_read"));

    return (DataUsed){ .path = path ? path : saved->name,
                       .sha256 = json_string_value(json_object_get(first, "sha256")),
                       .rows_read = rows > 0 ? (size_t)rows : 0 };
}

const char *
saved_text(const Saved *saved, const char *column)
{
    return json_string_value(json_object_get(json_array_get(saved->rows, 0), column));
}

/* What is embedded under KEY, which the result of COMMAND has. NULL and ERROR. */
static GBytes *
embedded_of(const Saved *saved, const char *key, const char *command, GError **error)
{
    const json_t *embedded = json_object_get(saved->root, key);

    if (embedded && g_strcmp0(json_string_value(json_object_get(saved->root, "command")),
                              strcmp(key, "model") == 0 ? "cost" : "payments") == 0)
        return bytes_of(embedded);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "%s: such a chart takes a result of andel %s, saved with --format json",
                saved->name, command);
    return NULL;
}

CostModel *
saved_model(const Saved *saved, const char *data_dir, GError **error)
{
    g_autoptr(GBytes) bytes = embedded_of(saved, "model", "cost", error);

    return bytes ? cost_read(bytes, saved->name, data_dir, error) : NULL;
}

Payments *
saved_payments(const Saved *saved, GError **error)
{
    g_autoptr(GBytes) bytes = embedded_of(saved, "rates", "payments aggregate", error);

    return bytes ? payments_read(bytes, saved->name, error) : NULL;
}
