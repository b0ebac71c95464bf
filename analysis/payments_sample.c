/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/payments_sample.h"

#include "datasets/error.h"

#include <math.h>
#include <string.h>

static const char *const statuses[] = { "complete", "unknown", "not_reviewed", "out_of_scope" };

void
payments_sample_free(PaymentsSample *sample)
{
    if (!sample)
        return;
    sheet_free(sample->sheet);
    g_strfreev(sample->ids);
    g_free(sample->paid);
    g_free(sample->correct);
    g_free(sample->recheck);
    g_free(sample->recovered);
    g_free(sample->prob);
    g_free(sample->over);
    g_free(sample->under);
    g_free(sample->technical);
    g_free(sample->tolerated);
    g_free(sample->status);
    g_free(sample->targeted);
    g_array_unref(sample->parts);
    g_ptr_array_unref(sample->causes);
    g_ptr_array_unref(sample->cause_places);
    g_ptr_array_unref(sample->intents);
    g_ptr_array_unref(sample->liables);
    g_free(sample);
}

int32_t
payments_code(GPtrArray *texts, const char *text)
{
    if (!text)
        return -1;
    for (guint k = 0; k < texts->len; k++)
        if (strcmp(g_ptr_array_index(texts, k), text) == 0)
            return (int32_t)k;
    g_ptr_array_add(texts, g_strdup(text));
    return (int32_t)texts->len - 1;
}

int32_t
payments_cause(PaymentsSample *sample, const Sheet *sheet, const char *column, size_t row)
{
    int32_t code = payments_code(sample->causes, sheet_text(sheet, column, row));
    g_autofree char *place = NULL;

    if (code < 0 || (guint)code < sample->cause_places->len)
        return code;
    place = sheet_place(sheet, row);
    g_ptr_array_add(sample->cause_places,
                    g_strdup_printf("%s: %s, %s", sheet->input->path, place, column));
    return code;
}

static const char *
found(const Input *input, const char *asked, const char *usual)
{
    return asked ? asked : sheet_has(input, usual) ? usual : NULL;
}

PaymentsColumns
payments_columns_found(const Input *input, const PaymentsColumns *asked)
{
    PaymentsColumns columns = *asked;

    columns.id = found(input, asked->id, "unit_id");
    columns.status = found(input, asked->status, "review_status");
    columns.selection = found(input, asked->selection, "selection");
    return columns;
}

static bool
read_words(PaymentsSample *sample, const PaymentsColumns *columns, size_t i, GError **error)
{
    const char *status = sheet_text(sample->sheet, columns->status, i);
    const char *selection = sheet_text(sample->sheet, columns->selection, i);

    sample->status[i] = REVIEW_COMPLETE;
    for (size_t k = 0; status && k <= G_N_ELEMENTS(statuses); k++) {
        if (k == G_N_ELEMENTS(statuses))
            return sheet_fail(sample->sheet, i, columns->status, error,
                              "'%s' is no outcome of a review; there are complete, unknown, "
                              "not_reviewed, out_of_scope",
                              status);
        sample->status[i] = (ReviewStatus)k;
        if (strcmp(status, statuses[k]) == 0)
            break;
    }
    if (selection && strcmp(selection, "random") != 0 && strcmp(selection, "targeted") != 0)
        return sheet_fail(sample->sheet, i, columns->selection, error,
                          "'%s' is no way of selection; there are random and targeted", selection);
    sample->targeted[i] = selection && strcmp(selection, "targeted") == 0;
    return true;
}

static bool
read_amounts(PaymentsSample *sample, const PaymentsColumns *columns, size_t i, GError **error)
{
    double paid = sheet_number(sample->sheet, columns->paid, i);
    double correct = sheet_number(sample->sheet, columns->correct, i);

    if (!(paid > 0.0) || isinf(paid))
        return sheet_fail(sample->sheet, i, columns->paid, error,
                          "%s; a reviewed payment is an amount above 0",
                          isnan(paid) ? "missing" : "0 or below");
    if (correct < 0.0 || isinf(correct))
        return sheet_fail(sample->sheet, i, columns->correct, error,
                          "%g; below 0 the error would be more than was paid", correct);
    if (columns->no_underpayments && correct > paid)
        return sheet_fail(sample->sheet, i, columns->correct, error,
                          "%g is more than the %g paid, and underpayments were ruled out", correct,
                          paid);
    sample->paid[i] = paid;
    sample->correct[i] = correct;
    if (sample->recheck) {
        sample->recheck[i] = sheet_number(sample->sheet, columns->recheck, i);
        if (sample->recheck[i] < 0.0 || isinf(sample->recheck[i]))
            return sheet_fail(sample->sheet, i, columns->recheck, error,
                              "%g; below 0 the error would be more than was paid",
                              sample->recheck[i]);
    }
    if (sample->recovered) {
        double recovered = sheet_number(sample->sheet, columns->recovered, i);

        if (recovered < 0.0 || recovered > paid)
            return sheet_fail(sample->sheet, i, columns->recovered, error,
                              "%g; between 0 and the %g paid can be recovered", recovered, paid);
        sample->recovered[i] = isnan(recovered) ? 0.0 : recovered;
    }
    if (sample->prob) {
        sample->prob[i] = sheet_number(sample->sheet, columns->prob, i);
        if (!sample->targeted[i] && !(sample->prob[i] > 0.0 && sample->prob[i] <= 1.0))
            return sheet_fail(sample->sheet, i, columns->prob, error,
                              "%s; a probability of being drawn is above 0 and at most 1",
                              isnan(sample->prob[i]) ? "missing" : "out of range");
    }
    if (isnan(correct) && sample->status[i] == REVIEW_COMPLETE)
        sample->status[i] = REVIEW_UNKNOWN;
    return true;
}

/* Who of two reviewers found an error. */
static bool
read_reviewers(PaymentsSample *sample, const PaymentsColumns *columns, size_t i, GError **error)
{
    bool found[2];

    for (size_t k = 0; columns->reviewers && k < 2; k++) {
        double said = sheet_number(sample->sheet, columns->reviewers[k], i);

        if (said != 0.0 && said != 1.0)
            return sheet_fail(sample->sheet, i, columns->reviewers[k], error,
                              "%s; 1: this reviewer found an error, 0: none",
                              isnan(said) ? "missing" : "neither 0 nor 1");
        found[k] = said == 1.0 && !sample->targeted[i];
    }
    if (columns->reviewers) {
        sample->found[0] += found[0];
        sample->found[1] += found[1];
        sample->found[2] += found[0] && found[1];
    }
    return true;
}

static void
find_error(PaymentsSample *sample, const PaymentsColumns *columns, size_t i)
{
    double off = sample->paid[i] - sample->correct[i];

    if (sample->status[i] != REVIEW_COMPLETE || off == 0.0)
        return;
    if (fabs(off) <= columns->tolerance) {
        sample->tolerated[i] = fabs(off);
        return;
    }
    sample->over[i] = fmax(off, 0.0);
    sample->under[i] = fmax(-off, 0.0);
    PaymentsPart part = { .unit = i,
                          .cause = payments_cause(sample, sample->sheet, columns->cause, i),
                          .intent = -1,
                          .liable = -1,
                          .over = sample->over[i],
                          .under = sample->under[i] };
    g_array_append_val(sample->parts, part);
}

static bool
read_unit(PaymentsSample *sample, const PaymentsColumns *columns, GHashTable *seen, size_t i,
          GError **error)
{
    if (columns->id) {
        const char *id = sheet_text(sample->sheet, columns->id, i);

        if (!id)
            return sheet_fail(sample->sheet, i, columns->id, error, "missing; each unit has one");
        sample->ids[i] = g_strdup(id);
        if (!g_hash_table_add(seen, sample->ids[i]))
            return sheet_fail(sample->sheet, i, columns->id, error,
                              "'%s' stands in an earlier row too; a unit is one row, its errors "
                              "are lines of --errors",
                              id);
    }
    if (!read_words(sample, columns, i, error) || !read_amounts(sample, columns, i, error) ||
        !read_reviewers(sample, columns, i, error))
        return false;
    find_error(sample, columns, i);
    return true;
}

/* The columns to read: those of the review and of the design, and BY as categories. */
static GArray *
requests_of(const PaymentsColumns *columns, const char *const *by)
{
    GArray *requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    const ColumnRequest own[] = {
        { columns->paid, READ_NUMBER },        { columns->correct, READ_NUMBER },
        { columns->strata, READ_CATEGORY },    { columns->psu, READ_CATEGORY },
        { columns->weight, READ_NUMBER },      { columns->cause, READ_CATEGORY },
        { columns->id, READ_CATEGORY },        { columns->status, READ_CATEGORY },
        { columns->selection, READ_CATEGORY }, { columns->recheck, READ_NUMBER },
        { columns->prob, READ_NUMBER },        { columns->recovered, READ_NUMBER }
    };

    g_array_append_vals(requests, own, G_N_ELEMENTS(own));
    for (size_t k = 0; columns->reviewers && k < 2; k++) {
        ColumnRequest request = { columns->reviewers[k], READ_NUMBER };

        g_array_append_val(requests, request);
    }
    for (; by && *by; by++) {
        ColumnRequest request = { *by, READ_CATEGORY };

        g_array_append_val(requests, request);
    }
    return requests;
}

PaymentsSample *
payments_sample_read(Input *input, const PaymentsColumns *asked, const char *const *by,
                     GError **error)
{
    PaymentsColumns columns = payments_columns_found(input, asked);
    g_autoptr(GArray) requests = requests_of(&columns, by);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    Sheet *sheet = sheet_read(input, (const ColumnRequest *)(gpointer)requests->data, requests->len,
                              NULL, error);
    if (!sheet)
        return NULL;

    g_autoptr(PaymentsSample) sample = g_new0(PaymentsSample, 1);
    size_t n = sample->n = sheet->data->n_rows;
    sample->sheet = sheet;
    sample->ids = columns.id ? g_new0(char *, n + 1) : NULL;
    sample->paid = g_new0(double, n + 1);
    sample->correct = g_new0(double, n + 1);
    sample->recheck = columns.recheck ? g_new0(double, n + 1) : NULL;
    sample->recovered = columns.recovered ? g_new0(double, n + 1) : NULL;
    sample->prob = columns.prob ? g_new0(double, n + 1) : NULL;
    sample->over = g_new0(double, n + 1);
    sample->under = g_new0(double, n + 1);
    sample->technical = g_new0(double, n + 1);
    sample->tolerated = g_new0(double, n + 1);
    sample->status = g_new0(ReviewStatus, n + 1);
    sample->targeted = g_new0(bool, n + 1);
    sample->parts = g_array_new(FALSE, TRUE, sizeof(PaymentsPart));
    sample->causes = g_ptr_array_new_with_free_func(g_free);
    sample->cause_places = g_ptr_array_new_with_free_func(g_free);
    sample->intents = g_ptr_array_new_with_free_func(g_free);
    sample->liables = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < n; i++)
        if (!read_unit(sample, &columns, seen, i, error))
            return NULL;
    return g_steal_pointer(&sample);
}
