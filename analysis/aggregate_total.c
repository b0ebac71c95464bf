/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aggregate_total.c - schemes together: money, rate, its error, and what it rests on. */
#include "analysis/aggregate.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

/* TRUE if another row of the year is a part of ROW and has an outlay of its own: then ROW is a
 * total itself, and not a scheme. */
static bool
has_schemes(const Aggregate *aggregate, const AggregateRow *row)
{
    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *part = &g_array_index(aggregate->rows, AggregateRow, k);

        if (part->parent && strcmp(part->parent, row->name) == 0 &&
            aggregate_same(part->table, row->table) && aggregate_same(part->year, row->year) &&
            !part->implied && !isnan(part->outlay) && !aggregate_same(part->base, row->base))
            return true;
    }
    return false;
}

static bool
is_scheme(const Aggregate *aggregate, const AggregateRow *row)
{
    return !row->implied && !isnan(row->outlay) && !isnan(row->value) &&
           aggregate_same(row->base, row->name) && !has_schemes(aggregate, row);
}

/* What ROW was measured on: rows with the same go up and down together. */
static const char *
measured_on(const AggregateRow *row)
{
    return row->proxy_of ? row->proxy_of : row->name;
}

/* A proxy without limits of its own has the relative error of what it stands for. */
static double
se_of(const Aggregate *aggregate, const AggregateRow *row)
{
    if (!isnan(row->se) || !row->proxy_of)
        return row->se;
    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *other = &g_array_index(aggregate->rows, AggregateRow, k);

        if (strcmp(other->name, row->proxy_of) == 0 && aggregate_same(other->table, row->table) &&
            aggregate_same(other->year, row->year) && strcmp(other->measure, row->measure) == 0 &&
            other->value > 0.0)
            return row->value * other->se / other->value;
    }
    return NAN;
}

/* Adds ROW to TOTAL; SUMS [measurement]: sums of outlay times standard error. */
static void
add_row(const Aggregate *aggregate, AggregateTotal *total, const AggregateRow *row,
        GHashTable *sums)
{
    double se = se_of(aggregate, row);

    total->n++;
    total->money += row->value * row->outlay;
    if (isnan(se))
        return;
    double *sum = g_hash_table_lookup(sums, measured_on(row));
    if (!sum)
        g_hash_table_insert(sums, (gpointer)measured_on(row), sum = g_new0(double, 1));
    *sum += row->outlay * se;
    total->covered += row->outlay;
    total->se_independent += row->outlay * se * (row->outlay * se);
    total->se_full += row->outlay * se;
}

static void
finish(const Aggregate *aggregate, AggregateTotal *total, GHashTable *sums)
{
    double z = gsl_cdf_ugaussian_Pinv(0.5 + aggregate->level / 2.0), squares = 0.0;
    GHashTableIter iterator;
    gpointer sum;

    g_hash_table_iter_init(&iterator, sums);
    while (g_hash_table_iter_next(&iterator, NULL, &sum))
        squares += *(double *)sum * *(double *)sum;
    total->rate = total->money / total->outlay;
    total->covered /= total->outlay;
    total->limits = (Span){ NAN, NAN };
    if (g_hash_table_size(sums) == 0) {
        total->se = total->se_independent = total->se_full = NAN;
        return;
    }
    total->se = sqrt(squares) / total->outlay;
    total->se_independent = sqrt(total->se_independent) / total->outlay;
    total->se_full /= total->outlay;
    total->limits = (Span){ total->rate - z * total->se, total->rate + z * total->se };
}

static bool
in_total(const AggregateTotal *total, const AggregateRow *row)
{
    return aggregate_same(total->table, row->table) && aggregate_same(total->year, row->year) &&
           strcmp(total->measure, row->measure) == 0;
}

static AggregateTotal
total_of(const Aggregate *aggregate, const AggregateRow *like)
{
    g_autoptr(GHashTable) sums = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    AggregateTotal total = {
        .table = like->table, .year = like->year, .measure = like->measure, .unit = like->unit
    };

    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);

        if (!in_total(&total, row) || !is_scheme(aggregate, row))
            continue;
        total.outlay += row->outlay;
        add_row(aggregate, &total, row, sums);
    }
    finish(aggregate, &total, sums);
    return total;
}

/* The cause PART over the schemes of ALL: what it is of their outlay. */
static AggregateTotal
part_of(const Aggregate *aggregate, const AggregateTotal *all, const char *part)
{
    g_autoptr(GHashTable) sums = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    AggregateTotal total = { .table = all->table,
                             .year = all->year,
                             .measure = all->measure,
                             .unit = all->unit,
                             .part = part,
                             .outlay = all->outlay };

    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);

        if (in_total(&total, row) && strcmp(row->name, part) == 0 && row->parent &&
            aggregate_same(row->base, row->parent) && !isnan(row->value) && !isnan(row->outlay))
            add_row(aggregate, &total, row, sums);
    }
    finish(aggregate, &total, sums);
    return total;
}

static void
add_parts(Aggregate *aggregate, const AggregateTotal *all)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);

        if (!in_total(all, row) || !row->parent || !aggregate_same(row->base, row->parent) ||
            !g_hash_table_add(seen, (gpointer)row->name))
            continue;
        AggregateTotal total = part_of(aggregate, all, row->name);
        if (total.n >= 2)
            g_array_append_val(aggregate->totals, total);
    }
}

static void
add_bases(Aggregate *aggregate, const AggregateTotal *total)
{
    for (int basis = 0; basis < N_BASES; basis++) {
        AggregateBasis mix = { .total = total, .basis = (Basis)basis };

        for (guint k = 0; k < aggregate->rows->len; k++) {
            const AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);

            if (row->basis != mix.basis || !in_total(total, row) || !is_scheme(aggregate, row))
                continue;
            mix.n++;
            mix.outlay += row->outlay;
            mix.money += row->value * row->outlay;
        }
        mix.outlay_share = mix.outlay / total->outlay;
        mix.money_share = total->money != 0.0 ? mix.money / total->money : NAN;
        if (mix.n > 0)
            g_array_append_val(aggregate->bases, mix);
    }
}

static bool
is_done(const Aggregate *aggregate, const AggregateRow *row)
{
    for (guint k = 0; k < aggregate->totals->len; k++)
        if (in_total(&g_array_index(aggregate->totals, AggregateTotal, k), row))
            return true;
    return false;
}

void
aggregate_total(Aggregate *aggregate)
{
    guint n;

    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);

        if (is_done(aggregate, row) || !is_scheme(aggregate, row))
            continue;
        AggregateTotal total = total_of(aggregate, row);
        if (total.n >= 2)
            g_array_append_val(aggregate->totals, total);
    }
    n = aggregate->totals->len;
    for (guint k = 0; k < n; k++) {
        const AggregateTotal total = g_array_index(aggregate->totals, AggregateTotal, k);

        add_parts(aggregate, &total);
    }
    for (guint k = 0; k < n; k++) /* when the totals stand still */
        add_bases(aggregate, &g_array_index(aggregate->totals, AggregateTotal, k));
}
