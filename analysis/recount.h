/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recount.h - published percentages back to counts: whether they can be right, and what explains
 * those that cannot. */
#pragma once

#include "analysis/counts.h"
#include "analysis/published.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The attainable percentage next to an impossible one. */
typedef struct {
    int64_t count;   /* -1: there is none on this side */
    int64_t percent; /* that COUNT is printed as, in units of the last decimal */
} Nearest;

typedef struct {
    const PublishedValue *value;
    bool possible;        /* some count gives what is printed, rounded once, half up; also when
                             nothing is printed */
    CountRange alone;     /* counts that give it by itself; the whole base when not POSSIBLE */
    CountRange joint;     /* counts that are left by the figure, all figures and the links */
    Nearest below, above; /* when not POSSIBLE */
    int64_t nearest;      /* when not POSSIBLE: the attainable count nearest to what is printed that
                             is left by the rest; -1: none */
    CountRange likely;    /* counts that are left when all that is impossible is at its nearest;
                             JOINT when that cannot be */
} RecountValue;

/* What is changed to repair a figure, in the order in which it is tried. */
typedef enum {
    REPAIR_BASE,     /* answers are missing for this question: a smaller base */
    REPAIR_ROUNDING, /* another way of rounding */
    REPAIR_FORCED,   /* forced to sum to 100 by the largest remainders */
    REPAIR_MISPRINT, /* one digit of one percentage */
    N_REPAIRS
} Repair;

/* One change under which a figure that cannot be right would be. */
typedef struct {
    Repair repair;
    Rounding rounding;
    int64_t base;       /* that of the figure, or less: answers that are missing */
    int64_t least_base; /* of REPAIR_BASE: the least that was tried */
    size_t n_more;      /* of REPAIR_BASE: smaller bases that do as well */
    size_t value;       /* of REPAIR_MISPRINT: the index of the percentage ... */
    int64_t digits;     /* ... and what it would be, in units of its last decimal */
    bool unique;        /* one count for each value */
    CountRange *counts; /* [n_values] */
    /* a value of another figure that this rounding would make impossible; NULL: none */
    const PublishedFigure *against_figure;
    const PublishedValue *against_value;
} Explanation;

typedef struct {
    const PublishedFigure *figure;
    RecountValue *values;      /* [n_values] */
    bool possible;             /* all values are, and they fit together and into the base */
    bool sums;                 /* those values that are possible by themselves fit into the base */
    bool declared;             /* not possible, and the file says so for what is not */
    Explanation *explanations; /* [n_explanations] in the order tried; none when POSSIBLE */
    size_t n_explanations;
} RecountFigure;

typedef struct {
    const PublishedLink *link;
    bool holds; /* some counts agree with it, the figures and the links before it */
} RecountLink;

enum { RECOUNT_LISTED = 20 }; /* solutions, at most */

/* Open for reading; PUBLISHED is borrowed, the rest owned. */
typedef struct {
    const Published *published;
    RecountFigure *figures; /* [n_figures] of PUBLISHED */
    RecountLink *links;     /* [n_links] of PUBLISHED */
    StatedVerdict *stated;  /* [n_stated] of PUBLISHED */
    uint64_t solutions;     /* ways to choose all counts; COUNTS_MANY: too many to count */
    int64_t *listed;        /* [n_listed] times the count of each value, figure by figure: the
                               solutions when they are at most RECOUNT_LISTED */
    size_t n_listed;
    bool whole; /* no figure and no link had to be left out of them */
    bool fails; /* a number, link or statement cannot be right and is not declared */
} Recount;

/**
 * Counts behind the percentages of PUBLISHED, exactly. A figure that cannot be right is tried on
 * smaller bases down to half of it (at most 400 less), with each other rounding on its own base,
 * forced to sum to 100, and with one digit of one percentage replaced; each that explains all of
 * it, and the links, is kept with the counts that prove it.
 */
Recount *recount(const Published *published);
void recount_free(Recount *recount);

/* The attainable percentages next to DIGITS times 10^-DECIMALS on BASE, rounded half up. */
void percent_nearest(int64_t digits, int decimals, int64_t base, Nearest *below, Nearest *above);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Recount, recount_free)
