/* SPDX-License-Identifier: GPL-3.0-or-later */
/* elicit.h - what experts believe of a quantity: fitted, pooled, added up. */
#pragma once

#include "analysis/distribution.h"
#include "datasets/input.h"

#include <glib.h>
#include <stdint.h>

typedef enum {
    FIT_PERT,
    FIT_TRIANGULAR,
    FIT_BETA,
    FIT_LOGNORMAL,
    /* by least squares on the distribution function, with LIKELY as the median */
    FIT_NORMAL,
    FIT_STUDENT,
    FIT_SKEW_NORMAL,
    FIT_GAMMA,
    FIT_LOG_STUDENT,
    FIT_MIRROR_GAMMA,
    FIT_MIRROR_LOGNORMAL,
    FIT_MIRROR_LOG_STUDENT,
    FIT_BEST, /* the least sum of squares of those with two parameters and a mean */
    N_FITS
} ElicitFit;
typedef enum { POOL_LINEAR, POOL_QUANTILE, POOL_LOG, N_POOLS } ElicitPool;

extern const char *const elicit_fits[N_FITS + 1];   /* and a NULL */
extern const char *const elicit_pools[N_POOLS + 1]; /* and a NULL */

/* Three points of one expert, and what was fitted to them. */
typedef struct {
    const char *expert;
    double low, likely, high;
    double probability;   /* that LOW to HIGH holds the quantity; 1: they are its limits */
    double weight;        /* of the pool; they sum to 1 */
    bool rationale;       /* a reason was given */
    Distribution *fitted; /* owned */
} Belief;

/* What all experts believe of one quantity. */
typedef struct {
    const char *id, *unit;
    const char *text, *denominator, *group; /* NULL: not said */
    const char *total_of; /* the group that this is the total of, asked for by itself; NULL: none */
    GArray *beliefs;      /* of Belief; owned */
} Elicited;

/* Numbers of a distribution. */
typedef struct {
    double mean, sd, p5, p50, p95;
} Believed;

/* Open for reading. */
typedef struct {
    GPtrArray *quantities; /* of Elicited, owned, in the order of the file */
    int round, n_rounds;   /* used, and in the file */
    GStringChunk *strings;
} Elicitation;

typedef struct {
    ElicitFit fit;
    double lambda; /* of PERT: 4 */
    double upper;  /* of the beta distribution: what a rate cannot exceed; 0: by the unit, 100 of
                      percent and else 1 */
    int round;     /* 0: the last */
} ElicitOptions;

/**
 * Reads beliefs of INPUT (round, expert_id, quantity_id, unit, low, likely, high, range_prob,
 * weight, rationale), with QUANTITIES (quantity_id, text, denominator, sum_group, total_of; NULL:
 * none), and fits each. NULL and ERROR (ANDEL_ERROR_DATA) with line and column: points out of
 * order, a probability outside (0, 1], an expert twice, two units of one quantity, a quantity that
 * is not in QUANTITIES; a total of itself, of nothing, or in another unit than its parts; a fit
 * that cannot be (see elicit_fit()).
 */
Elicitation *elicit_read(Input *input, Input *quantities, const ElicitOptions *options,
                         GError **error);
void elicit_free(Elicitation *elicitation);

/**
 * The distribution of three points: triangular and PERT with their mode at LIKELY and LOW and HIGH
 * as limits, or, with a probability below 1, as quantiles that leave half of the rest on either
 * side; beta on 0 to UPPER with its mode at LIKELY and that probability within; lognormal with
 * those quantiles. The others are those of SHELF (O'Hagan et al. 2006, Uncertain Judgements,
 * chapter 6; its fitdist): least squares of F(low), F(likely) and F(high) from the probabilities,
 * LIKELY at one half; gamma and what has logarithms lie above 0, the mirrored ones below UPPER.
 * NULL: LOW or a likely value that the kind cannot have, or certainty where the kind has no limits.
 */
Distribution *elicit_fit(const Belief *belief, ElicitFit fit, double lambda, double upper);

/* The pool of BELIEFS [n]; NANs when a logarithmic pool has nothing in common. Linear: sum w F;
 * quantile: sum w Q; logarithmic: product f^w. Stone (1961), Ann. Math. Statist. 32, 1339-1342;
 * Genest and Zidek (1986), Statistical Science 1, 114-135. */
Believed elicit_pool(const Belief *beliefs, size_t n, ElicitPool pool);
/* The quantile P of the linear pool. */
double elicit_quantile(const Belief *beliefs, size_t n, double p);
Believed elicit_alone(const Distribution *distribution);

/* A quantity of a sum. */
typedef struct {
    const Belief *beliefs; /* [n] */
    size_t n;
    double times; /* what it is multiplied by */
} ElicitItem;

typedef struct {
    bool one_expert;    /* one expert is drawn for the whole sum, not one for each item */
    double correlation; /* of the items, or of those of the one expert, through a Gaussian copula;
                           0 <= it <= 1. At 1 the quantiles of the linear pools add up */
    size_t draws;
    uint64_t seed;
} ElicitSum;

/* The sum of ITEMS [n]; mean exactly, and of independent items sd; the rest by simulation.
 * QUANTILES [n_p] at P [n_p] are filled. With ONE_EXPERT all items have the same experts in the
 * same order. */
void elicit_sum(const ElicitItem *items, size_t n, const ElicitSum *how, const double *p,
                size_t n_p, double *quantiles, double *mean, double *sd);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Elicitation, elicit_free)
