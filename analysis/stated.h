/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stated.h - published means, margins of error, changes and rows of shares, each held against
 * itself: what the other numbers of the same statement allow. */
#pragma once

#include "analysis/grim.h"
#include "datasets/schema.h"

typedef enum {
    STATED_MEAN,   /* a mean, maybe with its standard deviation, of n people */
    STATED_MARGIN, /* the margin of error of a percentage of n answers */
    STATED_CHANGE, /* from one number to another */
    STATED_SHARES  /* percentages that make 100, also of weighted data */
} StatedKind;

typedef enum { CHANGE_PERCENT, CHANGE_POINTS, CHANGE_INDEX } ChangeKind;

enum { STATED_DIGITS = 15 }; /* at most, of a number, with its decimals */

/* One statement. Texts and nodes belong to the document. */
typedef struct {
    StatedKind kind;
    const char *id;
    const Node *node, *place, *label; /* labels; NULL: none */
    const Node *deviation;            /* label: why it does not hold; NULL: it should */
    const char *text;                 /* as printed: the mean, margin or change; NULL: shares */
    const char *sd_text;              /* of a mean; NULL: none */
    Printed printed;
    GrimMean mean;
    bool binary; /* the answers of a mean are 0 or 1 */
    Printed percent;
    bool percent_exact; /* not printed: PERCENT without its rounding */
    int64_t n;
    double level, deff; /* of a margin; DEFF NAN: not stated */
    Printed from, to;
    ChangeKind change;
    Printed *shares; /* [n_shares] owned */
    size_t n_shares;
    int64_t *weights; /* [n_weights] owned, of the answers in units of WEIGHT_DECIMALS; 0: none */
    size_t n_weights;
    int weight_decimals;
} Stated;

/* What the statement can be. */
typedef struct {
    bool holds;
    GrimVerdict verdict; /* of a mean */
    /* totals of a mean; design effects of a margin; the change; the sum of the shares */
    double low, high;
    size_t unweighable; /* number from 1 of the first share that no weights sum to; 0: none */
} StatedVerdict;

/* Fields of the lists in a file of published numbers. */
extern const Field stated_mean_fields[], stated_margin_fields[], stated_change_fields[],
    stated_shares_fields[];

/* Reads the statement of KIND at NODE, its numbers as in LANGUAGE; complains to DOCUMENT. */
void stated_read(Document *document, const Node *node, StatedKind kind, const char *language,
                 Stated *stated);
void stated_clear(Stated *stated);

/**
 * Interval arithmetic on half a unit of the last decimal of each number, both ends included, in
 * whole numbers; of means see grim.h. Only LOW and HIGH, which are shown, are doubles.
 * A margin m of p per cent is z sqrt(deff p (1 - p) / n): it holds when a stated design effect lies
 * within what the printed numbers allow, and always when none is stated.
 */
StatedVerdict stated_judge(const Stated *stated);
