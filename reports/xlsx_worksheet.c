/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_sheet.c - a sheet of a workbook, written row by row. */
#include "datasets/number.h"
#include "reports/xlsx.h"

Worksheet *
worksheet_new(const char *name)
{
    Worksheet *sheet = g_new0(Worksheet, 1);

    sheet->name = g_strdup(name);
    sheet->rows = g_string_new(NULL);
    sheet->merges = g_string_new(NULL);
    sheet->widths = g_array_new(FALSE, TRUE, sizeof(double));
    return sheet;
}

void
worksheet_free(Worksheet *sheet)
{
    if (!sheet)
        return;
    g_free(sheet->name);
    g_string_free(sheet->rows, TRUE);
    g_string_free(sheet->merges, TRUE);
    g_array_unref(sheet->widths);
    g_free(sheet);
}

void
worksheet_row(Worksheet *sheet, double height)
{
    char buffer[NUMBER_BUFFER];

    sheet->n_rows++;
    sheet->column = 0;
    g_string_append_printf(sheet->rows, "<row r=\"%zu\"", sheet->n_rows);
    if (height > 0.0)
        g_string_append_printf(sheet->rows, " ht=\"%s\" customHeight=\"1\"",
                               number_write(height, buffer));
    g_string_append_c(sheet->rows, '>');
}

void
worksheet_row_end(Worksheet *sheet)
{
    g_string_append(sheet->rows, "</row>\n");
}

/* Opens the next cell: <c r="B7" s="3". */
static void
open_cell(Worksheet *sheet, unsigned style)
{
    g_string_append(sheet->rows, "<c r=\"");
    xlsx_place(sheet->rows, sheet->n_rows - 1, sheet->column++, false);
    g_string_append_printf(sheet->rows, "\" s=\"%u\"", style);
}

void
worksheet_text(Worksheet *sheet, unsigned style, const char *text, const char *mark)
{
    GString *out = sheet->rows;

    open_cell(sheet, style);
    g_string_append(out, " t=\"inlineStr\"><is>");
    if (mark)
        g_string_append(out, "<r>");
    g_string_append(out, "<t xml:space=\"preserve\">");
    xlsx_text(out, text);
    g_string_append(out, "</t>");
    if (mark) {
        g_string_append(out, "</r><r><rPr><vertAlign val=\"superscript\"/></rPr>"
                             "<t xml:space=\"preserve\"> ");
        xlsx_text(out, mark);
        g_string_append(out, "</t></r>");
    }
    g_string_append(out, "</is></c>");
}

void
worksheet_number(Worksheet *sheet, unsigned style, double value, const char *formula)
{
    char buffer[NUMBER_BUFFER];

    open_cell(sheet, style);
    g_string_append_c(sheet->rows, '>');
    if (formula) {
        g_string_append(sheet->rows, "<f>");
        xlsx_text(sheet->rows, formula);
        g_string_append(sheet->rows, "</f>");
    }
    g_string_append_printf(sheet->rows, "<v>%s</v></c>", number_write(value, buffer));
}

void
worksheet_empty(Worksheet *sheet, unsigned style)
{
    open_cell(sheet, style);
    g_string_append(sheet->rows, "/>");
}

void
worksheet_merge(Worksheet *sheet, size_t n)
{
    if (n < 2)
        return;
    g_string_append(sheet->merges, "<mergeCell ref=\"");
    xlsx_place(sheet->merges, sheet->n_rows - 1, sheet->column, false);
    g_string_append_c(sheet->merges, ':');
    xlsx_place(sheet->merges, sheet->n_rows - 1, sheet->column + n - 1, false);
    g_string_append(sheet->merges, "\"/>\n");
    sheet->n_merges++;
}

void
worksheet_widen(Worksheet *sheet, size_t j, double width)
{
    if (j >= sheet->widths->len)
        g_array_set_size(sheet->widths, (guint)j + 1);
    double *widest = &g_array_index(sheet->widths, double, j);
    *widest = MAX(*widest, width);
}

/* The rows of the head and the columns that name the rows stay when the rest is moved. */
static void
add_view(GString *out, const Worksheet *sheet, bool first)
{
    size_t rows = sheet->head_end;

    g_string_append_printf(out,
                           "<sheetViews>\n<sheetView showGridLines=\"0\"%s workbookViewId=\"0\"",
                           first ? " tabSelected=\"1\"" : "");
    if (rows == 0) {
        g_string_append(out, "/>\n</sheetViews>\n");
        return;
    }
    g_string_append(out, "><pane");
    if (sheet->frozen > 0)
        g_string_append_printf(out, " xSplit=\"%zu\"", sheet->frozen);
    g_string_append_printf(out, " ySplit=\"%zu\" topLeftCell=\"", rows);
    xlsx_place(out, rows, sheet->frozen, false);
    g_string_append_printf(out,
                           "\" activePane=\"%s\" state=\"frozen\"/></sheetView>\n"
                           "</sheetViews>\n",
                           sheet->frozen > 0 ? "bottomRight" : "bottomLeft");
}

static void
add_widths(GString *out, const GArray *widths)
{
    char buffer[NUMBER_BUFFER];

    if (widths->len == 0)
        return;
    g_string_append(out, "<cols>\n");
    for (guint j = 0; j < widths->len; j++)
        g_string_append_printf(
            out, "<col min=\"%u\" max=\"%u\" width=\"%s\" customWidth=\"1\"/>\n", j + 1, j + 1,
            number_write(number_round(g_array_index(widths, double, j), 0, 2), buffer));
    g_string_append(out, "</cols>\n");
}

GString *
worksheet_write(const Worksheet *sheet, bool first)
{
    const double upright = 95.0; /* characters that an A4 page takes before it is too small */
    double width = 0.0;
    GString *out = g_string_new(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\n"
        "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>\n");

    for (guint j = 0; j < sheet->widths->len; j++)
        width += g_array_index(sheet->widths, double, j);
    add_view(out, sheet, first);
    g_string_append(out, "<sheetFormatPr defaultRowHeight=\"15\"/>\n");
    add_widths(out, sheet->widths);
    g_string_append_printf(out, "<sheetData>\n%s</sheetData>\n", sheet->rows->str);
    if (sheet->n_merges > 0)
        g_string_append_printf(out, "<mergeCells count=\"%zu\">\n%s</mergeCells>\n",
                               sheet->n_merges, sheet->merges->str);
    g_string_append_printf(out,
                           "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" "
                           "header=\"0.3\" footer=\"0.3\"/>\n<pageSetup paperSize=\"9\" "
                           "orientation=\"%s\" fitToHeight=\"0\"/>\n</worksheet>\n",
                           width > upright ? "landscape" : "portrait");
    return out;
}
