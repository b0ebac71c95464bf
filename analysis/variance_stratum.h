/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_stratum.h - what one stratum adds to variances; for variance_clusters.c alone. */
#pragma once

#include "analysis/variance_state.h"

/* A stage in work; the same for all threads. */
typedef struct {
    const Design *design;
    const uint32_t *order;
    size_t stage;
    const double *scale;    /* [m]; NULL: 1 */
    const Lone *lone;       /* NULL: no rule looks at the domain */
    size_t n_before;        /* strata of earlier stages */
    const double *mean_all; /* [m] over all units of the stage */
} Stage;

/* What a thread has for itself. */
typedef struct {
    Scores scores;
    double *mean; /* [m] of the stratum in hand */
    double *work; /* [m] */
    double *held; /* [m] weight of the units that were visited */
} Lane;

/* A stratum and the units in it. */
typedef struct {
    const Stratum *stratum;
    const size_t *start; /* [n + 1] in the order of the design */
    size_t n;
    const double *probability; /* [n] of each unit; NULL: none */
    StratumRule rule;
} Group;

/* Stratum H, which is then the one that LANE has in hand. */
Group group_of(const Stage *stage, Lane *lane, const Stratum *stratum, size_t h);

/* Adds the scores of the units of GROUP to SUM [m]. */
void group_add_scores(const Stage *stage, Lane *lane, const Group *group, double *sum);

/* The mean that the scores of GROUP are held against, into LANE. */
void group_find_mean(const Stage *stage, Lane *lane, const Group *group);

/**
 * What the stratum adds to the variance of each estimate, into TO [m]: the squares around the mean.
 * Scores of 0, of units without members, are counted, not visited. Each unit weighs 1, or what its
 * own probability leaves to chance: Brewer (1975), Austral. J. Statist. 17, 166-172.
 */
void group_squares(const Stage *stage, Lane *lane, const Group *group, double *to);

/* The distances of unit C of GROUP from the mean, as far as they count, into DISTANCE [m]; returns
 * what their products are to be multiplied by. */
double group_distances(const Stage *stage, Lane *lane, const Group *group, size_t c,
                       double *distance);
