/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/aggregate_outlay.h"

#include "datasets/error.h"

#include <math.h>
#include <string.h>

static const Outlay *
find_outlay(const GArray *outlays, const AggregateRow *row, const char *name)
{
    for (guint k = 0; name && k < outlays->len; k++) {
        const Outlay *outlay = &g_array_index(outlays, Outlay, k);

        if ((!outlay->table || strcmp(outlay->table, row->table ? row->table : "") == 0) &&
            strcmp(outlay->name, name) == 0 &&
            (aggregate_same(outlay->year, row->year) || (!outlay->table && !outlay->year)))
            return outlay;
    }
    return NULL;
}

bool
aggregate_give_outlays(Aggregate *aggregate, const GArray *outlays, GError **error)
{
    for (guint k = 0; k < aggregate->rows->len; k++) {
        AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);
        const Outlay *own = find_outlay(outlays, row, row->name), *outlay = own;

        if (row->base)
            outlay = find_outlay(outlays, row, row->base);
        else if (!outlay)
            outlay = find_outlay(outlays, row, row->parent);
        row->outlay = NAN;
        row->outlay_rounding = (Span){ NAN, NAN };
        if (row->base && !outlay) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "the row '%s'%s%s has base_id '%s', but there is no outlay of that name "
                        "and year; add a row with the measure outlay, or --expenditure",
                        row->name, row->year ? " of " : "", row->year ? row->year : "", row->base);
            return false;
        }
        if (!outlay)
            continue;
        if (row->unit && outlay->unit && strcmp(row->unit, outlay->unit) != 0) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "the row '%s'%s%s is in '%s' and its outlay in '%s'; write both in one",
                        row->name, row->year ? " of " : "", row->year ? row->year : "", row->unit,
                        outlay->unit);
            return false;
        }
        row->outlay = outlay->number.value;
        row->outlay_rounding = outlay->number.rounding;
        row->unit = row->unit ? row->unit : outlay->unit;
        row->basis = row->basis ? row->basis : outlay->basis;
        row->proxy_of = row->proxy_of ? row->proxy_of : outlay->proxy_of;
        row->period = row->period ? row->period : outlay->period;
        row->base = row->base ? row->base : outlay->name;
    }
    return true;
}
