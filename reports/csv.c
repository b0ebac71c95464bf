/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/csv.h"

#include "datasets/number.h"

#include <string.h>

/* A text that a spreadsheet would run as a formula gets an apostrophe before it, which spreadsheets
 * take as "this is text": OWASP, CSV Injection. A text that is a number stays one. */
static bool
is_formula(const char *text)
{
    static const char *const wide[] = { "\uff1d", "\uff0b", "\uff0d", "\uff20" };
    double value;

    for (size_t i = 0; i < G_N_ELEMENTS(wide); i++)
        if (g_str_has_prefix(text, wide[i]))
            return true;
    return *text && strchr("=+-@\t\r\n", *text) &&
           number_read(text, strlen(text), '.', &value) == NUMBER_NONE;
}

static void
write_cell(GString *out, const char *text)
{
    bool quote = strpbrk(text, ",\"\r\n") != NULL || g_ascii_isspace(*text);

    g_string_append(out, quote ? "\"" : "");
    if (is_formula(text))
        g_string_append_c(out, '\'');
    for (const char *p = text; *p; p++) {
        if (*p == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *p);
    }
    g_string_append(out, quote ? "\"" : "");
}

/* The keys that stand in the maps of column J, in the order first met. */
static GPtrArray *
keys_of(const Table *table, size_t j)
{
    GPtrArray *keys = g_ptr_array_new();

    for (size_t row = 0; row < table_rows(table); row++) {
        const Entry *entry = table_entry(table, row, j);

        if (entry->kind != ENTRY_MAP)
            continue;
        for (const char *const *pair = entry->list; *pair; pair += 2)
            if (!g_ptr_array_find_with_equal_func(keys, *pair, g_str_equal, NULL))
                g_ptr_array_add(keys, (gpointer)*pair);
    }
    return keys;
}

static bool
has_maps(const Table *table, size_t j)
{
    for (size_t row = 0; row < table_rows(table); row++)
        if (table_entry(table, row, j)->kind == ENTRY_MAP)
            return true;
    return false;
}

static const char *
map_value(const Entry *entry, const char *key)
{
    if (entry->kind == ENTRY_MAP)
        for (const char *const *pair = entry->list; *pair; pair += 2)
            if (strcmp(*pair, key) == 0)
                return pair[1];
    return "";
}

static void
write_entry(GString *out, const Entry *entry, const TableColumn *column)
{
    char buffer[NUMBER_BUFFER];

    if (entry->kind == ENTRY_NUMBER) {
        g_string_append(out, number_write(entry->number, buffer));
    } else if (entry->kind == ENTRY_TEXT) {
        write_cell(out, entry->text);
    } else if (entry->kind != ENTRY_NONE) {
        g_autofree char *text = entry_show(entry, column, "");

        write_cell(out, text);
    }
}

/* A row of names, or the row ROW of TABLE. A column of maps becomes a column for each key, named
 * "by.region"; none if there are no keys. */
static void
write_line(GString *out, const Table *table, GPtrArray *const *keys, const size_t *row)
{
    size_t start = out->len;
    bool first = true;

    for (size_t j = 0; j < table->n_columns; j++) {
        const TableColumn *column = &table->columns[j];
        const Entry *entry = row ? table_entry(table, *row, j) : NULL;

        for (guint k = 0; k < (keys[j] ? keys[j]->len : 1); k++) {
            const char *key = keys[j] ? keys[j]->pdata[k] : NULL;

            if (!first)
                g_string_append_c(out, ',');
            first = false;
            if (row && key)
                write_cell(out, map_value(entry, key));
            else if (row)
                write_entry(out, entry, column);
            else if (key) {
                g_autofree char *name = g_strdup_printf("%s.%s", column->name, key);
                write_cell(out, name);
            } else
                write_cell(out, column->name);
        }
    }
    if (out->len == start)
        g_string_append(out, "\"\""); /* an empty line would be no row */
    g_string_append_c(out, '\n');
}

void
csv_of_table(const Table *printed, GString *out)
{
    const Table *table = printed->data ? printed->data : printed;
    g_autofree GPtrArray **keys = g_new0(GPtrArray *, table->n_columns);

    for (size_t j = 0; j < table->n_columns; j++)
        keys[j] = has_maps(table, j) ? keys_of(table, j) : NULL;
    write_line(out, table, keys, NULL);
    for (size_t row = 0; row < table_rows(table); row++)
        if (table_row_kind(table, row) != ROW_GROUP)
            write_line(out, table, keys, &row);
    for (size_t j = 0; j < table->n_columns; j++)
        if (keys[j])
            g_ptr_array_unref(keys[j]);
}
