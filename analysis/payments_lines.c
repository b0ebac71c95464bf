/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_lines.c - the lines that errors are made of, and categories in the place of causes. */
#include "analysis/payments_sample.h"

#include "datasets/error.h"

#include <math.h>
#include <string.h>

/* Money is compared to a fraction of the smallest coin. */
static const double CENT = 0.005;

/* Lines of a unit, as they stand in the file. */
typedef struct {
    double over, under, technical;
} LineSums;

static bool
read_line(PaymentsSample *sample, const Sheet *lines, GHashTable *units, LineSums *sums,
          GArray *parts, size_t row, GError **error)
{
    const char *id = sheet_text(lines, "unit_id", row);
    double amount = sheet_number(lines, "amount", row);
    gpointer place;

    if (!id || !g_hash_table_lookup_extended(units, id, NULL, &place))
        return sheet_fail(lines, row, "unit_id", error,
                          "'%s' is no unit of the sample; an error line needs its unit",
                          id ? id : "");
    if (!isfinite(amount))
        return sheet_fail(lines, row, "amount", error, "missing; + is overpaid and - is underpaid");
    size_t unit = GPOINTER_TO_SIZE(place);
    if (sheet_number(lines, "technical", row) == 1.0) {
        sums[unit].technical += fabs(amount);
        return true;
    }
    PaymentsPart part = { .unit = unit,
                          .cause = payments_cause(sample, lines, "cause_code", row),
                          .intent =
                              payments_code(sample->intents, sheet_text(lines, "intent", row)),
                          .liable =
                              payments_code(sample->liables, sheet_text(lines, "liable", row)),
                          .over = fmax(amount, 0.0),
                          .under = fmax(-amount, 0.0) };
    sums[unit].over += part.over;
    sums[unit].under += part.under;
    g_array_append_val(parts, part);
    return true;
}

/* Settles what unit I was over- and underpaid: its lines where they sum to paid - correct, capped
 * at what was paid; else paid - correct, which its lines then only divide. */
static void
settle(PaymentsSample *sample, const LineSums *sums, size_t i)
{
    double known = sample->paid[i] - sample->correct[i];

    sample->technical[i] = fmin(sums->technical, sample->paid[i]);
    if (sample->status[i] != REVIEW_COMPLETE || sample->tolerated[i] > 0.0 ||
        (sums->over == 0.0 && sums->under == 0.0))
        return;
    if (sums->over > sample->paid[i] + CENT)
        sample->n_capped++;
    if (fabs(sums->over - sums->under - known) <= CENT) {
        sample->over[i] = fmin(sums->over, sample->paid[i]);
        sample->under[i] = sums->under;
    } else {
        sample->n_apportioned++;
    }
}

/* What is left of a unit's error when its lines are taken away: a part without a cause. */
static void
add_rest(PaymentsSample *sample, const LineSums *sums, size_t i)
{
    PaymentsPart rest = { .unit = i,
                          .cause = -1,
                          .intent = -1,
                          .liable = -1,
                          .over = fmax(sample->over[i] - sums->over, 0.0),
                          .under = fmax(sample->under[i] - sums->under, 0.0) };

    if (rest.over > CENT || rest.under > CENT)
        g_array_append_val(sample->parts, rest);
}

/* AMOUNT of a line, scaled down where the lines SUM to more than the error. */
static double
scaled(double amount, double sum, double error)
{
    return sum > error ? amount * error / sum : amount;
}

bool
payments_sample_lines(PaymentsSample *sample, Input *input, GError **error)
{
    static const char *const optional[] = { "cause_code", "intent", "liable", "technical", NULL };
    static const ColumnRequest requests[] = {
        { "unit_id", READ_CATEGORY }, { "amount", READ_NUMBER },   { "cause_code", READ_CATEGORY },
        { "intent", READ_CATEGORY },  { "liable", READ_CATEGORY }, { "technical", READ_NUMBER }
    };
    g_autoptr(GHashTable) units = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(PaymentsPart));
    g_autofree LineSums *sums = g_new0(LineSums, sample->n + 1);

    if (!sample->ids) {
        g_set_error(
            error, ANDEL_ERROR, ANDEL_ERROR_DATA,
            "%s: there is no column unit_id, so error lines find no unit; name it with --id",
            sample->sheet->input->path);
        return false;
    }
    for (size_t i = 0; i < sample->n; i++)
        g_hash_table_insert(units, sample->ids[i], GSIZE_TO_POINTER(i));
    g_autoptr(Sheet) lines = sheet_read(input, requests, G_N_ELEMENTS(requests), optional, error);
    if (!lines)
        return false;
    g_ptr_array_set_size(sample->causes, 0);
    g_ptr_array_set_size(sample->cause_places, 0);
    for (size_t row = 0; row < lines->data->n_rows; row++)
        if (!read_line(sample, lines, units, sums, parts, row, error))
            return false;
    g_array_set_size(sample->parts, 0);
    for (size_t i = 0; i < sample->n; i++)
        settle(sample, &sums[i], i);
    for (guint k = 0; k < parts->len; k++) {
        PaymentsPart part = g_array_index(parts, PaymentsPart, k);

        part.over = scaled(part.over, sums[part.unit].over, sample->over[part.unit]);
        part.under = scaled(part.under, sums[part.unit].under, sample->under[part.unit]);
        if (part.over > 0.0 || part.under > 0.0)
            g_array_append_val(sample->parts, part);
    }
    for (size_t i = 0; i < sample->n; i++)
        add_rest(sample, &sums[i], i);
    return true;
}

/* The category of each cause of the map; NULL and ERROR for a cause twice. */
static GHashTable *
read_map(const Sheet *map, const char *column, GError **error)
{
    g_autoptr(GHashTable) categories = g_hash_table_new(g_str_hash, g_str_equal);

    for (size_t row = 0; row < map->data->n_rows; row++) {
        const char *cause = sheet_text(map, "cause_code", row);
        const char *category = sheet_text(map, column, row);

        if (!cause || !category) {
            sheet_fail(map, row, cause ? column : "cause_code", error, "missing");
            return NULL;
        }
        if (!g_hash_table_insert(categories, (gpointer)cause, (gpointer)category)) {
            sheet_fail(map, row, "cause_code", error, "'%s' stands in an earlier row too", cause);
            return NULL;
        }
    }
    return g_steal_pointer(&categories);
}

bool
payments_sample_map(PaymentsSample *sample, Input *input, const char *column, GError **error)
{
    const ColumnRequest requests[] = { { "cause_code", READ_CATEGORY }, { column, READ_CATEGORY } };
    g_autoptr(Sheet) map = sheet_read(input, requests, G_N_ELEMENTS(requests), NULL, error);
    g_autoptr(GHashTable) categories = map ? read_map(map, column, error) : NULL;
    if (!categories)
        return false;

    GPtrArray *mapped = g_ptr_array_new_with_free_func(g_free);
    g_autofree int32_t *code = g_new0(int32_t, sample->causes->len + 1);
    for (guint k = 0; k < sample->causes->len; k++) {
        const char *cause = g_ptr_array_index(sample->causes, k);
        const char *category = g_hash_table_lookup(categories, cause);

        if (!category) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "%s: the cause '%s' has no row in %s; give it one there",
                        (const char *)g_ptr_array_index(sample->cause_places, k), cause,
                        input->path);
            g_ptr_array_unref(mapped);
            return false;
        }
        code[k] = payments_code(mapped, category);
    }
    for (guint k = 0; k < sample->parts->len; k++) {
        PaymentsPart *part = &g_array_index(sample->parts, PaymentsPart, k);

        if (part->cause >= 0)
            part->cause = code[part->cause];
    }
    g_ptr_array_unref(sample->causes);
    sample->causes = mapped;
    return true;
}
