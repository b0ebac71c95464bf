/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/result.h"

#include "datasets/error.h"
#include "reports/result_json.h"

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

Result *
result_read(GBytes *bytes, const char *name, GError **error)
{
    g_autoptr(Saved) saved = saved_read(bytes, name, error);

    if (!saved)
        return NULL;
    const json_t *codebook = json_object_get(saved_root(saved), "codebook");
    g_autoptr(GBytes) embedded = codebook ? bytes_of(codebook) : NULL;
    Codebook *labels = codebook ? codebook_read(embedded, name, error) : codebook_new();
    if (!labels)
        return NULL;
    Result *result = g_new0(Result, 1);
    result->name = name;
    result->codebook = labels;
    result->root = saved_root(saved);
    result->rows =
        json_object_get(json_array_get(json_object_get(result->root, "tables"), 0), "rows");
    result->saved = g_steal_pointer(&saved);
    return result;
}

void
result_free(Result *result)
{
    if (!result)
        return;
    saved_free(result->saved);
    codebook_free(result->codebook);
    g_free(result);
}

const Codebook *
result_codebook(const Result *result)
{
    return result->codebook;
}

DataUsed
result_data(const Result *result)
{
    const json_t *first = json_array_get(json_object_get(result->root, "data"), 0);
    const char *path = json_string_value(json_object_get(first, "path"));
    json_int_t rows = json_integer_value(json_object_get(first, "rows_read"));

    return (DataUsed){ .path = path ? path : result->name,
                       .sha256 = json_string_value(json_object_get(first, "sha256")),
                       .rows_read = rows > 0 ? (size_t)rows : 0 };
}

const Saved *
result_saved(const Result *result)
{
    return result->saved;
}

/* TRUE for a result of COMMAND, "cost" or "payments aggregate". */
static bool
is_of(const Result *result, const char *command)
{
    const char *first = saved_command(result->saved);
    const char *second =
        json_string_value(json_array_get(json_object_get(result->root, "arguments"), 0));
    g_autofree char *both = g_strjoin(" ", first ? first : "", second ? second : "", NULL);

    return g_strcmp0(first, command) == 0 || strcmp(both, command) == 0;
}

/* What is embedded under KEY, which the result of COMMAND has. NULL and ERROR. */
static GBytes *
embedded_of(const Result *result, const char *key, const char *command, GError **error)
{
    const json_t *embedded = json_object_get(result->root, key);

    if (embedded && is_of(result, command))
        return bytes_of(embedded);
    if (is_of(result, command))
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: this result does not hold what it was made from; name that file itself",
                    result->name);
    else
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: such a chart takes a result of andel %s, saved with --format json",
                    result->name, command);
    return NULL;
}

CostModel *
result_model(const Result *result, const char *data_dir, GError **error)
{
    g_autoptr(GBytes) bytes = embedded_of(result, "model", "cost", error);

    return bytes ? cost_read(bytes, result->name, data_dir, error) : NULL;
}

Published *
result_published(const Result *result, GError **error)
{
    g_autoptr(GBytes) bytes = embedded_of(result, "figures", "recount", error);

    return bytes ? published_read(bytes, result->name, error) : NULL;
}

Payments *
result_payments(const Result *result, GError **error)
{
    g_autoptr(GBytes) bytes = embedded_of(result, "rates", "payments aggregate", error);

    return bytes ? payments_read(bytes, result->name, error) : NULL;
}
