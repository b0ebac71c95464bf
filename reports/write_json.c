/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write_json.c - a report as one JSON object, for other programs. */
#include "reports/json.h"
#include "reports/trace.h"
#include "reports/writer.h"

#include <string.h>

static void
write_texts(GString *out, const GPtrArray *texts)
{
    g_string_append_c(out, '[');
    for (guint i = 0; i < texts->len; i++) {
        json_next(out);
        json_text(out, texts->pdata[i]);
    }
    g_string_append_c(out, ']');
}

/* A key that stands twice is written once: an object has each key once. */
static bool
is_repeated(const char *const *first, const char *const *pair)
{
    for (; first < pair; first += 2)
        if (strcmp(*first, *pair) == 0)
            return true;
    return false;
}

static void
write_entry(GString *out, const Entry *entry)
{
    switch (entry->kind) {
    case ENTRY_NONE:
        g_string_append(out, "null");
        break;
    case ENTRY_TEXT:
        json_text(out, entry->text);
        break;
    case ENTRY_NUMBER:
        json_number(out, entry->number);
        break;
    case ENTRY_LIST:
        g_string_append_c(out, '[');
        for (const char *const *text = entry->list; *text; text++) {
            json_next(out);
            json_text(out, *text);
        }
        g_string_append_c(out, ']');
        break;
    case ENTRY_MAP:
        g_string_append_c(out, '{');
        for (const char *const *pair = entry->list; *pair; pair += 2) {
            if (is_repeated(entry->list, pair))
                continue;
            json_key(out, pair[0]);
            json_text(out, pair[1]);
        }
        g_string_append_c(out, '}');
        break;
    }
}

static void
write_row(GString *out, const Table *table, size_t row)
{
    g_string_append_c(out, '{');
    for (size_t j = 0; j < table->n_columns; j++) {
        json_key(out, table->columns[j].name);
        write_entry(out, table_entry(table, row, j));
    }
    g_string_append_c(out, '}');
}

/* The rows one a line; headings of groups hold no numbers. */
static void
write_rows(GString *out, const Table *table, const char *indent)
{
    bool first = true;

    g_string_append_c(out, '[');
    for (size_t row = 0; row < table_rows(table); row++) {
        if (table_row_kind(table, row) == ROW_GROUP)
            continue;
        g_string_append_printf(out, "%s\n%s", first ? "" : ",", indent);
        write_row(out, table, row);
        first = false;
    }
    g_string_append_c(out, ']');
}

static void
write_table(GString *out, const Table *printed)
{
    const Table *table = printed->data ? printed->data : printed;

    g_string_append(out, "{\"id\": ");
    json_text(out, printed->id);
    json_key(out, "title");
    json_text(out, printed->title);
    g_string_append(out, ",\n     \"columns\": [");
    for (size_t j = 0; j < table->n_columns; j++) {
        const TableColumn *column = &table->columns[j];

        json_next(out);
        g_string_append(out, "{\"name\": ");
        json_text(out, column->name);
        g_string_append_printf(out, ", \"type\": \"%s\", \"unit\": ",
                               column->kind == COLUMN_OF_NUMBERS ? "number" : "text");
        json_text(out, column->unit ? column->unit : "");
        g_string_append(out, ", \"label\": ");
        json_text(out, column->label);
        g_string_append_c(out, '}');
    }
    g_string_append(out, "],\n     \"rows\": ");
    write_rows(out, table, "       ");
    if (printed->notes->len > 0) {
        g_string_append(out, ",\n     \"notes\": ");
        write_texts(out, printed->notes);
    }
    g_string_append_c(out, '}');
}

static void
write_data(GString *out, const DataUsed *data, const char *where)
{
    g_string_append(out, "{\"path\": ");
    json_text(out, data->path);
    if (data->sha256) {
        json_key(out, "sha256");
        json_text(out, data->sha256);
    }
    g_string_append_printf(out, ", \"rows_read\": %zu, \"rows_used\": %zu, \"excluded\": [",
                           data->rows_read, data->rows_used);
    for (guint i = 0; i < data->excluded->len; i++) {
        const Exclusion *excluded = &g_array_index(data->excluded, Exclusion, i);

        json_next(out);
        g_string_append(out, "{\"reason\": ");
        json_text(out, excluded->reason);
        g_string_append_printf(out, ", \"rows\": %zu}", excluded->rows);
    }
    g_string_append_c(out, ']');
    if (data->notes->len > 0) {
        json_key(out, "notes");
        write_texts(out, data->notes);
    }
    if (where) {
        json_key(out, "where");
        json_text(out, where);
    }
    g_string_append_c(out, '}');
}

/* A table of name and value as an object. */
static void
write_design(GString *out, const Table *design)
{
    g_string_append_c(out, '{');
    for (size_t row = 0; design && row < table_rows(design); row++) {
        json_key(out, table_entry(design, row, 0)->text);
        write_entry(out, table_entry(design, row, 1));
    }
    g_string_append_c(out, '}');
}

static void
write_checks(GString *out, const GArray *checks)
{
    g_string_append(out, ",\n  \"checks\": [");
    for (guint i = 0; i < checks->len; i++) {
        const Check *check = &g_array_index(checks, Check, i);
        const struct {
            const char *key, *text;
        } texts[] = { { "id", check->id },
                      { "place", check->place },
                      { "label", check->label },
                      { "printed", check->printed },
                      { "computed", check->computed } };

        g_string_append_printf(out, "%s\n    {", i ? "," : "");
        for (size_t k = 0; k < G_N_ELEMENTS(texts); k++) {
            json_key(out, texts[k].key);
            json_text(out, texts[k].text);
        }
        g_string_append_printf(out, ", \"holds\": %s, \"declared\": %s, \"explanation\": ",
                               check->holds ? "true" : "false", check->declared ? "true" : "false");
        json_text(out, check->explanation);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

static void
write_claims(GString *out, const GArray *claims)
{
    g_string_append(out, ",\n  \"claims\": [");
    for (guint i = 0; i < claims->len; i++) {
        const Claim *claim = &g_array_index(claims, Claim, i);

        g_string_append_printf(out, "%s\n    {\"line\": %d", i ? "," : "", claim->line);
        json_key(out, "words");
        json_text(out, claim->words);
        json_key(out, "rule");
        json_text(out, claim->rule);
        json_key(out, "numbers");
        json_text(out, claim->numbers);
        g_string_append_printf(out, ", \"holds\": %s}", claim->holds ? "true" : "false");
    }
    g_string_append_c(out, ']');
}

static void
write_trace(GString *out, const Report *report)
{
    g_autoptr(Trace) trace = trace_of_report(report);
    g_autofree char *text = trace_write(trace);

    g_string_append_printf(out, ",\n  \"trace\": %s", g_strchomp(text));
}

static bool
write_json(const Report *report, GByteArray *bytes, GError **error)
{
    (void)error;
    const char *where = !report->document && report->origins->len > 0
                            ? g_array_index(report->origins, Origin, 0).where
                            : NULL;
    g_autoptr(GString) out = g_string_new("{\n  \"andel\": ");

    json_text(out, ANDEL_VERSION);
    json_key(out, "command");
    json_text(out, report->command);
    json_key(out, "arguments");
    write_texts(out, report->arguments);
    g_string_append(out, ",\n  \"data\": [");
    for (guint i = 0; i < report->data->len; i++) {
        g_string_append(out, i ? ",\n    " : "");
        write_data(out, &g_array_index(report->data, DataUsed, i), i == 0 ? where : NULL);
    }
    g_string_append(out, "],\n  \"design\": ");
    write_design(out, report->design);
    g_string_append(out, ",\n  \"tables\": [");
    bool first = true;
    for (guint i = 0; i < report->blocks->len; i++) {
        const Table *table = g_array_index(report->blocks, Block, i).table;

        if (!table)
            continue;
        g_string_append(out, first ? "\n    " : ",\n    ");
        write_table(out, table);
        first = false;
    }
    g_string_append(out, "],\n  \"tests\": ");
    if (report->tests)
        write_rows(out, report->tests->data ? report->tests->data : report->tests, "    ");
    else
        g_string_append(out, "[]");
    g_string_append(out, ",\n  \"notes\": ");
    write_texts(out, report->notes);
    if (report->checks->len > 0)
        write_checks(out, report->checks);
    if (report->claims->len > 0)
        write_claims(out, report->claims);
    if (report->document) /* a result needs none: its tables are at full precision */
        write_trace(out, report);
    if (report->level > 0.0) {
        g_string_append(out, ",\n  \"level\": ");
        json_number(out, report->level);
    }
    if (report->outcomes)
        g_string_append_printf(out, ",\n  \"outcomes\": %s", report->outcomes);
    if (report->embedded)
        g_string_append_printf(out, ",\n  \"%s\": %s", report->embedded_key, report->embedded);
    g_string_append(out, "\n}\n");
    write_text(bytes, out->str);
    return true;
}

const Writer writer_json = {
    .name = "json",
    .extension = ".json",
    .summary = "one object with all numbers at full precision, for programs",
    .text = true,
    .traced = true,
    .write = write_json,
};
