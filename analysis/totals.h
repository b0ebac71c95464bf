/* SPDX-License-Identifier: GPL-3.0-or-later */
/* totals.h - the sums that all estimates are made of, by cell and PSU, in one pass. */
#pragma once

#include "analysis/design.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is summed over the rows of a cell: 1, the values, and the products of the values. */
typedef struct {
    size_t n_values;
    bool centred;  /* the values are taken from near their mean in the cell, see totals_shift() */
    bool products; /* of all pairs of (centred) values too; not with squares */
    bool squares;  /* the last value is not given: it is the square of the first, centred */
} TermSpec;

/* A term for the rows of a block. */
typedef struct {
    const int32_t *code;         /* [n_rows] cell; -1: not in the term */
    const double *const *values; /* [n_values][n_rows]; a NULL stands for zeros */
} TermRows;

/**
 * A slot is one sum: of a cell of a term. The first slot of a cell is the sum of weights, then one
 * a value, then one a product (11, 12, 22, ...).
 *
 * In a clustered design each slot is kept by PSU. In an element design it is kept by stratum
 * together with the sums of w^2 x y of all pairs of slots that meet in a row (products left out,
 * whose variance nobody asks for): rows are forgotten, and their variance is not. Those of a
 * centred term are of w x and w y less their means, so that they hold their digits far from 0. With
 * replicate weights each slot is kept once more for every replicate.
 */
typedef struct Totals Totals;

/* Terms whose covariance with each other is not kept (CROSS false) save time in element designs. */
Totals *totals_new(bool clustered, const TermSpec *terms, size_t n_terms, bool cross);
void totals_free(Totals *totals);

/* Adds ROWS with one of TERMS [n_terms] a term. Rows outside the sample must have code -1. */
void totals_add(Totals *totals, const DesignRows *rows, const TermRows *terms);

/* After the last block: orders the sums by unit and multiplies them by FACTOR [n_units] (NULL: 1).
 * WORKERS (borrowed; NULL: nobody) help here, and with what is made of these totals. */
void totals_finish(Totals *totals, size_t n_units, const double *factor, Workers *workers);

/* The rest after totals_finish(). */
Workers *totals_workers(const Totals *totals);
size_t totals_slots(const Totals *totals);
/* First slot of the cell CODE of TERM, or -1 when no row had it. */
int64_t totals_slot(const Totals *totals, size_t term, int32_t code);
/* Units in the cell, unweighted; 0 when no row had it. */
double totals_n(const Totals *totals, size_t term, int32_t code);
/* What was taken from value K in the cell CODE of TERM before it was summed: the weighted mean of
 * the cell, but for rounding. 0 if the term is not centred. */
double totals_shift(const Totals *totals, size_t term, int32_t code, size_t k);
/* The sums [slots] over all units. */
const double *totals_sums(const Totals *totals);

/* The sums of a term in one unit, in the order of their cells; those of other cells are 0. Sum K of
 * the cell with code C is the slot first_slot + C * width + K. */
typedef struct {
    const int32_t *cell; /* [n] codes */
    const double *sums;  /* [n][stride], of each the first .width */
    const double *about; /* [n] units whose moments are about their mean, else 0; NULL: all 0 */
    size_t n, width, stride, first_slot;
} TotalsUnit;

size_t totals_terms(const Totals *totals);
TotalsUnit totals_unit(const Totals *totals, size_t term, size_t unit);

typedef struct {
    uint32_t slot_a, slot_b;
    double value; /* sum of w^2 a b, or of (w a - mean)(w b - mean) over the rows of the cell */
} TotalsMoment;

/* Second moments [*n] of stratum H of an element design; a pair stands there once, in one order. */
const TotalsMoment *totals_moments(const Totals *totals, size_t h, size_t *n);
bool totals_clustered(const Totals *totals);

/* The sums of SLOT with the weights of each replicate [n_replicates]; NULL without them. */
const double *totals_replicates(const Totals *totals, size_t slot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Totals, totals_free)
