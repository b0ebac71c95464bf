/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_notes.c - the last sheet of a workbook: what it was made of, how, and what must be known. */
#include "reports/account.h"
#include "reports/words.h"
#include "reports/xlsx.h"

#include <math.h>
#include <string.h>

static const double name_room = 20.0, text_room = 90.0, line_height = 15.0;

typedef struct {
    Worksheet *sheet;
    Styles *styles;
} Making;

static void
add_cell(Making *making, CellFont font, const char *text)
{
    CellStyle style = { .font = font, .wrap = true, .quoted = *text && strchr("=+-@", *text) };

    worksheet_text(making->sheet, styles_find(making->styles, &style), text, NULL);
}

/* A row of a name and a text; nothing without the text. */
static void
add_pair(Making *making, const char *name, const char *text)
{
    if (!text || !*text)
        return;
    double lines = ceil((double)g_utf8_strlen(text, -1) / (0.95 * text_room));

    worksheet_row(making->sheet, fmax(lines, 1.0) * line_height);
    add_cell(making, FONT_HEAD, name);
    add_cell(making, FONT_BODY, text);
    worksheet_row_end(making->sheet);
}

static void
add_heading(Making *making, const char *text)
{
    if (making->sheet->n_rows > 0) {
        worksheet_row(making->sheet, 0.0);
        worksheet_row_end(making->sheet);
    }
    worksheet_row(making->sheet, 0.0);
    worksheet_merge(making->sheet, 2);
    add_cell(making, FONT_STRONG, text);
    worksheet_row_end(making->sheet);
}

static void
add_count(Making *making, const char *name, size_t count)
{
    CellStyle style = { .number = "#,##0" };

    worksheet_row(making->sheet, 0.0);
    add_cell(making, FONT_HEAD, name);
    worksheet_number(making->sheet, styles_find(making->styles, &style), (double)count, NULL);
    worksheet_row_end(making->sheet);
}

static void
add_data(Making *making, const DataUsed *data, const char *language)
{
    add_heading(making, data->path);
    add_pair(making, "SHA-256", data->sha256);
    if (data->rows_read == 0)
        return;
    add_count(making, word(WORD_ROWS_READ, language), data->rows_read);
    add_count(making, word(WORD_ROWS_IN_USE, language), data->rows_used);
    for (guint i = 0; i < data->excluded->len; i++) {
        const Exclusion *excluded = &g_array_index(data->excluded, Exclusion, i);
        g_autofree char *name = word_filled(WORD_EXCLUDED_ROWS, language, excluded->reason);

        add_count(making, name, excluded->rows);
    }
}

static void
add_making(Making *making, const Report *report)
{
    const char *language = report->language;
    g_autoptr(GString) line = g_string_new(NULL);

    for (guint i = 0; i < report->arguments->len; i++) {
        const char *argument = report->arguments->pdata[i];
        g_autofree char *quoted =
            strpbrk(argument, " '\"$`*()<>|&;") ? g_shell_quote(argument) : g_strdup(argument);

        g_string_append_printf(line, " %s", quoted);
    }
    g_autofree char *command = g_strdup_printf("andel %s%s", report->command, line->str);
    add_heading(making, word(WORD_HOW_MADE, language));
    add_pair(making, word(WORD_PROGRAM, language), "andel " ANDEL_VERSION);
    add_pair(making, word(WORD_COMMAND, language), command);
    for (size_t i = 0; report->design && i < table_rows(report->design); i++) {
        g_autofree char *value =
            entry_show(table_entry(report->design, i, 1), &report->design->columns[1], language);
        add_pair(making, table_entry(report->design, i, 0)->text, value);
    }
    for (guint i = 0; i < report->data->len; i++)
        add_data(making, &g_array_index(report->data, DataUsed, i), language);
}

Worksheet *
worksheet_of_notes(const Report *report, Styles *styles)
{
    const char *language = report->language;
    const char *const lines[] = { report->subtitle, report->authors,   report->publisher,
                                  report->series,   report->date_text, report->tag };
    g_autoptr(GPtrArray) account = account_of(report);
    Making making = { .sheet = worksheet_new(word(WORD_NOTES_SHEET, language)), .styles = styles };

    worksheet_widen(making.sheet, 0, name_room);
    worksheet_widen(making.sheet, 1, text_room);
    if (report->title)
        add_heading(&making, report->title);
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        add_pair(&making, "", lines[i]);
    if (account->len > 0)
        add_heading(&making, word(WORD_NOTES_SHEET, language));
    for (guint i = 0; i < account->len; i++)
        add_pair(&making, "", account->pdata[i]);
    add_making(&making, report);
    return making.sheet;
}
