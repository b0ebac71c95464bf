/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grim.h - means and standard deviations of whole numbers: whether they can be as printed. */
#pragma once

#include "analysis/counts.h"
#include "analysis/printed.h"

/* Ways from an exact number to the printed one. */
typedef enum {
    GRIM_HALF_UP,
    GRIM_HALF_DOWN,
    GRIM_HALF_EVEN,
    GRIM_HALF_EITHER, /* up or down: both ways of a tie */
    GRIM_FLOOR,
    GRIM_CEILING,
    GRIM_ANY, /* either neighbour */
    N_GRIM_ROUNDINGS
} GrimRounding;

/* What is said of N people with ITEMS whole-number answers each. */
typedef struct {
    int64_t n, items; /* > 0; the product below 2^36 */
    Printed mean, sd; /* of the mean of a person's answers */
    bool has_sd;      /* SD is printed, with n - 1 in the denominator */
    bool has_range;   /* an answer lies from LOW to HIGH */
    int64_t low, high;
} GrimMean;

/**
 * The whole totals K of UNITS whose SCALE * K / UNITS is printed as PRINTED under ROUNDING, exactly
 * in integers: SCALE is 100 for a percentage, whose K are 0 to UNITS, and 1 for a mean, whose K
 * have its sign. FALSE when there is none. Brown and Heathers (2017), The GRIM test, Soc. Psychol.
 * Personal. Sci. 8, 363-369.
 */
bool grim_totals(const Printed *printed, int scale, int64_t units, GrimRounding rounding,
                 CountRange *totals);

/* What became of the mean and deviation together. */
typedef enum {
    GRIM_HOLDS,
    GRIM_NO_MEAN,  /* no total gives the mean */
    GRIM_NO_RANGE, /* only totals outside the range of the answers do */
    GRIM_NO_SD     /* no squares go with such a total and give the deviation */
} GrimVerdict;

/**
 * The mean by grim_totals(), half up; then, for each such total S, whether whole squares of the
 * parity of S, within the range, give the deviation, half up. A verdict other than GRIM_HOLDS is
 * certain. TOTALS (may be NULL) are those that give the mean. Anaya (2016), The GRIMMER test, PeerJ
 * Preprints 4, e2400v1, in the analytic form of Allard (2018). At most 10 000 totals are tried.
 */
GrimVerdict grim_test(const GrimMean *mean, CountRange *totals);

/* The same for answers that are 0 or 1, where the mean decides the deviation: Heathers and Brown
 * (2019), DEBIT. */
GrimVerdict debit_test(const GrimMean *mean, CountRange *totals);
