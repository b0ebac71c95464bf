/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_crosstabs.c - the tables of all combinations of some variables as one table: a part for
 * each, under its name. */
#include "reports/parts.h"
#include "reports/tabulate.h"
#include "reports/words.h"

#include <string.h>

/* ENTRY of another table in the keeping of TABLE. */
static Entry
copy_entry(Table *table, const Entry *entry)
{
    Entry copy = *entry;

    copy.text = table_text(table, entry->text);
    copy.mark = table_text(table, entry->mark);
    if (entry->list)
        copy.list =
            entry_list(table, entry->kind, entry->list, g_strv_length((char **)entry->list)).list;
    return copy;
}

/* The rows of PART at the end of TABLE, which has the same columns; FIRST are the rows of the data
 * of the parts before it. */
static void
append_rows(Table *table, const Table *part, size_t first)
{
    g_autofree Entry *copies = g_new(Entry, table->n_columns + 1);

    g_assert(part->n_columns == table->n_columns);
    for (size_t i = 0; i < table_rows(part); i++) {
        for (size_t j = 0; j < part->n_columns; j++) {
            copies[j] = copy_entry(table, table_entry(part, i, j));
            if (copies[j].data_row > 0)
                copies[j].data_row += first;
        }
        memcpy(table_add(table, table_row_kind(part, i)), copies,
               table->n_columns * sizeof *copies);
    }
}

static bool
has_note(const Table *table, const char *note)
{
    return g_ptr_array_find_with_equal_func(table->notes, note, g_str_equal, NULL);
}

/* TRUE for a note that all PARTS have, and for the one on zeros, whichever has it. */
static bool
is_common(const GPtrArray *parts, const char *note, const char *language)
{
    bool common = true;

    for (guint k = 0; k < parts->len && common; k++)
        common = has_note(g_ptr_array_index(parts, k), note);
    return common || strcmp(note, word(WORD_ZERO_SIGN, language)) == 0;
}

/* The notes of PARTS: first those of one of them, behind its name, then once the common ones. */
static void
collect_notes(Table *table, const GPtrArray *parts, const GPtrArray *names, const char *language)
{
    for (int common = 0; common <= 1; common++)
        for (guint k = 0; k < parts->len; k++) {
            const Table *part = g_ptr_array_index(parts, k);

            for (guint i = 0; i < part->notes->len; i++) {
                const char *note = g_ptr_array_index(part->notes, i);
                g_autofree char *own =
                    g_strdup_printf("%s. %s", (const char *)g_ptr_array_index(names, k), note);

                if (is_common(parts, note, language) == common && !has_note(table, note))
                    table_note(table, common ? note : own);
            }
        }
}

/* TABLES [n] without their combinations: the names of the parts say them. */
static GPtrArray *
make_parts(const Crosstab *const *tables, size_t n, const Codebook *codebook,
           const ShowOptions *options)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func((GDestroyNotify)table_free);
    ShowOptions show = *options;

    for (size_t k = 0; k < n; k++) {
        int decimals = crosstab_decimals(tables[k], options);

        show.decimals = k == 0 ? decimals : MIN(show.decimals, decimals);
    }
    for (size_t k = 0; k < n; k++) {
        Crosstab part = *tables[k];

        part.n_by = 0;
        g_ptr_array_add(parts, table_of_crosstab(&part, codebook, &show));
    }
    return parts;
}

/* The first of TABLES [n] as if it were about the cases of all of them: for title and base. */
static void
set_head(Table *table, const Crosstab *const *tables, size_t n, const Codebook *codebook,
         const ShowOptions *options)
{
    Crosstab all = *tables[0];

    all.n_by = 0;
    for (size_t k = 1; k < n; k++)
        all.base_n += tables[k]->base_n;
    g_autoptr(Table) head = table_of_crosstab(&all, codebook, options);
    table->title = table_text(table, head->title);
    table->question = table_text(table, head->question);
    table->base = table_text(table, head->base);
    table->source = table_text(table, head->source);
}

Table *
table_of_crosstabs(const Crosstab *const *tables, size_t n, const Codebook *codebook,
                   const ShowOptions *options)
{
    if (n == 1 && tables[0]->n_by == 0)
        return table_of_crosstab(tables[0], codebook, options);

    g_autoptr(GPtrArray) parts = make_parts(tables, n, codebook, options);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const Table *first = g_ptr_array_index(parts, 0);
    Table *table = table_new(options->id, first->columns, first->n_columns);

    set_head(table, tables, n, codebook, options);
    for (size_t k = 0; k < n; k++) {
        g_autoptr(Table) data = tidy_of_crosstab(tables[k], options->id);
        size_t before = table->data ? table_rows(table->data) : 0;

        g_ptr_array_add(names, crosstab_combination(tables[k], codebook, options->language));
        Entry name = entry_text(table, g_ptr_array_index(names, k));
        *table_add(table, ROW_GROUP) = name;
        append_rows(table, g_ptr_array_index(parts, k), before);
        if (table->data)
            append_rows(table->data, data, 0);
        else
            table->data = g_steal_pointer(&data);
    }
    collect_notes(table, parts, names, options->language);
    return table;
}
