/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aggregate_read.c - published numbers and outlays from their files into rows. */
#include "analysis/aggregate_outlay.h"
#include "analysis/printed.h"
#include "analysis/sheet.h"
#include "datasets/error.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

const char *const basis_names[N_BASES + 1] = { "",       "measured", "carried", "proxy",
                                               "expert", "modelled", NULL };

typedef struct {
    Aggregate *aggregate;
    const Sheet *sheet;
    const char *language;
    GArray *outlays; /* of Outlay */
} Reading;

static const Span no_span = { NAN, NAN };
static const AggregateNumber no_number = {
    .value = NAN, .rounding = { NAN, NAN }, .ci = { NAN, NAN }, .level = NAN
};

static const char *
keep(const Reading *reading, const char *column, size_t row)
{
    const char *text = sheet_text(reading->sheet, column, row);

    return text ? g_string_chunk_insert_const(reading->aggregate->strings, text) : NULL;
}

/* The number in COLUMN as printed, and what rounds to it. DECIMALS (-1: as it stands). */
static bool
read_printed(const Reading *reading, const char *column, size_t row, double *value, Span *rounding,
             int *decimals, GError **error)
{
    const char *text = sheet_text(reading->sheet, column, row);
    double asked = sheet_number(reading->sheet, "decimals", row);
    g_autoptr(GError) wrong = NULL;
    Printed printed;

    *value = NAN;
    *rounding = no_span;
    if (!text)
        return true;
    if (!printed_read(text, reading->language, &printed, &wrong))
        return sheet_fail(reading->sheet, row, column, error, "%s", wrong->message);
    if (!isnan(asked) && (asked < 0.0 || asked > 9.0 || asked != floor(asked)))
        return sheet_fail(reading->sheet, row, "decimals", error,
                          "%g; how many decimals were printed, 0 to 9", asked);
    *decimals = isnan(asked) ? printed.decimals : (int)asked;
    double half = 0.5 * pow(10.0, -*decimals);
    *value = printed.value;
    *rounding = (Span){ printed.value - half, printed.value + half };
    return true;
}

/* "95", "95%" or "0.95" */
static bool
read_level(const Reading *reading, size_t row, double *level, GError **error)
{
    *level = sheet_number(reading->sheet, "ci_level", row);
    if (*level > 1.0)
        *level /= 100.0;
    if (isnan(*level) || (*level > 0.5 && *level < 1.0))
        return true;
    return sheet_fail(reading->sheet, row, "ci_level", error,
                      "a confidence level lies between 50 and 100 per cent");
}

static bool
read_number(const Reading *reading, size_t row, AggregateNumber *number, GError **error)
{
    int decimals = 0, ignored;

    *number = no_number;
    number->row = row;
    number->given = true;
    if (!read_printed(reading, "ci_low", row, &number->ci.low, &number->ends[0], &decimals,
                      error) ||
        !read_printed(reading, "ci_high", row, &number->ci.high, &number->ends[1], &ignored,
                      error) ||
        !read_printed(reading, "value", row, &number->value, &number->rounding, &decimals, error) ||
        !read_level(reading, row, &number->level, error))
        return false;
    number->decimals = decimals;
    const char *text = keep(reading, "value", row);
    number->text = text ? text : "";
    number->ranged = !isnan(number->ci.low) && !isnan(number->ci.high);
    if (isnan(number->ci.low) != isnan(number->ci.high))
        return sheet_fail(reading->sheet, row, isnan(number->ci.low) ? "ci_low" : "ci_high", error,
                          "missing, but the other limit is given");
    if (isnan(number->value) && !number->ranged)
        return sheet_fail(reading->sheet, row, "value", error,
                          "missing; a row has a value, or a range (ci_low, ci_high)");
    if (number->ranged && !(number->ci.low < number->ci.high))
        return sheet_fail(reading->sheet, row, "ci_low", error,
                          "%g is not below ci_high, %g; the limits are out of order",
                          number->ci.low, number->ci.high);
    if (number->ranged && (number->value < number->ci.low || number->value > number->ci.high))
        return sheet_fail(reading->sheet, row, "value", error,
                          "%g lies outside its limits, %g to %g", number->value, number->ci.low,
                          number->ci.high);
    return true;
}

static bool
check_rate(const Reading *reading, size_t row, const AggregateRow *of, AggregateNumber *rate,
           GError **error)
{
    double least = strcmp(of->measure, "net") == 0 ? -100.0 : 0.0;
    double *const values[] = { &rate->value,        &rate->rounding.low, &rate->rounding.high,
                               &rate->ci.low,       &rate->ci.high,      &rate->ends[0].low,
                               &rate->ends[0].high, &rate->ends[1].low,  &rate->ends[1].high };

    if (rate->value < least || rate->value > 100.0)
        return sheet_fail(reading->sheet, row, "value", error,
                          "%g; a rate is 0 to 100 per cent of the outlay", rate->value);
    if (rate->ci.low < least || rate->ci.high > 100.0)
        return sheet_fail(reading->sheet, row, rate->ci.high > 100.0 ? "ci_high" : "ci_low", error,
                          "a rate is 0 to 100 per cent of the outlay");
    if (least == 0.0)
        rate->rounding.low = fmax(rate->rounding.low, 0.0);
    for (size_t k = 0; k < G_N_ELEMENTS(values); k++)
        *values[k] /= 100.0;
    return true;
}

bool
aggregate_same(const char *a, const char *b)
{
    return g_strcmp0(a, b) == 0;
}

/* The row of the same texts, made when there is none. */
static AggregateRow *
row_of(Aggregate *aggregate, const AggregateRow *like)
{
    for (guint k = 0; k < aggregate->rows->len; k++) {
        AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);

        if (aggregate_same(row->table, like->table) && aggregate_same(row->parent, like->parent) &&
            strcmp(row->name, like->name) == 0 && aggregate_same(row->year, like->year) &&
            strcmp(row->measure, like->measure) == 0)
            return row;
    }
    g_array_append_val(aggregate->rows, *like);
    return &g_array_index(aggregate->rows, AggregateRow, aggregate->rows->len - 1);
}

static bool
read_basis(const Sheet *sheet, size_t row, Basis *basis, GError **error)
{
    const char *text = sheet_text(sheet, "basis", row);

    *basis = BASIS_NONE;
    for (int k = 1; text && k <= N_BASES; k++) {
        if (k == N_BASES)
            return sheet_fail(sheet, row, "basis", error,
                              "'%s' is no basis; there are measured, carried, proxy, expert, "
                              "modelled",
                              text);
        *basis = (Basis)k;
        if (strcmp(text, basis_names[k]) == 0)
            break;
    }
    return true;
}

/* A row of outlays, from either file. */
static bool
add_outlay(const Reading *reading, size_t row, const Outlay *from, GError **error)
{
    Outlay outlay = *from;

    if (!(outlay.number.value > 0.0))
        return sheet_fail(reading->sheet, row,
                          sheet_has(reading->sheet->input, "amount") ? "amount" : "value", error,
                          "an outlay is an amount above 0");
    for (guint k = 0; k < reading->outlays->len; k++) {
        const Outlay *other = &g_array_index(reading->outlays, Outlay, k);

        if (aggregate_same(other->table, outlay.table) && strcmp(other->name, outlay.name) == 0 &&
            aggregate_same(other->year, outlay.year))
            return sheet_fail(reading->sheet, row, outlay.table ? "row" : "scheme", error,
                              "the outlay of '%s' stands in an earlier row too", outlay.name);
    }
    g_array_append_val(reading->outlays, outlay);
    return true;
}

static bool
read_row(const Reading *reading, size_t row, GError **error)
{
    const char *unit = keep(reading, "unit", row), *measure = keep(reading, "measure", row);
    bool percent = !unit || strcmp(unit, "percent") == 0 || strcmp(unit, "%") == 0;
    AggregateNumber number;
    AggregateRow like = { .table = keep(reading, "table_id", row),
                          .parent = keep(reading, "parent_row", row),
                          .name = keep(reading, "row", row),
                          .year = keep(reading, "year", row),
                          .measure = measure ? measure : "gross",
                          .rate = no_number,
                          .amount = no_number,
                          .before = SIZE_MAX };
    Outlay outlay = {
        like.table ? like.table : "", like.name, like.year, unit, no_number, BASIS_NONE, NULL, NULL
    };

    if (!like.name)
        return sheet_fail(reading->sheet, row, "row", error,
                          "missing; it names the scheme, or the cause of a part");
    if (aggregate_same(like.parent, like.name))
        return sheet_fail(reading->sheet, row, "parent_row", error, "'%s' is no part of itself",
                          like.name);
    if (!read_number(reading, row, &number, error))
        return false;
    if (strcmp(like.measure, "outlay") == 0) {
        outlay.number = number;
        return add_outlay(reading, row, &outlay, error);
    }
    if (percent && !check_rate(reading, row, &like, &number, error))
        return false;
    AggregateRow *of = row_of(reading->aggregate, &like);
    AggregateNumber *place = percent ? &of->rate : &of->amount;
    Basis basis;
    if (place->given)
        return sheet_fail(reading->sheet, row, "row", error,
                          "'%s' stands in an earlier row too, with the same measure, year and unit",
                          like.name);
    if (!percent && of->unit && strcmp(of->unit, unit) != 0)
        return sheet_fail(reading->sheet, row, "unit", error,
                          "'%s', but '%s' in an earlier row; write both in one", unit, of->unit);
    if (!read_basis(reading->sheet, row, &basis, error))
        return false;
    *place = number;
    of->unit = percent ? of->unit : unit;
    of->basis = basis ? basis : of->basis;
    of->base = of->base ? of->base : keep(reading, "base_id", row);
    of->proxy_of = of->proxy_of ? of->proxy_of : keep(reading, "proxy_of", row);
    of->period = of->period ? of->period : keep(reading, "measured_period", row);
    return true;
}

static bool
read_published(Reading *reading, Input *input, GError **error)
{
    static const char *const optional[] = {
        "table_id", "parent_row", "year",    "measure", "unit",     "decimals",        "ci_low",
        "ci_high",  "ci_level",   "base_id", "basis",   "proxy_of", "measured_period", NULL
    };
    static const ColumnRequest requests[] = { { "row", READ_CATEGORY },
                                              { "value", READ_CATEGORY },
                                              { "table_id", READ_CATEGORY },
                                              { "parent_row", READ_CATEGORY },
                                              { "year", READ_CATEGORY },
                                              { "measure", READ_CATEGORY },
                                              { "unit", READ_CATEGORY },
                                              { "decimals", READ_NUMBER },
                                              { "ci_low", READ_CATEGORY },
                                              { "ci_high", READ_CATEGORY },
                                              { "ci_level", READ_NUMBER },
                                              { "base_id", READ_CATEGORY },
                                              { "basis", READ_CATEGORY },
                                              { "proxy_of", READ_CATEGORY },
                                              { "measured_period", READ_CATEGORY } };
    g_autoptr(Sheet) sheet = sheet_read(input, requests, G_N_ELEMENTS(requests), optional, error);

    if (!sheet)
        return false;
    reading->sheet = sheet;
    reading->aggregate->n_read = sheet->data->n_rows;
    for (size_t row = 0; row < sheet->data->n_rows; row++)
        if (!read_row(reading, row, error))
            return false;
    for (guint k = 0; k < reading->aggregate->rows->len; k++) {
        const AggregateRow *of = &g_array_index(reading->aggregate->rows, AggregateRow, k);
        size_t at = of->rate.given ? of->rate.row : of->amount.row;
        bool found = !of->parent;

        for (guint j = 0; !found && j < reading->aggregate->rows->len; j++) {
            const AggregateRow *other = &g_array_index(reading->aggregate->rows, AggregateRow, j);

            found = aggregate_same(other->table, of->table) &&
                    strcmp(other->name, of->parent) == 0 && aggregate_same(other->year, of->year);
        }
        if (!found)
            return sheet_fail(sheet, at, "parent_row", error,
                              "'%s' is no row of this table and year", of->parent);
    }
    return true;
}

static bool
read_expenditure(Reading *reading, Input *input, GError **error)
{
    static const char *const optional[] = { "year", "unit", "basis", "proxy_of", "measured_period",
                                            NULL };
    static const ColumnRequest requests[] = {
        { "scheme", READ_CATEGORY },         { "amount", READ_CATEGORY },
        { "year", READ_CATEGORY },           { "unit", READ_CATEGORY },
        { "basis", READ_CATEGORY },          { "proxy_of", READ_CATEGORY },
        { "measured_period", READ_CATEGORY }
    };
    g_autoptr(Sheet) sheet = sheet_read(input, requests, G_N_ELEMENTS(requests), optional, error);

    if (!sheet)
        return false;
    reading->sheet = sheet;
    for (size_t row = 0; row < sheet->data->n_rows; row++) {
        Outlay outlay = { NULL,
                          keep(reading, "scheme", row),
                          keep(reading, "year", row),
                          keep(reading, "unit", row),
                          no_number,
                          BASIS_NONE,
                          keep(reading, "proxy_of", row),
                          keep(reading, "measured_period", row) };

        if (!outlay.name)
            return sheet_fail(sheet, row, "scheme", error, "missing");
        if (!read_printed(reading, "amount", row, &outlay.number.value, &outlay.number.rounding,
                          &outlay.number.decimals, error) ||
            !read_basis(sheet, row, &outlay.basis, error) ||
            !add_outlay(reading, row, &outlay, error))
            return false;
    }
    return true;
}

void
aggregate_free(Aggregate *aggregate)
{
    if (!aggregate)
        return;
    g_array_unref(aggregate->rows);
    g_array_unref(aggregate->checks);
    g_array_unref(aggregate->totals);
    g_array_unref(aggregate->bases);
    g_string_chunk_free(aggregate->strings);
    g_free(aggregate);
}

Aggregate *
aggregate_read(Input *published, Input *expenditure, const char *language, double level,
               GError **error)
{
    g_autoptr(Aggregate) aggregate = g_new0(Aggregate, 1);
    g_autoptr(GArray) outlays = g_array_new(FALSE, TRUE, sizeof(Outlay));
    Reading reading = { aggregate, NULL, language, outlays };

    aggregate->rows = g_array_new(FALSE, TRUE, sizeof(AggregateRow));
    aggregate->checks = g_array_new(FALSE, TRUE, sizeof(AggregateCheck));
    aggregate->totals = g_array_new(FALSE, TRUE, sizeof(AggregateTotal));
    aggregate->bases = g_array_new(FALSE, TRUE, sizeof(AggregateBasis));
    aggregate->strings = g_string_chunk_new(4096);
    aggregate->level = level;
    if (!read_published(&reading, published, error) ||
        (expenditure && !read_expenditure(&reading, expenditure, error)))
        return NULL;
    if (!aggregate_give_outlays(aggregate, outlays, error)) {
        g_prefix_error(error, "%s: ", published->path);
        return NULL;
    }
    aggregate_derive(aggregate);
    aggregate_check(aggregate);
    aggregate_total(aggregate);
    return g_steal_pointer(&aggregate);
}
