/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/payments.h"

#include "datasets/number.h"

#include <math.h>
#include <string.h>

static const char *const intents[] = { "unknown", "intentional", "unintentional", NULL };

static const Field total_fields[] = {
    { .name = "id", .type = FIELD_TEXT, .help = "its name; total unless given" },
    { .name = "label", .type = FIELD_LABEL, .help = "what the table calls it" },
    { .name = "rate", .type = FIELD_TEXT, .required = true, .help = "per cent, as printed" },
    { .name = "note", .type = FIELD_LABEL, .help = "what a reader must know of it" },
    { 0 },
};

static const Field part_fields[] = {
    { .name = "id", .type = FIELD_TEXT, .required = true, .help = "its name" },
    { .name = "label", .type = FIELD_LABEL, .help = "what the table calls it" },
    { .name = "rate", .type = FIELD_TEXT, .required = true, .help = "per cent, as printed" },
    { .name = "intent", .type = FIELD_CHOICE, .choices = intents, .help = "whether on purpose" },
    { .name = "note", .type = FIELD_LABEL, .help = "what a reader must know of it" },
    { 0 },
};

static const Field outlay_fields[] = {
    { .name = "value", .type = FIELD_NUMBER, .required = true, .help = "what was paid" },
    { .name = "unit", .type = FIELD_TEXT, .help = "mn kr" },
    { .name = "year", .type = FIELD_INTEGER, .help = "when it was paid" },
    { 0 },
};

const Field payments_fields[] = {
    { .name = "title", .type = FIELD_LABEL, .help = "title of the table" },
    { .name = "source", .type = FIELD_LABEL, .help = "where the rates are from" },
    { .name = "lang", .type = FIELD_TEXT, .help = "how the numbers are written: en or sv" },
    { .name = "total",
      .type = FIELD_BLOCK,
      .required = true,
      .fields = total_fields,
      .help = "share of the outlay that is wrong" },
    { .name = "parts",
      .type = FIELD_LIST,
      .required = true,
      .fields = part_fields,
      .help = "the same by cause" },
    { .name = "outlay", .type = FIELD_BLOCK, .fields = outlay_fields, .help = "what was paid" },
    { 0 },
};

/* Rates are compared in whole half-units of the fourth decimal, so that nothing is rounded. */
enum { RATE_DECIMALS = 4 };
static const double HALVES = 2000000.0; /* in the whole outlay */

typedef struct {
    int64_t low, high; /* from LOW up to, but not with, HIGH */
} Interval;

/* Half-units in one of the last printed decimal. */
static int64_t
unit_of(const Printed *printed)
{
    int64_t unit = 2;

    for (int i = printed->decimals; i < RATE_DECIMALS; i++)
        unit *= 10;
    return unit;
}

static Interval
interval_of(const Printed *printed)
{
    int64_t unit = unit_of(printed);

    /* a rate is never below 0 */
    return (Interval){ MAX(printed->digits * unit - unit / 2, 0),
                       printed->digits * unit + unit / 2 };
}

static void
read_row(Payments *payments, const Node *node, const char *id, PaymentsRow *row)
{
    g_autoptr(GError) error = NULL;
    const Node *rate = node_get(node, "rate");

    *row = (PaymentsRow){ .id = id,
                          .node = node,
                          .label = node_get(node, "label"),
                          .note = node_get(node, "note"),
                          .intent = (PaymentsIntent)node_choice(node_get(node, "intent"), 0),
                          .text = node_text(rate) };
    if (!printed_read(row->text, payments->language, &row->printed, &error))
        document_complain(payments->document, rate, error->message, NULL);
    else if (row->printed.value < 0.0 || row->printed.value > 100.0 ||
             row->printed.decimals > RATE_DECIMALS)
        document_complain(payments->document, rate,
                          "a rate is between 0 and 100 per cent, with at most 4 decimals", NULL);
    else
        payments->decimals = MAX(payments->decimals, row->printed.decimals);
    row->rate = (double)row->printed.digits * (double)unit_of(&row->printed) / HALVES;
    row->share = row->share_low = row->share_high = NAN;
    row->amount = row->amount_low = row->amount_high = NAN;
}

/* Sums the parts, holds them against the total, and complains when they cannot agree. */
static void
compare(Payments *payments, Interval *total, Interval *sum)
{
    int64_t printed = 0;

    *total = interval_of(&payments->total.printed);
    *sum = (Interval){ 0, 0 };
    for (size_t i = 0; i < payments->n_parts; i++) {
        Interval part = interval_of(&payments->parts[i].printed);
        sum->low += part.low;
        sum->high += part.high;
        printed += payments->parts[i].printed.digits * unit_of(&payments->parts[i].printed);
    }
    payments->exact = printed == payments->total.printed.digits * unit_of(&payments->total.printed);
    payments->sum = (double)printed / HALVES;
    payments->sum_low = (double)sum->low / HALVES;
    payments->sum_high = (double)sum->high / HALVES;
    Interval both = { MAX(total->low, sum->low), MIN(total->high, sum->high) };
    payments->both_low = (double)both.low / HALVES;
    payments->both_high = (double)both.high / HALVES;
    if (both.low < both.high)
        return;
    double limits[] = { payments->sum_low, payments->sum_high, (double)total->low / HALVES,
                        (double)total->high / HALVES };
    char shown[4][NUMBER_BUFFER];
    for (size_t i = 0; i < 4; i++)
        number_write(number_round(limits[i], 2, RATE_DECIMALS + 1), shown[i]);
    g_autofree char *what = g_strdup_printf(
        "the parts cannot sum to the total: within rounding they sum to %s up to %s per cent, and "
        "the total '%s' stands for %s up to %s",
        shown[0], shown[1], payments->total.text, shown[2], shown[3]);
    document_complain(payments->document, node_get(payments->total.node, "rate"), what,
                      "look for a part that is missing, counted twice or misprinted");
}

/* Least and greatest share of ROW among the errors, when every number may be anything that rounds
 * to what is printed: p / S is least where p is, or where the others are as large as they can be.
 */
static void
share_limits(const Payments *payments, const Interval *sum, PaymentsRow *row)
{
    Interval own = interval_of(&row->printed);
    double low = (double)own.low, high = (double)own.high;
    double rest_low = (double)(sum->low - own.low), rest_high = (double)(sum->high - own.high);
    double least = payments->both_low * HALVES, most = payments->both_high * HALVES;
    double at = CLAMP(low + rest_high, least, most);

    row->share_low = at > 0.0 ? MAX(low, at - rest_high) / at : 0.0;
    at = CLAMP(high + rest_low, least, most);
    row->share_high = at > 0.0 ? MIN(high, at - rest_low) / at : 1.0;
}

static void
work_out(const Payments *payments, const Interval *sum, PaymentsRow *row, bool total)
{
    Interval interval = interval_of(&row->printed);

    row->rate_low = (double)interval.low / HALVES;
    row->rate_high = (double)interval.high / HALVES;
    if (total)
        row->share = row->share_low = row->share_high = 1.0;
    else if (payments->sum > 0.0) {
        row->share = row->rate / payments->sum;
        share_limits(payments, sum, row);
    }
    row->amount = payments->outlay * row->rate;
    row->amount_low = payments->outlay * row->rate_low;
    row->amount_high = payments->outlay * row->rate_high;
}

static void
read_rows(Payments *payments, const Node *root)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    const Node *total = node_get(root, "total"), *parts = node_get(root, "parts");
    const char *id = node_text(node_get(total, "id"));

    read_row(payments, total, id ? id : "total", &payments->total);
    g_hash_table_add(seen, (gpointer)payments->total.id);
    payments->n_parts = node_count(parts);
    payments->parts = g_new0(PaymentsRow, payments->n_parts + 1);
    for (size_t i = 0; i < payments->n_parts; i++) {
        const Node *part = node_at(parts, i);
        read_row(payments, part, node_text(node_get(part, "id")), &payments->parts[i]);
        if (!g_hash_table_add(seen, (gpointer)payments->parts[i].id))
            document_complain(payments->document, node_get(part, "id"),
                              "this id stands for two rows", NULL);
    }
}

Payments *
payments_read(GBytes *bytes, const char *path, GError **error)
{
    Document *document = document_read(bytes, path, payments_fields, error);
    if (!document)
        return NULL;

    g_autoptr(Payments) payments = g_new0(Payments, 1);
    const Node *root = document_root(document), *outlay = node_get(root, "outlay");
    Interval total, sum;
    payments->document = document;
    payments->language = node_text(node_get(root, "lang"));
    payments->title = node_get(root, "title");
    payments->source = node_get(root, "source");
    payments->outlay = node_number(node_get(outlay, "value"), NAN);
    payments->outlay_unit = node_text(node_get(outlay, "unit"));
    payments->outlay_year = (int)node_number(node_get(outlay, "year"), 0.0);
    if (payments->outlay < 0.0)
        document_complain(document, node_get(outlay, "value"), "an outlay is not negative", NULL);
    read_rows(payments, root);
    if (!document_check(document, error))
        return NULL;
    compare(payments, &total, &sum);
    if (!document_check(document, error))
        return NULL;
    work_out(payments, &sum, &payments->total, true);
    for (size_t i = 0; i < payments->n_parts; i++)
        work_out(payments, &sum, &payments->parts[i], false);
    return g_steal_pointer(&payments);
}

void
payments_free(Payments *payments)
{
    if (!payments)
        return;
    g_free(payments->parts);
    document_free(payments->document);
    g_free(payments);
}
