/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/totals_state.h"

#include "datasets/bulk.h"

/* Threads from which on the rows are dealt to several bins. Two have enough to do with reading
 * while one of them sums, and dealing costs some nanoseconds a row. */
enum { DEAL_FROM = 3, MOST_BINS = 8 };

Totals *
totals_new(bool clustered, const TermSpec *terms, size_t n_terms, bool cross)
{
    Totals *totals = g_new0(Totals, 1);

    totals->clustered = clustered;
    totals->cross = cross;
    totals->specs = g_memdup2(terms, n_terms * sizeof *terms);
    totals->n_terms = n_terms;
    return totals;
}

void
totals_free(Totals *totals)
{
    if (!totals)
        return;
    for (size_t b = 0; b < totals->n_bins; b++)
        bin_free(totals->bins[b]);
    for (size_t t = 0; totals->results && t < totals->n_terms; t++) {
        Result *result = &totals->results[t];

        g_free(result->n);
        g_free(result->shift);
        bulk_free(result->ordered);
        bulk_free(result->about);
        if (result->borrowed)
            continue;
        g_free(result->start);
        bulk_free(result->cell);
    }
    g_free(totals->bins);
    g_free(totals->specs);
    g_free(totals->results);
    g_free(totals->sums);
    g_free(totals->moment_start);
    g_free(totals->moments);
    g_free(totals);
}

/* Replicates of a row are not dealt: all its sums are in one unit. */
static size_t
bins_for(const DesignRows *rows)
{
    size_t n = 1;

    if (!rows || !rows->workers || rows->workers->n < DEAL_FROM || rows->n_replicates > 0)
        return 1;
    while (n < rows->workers->n && n < MOST_BINS)
        n *= 2;
    return n;
}

void
totals_begin(Totals *totals, const DesignRows *rows)
{
    if (totals->bins)
        return;
    totals->n_bins = bins_for(rows);
    totals->bins = g_new0(Bin *, totals->n_bins);
    for (size_t b = 0; b < totals->n_bins; b++)
        totals->bins[b] = bin_new(totals->clustered, totals->specs, totals->n_terms, totals->cross);
}

void
totals_add(Totals *totals, const DesignRows *rows, const TermRows *terms)
{
    totals_begin(totals, rows);
    totals->n_replicates = rows->n_replicates;
    deal_rows(totals->bins, totals->n_bins, rows, terms);
}

Workers *
totals_workers(const Totals *totals)
{
    return totals->workers;
}

size_t
totals_slots(const Totals *totals)
{
    return totals->n_slots;
}

size_t
totals_terms(const Totals *totals)
{
    return totals->n_terms;
}

double
totals_n(const Totals *totals, size_t t, int32_t code)
{
    const Result *result = &totals->results[t];

    return code >= 0 && (size_t)code < result->n_cells ? result->n[code] : 0.0;
}

int64_t
totals_slot(const Totals *totals, size_t t, int32_t code)
{
    const Result *result = &totals->results[t];

    if (totals_n(totals, t, code) == 0.0)
        return -1;
    return (int64_t)(result->first_slot + (size_t)code * result->width);
}

double
totals_shift(const Totals *totals, size_t t, int32_t code, size_t k)
{
    const Result *result = &totals->results[t];

    if (totals_n(totals, t, code) == 0.0 || k >= result->n_origins)
        return 0.0;
    return result->shift[(size_t)code * result->n_origins + k];
}

const double *
totals_sums(const Totals *totals)
{
    return totals->sums;
}

TotalsUnit
totals_unit(const Totals *totals, size_t t, size_t unit)
{
    const Result *result = &totals->results[t];
    size_t begin = result->start[unit], end = result->start[unit + 1];

    return (TotalsUnit){ .cell = result->cell + begin,
                         .sums = result->ordered + begin * result->stride,
                         .about = result->about ? result->about + begin : NULL,
                         .n = end - begin,
                         .width = result->width,
                         .stride = result->stride,
                         .first_slot = result->first_slot };
}

const TotalsMoment *
totals_moments(const Totals *totals, size_t h, size_t *n)
{
    g_assert(!totals->clustered);
    *n = totals->moment_start[h + 1] - totals->moment_start[h];
    return totals->moments + totals->moment_start[h];
}

bool
totals_clustered(const Totals *totals)
{
    return totals->clustered;
}
