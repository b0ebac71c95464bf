/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace_write.c - a trace as JSON. */
#include "reports/json.h"
#include "reports/trace.h"

#include <math.h>

static void
add_text(GString *out, const char *key, const char *text)
{
    if (!text)
        return;
    json_key(out, key);
    json_text(out, text);
}

static void
add_origin(GString *out, const Origin *origin)
{
    g_string_append_c(out, '{');
    add_text(out, "block", origin->block);
    add_text(out, "asks", origin->asks);
    add_text(out, "file", origin->file);
    add_text(out, "sha256", origin->sha256);
    if (origin->rows > 0) {
        json_key(out, "rows");
        g_string_append_printf(out, "%zu", origin->rows);
    }
    add_text(out, "where", origin->where);
    add_text(out, "sample", origin->sample);
    add_text(out, "weight", origin->weight);
    g_string_append_c(out, '}');
}

static void
add_facts(GString *out, const char *const *facts)
{
    if (!facts || !*facts)
        return;
    json_key(out, "facts");
    g_string_append_c(out, '{');
    for (; *facts; facts += 2) {
        json_key(out, facts[0]);
        json_text(out, facts[1]);
    }
    g_string_append_c(out, '}');
}

static void
add_whole(GString *out, const char *key, int number)
{
    json_key(out, key);
    g_string_append_printf(out, "%d", number);
}

static void
add_number(GString *out, const TraceNumber *number)
{
    g_string_append_c(out, '{');
    add_text(out, "address", number->address);
    add_text(out, "name", number->name);
    add_text(out, "place", number->place);
    add_text(out, "label", number->label);
    add_text(out, "printed", number->printed);
    if (isfinite(number->value)) {
        json_key(out, "value");
        json_number(out, number->value);
    }
    add_text(out, "how", number->how);
    if (number->origin >= 0)
        add_whole(out, "origin", number->origin);
    if (number->line > 0)
        add_whole(out, "line", number->line);
    add_facts(out, number->facts);
    g_string_append_c(out, '}');
}

/* One origin and one number a line. */
char *
trace_write(const Trace *trace)
{
    GString *out = g_string_new("{\"andel_trace\": 1");

    add_text(out, "version", trace->version);
    add_text(out, "command", trace->command);
    add_text(out, "language", trace->language);
    g_string_append(out, ",\n\"arguments\": [");
    for (guint i = 0; i < trace->arguments->len; i++) {
        json_next(out);
        json_text(out, trace->arguments->pdata[i]);
    }
    g_string_append(out, "],\n\"origins\": [");
    for (guint i = 0; i < trace->origins->len; i++) {
        g_string_append(out, i ? ",\n" : "\n");
        add_origin(out, &g_array_index(trace->origins, Origin, i));
    }
    g_string_append(out, "],\n\"numbers\": [");
    for (guint i = 0; i < trace->numbers->len; i++) {
        g_string_append(out, i ? ",\n" : "\n");
        add_number(out, &g_array_index(trace->numbers, TraceNumber, i));
    }
    g_string_append(out, "]}\n");
    return g_string_free(out, FALSE);
}
