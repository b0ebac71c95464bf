/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_elicit.h - what experts believe as tables, and what must be said with it. */
#pragma once

#include "analysis/elicit.h"
#include "reports/tabulate.h"

/* How beliefs are added up and told. */
typedef struct {
    ElicitFit fit;
    ElicitPool pool;            /* shown first; the others stand below it */
    const double *correlations; /* [n_correlations] of sums */
    size_t n_correlations;
    bool one_expert;  /* see ElicitSum; every quantity of a sum has the same experts */
    bool scale_parts; /* to the total that was asked for, in a table of their own */
    size_t draws;
    uint64_t seed;
} ElicitShow;

/* Decimals of what experts believe: as asked, else two. */
int elicit_decimals(const ShowOptions *show);

/**
 * Adds to REPORT the tables t1 (pools), experts and, for quantities with a sum_group, sums, and
 * where its total was asked for too, reconciliation and, if wanted, scaled; and
 * notes: how many experts, their disagreement, the questions, and that this is no confidence
 * interval. Data of t1: quantity pool unit mean sd p5 p50 p95 likely_low likely_high experts.
 */
void report_elicit(Report *report, const Elicitation *elicitation, const ElicitShow *how,
                   const ShowOptions *show);
