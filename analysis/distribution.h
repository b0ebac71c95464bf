/* SPDX-License-Identifier: GPL-3.0-or-later */
/* distribution.h - what is not known exactly: distributions as text, and their quantiles. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    DISTRIBUTION_TRIANGULAR, /* LOW, MODE, HIGH */
    DISTRIBUTION_PERT,       /* the same with LAMBDA, 4 unless said */
    DISTRIBUTION_NORMAL,     /* LOCATION: mean; SCALE: standard deviation */
    DISTRIBUTION_LOGNORMAL,  /* the same of the logarithm */
    DISTRIBUTION_BETA,       /* FIRST and SECOND shape between LOW and HIGH */
    DISTRIBUTION_UNIFORM,    /* LOW to HIGH */
    DISTRIBUTION_DISCRETE,   /* VALUES with their probabilities */
    DISTRIBUTION_FITTED      /* a FAMILY, see distribution_fitted.h */
} DistributionKind;

/* Families that are fitted to points of a distribution function. */
typedef enum {
    FAMILY_NORMAL,      /* LOCATION, SCALE */
    FAMILY_STUDENT,     /* the same, 3 degrees of freedom */
    FAMILY_SKEW_NORMAL, /* the same, and FIRST: its slant */
    FAMILY_GAMMA,       /* of x - LOW: FIRST: shape, SECOND: rate */
    FAMILY_LOGNORMAL,   /* of x - LOW: LOCATION and SCALE of the logarithm */
    FAMILY_LOG_STUDENT, /* the same, 3 degrees of freedom */
    FAMILY_BETA,        /* between LOW and HIGH: FIRST, SECOND */
    N_FAMILIES
} DistributionFamily;

/* Open for reading; made by distribution_parse() or distribution_of_values(). */
typedef struct {
    DistributionKind kind;
    double low, mode, high, lambda;
    double location, scale;
    double first, second;
    DistributionFamily family;
    bool mirrored;      /* it is HIGH - x that has the family, on x - LOW */
    double *values;     /* [n_values] ascending */
    double *cumulative; /* [n_values] probability up to and with the value; the last is 1 */
    size_t n_values;
    char *file; /* of empirical(FILE): where the values are to be read from; NULL: none */
} Distribution;

/* What cannot be read: the bytes BEGIN to END of the text. WHAT is owned by the caller. */
typedef struct {
    size_t begin, end;
    char *what;
    const char *hint; /* what to do; NULL: none */
} DistributionFault;

/**
 * Reads tri(a, m, b); pert(a, m, b) and pert(a, m, b, lambda); normal(m, s); lognormal(median,
 * ratio), where 90 per cent lie between median / ratio and median * ratio; beta(p, q) and beta(p,
 * q, low, high); uniform(a, b); discrete(v1: p1, v2: p2, ...); empirical(FILE); and `5 to 20`, from
 * P5 to P95: lognormal when both are positive, else normal. Numbers have a decimal point.
 * NULL and *FAULT: a mode outside the range, a spread that is not positive, probabilities that do
 * not sum to 1, ...
 */
Distribution *distribution_parse(const char *text, DistributionFault *fault);
void distribution_free(Distribution *distribution);

/* Each of VALUES [n], n > 0, with the same probability, into DISTRIBUTION; they are copied. */
void distribution_set_values(Distribution *distribution, const double *values, size_t n);
/* Normal with this mean and this standard deviation > 0. */
Distribution *distribution_normal(double mean, double sd);

/* The value that a share P of the outcomes does not exceed; 0 < P < 1. */
double distribution_quantile(const Distribution *distribution, double p);
/* The share of the outcomes that does not exceed X, and its density there (NAN: of values one by
 * one). */
double distribution_cdf(const Distribution *distribution, double x);
double distribution_density(const Distribution *distribution, double x);
double distribution_mean(const Distribution *distribution);
double distribution_sd(const Distribution *distribution);
bool distribution_is_point(const Distribution *distribution); /* one value only */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Distribution, distribution_free)
