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

/* The sums of a term. */
typedef struct {
    TermSpec spec;
    size_t width;   /* slots of a cell */
    size_t n_first; /* of these, 1 and the values */
    Places *places;
    GArray *sums;       /* of double, [places * width] */
    GArray *second;     /* of double, [places * n_first (n_first + 1) / 2]; element designs only */
    GArray *replicates; /* of double, [places * width * stride]; with replicate weights only */
    double *shift;      /* [n_values] */
    bool met;           /* a row, so that shift is set */
    size_t first_slot;
} Term;

/* 1 and the values of row I of a term, less their shift, into X. */
void term_values(Term *term, const TermRows *rows, size_t i, double *x);

/* Adds the rows with the weights of each replicate. X has room for the values of a row. */
void term_add_replicates(Term *term, const DesignRows *rows, const TermRows *of, double *x);

/* The place of a row that is in no cell. */
#define NO_PLACE UINT32_MAX

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
