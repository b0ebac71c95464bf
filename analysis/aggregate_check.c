/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aggregate_check.c - can published numbers be right as printed? Interval arithmetic: everything
 * that rounds to what is printed is possible, and equality of the printed numbers proves nothing.
 */
#include "analysis/aggregate.h"

#include <math.h>
#include <string.h>

/* Numbers are compared to a fraction of the last printed digit. */
static bool
overlap(Span a, Span b)
{
    double slack = 1e-9 * fmax(fmax(fabs(a.high), fabs(b.high)), 1e-300);

    return a.low < b.high - slack && b.low < a.high - slack;
}

static void
add_check(Aggregate *aggregate, AggregateCheck check)
{
    double half = (check.whole.high - check.whole.low) / 2.0;

    check.feasible = overlap(check.possible, check.whole);
    check.equal =
        !isnan(check.printed) && fabs(check.computed - check.printed) <= 1e-9 * fmax(half, 1e-12);
    aggregate->fails |= !check.feasible;
    g_array_append_val(aggregate->checks, check);
}

static const AggregateNumber *
number_of(const AggregateRow *row, bool money)
{
    return money ? &row->amount : &row->rate;
}

static bool
is_part(const AggregateRow *part, const AggregateRow *whole)
{
    return part->parent && strcmp(part->parent, whole->name) == 0 &&
           aggregate_same(part->table, whole->table) && aggregate_same(part->year, whole->year) &&
           strcmp(part->measure, whole->measure) == 0;
}

/* Rates sum where they have the base of the whole, amounts always. */
static void
check_parts(Aggregate *aggregate, size_t k, bool money)
{
    const AggregateRow *whole = &g_array_index(aggregate->rows, AggregateRow, k);
    AggregateCheck check = { .kind = CHECK_PARTS, .row = k, .money = money };
    const AggregateNumber *printed = number_of(whole, money);
    size_t n = 0;

    if (!printed->given || isnan(printed->value))
        return;
    for (guint j = 0; j < aggregate->rows->len; j++) {
        const AggregateRow *part = &g_array_index(aggregate->rows, AggregateRow, j);
        const AggregateNumber *number = number_of(part, money);

        if (!is_part(part, whole))
            continue;
        if (!number->given || isnan(number->value) ||
            (!money && !aggregate_same(part->base, whole->base)))
            return;
        check.computed += number->value;
        check.possible.low += number->rounding.low;
        check.possible.high += number->rounding.high;
        n++;
    }
    check.printed = printed->value;
    check.whole = printed->rounding;
    if (n >= 2)
        add_check(aggregate, check);
}

static void
check_product(Aggregate *aggregate, size_t k)
{
    const AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);
    AggregateCheck check = { .kind = CHECK_PRODUCT,
                             .row = k,
                             .money = true,
                             .printed = row->amount.value,
                             .computed = row->money,
                             .possible = row->money_rounding,
                             .whole = row->amount.rounding };

    if (row->derived || row->implied || isnan(row->outlay) || !row->rate.given ||
        !row->amount.given || isnan(row->rate.value) || isnan(row->amount.value))
        return;
    if (row->money < 0.0)
        check.possible = (Span){ fmin(row->rate.rounding.low * row->outlay_rounding.high,
                                      row->rate.rounding.low * row->outlay_rounding.low),
                                 row->rate.rounding.high * row->outlay_rounding.low };
    add_check(aggregate, check);
}

static size_t
beside(const Aggregate *aggregate, const AggregateRow *like, const char *measure)
{
    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);

        if (strcmp(row->measure, measure) == 0 && aggregate_same(row->table, like->table) &&
            aggregate_same(row->parent, like->parent) && strcmp(row->name, like->name) == 0 &&
            aggregate_same(row->year, like->year))
            return k;
    }
    return SIZE_MAX;
}

/* gross = over + under, net = over - under, of rows that print all of them. Where over and under
 * are derived, under must be able to be 0 or more. */
static void
check_gross(Aggregate *aggregate, size_t k, bool money)
{
    const AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);
    bool gross = strcmp(row->measure, "gross") == 0, net = strcmp(row->measure, "net") == 0;
    size_t over = beside(aggregate, row, "over"), under = beside(aggregate, row, "under");

    if ((!gross && !net) || over == SIZE_MAX || under == SIZE_MAX)
        return;
    const AggregateRow *o = &g_array_index(aggregate->rows, AggregateRow, over);
    const AggregateRow *u = &g_array_index(aggregate->rows, AggregateRow, under);
    const AggregateNumber *a = number_of(o, money), *b = number_of(u, money);
    const AggregateNumber *printed = number_of(row, money);
    if (!a->given || !b->given || !printed->given)
        return;
    AggregateCheck check = { .kind = CHECK_GROSS, .row = k, .money = money };
    if (o->derived && u->derived) {
        if (net)
            return;
        check.row = under;
        check.printed = NAN;
        check.computed = b->value;
        check.possible = b->rounding;
        check.whole = (Span){ 0.0, INFINITY };
        check.feasible = b->rounding.high > 0.0;
        aggregate->fails |= !check.feasible;
        g_array_append_val(aggregate->checks, check);
        return;
    }
    check.printed = printed->value;
    check.whole = printed->rounding;
    check.computed = gross ? a->value + b->value : a->value - b->value;
    check.possible =
        gross ? (Span){ a->rounding.low + b->rounding.low, a->rounding.high + b->rounding.high }
              : (Span){ a->rounding.low - b->rounding.high, a->rounding.high - b->rounding.low };
    add_check(aggregate, check);
}

/* Gross and net of one row are shares of the same outlay. */
static void
check_outlay(Aggregate *aggregate, size_t k)
{
    const AggregateRow *gross = &g_array_index(aggregate->rows, AggregateRow, k);
    size_t at = strcmp(gross->measure, "gross") == 0 ? beside(aggregate, gross, "net") : SIZE_MAX;

    if (at == SIZE_MAX)
        return;
    const AggregateRow *net = &g_array_index(aggregate->rows, AggregateRow, at);
    if (!gross->implied || !net->implied)
        return;
    add_check(aggregate, (AggregateCheck){ .kind = CHECK_OUTLAY,
                                           .row = at,
                                           .money = true,
                                           .printed = NAN,
                                           .computed = net->outlay,
                                           .possible = net->outlay_rounding,
                                           .whole = gross->outlay_rounding });
}

void
aggregate_check(Aggregate *aggregate)
{
    for (guint k = 0; k < aggregate->rows->len; k++) {
        for (int money = 0; money < 2; money++) {
            check_parts(aggregate, k, money == 1);
            check_gross(aggregate, k, money == 1);
        }
        check_product(aggregate, k);
        check_outlay(aggregate, k);
    }
}
