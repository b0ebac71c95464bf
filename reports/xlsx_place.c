/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/xlsx_place.h"

#include "datasets/number.h"

#include <string.h>

/* TRUE if column J holds intervals, each of which takes two cells. */
static bool
has_intervals(const Table *table, size_t j)
{
    for (size_t i = 0; i < table_rows(table); i++)
        if (table_entry(table, i, j)->interval)
            return true;
    return false;
}

static bool
has_title(const Table *table)
{
    return table->number || (table->title && *table->title);
}

TablePlace *
table_place_new(const Table *table, const char *name, const char *language)
{
    TablePlace *place = g_new0(TablePlace, 1);
    size_t n_rows = table_rows(table);

    place->table = table;
    place->name = g_strdup(name);
    place->at = g_new0(size_t, table->n_columns + 1);
    for (size_t j = 0; j < table->n_columns; j++)
        place->at[j + 1] = place->at[j] + (size_t)(has_intervals(table, j) ? 2 : 1);
    place->first = (size_t)has_title(table) + (size_t)(table->question != NULL) +
                   (size_t)(table->base != NULL) + (size_t)table_has_spanners(table) + 1;
    place->shown = g_new0(char *, n_rows * table->n_columns);
    for (size_t i = 0; i < n_rows; i++)
        for (size_t j = 0; j < table->n_columns; j++)
            place->shown[i * table->n_columns + j] =
                entry_show(table_entry(table, i, j), &table->columns[j], language);
    return place;
}

void
table_place_free(TablePlace *place)
{
    if (!place)
        return;
    for (size_t k = 0; k < table_rows(place->table) * place->table->n_columns; k++)
        g_free(place->shown[k]);
    g_free(place->shown);
    g_free(place->at);
    g_free(place->name);
    g_free(place);
}

const char *
place_shown(const TablePlace *place, size_t row, size_t column)
{
    return place->shown[row * place->table->n_columns + column];
}

bool
place_interval(const TablePlace *place, size_t row, size_t column, const char *language,
               CellNumber *low, CellNumber *high)
{
    const Entry *entry = table_entry(place->table, row, column);
    const char *shown = place_shown(place, row, column);
    size_t split = entry_split(entry, shown, language);

    if (!entry->interval || split == ENTRY_NO_SPLIT)
        return false;
    const char *minus = number_style(language)->minus, *second = shown + split;
    while (*second && !g_ascii_isdigit(*second) && !g_str_has_prefix(second, minus))
        second = g_utf8_next_char(second);
    g_autofree char *first = g_strndup(shown, (size_t)(second - shown));

    return cell_number(entry->number, first, language, low) &&
           cell_number(entry->upper, second, language, high);
}

/* ---- formulas */

static void
cell_place_free(gpointer data)
{
    CellPlace *place = data;

    g_free(place->place);
    g_free(place);
}

GHashTable *
cell_places_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, NULL, cell_place_free);
}

void
table_place_addresses(const TablePlace *place, const char *language, GHashTable *places)
{
    const Table *table = place->table;

    for (size_t i = 0; i < table_rows(table); i++)
        for (size_t j = 0; j < table->n_columns; j++) {
            const Entry *entry = table_entry(table, i, j);
            g_auto(CellNumber) number = { 0 };

            if (entry->kind != ENTRY_NUMBER || !entry->address || entry->interval ||
                g_hash_table_contains(places, entry->address) ||
                !cell_number(entry->number, place_shown(place, i, j), language, &number))
                continue;
            g_autoptr(GString) name = g_string_new("'");
            CellPlace *cell = g_new0(CellPlace, 1);
            g_auto(GStrv) pieces = g_strsplit(place->name, "'", -1);
            g_autofree char *doubled = g_strjoinv("''", pieces);

            g_string_append_printf(name, "%s'!", doubled);
            xlsx_place(name, place->first + i, place->at[j], true);
            cell->place = g_strdup(name->str);
            cell->power = number.power;
            g_hash_table_insert(places, (gpointer)entry->address, cell);
        }
}

/* The cell at the address that begins at P and ends at END. */
static void
add_reference(GString *out, const char *p, const char *end, GHashTable *places)
{
    g_autofree char *address = g_strndup(p, (size_t)(end - p));
    const CellPlace *cell = g_hash_table_lookup(places, address);

    g_assert(cell);
    if (cell->power == 0)
        g_string_append(out, cell->place);
    else
        g_string_append_printf(out, "(%s/1E%d)", cell->place, cell->power);
}

char *
cell_formula(const char *formula, int power, GHashTable *places)
{
    GString *out = g_string_new(power == 0 ? "" : "(");

    for (const char *p = formula; *p; p++) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;

        if (!end) {
            g_string_append_c(out, *p);
            continue;
        }
        add_reference(out, p + 1, end, places);
        p = end;
    }
    if (power != 0)
        g_string_append_printf(out, ")*1E%d", power);
    return g_string_free(out, FALSE);
}
