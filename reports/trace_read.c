/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace_read.c - a trace from the JSON that a document holds, or from a result that is JSON. */
#include "datasets/error.h"
#include "datasets/number.h"
#include "datasets/saved.h"
#include "reports/trace.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

enum { MOST_FACTS = 64 };

static const char *
text_of(Trace *trace, const json_t *object, const char *key)
{
    return trace_text(trace, json_string_value(json_object_get(object, key)));
}

static double
number_of(const json_t *object, const char *key, double otherwise)
{
    const json_t *value = json_object_get(object, key);

    return json_is_number(value) ? json_number_value(value) : otherwise;
}

/* ---- what trace_write() wrote */

static void
read_facts(Trace *trace, json_t *object, TraceNumber *number)
{
    const char *facts[MOST_FACTS];
    size_t n = 0;
    const char *key;
    json_t *value;

    json_object_foreach (object, key, value)
        if (json_is_string(value) && n + 2 <= MOST_FACTS) {
            facts[n++] = key;
            facts[n++] = json_string_value(value);
        }
    number->facts = trace_facts(trace, facts, n);
}

static void
read_origin(Trace *trace, const json_t *object)
{
    Origin origin = { .block = text_of(trace, object, "block"),
                      .asks = text_of(trace, object, "asks"),
                      .file = text_of(trace, object, "file"),
                      .sha256 = text_of(trace, object, "sha256"),
                      .rows = (size_t)CLAMP(number_of(object, "rows", 0.0), 0.0, 1e15),
                      .where = text_of(trace, object, "where"),
                      .sample = text_of(trace, object, "sample"),
                      .weight = text_of(trace, object, "weight") };

    g_array_append_val(trace->origins, origin);
}

static void
read_number(Trace *trace, const json_t *object)
{
    double origin = number_of(object, "origin", -1.0);
    TraceNumber number = { .address = text_of(trace, object, "address"),
                           .name = text_of(trace, object, "name"),
                           .place = text_of(trace, object, "place"),
                           .label = text_of(trace, object, "label"),
                           .printed = text_of(trace, object, "printed"),
                           .how = text_of(trace, object, "how"),
                           .value = number_of(object, "value", NAN),
                           .line = (int)CLAMP(number_of(object, "line", 0.0), 0.0, 1e9),
                           .origin = -1 };

    if (!number.address || !number.printed)
        return;
    if (origin >= 0.0 && origin < (double)trace->origins->len)
        number.origin = (int)origin;
    read_facts(trace, json_object_get(object, "facts"), &number);
    g_array_append_val(trace->numbers, number);
}

static void
read_head(Trace *trace, const json_t *root, const char *version)
{
    size_t i;
    json_t *argument;

    trace->version = text_of(trace, root, version);
    trace->command = text_of(trace, root, "command");
    trace->language = text_of(trace, root, "language");
    json_array_foreach (json_object_get(root, "arguments"), i, argument)
        g_ptr_array_add(trace->arguments,
                        (gpointer)trace_text(
                            trace, json_string_value(argument) ? json_string_value(argument) : ""));
}

static void
read_stored(Trace *trace, const json_t *root)
{
    size_t i;
    json_t *element;

    read_head(trace, root, "version");
    json_array_foreach (json_object_get(root, "origins"), i, element)
        read_origin(trace, element);
    json_array_foreach (json_object_get(root, "numbers"), i, element)
        read_number(trace, element);
}

/* ---- a result: its tables are at full precision */

/* VALUE as text; NULL for what is no text or number, or says nothing. */
static char *
show_json(const json_t *value)
{
    char buffer[NUMBER_BUFFER];

    if (json_is_string(value))
        return g_strdup(json_string_value(value));
    if (json_is_number(value))
        return g_strdup(number_write(json_number_value(value), buffer));
    if (!json_is_object(value) || json_object_size(value) == 0)
        return NULL;
    GString *text = g_string_new(NULL);
    const char *key;
    json_t *part;
    json_object_foreach ((json_t *)value, key, part)
        g_string_append_printf(text, "%s%s=%s", text->len ? " " : "", key,
                               json_string_value(part) ? json_string_value(part) : "");
    return g_string_free(text, FALSE);
}

/* The texts of ROW, between slashes. */
static char *
label_of_row(json_t *row, const char *column)
{
    GString *label = g_string_new(NULL);
    const char *key;
    json_t *value;

    json_object_foreach (row, key, value) {
        if (!json_is_string(value) && !json_is_object(value))
            continue;
        g_autofree char *text = show_json(value);
        if (text && *text && strcmp(key, "ci_method") != 0)
            g_string_append_printf(label, "%s / ", text);
    }
    g_string_append(label, column);
    return g_string_free(label, FALSE);
}

static void
facts_of_row(Trace *trace, json_t *row, TraceNumber *number)
{
    g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
    const char *facts[MOST_FACTS];
    size_t n = 0;
    const char *key;
    json_t *value;

    json_object_foreach (row, key, value) {
        char *text = show_json(value);

        if (!text || !*text || n + 2 > MOST_FACTS) {
            g_free(text);
            continue;
        }
        g_ptr_array_add(keep, text);
        facts[n++] = key;
        facts[n++] = text;
    }
    number->facts = trace_facts(trace, facts, n);
}

static void
read_row(Trace *trace, const char *id, const char *title, size_t i, json_t *row, json_t *columns)
{
    size_t j;
    json_t *column;
    TraceNumber number = { .place = trace_text(trace, title),
                           .origin = trace->origins->len > 0 ? 0 : -1 };

    facts_of_row(trace, row, &number);
    json_array_foreach (columns, j, column) {
        const char *name = json_string_value(json_object_get(column, "name"));
        const json_t *value = name ? json_object_get(row, name) : NULL;

        if (!json_is_number(value))
            continue;
        g_autofree char *address = g_strdup_printf("%s.r%zu.c%zu", id, i + 1, j + 1);
        g_autofree char *printed = show_json(value);
        g_autofree char *label = label_of_row(row, name);
        number.address = trace_text(trace, address);
        number.printed = trace_text(trace, printed);
        number.label = trace_text(trace, label);
        number.value = json_number_value(value);
        g_array_append_val(trace->numbers, number);
    }
}

/* How DESIGN weights the rows; NULL: each counts one. */
static const char *
weight_of(Trace *trace, const json_t *design)
{
    const json_t *fpc = json_object_get(design, "fpc");
    const char *weight = text_of(trace, design, "weight"), *count = text_of(trace, design, "count");

    if (weight || count)
        return weight ? weight : count;
    return json_array_size(fpc) > 0 ? "from the sampling fractions" : NULL;
}

static void
read_result(Trace *trace, const json_t *root)
{
    const json_t *data = json_array_get(json_object_get(root, "data"), 0);
    const json_t *design = json_object_get(root, "design");
    size_t t, i;
    json_t *table, *row;

    read_head(trace, root, "andel");
    if (data) {
        Origin origin = { .file = text_of(trace, data, "path"),
                          .sha256 = text_of(trace, data, "sha256"),
                          .rows = (size_t)CLAMP(number_of(data, "rows_read", 0.0), 0.0, 1e15),
                          .where = text_of(trace, data, "where"),
                          .sample = text_of(trace, design, "sample"),
                          .weight = weight_of(trace, design) };

        g_array_append_val(trace->origins, origin);
    }
    json_array_foreach (json_object_get(root, "tables"), t, table) {
        g_autofree char *id = g_strdup_printf("t%zu", t + 1);
        const char *title = json_string_value(json_object_get(table, "title"));

        json_array_foreach (json_object_get(table, "rows"), i, row)
            read_row(trace, id, title, i, row, json_object_get(table, "columns"));
    }
}

Trace *
trace_read(const char *text, size_t length, const char *name, GError **error)
{
    json_t *root = saved_parse(text, length, name, error);
    const json_t *own = root ? json_object_get(root, "trace") : NULL;

    if (!root)
        return NULL;
    Trace *trace = trace_new();
    if (json_object_get(root, "andel_trace"))
        read_stored(trace, root);
    else if (own)
        read_stored(trace, own);
    else if (json_object_get(root, "tables"))
        read_result(trace, root);
    else {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: this JSON is no result of andel; make one with --format json", name);
        g_clear_pointer(&trace, trace_free);
    }
    json_decref(root);
    return trace;
}
