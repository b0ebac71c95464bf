/* SPDX-License-Identifier: GPL-3.0-or-later */
/* imperfect.h - what reviews miss: scenarios, never estimates. */
#pragma once

/* A rate of error as it was found, and what is supposed of the reviews. */
typedef struct {
    double rate, se;                 /* found */
    double sensitivity, specificity; /* shares of errors and of right payments that are told so */
    double n_sensitivity, n_specificity; /* known from so many; 0: supposed without error */
    double level;
} Imperfect;

typedef struct {
    double rate, se;
    double lower, upper; /* within 0 and 1 */
} Corrected;

/* Rogan and Gladen (1978), Am. J. Epidemiol. 107, 71-76: (p + Sp - 1) / (Se + Sp - 1), within 0 and
 * 1; with the errors of Se and Sp by the delta method. NANs unless Se + Sp > 1. */
Corrected imperfect_rate(const Imperfect *of);

/* Errors that there are when one reviewer finds FIRST, another independently SECOND, and BOTH of
 * them are the same: Chapman (1951), with the variance of Seber (1970). */
Corrected imperfect_recapture(double first, double second, double both, double level);
