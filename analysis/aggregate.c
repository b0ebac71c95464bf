/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/aggregate.h"

#include "datasets/error.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const Span no_span = { NAN, NAN };

/* Standard error from the limits of an interval at LEVEL, as they are printed. */
static double
se_of(Span limits, double level)
{
    if (isnan(level))
        return NAN;
    return (limits.high - limits.low) / (2.0 * gsl_cdf_ugaussian_Pinv(0.5 + level / 2.0));
}

/* ---- order: each row, then its parts; the years of a name together */

typedef struct {
    Aggregate *aggregate;
    GArray *out;
    bool *done; /* [n_rows] */
} Ordering;

static void
emit(Ordering *ordering, size_t k, int depth)
{
    const GArray *rows = ordering->aggregate->rows;
    AggregateRow row = g_array_index(rows, AggregateRow, k);

    row.depth = depth;
    ordering->done[k] = true;
    g_array_append_val(ordering->out, row);
}

static void order_parts(Ordering *ordering, const AggregateRow *whole, int depth);

/* All measures of the name and year of row K, then the parts. */
static void
order_year(Ordering *ordering, size_t k, int depth)
{
    const GArray *rows = ordering->aggregate->rows;
    const AggregateRow *first = &g_array_index(rows, AggregateRow, k);

    for (size_t j = k; j < rows->len; j++) {
        const AggregateRow *row = &g_array_index(rows, AggregateRow, j);

        if (!ordering->done[j] && aggregate_same(row->table, first->table) &&
            aggregate_same(row->parent, first->parent) && strcmp(row->name, first->name) == 0 &&
            aggregate_same(row->year, first->year))
            emit(ordering, j, depth);
    }
    order_parts(ordering, first, depth + 1);
}

/* All years of the name of row K, the earliest first. */
static void
order_name(Ordering *ordering, size_t k, int depth, const AggregateRow *whole)
{
    const GArray *rows = ordering->aggregate->rows;
    const AggregateRow *first = &g_array_index(rows, AggregateRow, k);

    for (;;) {
        size_t next = rows->len;

        for (size_t j = 0; j < rows->len; j++) {
            const AggregateRow *row = &g_array_index(rows, AggregateRow, j);

            if (!ordering->done[j] && aggregate_same(row->table, first->table) &&
                aggregate_same(row->parent, first->parent) && strcmp(row->name, first->name) == 0 &&
                (!whole || aggregate_same(row->year, whole->year)) &&
                (next == rows->len ||
                 g_strcmp0(row->year, g_array_index(rows, AggregateRow, next).year) < 0))
                next = j;
        }
        if (next == rows->len)
            return;
        order_year(ordering, next, depth);
    }
}

/* The parts of WHOLE, or (NULL) the rows that are no part. */
static void
order_parts(Ordering *ordering, const AggregateRow *whole, int depth)
{
    const GArray *rows = ordering->aggregate->rows;

    for (size_t k = 0; k < rows->len; k++) {
        const AggregateRow *row = &g_array_index(rows, AggregateRow, k);

        if (!ordering->done[k] && aggregate_same(row->parent, whole ? whole->name : NULL) &&
            (!whole ||
             (aggregate_same(row->table, whole->table) && aggregate_same(row->year, whole->year))))
            order_name(ordering, k, depth, whole);
    }
}

static void
order(Aggregate *aggregate)
{
    g_autofree bool *done = g_new0(bool, aggregate->rows->len + 1);
    Ordering ordering = { aggregate, g_array_new(FALSE, TRUE, sizeof(AggregateRow)), done };

    order_parts(&ordering, NULL, 0);
    for (size_t k = 0; k < aggregate->rows->len; k++) /* parts of each other */
        if (!done[k])
            emit(&ordering, k, 0);
    g_array_unref(aggregate->rows);
    aggregate->rows = ordering.out;
}

/* ---- over and under from gross and net: (gross + net) / 2 and (gross - net) / 2 */

static size_t
find_measure(const Aggregate *aggregate, const AggregateRow *like, const char *measure)
{
    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);

        if (aggregate_same(row->table, like->table) && aggregate_same(row->parent, like->parent) &&
            strcmp(row->name, like->name) == 0 && aggregate_same(row->year, like->year) &&
            strcmp(row->measure, measure) == 0)
            return k;
    }
    return SIZE_MAX;
}

static AggregateNumber
half_of(const AggregateNumber *gross, const AggregateNumber *net, double sign)
{
    AggregateNumber number = { .given = gross->given && net->given,
                               .value = NAN,
                               .rounding = no_span,
                               .ci = no_span,
                               .level = NAN,
                               .decimals = MAX(gross->decimals, net->decimals),
                               .text = "",
                               .row = gross->row };

    if (!number.given)
        return number;
    number.value = (gross->value + sign * net->value) / 2.0;
    Span other = sign > 0.0 ? net->rounding : (Span){ -net->rounding.high, -net->rounding.low };
    number.rounding = (Span){ (gross->rounding.low + other.low) / 2.0,
                              (gross->rounding.high + other.high) / 2.0 };
    return number;
}

static void
add_derived(Aggregate *aggregate)
{
    static const char *const measures[] = { "over", "under" };
    guint n = aggregate->rows->len;

    for (guint k = 0; k < n; k++) {
        AggregateRow gross = g_array_index(aggregate->rows, AggregateRow, k);
        size_t at =
            strcmp(gross.measure, "gross") == 0 ? find_measure(aggregate, &gross, "net") : SIZE_MAX;
        if (at == SIZE_MAX)
            continue;
        AggregateRow net = g_array_index(aggregate->rows, AggregateRow, at);
        for (int side = 0; side < 2; side++) {
            AggregateRow row = gross;

            if (find_measure(aggregate, &gross, measures[side]) != SIZE_MAX)
                continue;
            row.measure = measures[side];
            row.derived = true;
            row.rate = half_of(&gross.rate, &net.rate, side == 0 ? 1.0 : -1.0);
            row.amount = half_of(&gross.amount, &net.amount, side == 0 ? 1.0 : -1.0);
            g_array_append_val(aggregate->rows, row);
        }
    }
}

/* ---- what follows from one row */

/* The outlay that rate and amount imply, and that their ends do. */
static void
imply_outlay(AggregateRow *row)
{
    const AggregateNumber *rate = &row->rate, *amount = &row->amount;

    row->implied_ends[0] = row->implied_ends[1] = NAN;
    if (!rate->given || !amount->given)
        return;
    if (isnan(row->outlay) && rate->value > 0.0 && !isnan(amount->value)) {
        row->implied = true;
        row->outlay = amount->value / rate->value;
        row->outlay_rounding =
            (Span){ amount->rounding.low / rate->rounding.high,
                    rate->rounding.low > 0.0 ? amount->rounding.high / rate->rounding.low
                                             : INFINITY };
    }
    if (rate->ranged || amount->ranged) {
        double rates[] = { rate->ranged ? rate->ci.low : rate->value,
                           rate->ranged ? rate->ci.high : rate->value };
        double amounts[] = { amount->ranged ? amount->ci.low : amount->value,
                             amount->ranged ? amount->ci.high : amount->value };

        for (int end = 0; end < 2; end++)
            row->implied_ends[end] = rates[end] > 0.0 ? amounts[end] / rates[end] : NAN;
    }
}

static void
derive_rate(AggregateRow *row)
{
    const AggregateNumber *rate = &row->rate, *amount = &row->amount;

    row->value = rate->given ? rate->value : NAN;
    row->limits = rate->ranged ? rate->ci : no_span;
    row->level = rate->ranged ? rate->level : NAN;
    if (isnan(row->value) && amount->given && !rate->given)
        row->value = amount->value / row->outlay;
    if (!rate->ranged && amount->ranged && !isnan(row->outlay)) {
        row->limits = (Span){ amount->ci.low / row->outlay, amount->ci.high / row->outlay };
        row->level = amount->level;
    }
    row->se = se_of(row->limits, row->level);
}

static void
derive_money(AggregateRow *row)
{
    const AggregateNumber *rate = &row->rate, *amount = &row->amount;

    row->money_limits = (Span){ row->limits.low * row->outlay, row->limits.high * row->outlay };
    if (amount->ranged && isnan(row->money_limits.low))
        row->money_limits = amount->ci;
    if (row->implied || isnan(row->outlay)) {
        row->money = amount->given ? amount->value : NAN;
        row->money_rounding = amount->given ? amount->rounding : no_span;
        return;
    }
    row->money = row->value * row->outlay;
    row->money_rounding = rate->given ? (Span){ rate->rounding.low * row->outlay_rounding.low,
                                                rate->rounding.high * row->outlay_rounding.high }
                                      : amount->rounding;
}

/* ---- changes */

/* The years that a measured period names: "2021-2023", "2021-22", "2022". FALSE: none. */
static bool
read_years(const char *text, int *from, int *to)
{
    int years[2] = { 0, 0 }, n = 0;

    for (const char *at = text ? text : ""; *at && n < 2;) {
        char *end = NULL;

        if (!g_ascii_isdigit(*at)) {
            at++;
            continue;
        }
        long year = strtol(at, &end, 10);
        if (n == 1 && end - at == 2)
            year += years[0] / 100 * 100;
        if (year >= 1000 && year <= 9999)
            years[n++] = (int)year;
        at = end;
    }
    *from = years[0];
    *to = n == 2 ? years[1] : years[0];
    return n > 0;
}

static Change
may_test(const AggregateRow *before, const AggregateRow *row)
{
    int a[2], b[2];

    if (row->basis == BASIS_CARRIED || before->basis == BASIS_CARRIED ||
        row->basis == BASIS_PROXY || before->basis == BASIS_PROXY || row->basis == BASIS_EXPERT ||
        before->basis == BASIS_EXPERT ||
        (row->period && before->period && strcmp(row->period, before->period) == 0))
        return CHANGE_CARRIED;
    /* one year that ends where the next begins, 2021-22 and 2022-23, is no overlap */
    if (read_years(before->period, &a[0], &a[1]) && read_years(row->period, &b[0], &b[1]) &&
        b[0] < MAX(a[1], a[0] + 1) && b[1] > a[0])
        return CHANGE_OVERLAP;
    if (isnan(row->se) || isnan(before->se) || !(row->se > 0.0 || before->se > 0.0))
        return CHANGE_NO_ERROR;
    return CHANGE_TESTED;
}

static void
test_changes(Aggregate *aggregate)
{
    for (guint k = 0; k < aggregate->rows->len; k++) {
        AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);
        const AggregateRow *before = NULL;

        row->z = row->p = NAN;
        row->change = CHANGE_NONE;
        row->before = SIZE_MAX;
        for (guint j = 0; row->year && j < aggregate->rows->len; j++) {
            const AggregateRow *other = &g_array_index(aggregate->rows, AggregateRow, j);

            if (other->year && aggregate_same(other->table, row->table) &&
                aggregate_same(other->parent, row->parent) && strcmp(other->name, row->name) == 0 &&
                strcmp(other->measure, row->measure) == 0 && strcmp(other->year, row->year) < 0 &&
                (!before || strcmp(other->year, before->year) > 0)) {
                before = other;
                row->before = j;
            }
        }
        if (!before)
            continue;
        row->change = may_test(before, row);
        if (row->change != CHANGE_TESTED)
            continue;
        row->z = (row->value - before->value) / hypot(row->se, before->se);
        row->p = 2.0 * gsl_cdf_ugaussian_Q(fabs(row->z));
    }
}

void
aggregate_derive(Aggregate *aggregate)
{
    add_derived(aggregate);
    order(aggregate);
    for (guint k = 0; k < aggregate->rows->len; k++) {
        AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);

        imply_outlay(row);
        derive_rate(row);
        derive_money(row);
    }
    test_changes(aggregate);
}

const AggregateRow *
aggregate_find(const Aggregate *aggregate, const char *name, const char *year, const char *measure)
{
    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);

        if ((!name || strcmp(row->name, name) == 0) && (!year || aggregate_same(row->year, year)) &&
            (!measure || strcmp(row->measure, measure) == 0))
            return row;
    }
    return NULL;
}

const AggregateRow *
aggregate_whole(const Aggregate *aggregate, const char *name, GError **error)
{
    for (guint k = 0; k + 1 < aggregate->rows->len; k++) {
        const AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);
        const AggregateRow *next = row + 1;

        if (next->depth > row->depth && (!name || strcmp(row->name, name) == 0))
            return row;
    }
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "%s%s%s parts; parts name their whole in parent_row", name ? "'" : "no row",
                name ? name : " has", name ? "' has no" : "");
    return NULL;
}
