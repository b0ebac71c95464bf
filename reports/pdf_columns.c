/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Least and most width of each column, then the slack: W3C, CSS 2.1, section 17.5.2.2, with
 * columns of numbers never stretched. */
#include "reports/pdf_columns.h"

#include "datasets/error.h"

#include <math.h>
#include <string.h>

static const double gap_least = 8.0, gap_easy = 14.0, gap_most = 24.0;
/* Of the width of the table: more than this a column of text only gets when the gaps are easy. */
static const double text_enough = 0.42;
/* Type sizes to try: 8.4, 8.0 and 7.6 points. */
static const double scales[] = { 1.0, 8.0 / 8.4, 7.6 / 8.4 };

TextStyle
cell_style(PageStyle style, double scale)
{
    TextStyle scaled = *page_style(style);

    scaled.size *= scale;
    return scaled;
}

void
table_size_free(TableSize *size)
{
    if (!size)
        return;
    for (size_t i = 0; i < size->n_cells; i++)
        g_free(size->cells[i].text);
    for (size_t j = 0; j < size->n_columns; j++)
        g_free(size->columns[j].head);
    g_free(size->cells);
    g_free(size->columns);
    g_free(size);
}

static bool
is_strong(const Table *table, size_t row, const Entry *entry)
{
    return entry->strong || table_row_kind(table, row) == ROW_TOTAL;
}

/* Measures one cell and widens its column. */
static void
measure_cell(TableSize *size, const Table *table, TextContext *context, size_t i, size_t j,
             const char *language, bool indented)
{
    const Entry *entry = table_entry(table, i, j);
    ColumnSize *column = &size->columns[j];
    CellSize *cell = &size->cells[i * table->n_columns + j];
    double indent = j == 0 && indented ? GROUP_INDENT : 0.0;

    cell->text = g_strdelimit(entry_show(entry, &table->columns[j], language), "\t\r", ' ');
    cell->strong = is_strong(table, i, entry);
    TextStyle style = cell_style(cell->strong ? STYLE_CELL_STRONG : STYLE_CELL, size->scale);
    size_t split = entry_split(entry, cell->text, language);
    if (column->numbers && split != ENTRY_NO_SPLIT) {
        g_autofree char *before = g_strndup(cell->text, split);

        cell->aligned = true;
        cell->left = text_width(context, &style, before);
        cell->right = text_width(context, &style, cell->text + split);
        if (entry->tail) {
            g_autofree char *tail = g_strconcat("\u00a0", entry->tail, NULL);
            column->tail = fmax(column->tail, text_width(context, &style, tail));
        }
    } else {
        cell->right = text_width(context, &style, cell->text);
    }
    if (!column->numbers && table_row_kind(table, i) != ROW_GROUP) {
        column->most = fmax(column->most, cell->right + indent);
        column->least = fmax(column->least, text_widest_word(context, &style, cell->text) + indent);
    }
}

/* A column of numbers is as wide as its parts before and after the mark, each at its widest. */
static void
close_column(TableSize *size, const Table *table, size_t j)
{
    ColumnSize *column = &size->columns[j];
    double before = 0.0, whole = 0.0;

    if (!column->numbers)
        return;
    for (size_t i = 0; i < table_rows(table); i++) {
        const CellSize *cell = &size->cells[i * table->n_columns + j];

        before = fmax(before, cell->aligned ? cell->left : 0.0);
        column->after_mark = fmax(column->after_mark, cell->aligned ? cell->right : 0.0);
        whole = fmax(whole, cell->aligned ? 0.0 : cell->right);
    }
    column->least = column->most = fmax(before + column->after_mark, whole);
}

static TableSize *
measure(const Table *table, TextContext *context, const char *language, double scale)
{
    TableSize *size = g_new0(TableSize, 1);
    bool grouped = false;

    size->scale = scale;
    size->n_columns = table->n_columns;
    size->n_cells = table_rows(table) * table->n_columns;
    size->columns = g_new0(ColumnSize, size->n_columns);
    size->cells = g_new0(CellSize, size->n_cells);
    for (size_t j = 0; j < table->n_columns; j++) {
        const char *spanner = table->columns[j].spanner;
        bool begins = j > 0 && g_strcmp0(spanner, table->columns[j - 1].spanner) != 0;

        size->columns[j].numbers = table->columns[j].kind == COLUMN_OF_NUMBERS;
        size->columns[j].head = g_strdelimit(column_head(&table->columns[j]), "\t\r", ' ');
        size->columns[j].gap = j == 0 ? 0.0 : begins ? 1.6 : 1.0;
    }
    for (size_t i = 0; i < table_rows(table); i++) {
        TableRowKind kind = table_row_kind(table, i);

        grouped = kind == ROW_GROUP || (grouped && kind == ROW_BODY);
        for (size_t j = 0; j < table->n_columns; j++)
            measure_cell(size, table, context, i, j, language, grouped && kind == ROW_BODY);
    }
    for (size_t j = 0; j < table->n_columns; j++)
        close_column(size, table, j);
    return size;
}

/* Widens the columns to their heads, wrapped to LINES lines at most. */
static void
add_heads(const TableSize *size, TextContext *context, size_t lines, double *least, double *most)
{
    TextStyle style = cell_style(STYLE_CELL_HEAD, size->scale);

    for (size_t j = 0; j < size->n_columns; j++) {
        const ColumnSize *column = &size->columns[j];
        double head = text_narrowest(context, &style, column->head, lines);

        least[j] = fmax(column->least, head);
        most[j] = column->numbers ? least[j] : fmax(column->most, head);
    }
}

/* Takes from *SLACK up to WANTED in all, in the same share of each. Returns the share. */
static double
take(double *slack, double wanted)
{
    double share = wanted > 0.0 ? fmin(1.0, *slack / wanted) : 0.0;

    *slack -= share * wanted;
    return share;
}

/* Hands out what WIDTH has to spare: to columns of text up to half the width, to the gaps up to
 * what is easy to read, to columns of text up to what they need, to the gaps up to the most. */
static void
hand_out(TableSize *size, const double *least, const double *most, double width, double slack)
{
    double first = 0.0, second = 0.0, weights = 0.0, x = 0.0;

    for (size_t j = 0; j < size->n_columns; j++) {
        double enough = fmax(least[j], fmin(most[j], text_enough * width));

        first += enough - least[j];
        second += most[j] - enough;
        weights += size->columns[j].gap;
    }
    double first_share = take(&slack, first);
    double gap =
        gap_least + (gap_easy - gap_least) * take(&slack, weights * (gap_easy - gap_least));
    double second_share = take(&slack, second);
    gap += (gap_most - gap_easy) * take(&slack, weights * (gap_most - gap_easy));
    for (size_t j = 0; j < size->n_columns; j++) {
        ColumnSize *column = &size->columns[j];
        double enough = fmax(least[j], fmin(most[j], text_enough * width));

        column->width =
            least[j] + first_share * (enough - least[j]) + second_share * (most[j] - enough);
        x += column->gap * gap;
        if (column->numbers && slack > 0.0) { /* what remains stands left of the numbers */
            x += slack;
            slack = 0.0;
        }
        column->x = x;
        x += column->width;
    }
    g_assert(x <= width + 0.01);
}

/* TRUE if the columns fit with heads of LINES lines. CONTENT: and the cells need not wrap. */
static bool
fit(TableSize *size, TextContext *context, double width, size_t lines, bool content)
{
    g_autofree double *least = g_new0(double, size->n_columns);
    g_autofree double *most = g_new0(double, size->n_columns);
    double sum = 0.0, wanted = 0.0, weights = 0.0;

    add_heads(size, context, lines, least, most);
    for (size_t j = 0; j < size->n_columns; j++) {
        sum += least[j];
        wanted += fmin(most[j], text_enough * width) - fmin(least[j], text_enough * width);
        weights += size->columns[j].gap;
    }
    double slack = width - sum - gap_least * weights;
    if (slack < 0.0 || (content && slack < wanted))
        return false;
    hand_out(size, least, most, width, slack);
    return true;
}

TableSize *
table_size_new(const Table *table, TextContext *context, double width, const char *language,
               GError **error)
{
    enum { MOST_LINES = 4, MOST_COLUMNS = 40 };

    for (size_t s = 0; s < G_N_ELEMENTS(scales) && table->n_columns <= MOST_COLUMNS; s++) {
        g_autoptr(TableSize) size = measure(table, context, language, scales[s]);

        for (size_t lines = 1; lines <= MOST_LINES; lines++)
            if (fit(size, context, width, lines, true))
                return g_steal_pointer(&size);
        if (fit(size, context, width, MOST_LINES, false))
            return g_steal_pointer(&size);
    }
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the table%s%s%s of %zu columns does not fit on a page; show fewer columns, or "
                "write it as .csv or .html",
                table->title ? " '" : "", table->title ? table->title : "", table->title ? "'" : "",
                table->n_columns);
    return NULL;
}
