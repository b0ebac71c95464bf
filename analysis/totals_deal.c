/* SPDX-License-Identifier: GPL-3.0-or-later */
/* totals_deal.c - the rows in hand, dealt to bins by their units. */
#include "analysis/totals_state.h"

/* The rows of one bin: what was picked from those in hand, side by side. */
typedef struct {
    const DesignRows *rows;
    const TermRows *terms;
    Bin *const *bins;
    size_t n_bins;
} Deal;

/* The rows of BIN among ROWS into PICKED [n_rows]; returns how many. */
static size_t
pick(const DesignRows *rows, size_t bin, size_t n_bins, uint32_t *picked)
{
    size_t n = 0;

    for (size_t i = 0; i < rows->n_rows; i++) {
        picked[n] = (uint32_t)i; /* written over unless it counts, so that nothing is decided */
        n += bin_of(rows->unit[i], n_bins) == bin;
    }
    return n;
}

static double *
picked_numbers(const double *from, const uint32_t *picked, size_t n, double **room)
{
    double *to = *room;

    if (!from)
        return NULL;
    for (size_t i = 0; i < n; i++)
        to[i] = from[picked[i]];
    *room += n;
    return to;
}

static const int32_t *
picked_codes(const int32_t *from, const uint32_t *picked, size_t n, int32_t **room)
{
    int32_t *to = *room;

    for (size_t i = 0; i < n; i++)
        to[i] = from[picked[i]];
    *room += n;
    return to;
}

static void
fill_bin(void *user, size_t b)
{
    const Deal *deal = user;
    const DesignRows *rows = deal->rows;
    Bin *bin = deal->bins[b];
    size_t n_terms = bin->n_terms, n_values = 0;
    g_autofree uint32_t *picked = g_new(uint32_t, rows->n_rows + 1);
    size_t n = pick(rows, b, deal->n_bins, picked);

    if (n == 0)
        return;
    for (size_t t = 0; t < n_terms; t++)
        n_values += bin->terms[t].spec.n_values;
    g_autofree double *numbers = g_new(double, n *(2 + n_values) + 1);
    g_autofree int32_t *codes = g_new(int32_t, n * (1 + n_terms) + 1);
    g_autofree const double **values = g_new0(const double *, n_values + 1);
    g_autofree TermRows *terms = g_new0(TermRows, n_terms + 1);
    DesignRows mine = { .n_rows = n };
    double *number = numbers; /* where the next go */
    int32_t *code = codes;
    const double **value = values;

    mine.weight = picked_numbers(rows->weight, picked, n, &number);
    mine.times = picked_numbers(rows->times, picked, n, &number);
    mine.unit = (const uint32_t *)picked_codes((const int32_t *)rows->unit, picked, n, &code);
    for (size_t t = 0; t < n_terms; t++) {
        const TermRows *of = &deal->terms[t];

        terms[t] = (TermRows){ picked_codes(of->code, picked, n, &code), value };
        for (size_t k = 0; k < bin->terms[t].spec.n_values; k++)
            *value++ = picked_numbers(of->values[k], picked, n, &number);
    }
    bin_add(bin, &mine, terms);
}

void
deal_rows(Bin *const *bins, size_t n_bins, const DesignRows *rows, const TermRows *terms)
{
    Deal deal = { rows, terms, bins, n_bins };

    if (n_bins == 1)
        bin_add(bins[0], rows, terms);
    else
        workers_run(rows->workers, fill_bin, &deal, n_bins);
}
