/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recount_system.h - the counts of a file of published numbers as one system, for recount*.c. */
#pragma once

#include "analysis/recount.h"

/* All counts of a file as one system: a variable for each value, a rule for each figure whose
 * answers sum to its base, and for each link. */
typedef struct {
    const Published *published;
    size_t *offset;     /* [n_figures + 1] variable of the first value of each figure */
    CountRange *ranges; /* [offset[n_figures]] */
    CountRule *rules;   /* [n_figures] of the figures, then those of links */
    size_t n_rules;
    bool *linked;     /* [n_figures] a link names a value of the figure */
    GPtrArray *terms; /* owns the terms of the rules */
} System;

/* Whether the answers of FIGURE sum to its base. */
bool recount_sums_to_base(const PublishedFigure *figure);
/* The counts of VALUE on BASE under ROUNDING: FALSE when there is none, and then *RANGE is all. */
bool recount_range(const PublishedValue *value, int64_t base, Rounding rounding, CountRange *range);
/* Solves all, or figure F by itself, into RANGES [all]: how many solutions there are. */
uint64_t recount_solve(const System *system, CountRange *ranges);
uint64_t recount_solve_figure(const System *system, size_t f, CountRange *ranges);

/* Tries the repairs of each figure that cannot be right. SCRATCH is [all]. */
void recount_explain(System *system, Recount *recount, CountRange *scratch);
