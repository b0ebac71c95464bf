/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_select.h - which items are drawn, given their chances. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    SELECT_SRS, /* the n smallest numbers: Fan, Muller and Rezucha (1962), JASA 57, 387-402 */
    SELECT_SYSTEMATIC, /* every N/n-th item from a start by chance */
    SELECT_CELL,       /* one krona by chance of each interval: Leslie et al. (1979) */
    SELECT_PARETO,     /* Rosen (1997), J. Statist. Plann. Inference 62, 159-191 */
    SELECT_POISSON,    /* each item on its own: the size is by chance */
    SELECT_MUS,        /* every interval-th krona from a start by chance */
    SELECT_SEQUENTIAL, /* the n smallest u / pi: Ohlsson (1998), J. Official Statist. 14, 149-162 */
    SELECT_CUBE,       /* Deville and Tille (2004), Biometrika 91, 893-912 */
    N_SELECTIONS
} AuditMethod;

extern const char *const audit_methods[N_SELECTIONS + 1]; /* and a NULL */

/* Chance number K of a draw, uniform above 0 and below 1. */
typedef double (*ChanceFunc)(uint64_t k, gpointer user);

/* Items of one stratum. Borrowed. */
typedef struct {
    size_t n;
    const double *book;           /* [n]; by size only those above 0 are drawn */
    const double *u;              /* [n] of each item, above 0 and below 1 */
    const double *const *balance; /* [n_balance][n] of SELECT_CUBE */
    size_t n_balance;
    ChanceFunc chance; /* where chance belongs to no item: a start, a cell, a step */
    gpointer user;
    const bool *kept; /* [n] drawn before, and to be drawn again; NULL: none */
} AuditFrame;

/* An item that was drawn. */
typedef struct {
    size_t item;
    double pi;       /* probability of being drawn; of a certain item 1 */
    double position; /* in money, of its first hit; NAN where there is none */
    unsigned hits;   /* kronor of it that were drawn */
    bool certainty;  /* taken with certainty: larger than the interval */
    bool spare;      /* next in line, if one of the others cannot be had */
} AuditPick;

typedef struct {
    GArray *picks;   /* of AuditPick; owned */
    double interval; /* book over n, without the certain items; NAN where there is none */
    double certainty_book;
    size_t n_certainty;
} AuditSelection;

/**
 * Draws N items and SPARES more. Items as large as the interval are taken with certainty and the
 * interval is made anew, until there are none. NULL and ERROR (ANDEL_ERROR_USAGE): more than there
 * are, spares or kept items where the order of a method has no next.
 */
AuditSelection *audit_select(const AuditFrame *frame, AuditMethod method, size_t n, size_t spares,
                             GError **error);
void audit_selection_free(AuditSelection *selection);

/* Hits of the points (k + offset(k)) INTERVAL, k = 0 to N_POINTS - 1, in items of the amounts BOOK
 * [n] laid end to end (those not above 0, or OUT, have no length); OFFSET is in (0, 1). HITS [n]
 * and the POSITION [n] of the first are filled. */
void audit_hits(const double *book, const bool *out, size_t n, double interval, size_t n_points,
                const double *offset, unsigned *hits, double *position);

/* The flight and landing of the cube: inclusion probabilities PI [n] (0 < PI < 1 of those in
 * question) become 0 or 1, keeping the sums of PI and of BALANCE/PI as far as that can be. */
void audit_cube(double *pi, const double *const *balance, size_t n_balance, size_t n,
                ChanceFunc chance, gpointer user);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(AuditSelection, audit_selection_free)
