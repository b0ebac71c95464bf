/* SPDX-License-Identifier: GPL-3.0-or-later */
/* totals_state.h - what Totals are made of: for the totals_* files alone. */
#pragma once

#include "analysis/pairs.h"
#include "analysis/slab.h"
#include "analysis/totals.h"

#include <math.h>

/* Where rows go: a place is a cell in a unit. Terms that have had the same rows in the same cells
 * so far, as most statistics of the same domains have, share what was looked up once. */
typedef struct {
    Pairs *pairs;   /* (unit, cell) */
    GArray *n;      /* of double, by cell: units in it */
    uint32_t *rows; /* [n_rows] places of the rows in hand; NO_PLACE: in no cell */
    bool found;     /* these are known */
    size_t n_terms; /* that share it */
    /* after places_order() */
    size_t *start;   /* [units + 1] where the places of each unit begin in .order */
    uint32_t *order; /* [places] by unit, and by cell within it */
} Places;

enum { MOST_ORIGINS = 2 };

/* The sums of a term. */
typedef struct {
    TermSpec spec;
    size_t width;   /* slots of a cell */
    size_t n_first; /* of these, 1 and the values */
    Places *places;
    size_t n_origins; /* values with an origin; 0: the term is not centred */
    size_t stride;    /* of a place in SUMS: its slots; the origins and the rows so far follow */
    size_t n_met;     /* places with an origin */
    Slab *sums;       /* [places][stride] */
    Slab *fixed;      /* [places][n_origins]: origins of SECOND and REPLICATES */
    Slab *second;     /* [places][second_stride]; element designs only */
    size_t second_stride; /* n_first (n_first + 1) / 2 moments; if they are about the mean, the
                             n_first means and the count follow */
    Slab *replicates;     /* [places][width * REPLICATE_STRIDE]; NULL without replicate weights */
} Term;

/* 1 and the values of row I of a term, less ORIGIN [n_origins], into X. */
void term_values(const Term *term, const double *origin, const TermRows *rows, size_t i, double *x);

/* Adds the rows with the weights of each replicate. X has room for the values of a row. */
void term_add_replicates(Term *term, const DesignRows *rows, const TermRows *of, double *x);

/* Rows or places between asking for memory and using it. */
enum { AHEAD = 12 };

/* The place of a row that is in no cell. */
#define NO_PLACE UINT32_MAX

/* ---- totals_origin.c */

/* The origins of SECOND and REPLICATES at PLACE. */
const double *origin_fixed(const Term *term, uint32_t place);
/* Gives the places of the rows in hand that have none an origin: the values of their first row. */
void origin_meet(Term *term, size_t n_rows, const TermRows *of);
/* Takes what they are after the first block of a place for those of SECOND and REPLICATES. */
void origin_fix(Term *term);
/* The mean that SUM is of WEIGHT; 0 where there is none. */
static inline double
sum_mean(double sum, double weight)
{
    double mean = sum / weight;

    return isfinite(mean) ? mean : 0.0;
}

/* Moves the origins of the SUMS of one place to the mean of its rows so far. */
void origin_move(const Term *term, double *sums);

/* Rows of a place before its origins move for the first time; then whenever they have doubled. */
enum { FIRST_MOVE = 8 };

/* Counts a row of the place with these SUMS, whose origins then move if it is time. */
static inline void
origin_count(const Term *term, double *sums)
{
    uint64_t *rows = (uint64_t *)(gpointer)(sums + term->stride - 1), n = ++*rows;

    if (G_UNLIKELY((n & (n - 1)) == 0 && n >= FIRST_MOVE))
        origin_move(term, sums);
}
/* Brings the SUMS of PLACE, its moments (SECOND) and replicates to the origins TO [n_origins]. */
void origin_finish(const Term *term, uint32_t place, const double *to, double *sums, bool second,
                   size_t n_replicates);
/* The same for the moments M [n_first of a][n_first of b] of two terms that meet at these places;
 * SHIFT_A and SHIFT_B are those of all cells [cells][n_origins]. */
void origin_finish_meeting(const Term *a, uint32_t place_a, const double *shift_a, const Term *b,
                           uint32_t place_b, const double *shift_b, double *m);

/* Turns counts into starts: START[k + 1] holds how many K has. Returns how many there are. */
static inline size_t
starts_of_counts(size_t *start, size_t n)
{
    for (size_t k = 0; k < n; k++)
        start[k + 1] += start[k];
    return start[n];
}

/* ---- totals_places.c */

Places *places_new(void);
void places_release(Places *places);
/* Shares the places of TERMS [n_terms] as far as the codes of their ROWS [n_rows] allow it. */
void places_share(Term *terms, size_t n_terms, const TermRows *rows, size_t n_rows);
/* Finds the places of ROWS, which are in the cells CODE. */
void places_find(Places *places, const DesignRows *rows, const int32_t *code);
/* After the last rows, once: the places by unit, of N_UNITS, and cell. */
void places_order(Places *places, size_t n_units);

/* Two terms that meet in rows of an element design. */
typedef struct {
    size_t a, b;   /* terms */
    Pairs *places; /* (place of a, place of b) */
    Slab *second;  /* [pairs][n_first of a * n_first of b] */
} Meeting;

/**
 * Units are dealt to bins, a unit's rows all to one, so that threads can fill a bin each. The sums
 * of a place are those of its rows in file order however many bins there are: the same numbers.
 */
typedef struct {
    bool clustered;
    Term *terms;
    size_t n_terms;
    Meeting *meetings;
    size_t n_meetings;
    GArray *weight; /* of double: weights of the rows in hand */
} Bin;

/* ---- totals_bin.c; as totals_new() and totals_add(), of units of one bin */

Bin *bin_new(bool clustered, const TermSpec *terms, size_t n_terms, bool cross);
void bin_free(Bin *bin);
void bin_add(Bin *bin, const DesignRows *rows, const TermRows *terms);

/* ---- totals_deal.c */

/* Adds ROWS to BINS [n_bins], by those who may help. */
void deal_rows(Bin *const *bins, size_t n_bins, const DesignRows *rows, const TermRows *terms);

/* The bin of UNIT. */
static inline size_t
bin_of(uint32_t unit, size_t n_bins)
{
    return unit & (n_bins - 1);
}

/* The sums of a term, by unit and by cell within it. */
typedef struct {
    size_t n_cells;
    double *n;       /* [n_cells] units in each */
    double *shift;   /* [n_cells * n_origins] see totals_shift() */
    size_t *start;   /* [units + 1] where the places of each unit begin */
    int32_t *cell;   /* [places] */
    bool borrowed;   /* .start and .cell are those of another term */
    double *ordered; /* [places][stride] */
    double *about;   /* [places] TotalsUnit.about; NULL: all 0 */
    size_t first_slot, width, stride, n_origins;
} Result;

struct Totals {
    bool clustered, cross;
    TermSpec *specs;
    size_t n_terms;
    Bin **bins; /* [n_bins], a power of two; none before the first rows */
    size_t n_bins;
    size_t n_replicates;
    /* after totals_finish() */
    Workers *workers;
    Result *results; /* [n_terms] */
    size_t n_slots;
    double *sums;
    size_t *moment_start; /* [units + 1] */
    TotalsMoment *moments;
};

/* Makes the bins for rows like ROWS (NULL: there are none), if there are none yet. */
void totals_begin(Totals *totals, const DesignRows *rows);

/* ---- totals_moments.c */

/* The moments of N_UNITS strata, from the bins. FACTOR: see totals_finish(). */
void moments_finish(Totals *totals, size_t n_units, const double *factor);
