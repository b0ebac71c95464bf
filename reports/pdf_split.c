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
    for (size_t j = 0; j < n; j++)
        part->column_status[j] = table->column_status[j == 0 ? 0 : begin + j - 1];
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

/* What parts must fit into. */
typedef struct {
    TextContext *context;
    double width;
    const char *language;
} Fitting;

static bool
fits(const Table *table, const Fitting *fitting, GError **error)
{
    g_autoptr(TableSize) size =
        table_size_new(table, fitting->context, fitting->width, fitting->language, error);

    return size != NULL;
}

/* Where a part from BEGIN to END best ends: columns under one spanner stay together when they can.
 */
static size_t
end_of_group(const Table *table, size_t begin, size_t end)
{
    const char *spanner = table->columns[end - 1].spanner;
    size_t first = end;

    if (!spanner || table_spanner_end(table, end - 1) == end)
        return end;
    while (first > begin && g_strcmp0(table->columns[first - 1].spanner, spanner) == 0)
        first--;
    return first > begin ? first : end;
}

/* As many columns from BEGIN on as fit beside the first, at most MOST of them; NULL and ERROR when
 * not even one does. */
static Table *
next_part(const Table *table, size_t begin, size_t most, const Fitting *fitting, size_t *end,
          GError **error)
{
    g_autoptr(Table) part = take_columns(table, begin, begin + 1, fitting->language);

    *end = begin + 1;
    if (!fits(part, fitting, error))
        return NULL;
    while (*end < table->n_columns && *end < begin + most) {
        g_autoptr(Table) wider = take_columns(table, begin, *end + 1, fitting->language);

        if (!fits(wider, fitting, NULL))
            break;
        table_free(part);
        part = g_steal_pointer(&wider);
        ++*end;
    }
    size_t group = end_of_group(table, begin, *end);
    if (group == *end)
        return g_steal_pointer(&part);
    *end = group;
    return take_columns(table, begin, group, fitting->language);
}

/* The parts with at most MOST columns beside the first; NULL and ERROR. */
static GPtrArray *
parts_of(const Table *table, size_t most, const Fitting *fitting, GError **error)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func((GDestroyNotify)table_free);

    for (size_t begin = 1, end; begin < table->n_columns; begin = end) {
        Table *part = next_part(table, begin, most, fitting, &end, error);

        if (!part)
            return NULL;
        g_ptr_array_add(parts, part);
    }
    return g_steal_pointer(&parts);
}

/* As few parts as there can be, and of these the most even. */
static GPtrArray *
even_parts(const Table *table, const Fitting *fitting, GError **error)
{
    GPtrArray *parts = parts_of(table, table->n_columns, fitting, error);
    size_t n = parts ? parts->len : 0, n_columns = table->n_columns - 1;

    for (size_t most = n > 1 ? (n_columns + n - 1) / n : n_columns; most < n_columns; most++) {
        GPtrArray *even = parts_of(table, most, fitting, NULL);

        if (even && even->len == n) {
            g_ptr_array_unref(parts);
            return even;
        }
        if (even)
            g_ptr_array_unref(even);
    }
    return parts;
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
    const Fitting fitting = { context, width, language };

    if (table->n_columns < 3 || table->n_columns > MOST_COLUMNS) {
        if (!fits(table, &fitting, error))
            return NULL;
        GPtrArray *whole = g_ptr_array_new_with_free_func((GDestroyNotify)table_free);
        g_ptr_array_add(whole, take_columns(table, 1, table->n_columns, language));
        return whole;
    }
    GPtrArray *parts = even_parts(table, &fitting, error);
    if (parts)
        finish_parts(table, parts, language);
    return parts;
}
