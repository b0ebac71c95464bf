/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_grid_rows.c - the rows of a table: cells wrapped or aligned at their marks. */
#include "reports/pdf_grid_build.h"

#include "reports/symbols.h"

#include <string.h>

static const double row_height = 12.9, group_space = 3.0;

/* Verdicts have a colour beside their shape; intervals step back. */
static Ink
ink_of(const CellSize *cell, const Entry *entry)
{
    bool interval = entry->kind == ENTRY_NUMBER && entry->text && strstr(entry->text, "\u2013");

    if (g_str_has_prefix(cell->text, "\u2713"))
        return INK_HOLDS;
    if (g_str_has_prefix(cell->text, "\u2260"))
        return INK_DEVIATES;
    return interval && !cell->strong ? INK_SECOND : INK_FIRST;
}

static void
add_mark(GridBuild *build, const Entry *entry, double x, double y)
{
    TextStyle style = cell_style(STYLE_CELL_MARK, build->size->scale);

    if (entry->mark)
        build_text(build, &style, INK_SECOND, x + 1.2, y - 2.8, entry->mark);
}

/* Adds the texts of a cell; returns how many lines it takes. */
static size_t
add_body_cell(GridBuild *build, size_t i, size_t j, double y, bool indented)
{
    const Table *table = build->table;
    const ColumnSize *column = &build->size->columns[j];
    const CellSize *cell = &build->size->cells[i * table->n_columns + j];
    const Entry *entry = table_entry(table, i, j);
    TextStyle style = cell_style(cell->strong ? STYLE_CELL_STRONG : STYLE_CELL, build->size->scale);
    Ink ink = ink_of(cell, entry);
    double indent = j == 0 && indented ? GROUP_INDENT : 0.0;
    bool names_row = table_names_row(table, i, j);

    build_cell(build, names_row ? "TH" : "TD", names_row ? "Row" : NULL, 1);
    if (column->numbers) {
        double right = column->x + column->width;
        double x = cell->aligned ? right - column->after_mark - cell->left : right - cell->right;

        build_text_tail(build, &style, ink, x, y, cell->text, entry->tail, entry->tail_means);
        if (!cell->aligned && *cell->text && !entry->tail)
            build_meaning(build,
                          sign_meaning(entry_sign(entry, &table->columns[j], build->language),
                                       build->language));
        add_mark(build, entry, x + cell->left + cell->right, y);
        return 1;
    }
    g_auto(GStrv) lines =
        text_wrap(build->context, &style, cell->text, column->width - indent + 0.05, false);
    size_t n = g_strv_length(lines);
    for (size_t k = 0; k < n; k++)
        build_text_tail(build, &style, ink, column->x + indent, y + (double)k * style.leading,
                        lines[k], k + 1 == n ? entry->tail : NULL, entry->tail_means);
    if (n > 0)
        add_mark(build, entry,
                 column->x + indent + text_width(build->context, &style, lines[n - 1]),
                 y + (double)(n - 1) * style.leading);
    return MAX(n, 1);
}

/* A heading of rows spans all columns. */
static size_t
add_group_cell(GridBuild *build, size_t i, double y)
{
    const CellSize *cell = &build->size->cells[i * build->table->n_columns];
    TextStyle style = cell_style(STYLE_CELL_GROUP, build->size->scale);
    g_auto(GStrv) lines = text_wrap(build->context, &style, cell->text, build->grid->width, false);
    size_t n = g_strv_length(lines);

    build_cell(build, "TH", "Row", (int)build->table->n_columns);
    for (size_t k = 0; k < n; k++)
        build_text(build, &style, INK_SECOND, 0.0, y + (double)k * style.leading, lines[k]);
    return MAX(n, 1);
}

/* TRUE if row I is named by one above it, whose name is printed once. */
static bool
goes_on(const Table *table, size_t i)
{
    size_t naming =
        table->columns[0].kind == COLUMN_OF_NUMBERS ? SIZE_MAX : table_naming_row(table, i);

    return naming != SIZE_MAX && naming < i;
}

void
build_row(GridBuild *build, size_t i, bool indented)
{
    TableRowKind kind = table_row_kind(build->table, i);
    double above = kind == ROW_GROUP && i > 0 ? group_space : 0.0;
    size_t most = 1;

    build_part(build, PART_OF_BODY);
    build->part->row = true;
    build->part->group = kind;
    if (kind == ROW_TOTAL && i > 0 && table_row_kind(build->table, i - 1) != ROW_TOTAL) {
        build_rule(build, 0.0, build->grid->width, 1.6, 0.4, INK_NOTES);
        above = 4.2;
    }
    double y = above + 9.2;
    if (kind == ROW_GROUP)
        most = add_group_cell(build, i, y);
    else
        for (size_t j = 0; j < build->table->n_columns; j++) {
            bool again = j == 0 && goes_on(build->table, i);
            size_t from = again ? table_naming_row(build->table, i) : i;
            size_t lines = add_body_cell(build, from, j, y, indented);

            build->part->goes_on |= again;
            most = again ? most : MAX(most, lines);
        }
    build->part->height = above + row_height + (double)(most - 1) * page_style(STYLE_CELL)->leading;
    build->grid->n_body++;
}
