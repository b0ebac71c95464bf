/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aggregate_saved.c - published rates as a result holds them: what a figure of them needs. */
#include "analysis/aggregate.h"
#include "datasets/error.h"

#include <math.h>
#include <string.h>

static const char *
keep(Aggregate *aggregate, const char *text)
{
    return text ? g_string_chunk_insert_const(aggregate->strings, text) : NULL;
}

/* A rate that was printed with d decimals of a per cent stands for 10^-(d + 2) of values. */
static int
decimals_of(Span rounding)
{
    double width = rounding.high - rounding.low;

    return width > 0.0 ? (int)CLAMP(-lround(log10(width)) - 2, 0, 15) : 0;
}

/* One more than that of its whole among the rows so far. */
static int
depth_of(const Aggregate *aggregate, const AggregateRow *part)
{
    for (guint k = aggregate->rows->len; part->parent && k-- > 0;) {
        const AggregateRow *row = aggregate_row(aggregate, k);

        if (strcmp(row->name, part->parent) == 0 && aggregate_same(row->table, part->table) &&
            aggregate_same(row->year, part->year) && strcmp(row->measure, part->measure) == 0)
            return row->depth + 1;
    }
    return part->parent ? 1 : 0;
}

Aggregate *
aggregate_of_saved(const Saved *saved, GError **error)
{
    size_t n = saved_rows(saved, NULL);
    g_autoptr(Aggregate) aggregate = g_new0(Aggregate, 1);

    aggregate->rows = g_array_new(FALSE, TRUE, sizeof(AggregateRow));
    aggregate->checks = g_array_new(FALSE, TRUE, sizeof(AggregateCheck));
    aggregate->totals = g_array_new(FALSE, TRUE, sizeof(AggregateTotal));
    aggregate->bases = g_array_new(FALSE, TRUE, sizeof(AggregateBasis));
    aggregate->strings = g_string_chunk_new(1024);
    for (size_t i = 0; i < n; i++) {
        AggregateRow row = { .table = keep(aggregate, saved_text(saved, NULL, i, "table_id")),
                             .parent = keep(aggregate, saved_text(saved, NULL, i, "parent_row")),
                             .name = keep(aggregate, saved_text(saved, NULL, i, "row")),
                             .year = keep(aggregate, saved_text(saved, NULL, i, "year")),
                             .measure = keep(aggregate, saved_text(saved, NULL, i, "measure")),
                             .unit = keep(aggregate, saved_text(saved, NULL, i, "unit")),
                             .value = saved_number(saved, NULL, i, "rate"),
                             .limits = { NAN, NAN },
                             .before = SIZE_MAX };

        row.rate.rounding = (Span){ saved_number(saved, NULL, i, "rate_low"),
                                    saved_number(saved, NULL, i, "rate_high") };
        row.rate.value = row.value;
        row.rate.given = isfinite(row.rate.rounding.low) && isfinite(row.rate.rounding.high);
        row.rate.decimals = decimals_of(row.rate.rounding);
        if (!row.name || !row.measure) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "such a chart takes a result of andel payments aggregate, saved with "
                        "--format json");
            return NULL;
        }
        row.depth = depth_of(aggregate, &row);
        g_array_append_val(aggregate->rows, row);
    }
    return g_steal_pointer(&aggregate);
}
