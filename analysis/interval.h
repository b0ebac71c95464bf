/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interval.h - confidence limits: of any estimate, and kinds of them for shares. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* A share and what is known of its error. */
typedef struct {
    double share, se; /* 0 to 1 */
    double n;         /* units that it is a share of, unweighted */
    double df;        /* degrees of freedom; infinite: the normal distribution */
    double level;     /* of confidence */
} Proportion;

typedef struct {
    double lower, upper;
    const char *method; /* "logit-t"; "-z" when the normal distribution is used. Static */
} Limits;

/* A kind of interval for shares. */
typedef struct {
    const char *name;     /* of --ci */
    const char *method_t; /* as it stands in results */
    const char *method_z; /* the same with the normal distribution */
    const char *summary;  /* one line, with the source */
    bool bounded;         /* defined at 0 and 1 */
    void (*limits)(const Proportion *of, double t, double *lower, double *upper);
} Interval;

extern const Interval *const intervals[]; /* NULL-terminated */

/* By --ci (NULL: logit). NULL and ERROR (ANDEL_ERROR_USAGE) lists the kinds. */
const Interval *interval_find(const char *name, GError **error);

/* Upper (1 - LEVEL) / 2 point of Student's t; NAN unless DF > 0. */
double interval_critical(double df, double level);

/* Two-sided p of a STATISTIC of Student's t; NAN unless DF > 0. */
double interval_p(double statistic, double df);

/* Estimate -+ t se. NAN limits when there are no degrees of freedom. */
Limits interval_wald(double value, double se, double df, double level);

/**
 * Limits of a share by INTERVAL. At exactly 0 or 1, where most kinds are undefined, they are those
 * of Korn and Graubard with N as effective sample size (what the NCHS standards do), and the
 * method says so. NAN limits when there are no degrees of freedom.
 */
Limits interval_share(const Interval *interval, const Proportion *of);
