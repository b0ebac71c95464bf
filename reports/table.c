/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/table.h"

#include "datasets/number.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

TableColumn
column_of_numbers(const char *name, const char *label, int power, int decimals)
{
    return (TableColumn){ name, label, NULL, COLUMN_OF_NUMBERS, NULL, power, decimals };
}

TableColumn
column_of_texts(const char *name, const char *label)
{
    return (TableColumn){ name, label, NULL, COLUMN_OF_TEXT, NULL, 0, -1 };
}

static void
keep_texts(Table *table, TableColumn *column)
{
    column->name = table_text(table, column->name);
    column->label = table_text(table, column->label);
    column->spanner = table_text(table, column->spanner);
    column->unit = table_text(table, column->unit);
}

Table *
table_new(const char *id, const TableColumn *columns, size_t n)
{
    Table *table = g_new0(Table, 1);

    table->strings = g_string_chunk_new(1024);
    table->id = table_text(table, id);
    table->columns = g_memdup2(columns, n * sizeof *columns);
    table->n_columns = n;
    table->column_status = g_new0(ColumnStatus, n);
    for (size_t j = 0; j < n; j++)
        keep_texts(table, &table->columns[j]);
    table->entries = g_array_new(FALSE, TRUE, sizeof(Entry));
    table->row_kinds = g_array_new(FALSE, TRUE, sizeof(TableRowKind));
    table->notes = g_ptr_array_new();
    table->lists = g_ptr_array_new_with_free_func(g_free);
    return table;
}

void
table_free(Table *table)
{
    if (!table)
        return;
    table_free(table->data);
    g_array_unref(table->entries);
    g_array_unref(table->row_kinds);
    g_ptr_array_unref(table->notes);
    g_free(table->columns);
    g_free(table->column_status);
    g_string_chunk_free(table->strings);
    g_ptr_array_unref(table->lists);
    g_free(table);
}

Table *
table_copy(const Table *table)
{
    Table *copy = table_new(table->id, table->columns, table->n_columns);

    g_array_append_vals(copy->entries, table->entries->data, table->entries->len);
    g_array_append_vals(copy->row_kinds, table->row_kinds->data, table->row_kinds->len);
    return copy;
}

void
table_add_column(Table *table, const TableColumn *column)
{
    size_t n = table->n_columns++;
    GArray *old = table->entries;
    TableColumn *added;

    table->columns = g_renew(TableColumn, table->columns, n + 1);
    table->column_status = g_renew(ColumnStatus, table->column_status, n + 1);
    table->column_status[n] = (ColumnStatus){ 0 };
    added = &table->columns[n];
    *added = *column;
    keep_texts(table, added);
    table->entries = g_array_new(FALSE, TRUE, sizeof(Entry));
    for (size_t i = 0; i < table_rows(table); i++) {
        const Entry none = { 0 };

        g_array_append_vals(table->entries, &g_array_index(old, Entry, i * n), (guint)n);
        g_array_append_val(table->entries, none);
    }
    g_array_unref(old);
}

size_t
table_rows(const Table *table)
{
    return table->row_kinds->len;
}

Entry *
table_add(Table *table, TableRowKind kind)
{
    guint first = table->entries->len;

    g_array_append_val(table->row_kinds, kind);
    g_array_set_size(table->entries, first + (guint)table->n_columns);
    return &g_array_index(table->entries, Entry, first);
}

const Entry *
table_entry(const Table *table, size_t row, size_t column)
{
    g_assert(row < table_rows(table) && column < table->n_columns);
    const Entry *entry = &g_array_index(table->entries, Entry, row * table->n_columns + column);
    g_assert(entry->kind != ENTRY_NUMBER || isfinite(entry->number));
    return entry;
}

TableRowKind
table_row_kind(const Table *table, size_t row)
{
    g_assert(row < table_rows(table));
    return g_array_index(table->row_kinds, TableRowKind, row);
}

static bool
says_nothing(const Entry *entry)
{
    return entry->kind == ENTRY_NONE || (entry->kind == ENTRY_TEXT && *entry->text == '\0');
}

size_t
table_naming_row(const Table *table, size_t row)
{
    size_t at = row;

    while (says_nothing(table_entry(table, at, 0))) {
        if (at == 0 || table_row_kind(table, at) != ROW_BODY ||
            table_row_kind(table, at - 1) != ROW_BODY)
            return SIZE_MAX;
        at--;
    }
    return at;
}

bool
table_names_row(const Table *table, size_t row, size_t column)
{
    if (table->columns[column].kind == COLUMN_OF_NUMBERS ||
        says_nothing(table_entry(table, row, column)))
        return false;
    return column == 0 || (column == 1 && table->columns[0].kind == COLUMN_OF_TEXT &&
                           table_naming_row(table, row) == SIZE_MAX);
}

size_t
table_column(const Table *table, const char *name)
{
    size_t j = 0;

    while (j < table->n_columns && strcmp(table->columns[j].name, name) != 0)
        j++;
    return j;
}

size_t
table_spanner_end(const Table *table, size_t j)
{
    const char *spanner = table->columns[j].spanner;
    size_t end = j + 1;

    while (spanner && end < table->n_columns &&
           g_strcmp0(table->columns[end].spanner, spanner) == 0)
        end++;
    return end;
}

bool
table_has_spanners(const Table *table)
{
    for (size_t j = 0; j < table->n_columns; j++)
        if (table->columns[j].spanner)
            return true;
    return false;
}

const char *
table_text(Table *table, const char *text)
{
    return text ? g_string_chunk_insert(table->strings, text) : NULL;
}

void
table_note(Table *table, const char *text)
{
    g_ptr_array_add(table->notes, (gpointer)table_text(table, text));
}

Entry
entry_number(double number)
{
    return isfinite(number) ? (Entry){ .kind = ENTRY_NUMBER, .number = number } : (Entry){ 0 };
}

Entry
entry_text(Table *table, const char *text)
{
    return text ? (Entry){ .kind = ENTRY_TEXT, .text = table_text(table, text) } : (Entry){ 0 };
}

Entry
entry_not_applicable(void)
{
    return (Entry){ .kind = ENTRY_TEXT, .text = "", .sign = SIGN_NOT_APPLICABLE };
}

Entry
entry_list(Table *table, EntryKind kind, const char *const *texts, size_t n)
{
    const char **list = g_new0(const char *, n + 1);

    g_assert(kind == ENTRY_LIST || kind == ENTRY_MAP);
    for (size_t i = 0; i < n; i++)
        list[i] = table_text(table, texts[i] ? texts[i] : "");
    g_ptr_array_add(table->lists, list);
    return (Entry){ .kind = kind, .list = list };
}

char *
column_head(const TableColumn *column)
{
    if (!column->unit || *column->unit == '\0')
        return g_strdup(column->label ? column->label : "");
    return g_strdup_printf("%s, %s", column->label ? column->label : "", column->unit);
}

size_t
table_before_tail(const char *shown, const char *tail)
{
    size_t length = strlen(shown);

    return tail && g_str_has_suffix(shown, tail) ? length - strlen(tail) : length;
}

/* Digits after the point of the number that BUFFER of number_write() holds. */
static int
decimals_of(const char *text)
{
    const char *point = strchr(text, '.'), *exponent = strchr(text, 'e');
    const char *end = exponent ? exponent : text + strlen(text);
    int decimals = point ? (int)(end - point) - 1 : 0;

    return MAX(0, decimals - (exponent ? (int)g_ascii_strtoll(exponent + 1, NULL, 10) : 0));
}

/* As many decimals as the number has, but at most 6 that say something. */
static char *
show_as_it_is(double number, int power, const NumberStyle *style)
{
    enum { MOST = 6 };
    double size = fabs(number) * pow(10.0, power);
    int decimals = size > 0.0 && size < 1.0 ? MOST - 1 - (int)floor(log10(size)) : MOST;
    char buffer[NUMBER_BUFFER];
    double rounded = number_round(number, power, decimals);

    return number_format(rounded, 0, decimals_of(number_write(rounded, buffer)), style);
}

#define NO_BREAK "\u00a0"

static char *
show_without_tail(const Entry *entry, const TableColumn *column, const char *language)
{
    const NumberStyle *style = number_style(language);

    if (entry->symbol)
        return g_strdup(entry->symbol);
    switch (entry->kind) {
    case ENTRY_TEXT:
        return g_strdup(entry->text);
    case ENTRY_NUMBER:
        if (entry->text)
            return g_strdup(entry->text);
        if (column->decimals < 0)
            return show_as_it_is(entry->number, column->power, style);
        return number_format(entry->number, column->power, column->decimals, style);
    case ENTRY_LIST:
        return g_strjoinv(" ", (char **)entry->list);
    case ENTRY_MAP: {
        GString *text = g_string_new(NULL);

        for (const char *const *pair = entry->list; *pair; pair += 2)
            g_string_append_printf(text, "%s%s=%s", text->len ? " " : "", pair[0], pair[1]);
        return g_string_free(text, FALSE);
    }
    case ENTRY_NONE:
        break;
    }
    return g_strdup(column->kind == COLUMN_OF_NUMBERS ? word(WORD_NOT_AVAILABLE, language) : "");
}

char *
entry_show(const Entry *entry, const TableColumn *column, const char *language)
{
    char *shown = show_without_tail(entry, column, language);

    if (!entry->tail)
        return shown;
    g_autofree char *bare = shown;
    return g_strconcat(bare, NO_BREAK, entry->tail, NULL);
}

EntrySign
entry_sign(const Entry *entry, const TableColumn *column, const char *language)
{
    if (entry->sign != SIGN_NONE || column->kind != COLUMN_OF_NUMBERS)
        return entry->sign;
    if (entry->kind == ENTRY_NONE)
        return SIGN_NOT_AVAILABLE;
    if (entry->kind != ENTRY_NUMBER || entry->interval)
        return SIGN_NONE;
    if (entry->number == 0.0)
        return SIGN_ZERO;
    g_autofree char *shown = entry_show(entry, column, language);
    return strpbrk(shown, "0") && !strpbrk(shown, "123456789") ? SIGN_ROUNDS_TO_ZERO : SIGN_NONE;
}

size_t
entry_split(const Entry *entry, const char *shown, const char *language)
{
    static const char *const between[] = { "\u2013", " to ", " till " };
    size_t end = table_before_tail(shown, entry->tail);

    if (entry->kind != ENTRY_NUMBER)
        return ENTRY_NO_SPLIT;
    while (end > 0 && !g_ascii_isdigit(shown[end - 1]))
        end--;
    if (end == 0)
        return ENTRY_NO_SPLIT;
    for (size_t i = 0; i < G_N_ELEMENTS(between); i++) {
        const char *found = strstr(g_utf8_next_char(shown), between[i]);
        if (found)
            return (size_t)(found - shown);
    }
    const char *mark = g_strrstr(shown, number_style(language)->decimal);
    return mark && mark < shown + end ? (size_t)(mark - shown) : end;
}
