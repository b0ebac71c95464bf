/* SPDX-License-Identifier: GPL-3.0-or-later */
/* totals_state.h - what Totals are made of: for the totals_* files alone. */
#pragma once

#include "analysis/pairs.h"
#include "analysis/totals.h"

/* The sums of a term. A place is a cell in a unit. */
typedef struct {
    TermSpec spec;
    size_t width;       /* slots of a cell */
    size_t n_first;     /* of these, 1 and the values */
    Pairs *places;      /* (unit, cell) */
    GArray *sums;       /* of double, [places * width] */
    GArray *second;     /* of double, [places * n_first (n_first + 1) / 2]; element designs only */
    GArray *replicates; /* of double, [places * width * stride]; with replicate weights only */
    GArray *n;          /* of double, by cell */
    double *shift;      /* [n_values] */
    bool met;           /* a row, so that shift is set */
    size_t first_slot;
} Term;

/* 1 and the values of row I of a term, less their shift, into X. */
void term_values(Term *term, const TermRows *rows, size_t i, double *x);

/* Adds the rows with the weights of each replicate; PLACE [n_rows] tells where they go. X has room
 * for the values of a row. For totals.c. */
void term_add_replicates(Term *term, const DesignRows *rows, const TermRows *of,
                         const uint32_t *place, double *x);

/* The place of a row that is in no cell. */
#define NO_PLACE UINT32_MAX

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
    uint32_t **place; /* [n_terms] of the row in hand */
    size_t n_replicates;
    /* after totals_finish() */
    size_t n_slots;
    double *sums;
    size_t *start, *moment_start; /* [units + 1] */
    TotalsEntry *entries;
    TotalsMoment *moments;
};
