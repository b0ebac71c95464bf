/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_state.h - the ways to a variance, for the variance_* files alone. */
#pragma once

#include "analysis/variance.h"

/* What a stratum contributes. */
typedef struct {
    double scale;
    bool skip;       /* nothing */
    bool centre_all; /* it has one unit, held against the mean of all units of its stage */
} StratumRule;

StratumRule stratum_rule(const Design *design, const Stratum *stratum);

/* What a sum of a unit, VALUE, counts in PART. */
typedef void PartFunc(void *user, SparsePart part, double value);

/* Calls EACH for all sums of UNIT and what OF_SLOT says of their slots; inlined with it. */
static G_ALWAYS_INLINE inline void
unit_parts(const Totals *totals, size_t unit, const Sparse *of_slot, PartFunc *each, void *user)
{
    for (size_t t = 0; t < totals_terms(totals); t++) {
        TotalsUnit of = totals_unit(totals, t, unit);

        for (size_t c = 0; c < of.n; c++) {
            size_t slot = of.first_slot + (size_t)of.cell[c] * of.width, n;

            for (size_t k = 0; k < of.width; k++) {
                const SparsePart *parts = sparse_row(of_slot, slot + k, &n);

                for (size_t p = 0; p < n; p++)
                    each(user, parts[p], of.sums[c * of.stride + k]);
            }
        }
    }
}

/* How many threads are worth while for N sums or estimates in each unit of the last stage. */
size_t lanes_for(const Totals *totals, const Design *design, size_t n);

/* A list of codes that are in it at most once. */
typedef struct {
    uint32_t *list; /* [n] */
    size_t n;
    bool *in; /* by code */
} Touched;

/* Scores of one sampling unit at a time; only sums and estimates that it touches are visited. */
typedef struct {
    const Totals *totals;
    Sparse *sums_of_slot, *estimates_of_sum;
    Sparse *estimates_of_slot; /* the two in one, where that is no more work; else NULL */
    size_t m;
    double *t; /* [sums] of the unit, 0 but for those touched */
    double *z; /* [m] likewise */
    Touched sums, estimates;
    GArray *kept_codes, *kept; /* of uint32_t and double: estimates and scores of units in hand */
    GArray *kept_start;        /* of size_t: where those of each begin */
    bool fellow;               /* the sparse matrices are those of another */
} Scores;

Scores scores_new(const Totals *totals, const Sparse *sums, const Sparse *gradient);
/* Others of the same, for another thread, that live no longer than SCORES. */
Scores scores_fellow(const Scores *scores);
void scores_clear(Scores *scores);
/* The scores of the sampling unit that UNITS [n] of the last stage make up. */
void scores_take(Scores *scores, const uint32_t *units, size_t n);

/* Scores as a list of those that are not 0. */
typedef struct {
    const uint32_t *estimate; /* [n] */
    const double *value;      /* [n] */
    size_t n;
} ScoreList;

/* The same for unit C, from 0 in their order, of a stratum that is gone through more than once: the
 * scores are kept for the next time. The list lives until the next call. */
ScoreList scores_list(Scores *scores, size_t c, const uint32_t *units, size_t n);
/* Before the first unit of a stratum. */
void scores_forget(Scores *scores);

/* Which estimates a domain leaves with one unit in which stratum, under singleton_domain. */
typedef struct {
    Sparse *strata; /* of all stages, one after the other: sums with one unit */
    Sparse *of_sum; /* the estimates about each sum */
    bool *lone;     /* [m] in the stratum in hand */
} Lone;

/* Support as variance_support(); with LONE_SUMS a row a stratum of the sums that have one unit. */
Support *support_find(const Totals *totals, const Design *design, const Sparse *sums,
                      const double *n, Sparse *lone_sums);

/* Adds to VARIANCE [m] or to the upper triangle of MATRIX [m * m], whichever is not NULL; or
 * appends to ROOTS (of double) rows of m whose products add up to that matrix, unless pairs of
 * units have probabilities. SCALE [stages * m] multiplies each stage, NULL: 1; LONE may be NULL. */
void clusters_variance(const Totals *totals, const Design *design, const Sparse *sums,
                       const Sparse *gradient, const double *scale, const Lone *lone,
                       double *variance, double *matrix, GArray *roots);
/* Whether units of the first stage are held against each other by pairs of probabilities. */
bool clusters_paired(const Design *design);
void elements_variance(const Totals *totals, const Design *design, const Sparse *sums,
                       const Sparse *gradient, double *variance, double *matrix);
/* The first stage under Overton's, Hartley and Rao's, Horvitz and Thompson's, or Yates and Grundy's
 * rule, strata with one unit aside. */
void unequal_variance(Scores *scores, const Design *design, const double *scale, double *variance,
                      double *matrix);
void replicates_variance(const Totals *totals, const Design *design, const Sparse *sums,
                         const Sparse *gradient, double *variance, double *matrix);
