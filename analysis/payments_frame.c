/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/payments_frame.h"

#include "analysis/sheet.h"
#include "datasets/error.h"

#include <math.h>
#include <string.h>

void
payments_frame_free(PaymentsFrame *frame)
{
    if (!frame)
        return;
    g_strfreev(frame->names);
    g_strfreev(frame->places);
    g_free(frame->population);
    g_free(frame->book);
    g_free(frame);
}

size_t
payments_frame_find(const PaymentsFrame *frame, const char *name)
{
    size_t h = 0;

    while (h < frame->n && strcmp(frame->names[h], name) != 0)
        h++;
    return h;
}

static bool
add_stratum(PaymentsFrame *frame, const Sheet *sheet, const PaymentsFrameColumns *columns,
            size_t row, GError **error)
{
    const char *name = columns->stratum ? sheet_text(sheet, columns->stratum, row) : "";
    double population = sheet_number(sheet, columns->population, row);
    double book = sheet_number(sheet, columns->book, row);

    if (!name)
        return sheet_fail(sheet, row, columns->stratum, error, "the stratum is missing");
    if (payments_frame_find(frame, name) < frame->n)
        return sheet_fail(sheet, row, columns->stratum ? columns->stratum : columns->population,
                          error, "stratum '%s' stands here twice; one row a stratum%s", name,
                          columns->stratum ? "" : " (without --strata there is one)");
    if (!(population >= 1.0) || population != floor(population) || isinf(population))
        return sheet_fail(sheet, row, columns->population, error,
                          "%g is no number of payments; a whole number above 0 is", population);
    if (columns->book && !(book > 0.0 && isfinite(book)))
        return sheet_fail(sheet, row, columns->book, error,
                          "%g was paid in stratum '%s'; give a sum above 0, or leave the whole "
                          "column out",
                          book, name);
    g_autofree char *place = sheet_place(sheet, row);
    frame->names[frame->n] = g_strdup(name);
    frame->places[frame->n] =
        g_strdup_printf("%s: %s, %s", sheet->input->path, place, columns->population);
    frame->population[frame->n] = population;
    frame->book[frame->n] = book;
    frame->units += population;
    frame->book_total += book;
    frame->n++;
    return true;
}

PaymentsFrame *
payments_frame_read(Input *input, const PaymentsFrameColumns *asked, GError **error)
{
    PaymentsFrameColumns columns = *asked;

    if (!columns.population)
        columns.population = "N";
    if (!columns.book && sheet_has(input, "paid_total"))
        columns.book = "paid_total";
    const ColumnRequest requests[] = { { columns.stratum, READ_CATEGORY },
                                       { columns.population, READ_NUMBER },
                                       { columns.book, READ_NUMBER } };
    g_autoptr(Sheet) sheet = sheet_read(input, requests, G_N_ELEMENTS(requests), NULL, error);
    if (!sheet)
        return NULL;

    size_t n = sheet->data->n_rows;
    g_autoptr(PaymentsFrame) frame = g_new0(PaymentsFrame, 1);
    frame->names = g_new0(char *, n + 1);
    frame->places = g_new0(char *, n + 1);
    frame->population = g_new0(double, n + 1);
    frame->book = g_new0(double, n + 1);
    for (size_t row = 0; row < n; row++)
        if (!add_stratum(frame, sheet, &columns, row, error))
            return NULL;
    if (n == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "%s: there is no stratum in it",
                    input->path);
        return NULL;
    }
    return g_steal_pointer(&frame);
}
