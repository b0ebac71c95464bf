/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_table.c - a table as a sheet: its rows, each entry in the cell that is right for it. */
#include "datasets/error.h"
#include "reports/xlsx_making.h"

#include <string.h>

static unsigned
rules_of(const Making *making, size_t row)
{
    TableRowKind kind = table_row_kind(making->table, row);
    bool first_total =
        kind == ROW_TOTAL && row > 0 && table_row_kind(making->table, row - 1) != ROW_TOTAL;

    return (row + 1 == making->n_rows ? CELL_RULE_END : 0) | (first_total ? CELL_RULE_TOTAL : 0);
}

static void
add_number(Making *making, const CellNumber *number, CellStyle style, const CellColumn *column,
           const char *mark, const char *formula)
{
    g_autofree char *format = cell_format(number, column, mark);
    g_autofree char *computed =
        formula ? cell_formula(formula, number->power, making->places) : NULL;

    style.number = format;
    worksheet_number(making->sheet, styles_find(making->styles, &style), number->value, computed);
}

/* An interval as two numbers, the dash or word between them in the format of the first. */
static bool
add_interval(Making *making, size_t row, size_t j, CellStyle style)
{
    const Entry *entry = table_entry(making->table, row, j);
    g_auto(CellNumber) low = { 0 }, high = { 0 };

    if (!place_interval(making->place, row, j, making->language, &low, &high))
        return false;
    style.side = SIDE_RIGHT;
    add_number(making, &low, style, &(CellColumn){ 0 }, NULL, NULL);
    style.side = SIDE_LEFT;
    add_number(making, &high, style, &(CellColumn){ 0 }, entry->mark, NULL);
    return true;
}

static void
add_text_cell(Making *making, const char *text, const char *mark, CellStyle style)
{
    style.quoted = *text && strchr("=+-@", *text);
    worksheet_text(making->sheet, styles_find(making->styles, &style), text, mark);
}

static void
add_entry(Making *making, size_t row, size_t j, CellStyle style)
{
    const Entry *entry = table_entry(making->table, row, j);
    const char *shown = place_shown(making->place, row, j);
    bool numbers = making->table->columns[j].kind == COLUMN_OF_NUMBERS;
    size_t n = making->place->at[j + 1] - making->place->at[j];
    g_auto(CellNumber) number = { 0 };

    style.side = numbers ? SIDE_RIGHT : SIDE_LEFT;
    if (entry->strong)
        style.font = FONT_STRONG;
    if (n > 1 && add_interval(making, row, j, style))
        return;
    for (size_t k = 1; k < n; k++) /* a symbol stands to the right */
        worksheet_empty(making->sheet, styles_find(making->styles, &style));
    if (entry->kind == ENTRY_NUMBER && !entry->interval &&
        cell_number(entry->number, shown, making->language, &number)) {
        add_number(making, &number, style, &making->columns[j], entry->mark, entry->formula);
        return;
    }
    style.wrap = !numbers;
    add_text_cell(making, shown, entry->mark, style);
}

static void
add_row(Making *making, size_t row, bool grouped)
{
    TableRowKind kind = table_row_kind(making->table, row);
    CellStyle style = { .font = kind == ROW_BODY ? FONT_BODY : FONT_STRONG,
                        .rules = rules_of(making, row) };

    worksheet_row(making->sheet, 0.0);
    if (kind == ROW_GROUP) {
        add_text_cell(making, place_shown(making->place, row, 0), NULL, style);
        for (size_t k = 1; k < making->end; k++)
            worksheet_empty(making->sheet, styles_find(making->styles, &style));
    } else {
        for (size_t j = 0; j < making->table->n_columns; j++) {
            CellStyle own = style;

            own.indent = after_numbers(making->table, j) || (j == 0 && grouped && kind == ROW_BODY);
            add_entry(making, row, j, own);
        }
    }
    worksheet_row_end(making->sheet);
}

/* The most decimals and the widest mark of each column. */
static void
find_columns(Making *making)
{
    making->columns = g_new0(CellColumn, making->table->n_columns);
    for (size_t j = 0; j < making->table->n_columns; j++) {
        CellColumn *column = &making->columns[j];

        for (size_t i = 0; i < making->n_rows; i++) {
            const Entry *entry = table_entry(making->table, i, j);
            const char *shown = place_shown(making->place, i, j);
            g_auto(CellNumber) number = { 0 };

            if (entry->kind != ENTRY_NUMBER || entry->interval ||
                !cell_number(entry->number, shown, making->language, &number))
                continue;
            column->decimals = MAX(column->decimals, number.decimals);
            if (entry->tail && (!column->after || strlen(entry->tail) > strlen(column->after)))
                column->after = entry->tail;
            if (entry->mark && (!column->mark || strlen(entry->mark) > strlen(column->mark)))
                column->mark = entry->mark;
        }
    }
}

/* FALSE and ERROR when the table is more than a sheet holds. */
static bool
check_size(const Making *making, GError **error)
{
    const Table *table = making->table;

    if (making->place->first + making->n_rows + table->notes->len + 2 > XLSX_MOST_ROWS ||
        making->end > XLSX_MOST_COLUMNS) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "table %s has %zu rows and %zu columns, and a sheet of a workbook holds %d and "
                    "%d; write it as .csv",
                    table->id, making->n_rows, making->end, XLSX_MOST_ROWS, XLSX_MOST_COLUMNS);
        return false;
    }
    for (size_t i = 0; i < making->n_rows; i++)
        for (size_t j = 0; j < table->n_columns; j++)
            if (g_utf8_strlen(place_shown(making->place, i, j), -1) > XLSX_MOST_TEXT) {
                g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                            "table %s, row %zu: a text is longer than the %d characters that a "
                            "cell of a workbook holds; write it as .csv",
                            table->id, i + 1, XLSX_MOST_TEXT);
                return false;
            }
    return true;
}

Worksheet *
worksheet_of_table(const TablePlace *place, Styles *styles, GHashTable *places,
                   const char *language, GError **error)
{
    Making making = { .place = place,
                      .table = place->table,
                      .styles = styles,
                      .places = places,
                      .language = language,
                      .n_rows = table_rows(place->table),
                      .end = place->at[place->table->n_columns] };
    bool grouped = false;

    if (!check_size(&making, error))
        return NULL;
    making.sheet = worksheet_new(place->name);
    making.sheet->frozen = place->table->columns[0].kind == COLUMN_OF_TEXT ? 1 : 0;
    making_widths(&making);
    find_columns(&making);
    making_titles(&making);
    making_heads(&making);
    g_assert(making.sheet->n_rows == place->first);
    for (size_t i = 0; i < making.n_rows; i++) {
        TableRowKind kind = table_row_kind(place->table, i);

        grouped = kind == ROW_GROUP || (grouped && kind == ROW_BODY);
        add_row(&making, i, grouped);
    }
    making_notes(&making);
    g_free(making.columns);
    return making.sheet;
}
