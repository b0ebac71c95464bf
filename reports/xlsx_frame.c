/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_frame.c - what stands around the rows of a sheet: widths, title, heads, notes. */
#include "reports/xlsx_making.h"

#include <math.h>
#include <string.h>

/* Points that a line takes, and how wide the widest column of text is, in characters. */
static const double line_height = 15.0, text_most = 60.0, number_least = 8.0;

static double
width_of(const char *text)
{
    return (double)g_utf8_strlen(text, -1);
}

/* ---- widths */

/* The longest word of a head: what it can be wrapped to. */
static double
word_of(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    double widest = 0.0;

    for (char **word = words; *word; word++)
        widest = fmax(widest, width_of(*word));
    return widest;
}

/* Widens what the column J of the table takes to WIDTH. */
static void
widen(Making *making, size_t j, double width)
{
    size_t begin = making->place->at[j], n = making->place->at[j + 1] - begin;

    for (size_t k = 0; k < n; k++)
        worksheet_widen(making->sheet, begin + k, width / (double)n);
}

void
making_widths(Making *making)
{
    const Table *table = making->table;
    const double room = 2.0, bold = 1.1;

    for (size_t j = 0; j < table->n_columns; j++) {
        bool numbers = table->columns[j].kind == COLUMN_OF_NUMBERS;
        g_autofree char *head = column_head(&table->columns[j]);
        double widest = fmax(word_of(head), fmin(width_of(head), 14.0));

        for (size_t i = 0; i < making->n_rows; i++)
            if (table_row_kind(table, i) != ROW_GROUP || numbers)
                widest = fmax(widest, bold * width_of(place_shown(making->place, i, j)));
        widest = fmin(widest, text_most) + room;
        widen(making, j, numbers ? fmax(widest, number_least) : widest);
    }
}

/* ---- the lines above and below */

/* A line across the table, or as many columns more as make it easy to read. */
static void
add_line(Making *making, CellFont font, const char *text)
{
    const double easy = 80.0, usual = 9.14;
    CellStyle style = { .font = font, .wrap = true };
    unsigned index = styles_find(making->styles, &style);
    double width = 0.0;
    size_t n = 0;

    if (!text)
        return;
    for (; n < making->end || width < easy; n++)
        width += n < making->sheet->widths->len ? g_array_index(making->sheet->widths, double, n)
                                                : usual;
    double size = font == FONT_TITLE ? 1.25 : font == FONT_NOTE ? 0.85 : 1.0;
    double lines = ceil(size * width_of(text) / (0.95 * width));
    worksheet_row(making->sheet, fmax(1.0, lines) * line_height * fmax(size, 0.9));
    worksheet_merge(making->sheet, n);
    worksheet_text(making->sheet, index, text, NULL);
    worksheet_row_end(making->sheet);
}

void
making_titles(Making *making)
{
    const Table *table = making->table;
    g_autofree char *title = g_strdup_printf("%s%s%s", table->number ? table->number : "",
                                             table->number && table->title ? ". " : "",
                                             table->title ? table->title : "");

    add_line(making, FONT_TITLE, *title ? title : NULL);
    add_line(making, FONT_HEAD, table->question);
    add_line(making, FONT_HEAD, table->base);
}

void
making_notes(Making *making)
{
    const Table *table = making->table;

    for (guint i = 0; i < table->notes->len; i++)
        add_line(making, FONT_NOTE, table->notes->pdata[i]);
    add_line(making, FONT_NOTE, table->source);
    add_line(making, FONT_NOTE, table->trace);
}

/* ---- heads */

bool
after_numbers(const Table *table, size_t j)
{
    return j > 0 && table->columns[j].kind == COLUMN_OF_TEXT &&
           table->columns[j - 1].kind == COLUMN_OF_NUMBERS;
}

/* A head over N columns of the sheet; TEXT is NULL where there is none. */
static void
add_head(Making *making, const char *text, CellStyle style, size_t n)
{
    style.font = FONT_HEAD;
    style.wrap = true;
    unsigned index = styles_find(making->styles, &style);

    worksheet_merge(making->sheet, n);
    if (text)
        worksheet_text(making->sheet, index, text, NULL);
    else
        worksheet_empty(making->sheet, index);
    for (size_t k = 1; k < n; k++)
        worksheet_empty(making->sheet, index);
}

static void
add_spanners(Making *making)
{
    const Table *table = making->table;
    const size_t *at = making->place->at;

    worksheet_row(making->sheet, 0.0);
    for (size_t j = 0, end; j < table->n_columns; j = end) {
        const char *spanner = table->columns[j].spanner;

        end = table_spanner_end(table, j);
        CellStyle style = { .rules = CELL_RULE_TOP | (spanner ? CELL_RULE_HEADS : 0),
                            .side = SIDE_CENTRE };

        if (spanner)
            add_head(making, spanner, style, at[end] - at[j]);
        for (size_t k = at[j]; !spanner && k < at[end]; k++)
            add_head(making, NULL, style, 1);
    }
    worksheet_row_end(making->sheet);
}

void
making_heads(Making *making)
{
    const Table *table = making->table;
    const size_t *at = making->place->at;
    bool spanned = table_has_spanners(table);
    unsigned rules = CELL_RULE_HEADS | (spanned ? 0 : CELL_RULE_TOP);
    double lines = 1.0;

    making->sheet->head_first = making->sheet->n_rows;
    if (spanned)
        add_spanners(making);
    for (size_t j = 0; j < table->n_columns; j++) {
        g_autofree char *head = column_head(&table->columns[j]);
        double width = 0.0;

        for (size_t k = at[j]; k < at[j + 1]; k++)
            width += g_array_index(making->sheet->widths, double, k);
        lines = fmax(lines, ceil(width_of(head) / fmax(width - 2.0, 1.0)));
    }
    worksheet_row(making->sheet, lines * line_height);
    for (size_t j = 0; j < table->n_columns; j++) {
        g_autofree char *head = column_head(&table->columns[j]);
        size_t n = at[j + 1] - at[j];
        bool numbers = table->columns[j].kind == COLUMN_OF_NUMBERS;
        CellStyle style = { .rules = rules,
                            .side = n > 1     ? SIDE_CENTRE
                                    : numbers ? SIDE_RIGHT
                                              : SIDE_LEFT,
                            .indent = after_numbers(table, j) };

        add_head(making, head, style, n);
    }
    worksheet_row_end(making->sheet);
    making->sheet->head_end = making->sheet->n_rows;
}
