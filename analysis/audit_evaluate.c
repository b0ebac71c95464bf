/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/audit_evaluate.h"

#include "analysis/sheet.h"
#include "datasets/error.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The items of the sample. */
typedef struct {
    const Sheet *sheet;
    AuditEvaluateOptions columns;
    size_t n;
    double *book, *error, *hits; /* [n] */
    bool *certainty;             /* [n] */
} Items;

void
audit_result_free(AuditResult *result)
{
    if (!result)
        return;
    g_free(result->over);
    g_free(result->under);
    g_free(result->stages);
    g_free(result);
}

static const char *
found(const Input *input, const char *asked, const char *usual)
{
    return asked ? asked : sheet_has(input, usual) ? usual : NULL;
}

static bool
read_hits(const Items *items, size_t i, GError **error)
{
    double hits = sheet_number(items->sheet, items->columns.hits, i);

    items->hits[i] = items->columns.hits ? hits : 1.0;
    if (items->hits[i] >= 1.0 && items->hits[i] == floor(items->hits[i]) && isfinite(hits + 1.0))
        return true;
    if (!items->columns.hits)
        return true;
    return sheet_fail(items->sheet, i, items->columns.hits, error,
                      "%g; an item is hit a whole number of times, once or more", hits);
}

static bool
read_item(const Items *items, AuditResult *result, size_t i, GError **error)
{
    const AuditEvaluateOptions *columns = &items->columns;
    double book = sheet_number(items->sheet, columns->book, i);
    double audited = sheet_number(items->sheet, columns->audited, i);
    const char *status = sheet_text(items->sheet, columns->status, i);
    bool unavailable = status && strcmp(status, "unavailable") == 0;

    if (!(book > 0.0) || isinf(book))
        return sheet_fail(items->sheet, i, columns->book, error,
                          "%s; an item that is drawn by its amount has one above 0",
                          isnan(book) ? "missing" : "0 or below");
    if (isnan(audited) && !unavailable)
        return sheet_fail(items->sheet, i, columns->audited, error,
                          "missing; say 'unavailable' in a column status if nobody could see it");
    if (audited < 0.0)
        return sheet_fail(items->sheet, i, columns->audited, error,
                          "%g is below 0: the taint would be above 1, and no bound holds then",
                          audited);
    items->book[i] = book;
    items->error[i] = unavailable ? book : book - audited;
    items->certainty[i] = sheet_number(items->sheet, columns->certainty, i) == 1.0;
    result->n_unavailable += unavailable;
    return read_hits(items, i, error);
}

static bool
check_ids(const Items *items, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (size_t i = 0; items->columns.id && i < items->n; i++) {
        const char *id = sheet_text(items->sheet, items->columns.id, i);

        if (id && !g_hash_table_add(seen, (gpointer)id))
            return sheet_fail(items->sheet, i, items->columns.id, error,
                              "'%s' stands in an earlier row too; an item hit twice is one row "
                              "with hits 2",
                              id);
    }
    return true;
}

static int
descending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x < y) - (x > y);
}

/* Taints, once for each hit; errors of certain items are known. */
static void
collect(const Items *items, AuditResult *result)
{
    g_autoptr(GArray) over = g_array_new(FALSE, TRUE, sizeof(double));
    g_autoptr(GArray) under = g_array_new(FALSE, TRUE, sizeof(double));

    result->sampled_book = result->book_total;
    for (size_t i = 0; i < items->n; i++) {
        double taint = fabs(items->error[i]) / items->book[i];

        if (items->certainty[i]) {
            result->n_certainty++;
            result->sampled_book -= items->book[i];
            result->known_over += fmax(items->error[i], 0.0);
            result->known_under += fmax(-items->error[i], 0.0);
            continue;
        }
        result->n += items->hits[i];
        for (double k = 0.0; k < items->hits[i] && taint > 0.0; k++)
            g_array_append_val(items->error[i] > 0.0 ? over : under, taint);
    }
    result->n_over = over->len;
    result->n_under = under->len;
    result->over = (double *)(gpointer)g_array_steal(over, NULL);
    result->under = (double *)(gpointer)g_array_steal(under, NULL);
    if (result->n_over > 0)
        qsort(result->over, result->n_over, sizeof(double), descending);
    if (result->n_under > 0)
        qsort(result->under, result->n_under, sizeof(double), descending);
    result->interval = result->n > 0.0 ? result->sampled_book / result->n : NAN;
}

static void
set_bounds(const AuditResult *result, const double *taints, size_t n_taints, double *bounds)
{
    const AuditErrors errors = { taints, n_taints, result->n, result->confidence };
    bool whole = n_taints == 0 || taints[0] <= 1.0;

    for (int bound = 0; bound < N_BOUNDS; bound++)
        bounds[bound] = whole && result->n > 1.0 ? audit_bound((AuditBound)bound, &errors) : NAN;
    if (n_taints == 0)
        bounds[BOUND_PPS] = NAN; /* never 0 +- 0 */
}

/* Totals of the error from a sample with equal chances. */
void
audit_classical(const double *error, const double *book, size_t n_items, double population,
                double book_total, double confidence, AuditClassical *out)
{
    static const struct {
        const char *name;
        PaymentsMethod method;
    } methods[AUDIT_MOST_CLASSICAL] = { { "difference", METHOD_EXPANSION },
                                        { "ratio", METHOD_COMBINED },
                                        { "regression", METHOD_SEPARATE_REGRESSION } };
    double n = (double)n_items, t = gsl_cdf_tdist_Pinv(confidence, n - 1.0);
    g_autofree double *score = g_new0(double, n_items + 1), *weight = g_new0(double, n_items + 1);
    g_autofree uint32_t *stratum = g_new0(uint32_t, n_items + 1);

    for (size_t i = 0; i < n_items; i++)
        weight[i] = population / n;
    for (size_t k = 0; k < AUDIT_MOST_CLASSICAL; k++) {
        PaymentsBasis basis = { .method = methods[k].method,
                                .n = n_items,
                                .n_strata = 1,
                                .stratum = stratum,
                                .paid = book,
                                .weight = weight,
                                .population = &population,
                                .book = &book_total,
                                .book_total = book_total };
        AuditClassical *of = &out[k];
        double sum = 0.0, squares = 0.0;

        of->name = methods[k].name;
        of->value = payments_amount(&basis, NULL, error, score);
        for (size_t i = 0; i < n_items; i++)
            sum += score[i] / n;
        for (size_t i = 0; i < n_items; i++)
            squares += (score[i] - sum) * (score[i] - sum);
        of->se = population * sqrt((1.0 - n / population) * squares / (n - 1.0) / n);
        of->df = n - 1.0;
        of->lower = of->value - t * of->se;
        of->upper = of->value + t * of->se;
    }
}

static void
set_classical(const Items *items, AuditResult *result)
{
    double n = (double)items->n, mean[2] = { 0 }, cov = 0.0, var = 0.0;

    for (size_t i = 0; i < items->n; i++) {
        mean[0] += items->error[i] / n;
        mean[1] += items->book[i] / n;
    }
    for (size_t i = 0; i < items->n; i++) {
        cov += (items->error[i] - mean[0]) * (items->book[i] - mean[1]);
        var += (items->book[i] - mean[1]) * (items->book[i] - mean[1]);
    }
    result->ratio_fits = var > 0.0 && cov / var > mean[0] / mean[1] / 2.0;
    if (items->n <= 2)
        return;
    result->n_classical = AUDIT_MOST_CLASSICAL;
    audit_classical(items->error, items->book, items->n, items->columns.population,
                    result->book_total, result->confidence, result->classical);
}

static bool
check_total(const Items *items, const AuditResult *result, GError **error)
{
    double book = 0.0;

    for (size_t i = 0; i < items->n; i++)
        book += items->book[i];
    if (isnan(result->book_total))
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit evaluate: what is the book total of all items? give --book-total");
    else if (result->book_total < book * (1.0 - 1e-12))
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: the items of the sample sum to %.2f, more than the book total %.2f",
                    items->sheet->input->path, book, result->book_total);
    else if (items->columns.population < (double)items->n)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: %zu items were drawn, but the population holds %g (N)",
                    items->sheet->input->path, items->n, items->columns.population);
    else
        return true;
    return false;
}

static void
work_out(const Items *items, AuditResult *result)
{
    collect(items, result);
    for (size_t k = 0; k < result->n_over; k++)
        result->sum_taints += result->over[k];
    for (size_t k = 0; k < result->n_under; k++)
        result->sum_taints -= result->under[k];
    result->most_likely_rate = result->n > 0.0 ? result->sum_taints / result->n : 0.0;
    set_bounds(result, result->over, result->n_over, result->bounds);
    set_bounds(result, result->under, result->n_under, result->bounds_under);
    const AuditErrors errors = { result->over, result->n_over, result->n, result->confidence };
    result->stages = g_new0(AuditStage, result->n_over + 1);
    audit_stages(&errors, result->interval, result->stages);
    if (!isnan(items->columns.population))
        set_classical(items, result);
}

AuditResult *
audit_evaluate(Input *input, const AuditEvaluateOptions *options, GError **error)
{
    Items items = { .columns = *options };

    items.columns.id = found(input, options->id, "unit_id");
    items.columns.hits = found(input, options->hits, "hits");
    items.columns.status = found(input, options->status, "status");
    items.columns.certainty = found(input, options->certainty, "certainty");
    const ColumnRequest requests[] = {
        { options->book, READ_NUMBER },          { options->audited, READ_NUMBER },
        { items.columns.id, READ_CATEGORY },     { items.columns.hits, READ_NUMBER },
        { items.columns.status, READ_CATEGORY }, { items.columns.certainty, READ_NUMBER }
    };
    g_autoptr(Sheet) sheet = sheet_read(input, requests, G_N_ELEMENTS(requests), NULL, error);
    if (!sheet)
        return NULL;
    g_autoptr(AuditResult) result = g_new0(AuditResult, 1);
    size_t n = sheet->data->n_rows;
    g_autofree double *book = g_new0(double, n + 1), *wrong = g_new0(double, n + 1);
    g_autofree double *hits = g_new0(double, n + 1);
    g_autofree bool *certainty = g_new0(bool, n + 1);
    items.sheet = sheet;
    items.n = result->n_items = n;
    items.book = book;
    items.error = wrong;
    items.hits = hits;
    items.certainty = certainty;
    result->confidence = options->confidence;
    result->book_total = options->book_total;
    for (size_t i = 0; i < n; i++)
        if (!read_item(&items, result, i, error))
            return NULL;
    if (!check_ids(&items, error) || !check_total(&items, result, error))
        return NULL;
    work_out(&items, result);
    return g_steal_pointer(&result);
}

double
audit_amount(const AuditResult *result, double rate, bool under)
{
    return rate * result->sampled_book + (under ? result->known_under : result->known_over);
}
