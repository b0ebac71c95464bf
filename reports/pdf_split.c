/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/pdf_split.h"

#include "reports/pdf_columns.h"
#include "reports/words.h"

/* The entry again in the keeping of PART; lists and maps as they are shown. */
static Entry
copy_entry(Table *part, const Entry *entry, const TableColumn *column, const char *language)
{
    Entry copy = *entry;

    if (entry->kind == ENTRY_LIST || entry->kind == ENTRY_MAP) {
        g_autofree char *shown = entry_show(entry, column, language);
        return entry_text(part, shown);
    }
    copy.text = table_text(part, entry->text);
    copy.mark = table_text(part, entry->mark);
    copy.address = NULL;
    return copy;
}

/* The first column of TABLE and those from BEGIN to END. */
static Table *
take_columns(const Table *table, size_t begin, size_t end, const char *language)
{
    size_t n = 1 + end - begin;
    g_autofree TableColumn *columns = g_new0(TableColumn, n);

    columns[0] = table->columns[0];
    for (size_t j = 1; j < n; j++)
        columns[j] = table->columns[begin + j - 1];
    Table *part = table_new(table->id, columns, n);
    part->number = table_text(part, table->number);
    part->title = table_text(part, table->title);
    part->question = table_text(part, table->question);
    part->base = table_text(part, table->base);
    for (size_t i = 0; i < table_rows(table); i++) {
        Entry *row = table_add(part, table_row_kind(table, i));

        for (size_t j = 0; j < n; j++) {
            size_t from = j == 0 ? 0 : begin + j - 1;
            row[j] = copy_entry(part, table_entry(table, i, from), &table->columns[from], language);
        }
    }
    return part;
}

static bool
fits(const Table *table, TextContext *context, double width, const char *language, GError **error)
{
    g_autoptr(TableSize) size = table_size_new(table, context, width, language, error);

    return size != NULL;
}

/* The most columns from BEGIN on that fit beside the first; NULL and ERROR when not even one. */
static Table *
next_part(const Table *table, size_t begin, TextContext *context, double width,
          const char *language, size_t *end, GError **error)
{
    g_autoptr(Table) part = take_columns(table, begin, begin + 1, language);

    *end = begin + 1;
    if (!fits(part, context, width, language, error))
        return NULL;
    while (*end < table->n_columns) {
        g_autoptr(Table) wider = take_columns(table, begin, *end + 1, language);

        if (!fits(wider, context, width, language, NULL))
            break;
        table_free(part);
        part = g_steal_pointer(&wider);
        ++*end;
    }
    return g_steal_pointer(&part);
}

/* Each part says which it is; notes and source stand under the last. */
static void
finish_parts(const Table *table, GPtrArray *parts, const char *language)
{
    for (guint i = 0; i < parts->len; i++) {
        Table *part = g_ptr_array_index(parts, i);
        g_autofree char *k = g_strdup_printf("%u", i + 1);
        g_autofree char *n = g_strdup_printf("%u", parts->len);
        g_autofree char *which = word_filled(WORD_PART_OF, language, k, n);
        g_autofree char *title =
            g_strdup_printf("%s (%s)", table->title ? table->title : "", which);

        part->title = table_text(part, g_strstrip(title));
    }
    Table *last = g_ptr_array_index(parts, parts->len - 1);
    for (guint i = 0; i < table->notes->len; i++)
        table_note(last, g_ptr_array_index(table->notes, i));
    last->source = table_text(last, table->source);
    last->trace = table_text(last, table->trace);
}

GPtrArray *
table_split(const Table *table, TextContext *context, double width, const char *language,
            GError **error)
{
    enum { MOST_COLUMNS = 60 };
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func((GDestroyNotify)table_free);

    if (table->n_columns < 3 || table->n_columns > MOST_COLUMNS) {
        if (fits(table, context, width, language, error))
            g_ptr_array_add(parts, take_columns(table, 1, table->n_columns, language));
        return parts->len > 0 ? g_steal_pointer(&parts) : NULL;
    }
    for (size_t begin = 1, end; begin < table->n_columns; begin = end) {
        Table *part = next_part(table, begin, context, width, language, &end, error);

        if (!part)
            return NULL;
        g_ptr_array_add(parts, part);
    }
    finish_parts(table, parts, language);
    return g_steal_pointer(&parts);
}
