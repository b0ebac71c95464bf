/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/status.h"

#include "datasets/error.h"

#include <string.h>

const char *const status_names[] = { "provisional", "revised", "estimated", "break", NULL };

static bool
fail(const char *text, const char *what, GError **error)
{
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "status: %s: %s", text, what);
    return false;
}

/* The names of PLACE: parts between points, but not within backticks. */
static char **
names_of(const char *place)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autoptr(GString) name = g_string_new(NULL);
    bool quoted = false;

    for (const char *c = place;; c++) {
        if (*c == '`') {
            quoted = !quoted;
        } else if (*c == '\0' || (*c == '.' && !quoted)) {
            g_ptr_array_add(names, g_strdup(name->str));
            g_string_truncate(name, 0);
            if (*c == '\0')
                break;
        } else {
            g_string_append_c(name, *c);
        }
    }
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&names), FALSE);
}

/* ---- what is called so */

/* TRUE if NAME is a category of row ROW of DATA. */
static bool
data_says(const Table *data, size_t row, const char *name)
{
    for (size_t j = 0; j < data->n_columns; j++) {
        const Entry *entry = table_entry(data, row, j);

        if (entry->kind == ENTRY_TEXT && strcmp(entry->text, name) == 0)
            return true;
        for (const char *const *pair = entry->kind == ENTRY_MAP ? entry->list : NULL; pair && *pair;
             pair += 2)
            if (strcmp(pair[1], name) == 0)
                return true;
    }
    return false;
}

/* TRUE if ENTRY has data or an address of its own, which may say what it is of. */
static bool
is_known(const Table *table, const Entry *entry)
{
    return entry->address || (entry->data_row > 0 && entry->data_row <= table_rows(table->data));
}

static bool
entry_says(const Table *table, const Entry *entry, const char *name)
{
    g_auto(GStrv) parts = entry->address ? names_of(entry->address) : NULL;

    return (parts && parts[0] && g_strv_contains((const char *const *)parts + 1, name)) ||
           (entry->data_row > 0 && data_says(table->data, entry->data_row - 1, name));
}

/* TRUE if all cells of ROW and COLUMN (SIZE_MAX: any) of which it is known say NAME. */
static bool
all_say(const Table *table, size_t row, size_t column, const char *name)
{
    bool any = false;

    for (size_t i = 0; i < table_rows(table); i++)
        for (size_t j = 0; j < table->n_columns; j++) {
            const Entry *entry = table_entry(table, i, j);

            if ((row != SIZE_MAX && i != row) || (column != SIZE_MAX && j != column) ||
                !is_known(table, entry))
                continue;
            if (!entry_says(table, entry, name))
                return false;
            any = true;
        }
    return any;
}

static bool
row_is(const Table *table, size_t row, const char *name)
{
    if (table_row_kind(table, row) == ROW_GROUP)
        return false;
    for (size_t j = 0; j < table->n_columns; j++) {
        size_t naming = j == 0 ? table_naming_row(table, row) : row;
        const Entry *entry = table_entry(table, naming == SIZE_MAX ? row : naming, j);

        if (table->columns[j].kind == COLUMN_OF_TEXT && entry->kind == ENTRY_TEXT &&
            strcmp(entry->text, name) == 0)
            return true;
    }
    return all_say(table, row, SIZE_MAX, name);
}

static bool
column_is(const Table *table, size_t j, const char *name)
{
    const TableColumn *column = &table->columns[j];

    return column->kind == COLUMN_OF_NUMBERS &&
           (g_strcmp0(column->name, name) == 0 || g_strcmp0(column->label, name) == 0 ||
            g_strcmp0(column->spanner, name) == 0 || all_say(table, SIZE_MAX, j, name));
}

/* Where names lead to. */
typedef struct {
    Table *table;
    size_t n_names;
    bool *row;    /* [rows * n_names] it is called so */
    bool *column; /* [columns * n_names] */
} Finding;

static void
finding_clear(Finding *finding)
{
    g_free(finding->row);
    g_free(finding->column);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Finding, finding_clear)

static bool
all_of(const bool *is, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (!is[k])
            return false;
    return true;
}

static bool
cell_is(const Finding *finding, size_t i, size_t j)
{
    for (size_t k = 0; k < finding->n_names; k++)
        if (!finding->row[i * finding->n_names + k] && !finding->column[j * finding->n_names + k])
            return false;
    return finding->table->columns[j].kind == COLUMN_OF_NUMBERS &&
           table_entry(finding->table, i, j)->kind == ENTRY_NUMBER;
}

static Entry *
entry_at(Table *table, size_t row, size_t column)
{
    return &g_array_index(table->entries, Entry, row * table->n_columns + column);
}

/* ---- data */

/* Adds the word of STATUS to the flags of ROW of DATA; OF: of which column, NULL of the whole row.
 */
static void
flag(Table *data, size_t row, size_t flags, const char *of, const char *status)
{
    Entry *entry = entry_at(data, row, flags);
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    g_autofree char *word = of ? g_strconcat(of, ".", status, NULL) : g_strdup(status);

    for (const char *const *text = entry->kind == ENTRY_LIST ? entry->list : NULL; text && *text;
         text++)
        if (strcmp(*text, word) == 0)
            return;
        else
            g_ptr_array_add(list, (gpointer)*text);
    g_ptr_array_add(list, word);
    *entry = entry_list(data, ENTRY_LIST, (const char *const *)list->pdata, list->len);
}

/* The data of TABLE with a column of flags, whose index is *FLAGS. */
static Table *
flagged_data(Table *table, size_t *flags)
{
    const TableColumn column = column_of_texts("flags", "Flags");

    if (!table->data)
        table->data = table_copy(table);
    *flags = table_column(table->data, "flags");
    if (*flags == table->data->n_columns)
        table_add_column(table->data, &column);
    return table->data;
}

/* Flags the data behind the entry of ROW in COLUMN, or of all of ROW with SIZE_MAX. */
static void
flag_data(Table *table, size_t row, size_t column, const char *status)
{
    bool own = !table->data || table->data->rows_of_print;
    size_t flags;
    Table *data = flagged_data(table, &flags);

    if (own) {
        data->rows_of_print = true;
        flag(data, row, flags, column == SIZE_MAX ? NULL : table->columns[column].name, status);
        return;
    }
    for (size_t j = 0; j < table->n_columns; j++) {
        size_t of = table_entry(table, row, j)->data_row;

        if ((column == SIZE_MAX || j == column) && of > 0 && of <= table_rows(data))
            flag(data, of - 1, flags, NULL, status);
    }
}

/* ---- all */

/* Sets STATUS of the rows, else the columns, else the cells that FINDING names; FALSE: none. */
static bool
set_found(Finding *finding, size_t status)
{
    Table *table = finding->table;
    size_t n = finding->n_names, n_rows = table_rows(table);
    bool rows = false, columns = false, cells = false;

    for (size_t i = 0; i < n_rows; i++)
        if (all_of(finding->row + i * n, n)) {
            size_t j = 0;

            while (j + 1 < table->n_columns && !table_names_row(table, i, j))
                j++;
            entry_at(table, i, j)->status |= 1u << status;
            flag_data(table, i, SIZE_MAX, status_names[status]);
            rows = true;
        }
    for (size_t j = 0; j < table->n_columns && !rows; j++)
        if (all_of(finding->column + j * n, n)) {
            table->column_status[j].status |= 1u << status;
            for (size_t i = 0; i < n_rows; i++)
                flag_data(table, i, j, status_names[status]);
            columns = true;
        }
    for (size_t k = 0; k < n_rows * table->n_columns && !rows && !columns; k++) {
        size_t i = k / table->n_columns, j = k % table->n_columns;

        if (!cell_is(finding, i, j))
            continue;
        entry_at(table, i, j)->status |= 1u << status;
        flag_data(table, i, j, status_names[status]);
        cells = true;
    }
    return rows || columns || cells;
}

/* Says that nothing is called as TEXT has it, and what is: the first few rows. */
static bool
fail_to_find(const Table *table, const char *text, GError **error)
{
    enum { MOST = 6 };
    g_autoptr(GString) names = g_string_new(NULL);
    size_t n = 0;

    for (size_t i = 0; i < table_rows(table) && n < MOST; i++)
        for (size_t j = 0; j < table->n_columns; j++)
            if (table_names_row(table, i, j) && table_entry(table, i, j)->kind == ENTRY_TEXT &&
                table_row_kind(table, i) != ROW_GROUP) {
                g_string_append_printf(names, "%s'%s'", n++ ? ", " : "",
                                       table_entry(table, i, j)->text);
                break;
            }
    g_autofree char *what = g_strdup_printf("no row, column or cell of the table is called so; "
                                            "its rows begin with %s",
                                            names->str);
    return fail(text, n > 0 ? what : "the table has no rows with names", error);
}

static bool
set_one(Table *table, const char *text, GError **error)
{
    const char *equals = strrchr(text, '=');
    size_t status = 0;

    if (!equals || equals == text)
        return fail(text, "write PLACE=STATUS, as in 2024=provisional", error);
    while (status_names[status] && strcmp(status_names[status], equals + 1) != 0)
        status++;
    if (!status_names[status])
        return fail(text, "there are provisional, revised, estimated and break", error);
    g_autofree char *place = g_strndup(text, (gsize)(equals - text));
    g_auto(GStrv) names = names_of(place);
    size_t n = g_strv_length(names), n_rows = table_rows(table);
    g_auto(Finding) finding = { .table = table,
                                .n_names = n,
                                .row = g_new0(bool, n_rows *n + 1),
                                .column = g_new0(bool, table->n_columns *n + 1) };
    for (size_t k = 0; k < n; k++) {
        for (size_t i = 0; i < n_rows; i++)
            finding.row[i * n + k] = row_is(table, i, names[k]);
        for (size_t j = 0; j < table->n_columns; j++)
            finding.column[j * n + k] = column_is(table, j, names[k]);
    }
    return set_found(&finding, status) || fail_to_find(table, text, error);
}

bool
table_set_status(Table *table, const char *const *texts, GError **error)
{
    for (; texts && *texts; texts++)
        if (!set_one(table, *texts, error))
            return false;
    return true;
}
