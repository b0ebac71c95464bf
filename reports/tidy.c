/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tidy.c - answers as tidy rows: one row for each number, for CSV and JSON. */
#include "reports/parts.h"

#define TEXT_COLUMN(name, label)                       \
    {                                                  \
        name, label, NULL, COLUMN_OF_TEXT, NULL, 0, -1 \
    }
#define NUMBER_COLUMN(name, label)                        \
    {                                                     \
        name, label, NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 \
    }

static const TableColumn estimate_columns[] = {
    TEXT_COLUMN("statistic", "Statistic"),
    TEXT_COLUMN("variable", "Variable"),
    TEXT_COLUMN("level", "Level"),
    TEXT_COLUMN("by", "By"),
    NUMBER_COLUMN("estimate", "Estimate"),
    NUMBER_COLUMN("se", "Standard error"),
    NUMBER_COLUMN("ci_low", "Lower limit"),
    NUMBER_COLUMN("ci_high", "Upper limit"),
    TEXT_COLUMN("ci_method", "Method of interval"),
    NUMBER_COLUMN("df", "Degrees of freedom"),
    NUMBER_COLUMN("cv", "Coefficient of variation"),
    NUMBER_COLUMN("deff", "Design effect"),
    NUMBER_COLUMN("n", "Count"),
    NUMBER_COLUMN("base_n", "Base"),
    NUMBER_COLUMN("weighted_n", "Weighted base"),
    TEXT_COLUMN("flags", "Flags"),
};

static Entry
entry_by(Table *table, const Estimates *estimates, const Estimate *row)
{
    g_autofree const char **pairs = g_new0(const char *, 2 * estimates->n_by + 1);

    for (size_t k = 0; k < estimates->n_by; k++) {
        pairs[2 * k] = estimates->by[k];
        pairs[2 * k + 1] = row->by ? row->by[k] : NULL;
    }
    return entry_list(table, ENTRY_MAP, pairs, 2 * estimates->n_by);
}

Table *
tidy_of_estimates(const Estimates *estimates, const char *id)
{
    Table *table = table_new(id, estimate_columns, G_N_ELEMENTS(estimate_columns));

    for (size_t i = 0; i < estimates->n_rows; i++) {
        const Estimate *row = &estimates->rows[i];
        const Entry entries[] = {
            entry_text(table, row->statistic),
            entry_text(table, row->variable),
            entry_text(table, row->level),
            entry_by(table, estimates, row),
            entry_number(row->value),
            entry_number(row->se),
            entry_number(row->lower),
            entry_number(row->upper),
            entry_text(table, row->ci_method),
            entry_number(row->df),
            entry_number(row->cv),
            entry_number(row->deff),
            entry_number((double)row->n),
            entry_number((double)row->base_n),
            entry_number(row->weighted_n),
            entry_flags(table, row->flags),
        };
        Entry *added = table_add(table, ROW_BODY);

        for (size_t j = 0; j < G_N_ELEMENTS(entries); j++)
            added[j] = entries[j];
    }
    return table;
}

#define FIGURE_COLUMNS(name, label)                                                  \
    NUMBER_COLUMN(name, label), NUMBER_COLUMN(name "_se", label ", standard error"), \
        NUMBER_COLUMN(name "_low", label ", lower limit"),                           \
        NUMBER_COLUMN(name "_high", label ", upper limit")

static const TableColumn crosstab_columns[] = {
    TEXT_COLUMN("row", "Row"),
    TEXT_COLUMN("col", "Column"),
    NUMBER_COLUMN("n", "Count"),
    NUMBER_COLUMN("weighted_n", "Weighted count"),
    FIGURE_COLUMNS("total", "Total"),
    FIGURE_COLUMNS("share_row", "Share of row"),
    FIGURE_COLUMNS("share_col", "Share of column"),
    FIGURE_COLUMNS("share_cell", "Share of all"),
    TEXT_COLUMN("flags", "Flags"),
};

static void
add_cell(Table *table, const char *row, const char *col, const Cell *cell)
{
    const Figure *const figures[] = { &cell->total, &cell->share_row, &cell->share_col,
                                      &cell->share_cell };
    Entry texts[] = { entry_text(table, row), entry_text(table, col) };
    Entry *entry = table_add(table, ROW_BODY);
    unsigned flags = 0;

    *entry++ = texts[0];
    *entry++ = texts[1];
    *entry++ = entry_number((double)cell->n);
    *entry++ = entry_number(cell->weighted_n);
    for (size_t k = 0; k < G_N_ELEMENTS(figures); k++) {
        *entry++ = entry_number(figures[k]->value);
        *entry++ = entry_number(figures[k]->se);
        *entry++ = entry_number(figures[k]->lower);
        *entry++ = entry_number(figures[k]->upper);
        flags |= figures[k]->flags;
    }
    *entry = entry_flags(table, flags);
}

Table *
tidy_of_crosstab(const Crosstab *crosstab, const char *id)
{
    Table *table = table_new(id, crosstab_columns, G_N_ELEMENTS(crosstab_columns));

    /* the margins are the cells without a row or a column */
    for (size_t i = 0; i <= crosstab->n_rows; i++)
        for (size_t j = 0; j <= crosstab->n_cols; j++)
            add_cell(table, i < crosstab->n_rows ? crosstab->rows[i] : NULL,
                     j < crosstab->n_cols ? crosstab->cols[j] : NULL,
                     crosstab_cell(crosstab, i, j));
    return table;
}
