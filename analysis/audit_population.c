/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/audit_population.h"

#include "analysis/payments_sample.h"
#include "analysis/sheet.h"
#include "datasets/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void
audit_population_free(AuditPopulation *population)
{
    if (!population)
        return;
    g_strfreev(population->ids);
    g_free(population->book);
    g_free(population->audited);
    g_free(population->stratum);
    if (population->strata)
        g_ptr_array_unref(population->strata);
    for (size_t k = 0; population->balance && k < population->n_balance; k++)
        g_free(population->balance[k]);
    g_free(population->balance);
    g_free(population->ids_sha256);
    g_free(population);
}

double
audit_chance(const char *seed, const char *text)
{
    g_autoptr(GHmac) hmac = g_hmac_new(G_CHECKSUM_SHA256, (const guchar *)seed, strlen(seed));
    guint8 digest[32];
    gsize length = sizeof digest;
    uint64_t bits = 0;

    g_hmac_update(hmac, (const guchar *)text, -1);
    g_hmac_get_digest(hmac, digest, &length);
    for (int k = 0; k < 8; k++)
        bits = bits << 8 | digest[k];
    /* 52 bits and half a step are exact in a double, and never 1 */
    return ((double)(bits >> 12) + 0.5) * 0x1p-52;
}

/* A row of the file under its id. */
typedef struct {
    const char *id;
    size_t row;
} Place;

static int
by_id(const void *a, const void *b)
{
    return strcmp(((const Place *)a)->id, ((const Place *)b)->id);
}

static bool
check_rows(const Sheet *sheet, const AuditColumns *columns, Place *places, GError **error)
{
    for (size_t row = 0; row < sheet->data->n_rows; row++) {
        places[row] = (Place){ sheet_text(sheet, columns->id, row), row };
        if (!places[row].id)
            return sheet_fail(sheet, row, columns->id, error, "missing; every item has an id");
        if (!isfinite(sheet_number(sheet, columns->book, row)))
            return sheet_fail(sheet, row, columns->book, error,
                              "missing; every item has an amount");
        if (columns->strata && !sheet_text(sheet, columns->strata, row))
            return sheet_fail(sheet, row, columns->strata, error,
                              "missing; every item lies in a stratum");
        for (size_t k = 0; columns->balance && columns->balance[k]; k++)
            if (!isfinite(sheet_number(sheet, columns->balance[k], row)))
                return sheet_fail(sheet, row, columns->balance[k], error,
                                  "missing; a sample is balanced on what is known of every item");
    }
    qsort(places, sheet->data->n_rows, sizeof *places, by_id);
    for (size_t i = 1; i < sheet->data->n_rows; i++)
        if (strcmp(places[i].id, places[i - 1].id) == 0) {
            g_autofree char *other = sheet_place(sheet, places[i - 1].row);

            return sheet_fail(sheet, places[i].row, columns->id, error,
                              "'%s' stands in %s too; ids are unique", places[i].id, other);
        }
    return true;
}

/* Strata are numbered in the order of their names. */
static int
by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
fill(AuditPopulation *population, const Sheet *sheet, const AuditColumns *columns,
     const Place *places)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);

    for (size_t i = 0; i < population->n; i++)
        payments_code(population->strata,
                      columns->strata ? sheet_text(sheet, columns->strata, places[i].row) : "");
    g_ptr_array_sort(population->strata, by_text);
    for (size_t i = 0; i < population->n; i++) {
        size_t row = places[i].row;
        const char *stratum = columns->strata ? sheet_text(sheet, columns->strata, row) : "";

        population->ids[i] = g_strdup(places[i].id);
        population->book[i] = sheet_number(sheet, columns->book, row);
        population->audited[i] = sheet_number(sheet, columns->audited, row);
        population->stratum[i] = (uint32_t)payments_code(population->strata, stratum);
        for (size_t k = 0; k < population->n_balance; k++)
            population->balance[k][i] = sheet_number(sheet, columns->balance[k], row);
        if (population->book[i] > 0.0)
            population->book_total += population->book[i];
        else
            population->n_not_positive++;
        g_checksum_update(checksum, (const guchar *)places[i].id, -1);
        g_checksum_update(checksum, (const guchar *)"\n", 1);
    }
    population->ids_sha256 = g_strdup(g_checksum_get_string(checksum));
}

AuditPopulation *
audit_population_read(Input *input, const AuditColumns *asked, GError **error)
{
    AuditColumns columns = *asked;
    g_autoptr(GArray) requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    size_t n_balance = 0;

    columns.id = columns.id ? columns.id : "unit_id";
    columns.book = columns.book ? columns.book : "book_value";
    const ColumnRequest own[] = { { columns.id, READ_CATEGORY },
                                  { columns.book, READ_NUMBER },
                                  { columns.strata, READ_CATEGORY },
                                  { columns.audited, READ_NUMBER } };
    g_array_append_vals(requests, own, G_N_ELEMENTS(own));
    for (; columns.balance && columns.balance[n_balance]; n_balance++) {
        ColumnRequest request = { columns.balance[n_balance], READ_NUMBER };

        g_array_append_val(requests, request);
    }
    g_autoptr(Sheet) sheet = sheet_read(input, (const ColumnRequest *)(gpointer)requests->data,
                                        requests->len, NULL, error);
    if (!sheet)
        return NULL;
    size_t n = sheet->data->n_rows;
    g_autofree Place *places = g_new0(Place, n + 1);
    if (!check_rows(sheet, &columns, places, error))
        return NULL;
    if (n == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "%s: there are no items in it",
                    input->path);
        return NULL;
    }
    AuditPopulation *population = g_new0(AuditPopulation, 1);
    population->n = n;
    population->ids = g_new0(char *, n + 1);
    population->book = g_new0(double, n + 1);
    population->audited = g_new0(double, n + 1);
    population->stratum = g_new0(uint32_t, n + 1);
    population->strata = g_ptr_array_new_with_free_func(g_free);
    population->n_balance = n_balance;
    population->balance = g_new0(double *, n_balance + 1);
    for (size_t k = 0; k < n_balance; k++)
        population->balance[k] = g_new0(double, n + 1);
    fill(population, sheet, &columns, places);
    return population;
}
