/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/sheet.h"

#include "datasets/error.h"

#include <math.h>
#include <string.h>

bool
sheet_has(const Input *input, const char *name)
{
    size_t n;
    const char *const *names = reader_names(input->reader, &n);

    for (size_t k = 0; k < n; k++)
        if (strcmp(names[k], name) == 0)
            return true;
    return false;
}

static bool
keep_block(const Dataset *block, gpointer user, GError **error)
{
    Sheet *sheet = user;

    (void)error;
    for (size_t i = 0; i < block->n_rows; i++) {
        uint64_t line = dataset_line(block, i);

        g_array_append_val(sheet->lines, line);
    }
    dataset_append(sheet->data, block);
    return true;
}

/* TRUE if NAMES AS stands among the first N of REQUESTS. */
static bool
asked(const GArray *requests, const ColumnRequest *request)
{
    for (guint k = 0; k < requests->len; k++) {
        const ColumnRequest *met = &g_array_index(requests, ColumnRequest, k);

        if (met->as == request->as && strcmp(met->name, request->name) == 0)
            return true;
    }
    return false;
}

Sheet *
sheet_read(Input *input, const ColumnRequest *requests, size_t n, const char *const *optional,
           GError **error)
{
    g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    g_autoptr(Sheet) sheet = g_new0(Sheet, 1);

    for (size_t k = 0; k < n; k++) {
        if (!requests[k].name || asked(wanted, &requests[k]))
            continue;
        if (optional && g_strv_contains(optional, requests[k].name) &&
            !sheet_has(input, requests[k].name))
            continue;
        g_array_append_val(wanted, requests[k]);
    }
    sheet->input = input;
    sheet->data = dataset_new();
    sheet->lines = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    if (!reader_read(input->reader, (const ColumnRequest *)(gpointer)wanted->data, wanted->len,
                     keep_block, sheet, error))
        return NULL;
    return g_steal_pointer(&sheet);
}

void
sheet_free(Sheet *sheet)
{
    if (!sheet)
        return;
    dataset_free(sheet->data);
    g_array_unref(sheet->lines);
    g_free(sheet);
}

double
sheet_number(const Sheet *sheet, const char *name, size_t row)
{
    const Column *column = name ? dataset_find(sheet->data, name, READ_NUMBER) : NULL;

    g_assert(row < sheet->data->n_rows);
    return column ? column->number[row] : NAN;
}

const char *
sheet_text(const Sheet *sheet, const char *name, size_t row)
{
    const Column *column = name ? dataset_find(sheet->data, name, READ_CATEGORY) : NULL;

    g_assert(row < sheet->data->n_rows);
    return column && column->code[row] >= 0 ? column->levels[column->code[row]] : NULL;
}

char *
sheet_place(const Sheet *sheet, size_t row)
{
    uint64_t line = g_array_index(sheet->lines, uint64_t, row);

    return line > 0 ? g_strdup_printf("line %" G_GUINT64_FORMAT, line)
                    : g_strdup_printf("row %zu", row + 1);
}

bool
sheet_fail(const Sheet *sheet, size_t row, const char *column, GError **error, const char *format,
           ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *place = sheet_place(sheet, row);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "%s: %s, %s: %s", sheet->input->path, place,
                column, text);
    return false;
}
