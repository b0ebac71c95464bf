/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/latex_columns.h"

#include "reports/plain.h"

/* Characters that a page takes in small type, upright and on its side, and what a gap costs. */
static const double upright = 90.0, sideways = 150.0, gap = 2.2;
enum { HEAD = 9, NARROW = 18 };

bool
latex_is_number(const Table *table, size_t j)
{
    return table->columns[j].kind == COLUMN_OF_NUMBERS;
}

char *
latex_show(const LatexTable *making, size_t row, size_t j)
{
    return entry_show(table_entry(making->table, row, j), &making->table->columns[j],
                      making->language);
}

bool
latex_is_bold(const LatexTable *making, size_t row, size_t j)
{
    return table_entry(making->table, row, j)->strong ||
           table_row_kind(making->table, row) == ROW_TOTAL;
}

static void
measure_number(const LatexTable *making, size_t row, size_t j, const char *shown, size_t split,
               double *before)
{
    LatexColumn *column = &making->columns[j];

    *before = MAX(*before, (double)g_utf8_strlen(shown, (gssize)split));
    column->bold = column->bold || latex_is_bold(making, row, j);
    if (g_utf8_strlen(shown + split, -1) > g_utf8_strlen(column->tail, -1)) {
        g_free(column->tail);
        column->tail = g_strdup(shown + split);
    }
}

static void
measure_column(LatexTable *making, size_t j)
{
    LatexColumn *column = &making->columns[j];
    g_autofree char *head = column_head(&making->table->columns[j]);
    double before = 0.0;

    column->tail = g_strdup("");
    for (size_t row = 0; row < table_rows(making->table); row++) {
        const Entry *entry = table_entry(making->table, row, j);
        g_autofree char *shown = latex_show(making, row, j);
        size_t split = entry_split(entry, shown, making->language);

        if (table_row_kind(making->table, row) == ROW_GROUP)
            continue;
        if (latex_is_number(making->table, j) && split != ENTRY_NO_SPLIT)
            measure_number(making, row, j, shown, split, &before);
        else
            column->width = MAX(column->width, (double)plain_width(shown));
    }
    column->width = MAX(column->width, before + (double)g_utf8_strlen(column->tail, -1));
    column->head = plain_wrap(head, (size_t)MAX(column->width, HEAD));
    for (char **line = column->head; *line; line++)
        column->width = MAX(column->width, (double)plain_width(*line));
}

/* The widest column of text that can be made narrower. */
static LatexColumn *
widest_text(const LatexTable *making)
{
    LatexColumn *widest = NULL;

    for (size_t j = 0; j < making->table->n_columns; j++) {
        LatexColumn *column = &making->columns[j];
        double width = column->room > 0.0 ? column->room : column->width;

        if (!latex_is_number(making->table, j) && width > NARROW &&
            (!widest || width > (widest->room > 0.0 ? widest->room : widest->width)))
            widest = column;
    }
    return widest;
}

static double
total_width(const LatexTable *making)
{
    double sum = 0.0;

    for (size_t j = 0; j < making->table->n_columns; j++) {
        const LatexColumn *column = &making->columns[j];

        sum += (column->room > 0.0 ? column->room : column->width) + (j > 0 ? gap : 0.0);
    }
    return sum;
}

static void
turn_page(LatexTable *making)
{
    making->page = sideways;
    making->turned = true;
    for (size_t j = 0; j < making->table->n_columns; j++)
        making->columns[j].room = 0.0;
}

/* Wraps columns of text until the table fits the page; turns the page when that is not enough. */
static void
fit_page(LatexTable *making)
{
    making->page = upright;
    if (making->table->orientation == ORIENTATION_LANDSCAPE)
        turn_page(making);
    while (total_width(making) > making->page) {
        LatexColumn *widest = widest_text(making);

        if (widest)
            widest->room = (widest->room > 0.0 ? widest->room : widest->width) - 1.0;
        else if (making->page < sideways && making->table->orientation != ORIENTATION_PORTRAIT)
            turn_page(making);
        else
            break;
        if (widest && widest->room < NARROW)
            widest->room = NARROW;
    }
}

void
latex_columns(LatexTable *making)
{
    making->columns = g_new0(LatexColumn, making->table->n_columns);
    for (size_t j = 0; j < making->table->n_columns; j++)
        measure_column(making, j);
    fit_page(making);
}

void
latex_columns_clear(LatexTable *making)
{
    for (size_t j = 0; j < making->table->n_columns; j++) {
        g_strfreev(making->columns[j].head);
        g_free(making->columns[j].tail);
    }
    g_free(making->columns);
}
