/* SPDX-License-Identifier: GPL-3.0-or-later */
/* totals_state.h - what Totals are made of: for the totals_* files alone. */
#pragma once

#include "analysis/pairs.h"
#include "analysis/totals.h"

/* Where rows go: a place is a cell in a unit. Terms that have had the same rows in the same cells
 * so far, as most statistics of the same domains have, share what was looked up once. */
typedef struct {
    Pairs *pairs;   /* (unit, cell) */
    GArray *n;      /* of double, by cell: units in it */
    uint32_t *rows; /* [n_rows] places of the rows in hand; NO_PLACE: in no cell */
    bool found;     /* these are known */
    size_t n_terms; /* that share it */
} Places;

enum { MOST_ORIGINS = 2 };

/* The sums of a term. */
typedef struct {
    TermSpec spec;
    size_t width;   /* slots of a cell */
    size_t n_first; /* of these, 1 and the values */
    Places *places;
    size_t n_origins; /* values with an origin; 0: the term is not centred */
    size_t stride;    /* of a place in SUMS: its slots; the origins and the two of Steps follow */
    size_t n_met;     /* places with an origin */
    GArray *sums;     /* of double, [places * stride] */
    GArray *fixed;    /* of double, [places * n_origins]: origins of SECOND and REPLICATES */
    GArray *second;   /* of double, [places * second_stride]; element designs only */
    size_t second_stride; /* n_first (n_first + 1) / 2 moments; if they are about the mean, the
                             n_first means and the count follow */
    GArray *replicates;   /* of double, [places * width * stride]; with replicate weights only */
    GArray *shift;        /* of double, [cells * n_origins], after totals_finish() */
    size_t first_slot;
} Term;

/* 1 and the values of row I of a term, less ORIGIN [n_origins], into X. */
void term_values(const Term *term, const double *origin, const TermRows *rows, size_t i, double *x);

/* Adds the rows with the weights of each replicate. X has room for the values of a row. */
void term_add_replicates(Term *term, const DesignRows *rows, const TermRows *of, double *x);

/* The place of a row that is in no cell. */
#define NO_PLACE UINT32_MAX

/* ---- totals_origin.c */

/* The origins of SECOND and REPLICATES at PLACE. */
const double *origin_fixed(const Term *term, uint32_t place);
/* Gives the places of the rows in hand that have none an origin: the values of their first row. */
void origin_meet(Term *term, size_t n_rows, const TermRows *of);
/* Takes what they are after the first block of a place for those of SECOND and REPLICATES. */
void origin_fix(Term *term);
/* Moves the origins of the SUMS of one place to the mean of its rows so far. */
void origin_move(const Term *term, double *sums);
/* Brings the places of each cell to one origin, the mean of the cell, which becomes its shift. */
void origin_finish(Term *term, bool second, size_t n_replicates);
/* The same for the moments M [n_first of a][n_first of b] of two terms that meet at these places.
 */
void origin_finish_meeting(const Term *a, uint32_t place_a, const Term *b, uint32_t place_b,
                           double *m);

/* ---- totals_places.c */

Places *places_new(void);
void places_release(Places *places);
/* Shares the places of TERMS [n_terms] as far as the codes of their ROWS [n_rows] allow it. */
void places_share(Term *terms, size_t n_terms, const TermRows *rows, size_t n_rows);
/* Finds the places of ROWS, which are in the cells CODE. */
void places_find(Places *places, const DesignRows *rows, const int32_t *code);

/* Two terms that meet in rows of an element design. */
typedef struct {
    size_t a, b;    /* terms */
    Pairs *places;  /* (place of a, place of b) */
    GArray *second; /* of double, [pairs * n_first of a * n_first of b] */
} Meeting;

struct Totals {
    bool clustered;
    Term *terms;
    size_t n_terms;
    Meeting *meetings;
    size_t n_meetings;
    GArray *weight; /* of double: weights of the rows in hand */
    size_t n_replicates;
    /* after totals_finish() */
    size_t n_slots;
    double *sums;
    size_t *start, *moment_start; /* [units + 1] */
    TotalsCell *cells;
    TotalsMoment *moments;
};
