/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tidy.c - answers as tidy rows: one row for each number, for CSV and JSON. */
#include "reports/parts.h"

#include <math.h>
#include <string.h>

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
        bool withheld = row->flags & ESTIMATE_WITHHELD;
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
            entry_number(withheld ? NAN : (double)row->n),
            entry_number(withheld ? NAN : (double)row->base_n),
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
};

static const TableColumn combination_columns[] = { TEXT_COLUMN("by", "By") };
static const TableColumn letter_columns[] = { TEXT_COLUMN("letters", "Letters") };
static const TableColumn residual_columns[] = {
    NUMBER_COLUMN("expected", "Expected count"),
    NUMBER_COLUMN("residual", "Residual"),
    NUMBER_COLUMN("residual_standardised", "Standardised residual"),
    NUMBER_COLUMN("residual_adjusted", "Adjusted residual"),
};
static const TableColumn flag_columns[] = { TEXT_COLUMN("flags", "Flags") };

/* The columns that CROSSTAB needs. */
static GArray *
columns_of(const Crosstab *crosstab)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(TableColumn));

    g_array_append_vals(columns, crosstab_columns, G_N_ELEMENTS(crosstab_columns));
    if (crosstab->n_by > 0)
        g_array_append_vals(columns, combination_columns, G_N_ELEMENTS(combination_columns));
    if (crosstab->letters != LETTERS_NOT_ASKED)
        g_array_append_vals(columns, letter_columns, G_N_ELEMENTS(letter_columns));
    if (crosstab->residuals)
        g_array_append_vals(columns, residual_columns, G_N_ELEMENTS(residual_columns));
    g_array_append_vals(columns, flag_columns, G_N_ELEMENTS(flag_columns));
    return columns;
}

static void
add_cell(Table *table, const Crosstab *crosstab, const char *row, const char *col, const Cell *cell)
{
    const Figure *const figures[] = { &cell->total, &cell->share_row, &cell->share_col,
                                      &cell->share_cell };
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    const Entry first[] = { entry_text(table, row), entry_text(table, col),
                            entry_number(cell->withheld ? NAN : (double)cell->n),
                            entry_number(cell->weighted_n) };
    unsigned flags = 0;

    g_array_append_vals(entries, first, G_N_ELEMENTS(first));
    for (size_t k = 0; k < G_N_ELEMENTS(figures); k++) {
        const Entry figure[] = { entry_number(figures[k]->value), entry_number(figures[k]->se),
                                 entry_number(figures[k]->lower), entry_number(figures[k]->upper) };

        g_array_append_vals(entries, figure, G_N_ELEMENTS(figure));
        flags |= figures[k]->flags;
    }
    const Entry others[] = { entry_combination(table, crosstab), entry_text(table, cell->letters),
                             entry_flags(table, flags) };
    const Entry residuals[] = { entry_number(cell->expected), entry_number(cell->residual),
                                entry_number(cell->residual_standardised),
                                entry_number(cell->residual_adjusted) };
    if (crosstab->n_by > 0)
        g_array_append_val(entries, others[0]);
    if (crosstab->letters != LETTERS_NOT_ASKED)
        g_array_append_val(entries, others[1]);
    if (crosstab->residuals)
        g_array_append_vals(entries, residuals, G_N_ELEMENTS(residuals));
    g_array_append_val(entries, others[2]);
    g_assert(entries->len == table->n_columns);
    memcpy(table_add(table, ROW_BODY), entries->data, entries->len * sizeof(Entry));
}

Table *
tidy_of_crosstab(const Crosstab *crosstab, const char *id)
{
    g_autoptr(GArray) columns = columns_of(crosstab);
    Table *table = table_new(id, (const TableColumn *)(gpointer)columns->data, columns->len);

    /* the margins are the cells without a row or a column */
    for (size_t i = 0; i <= crosstab->n_rows; i++)
        for (size_t j = 0; j <= crosstab->n_cols; j++)
            add_cell(table, crosstab, i < crosstab->n_rows ? crosstab->rows[i] : NULL,
                     j < crosstab->n_cols ? crosstab->cols[j] : NULL,
                     crosstab_cell(crosstab, i, j));
    return table;
}
