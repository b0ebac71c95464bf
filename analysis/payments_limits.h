/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_limits.h - confidence limits of rates and amounts of error, many errors or few. */
#pragma once

#include "analysis/interval.h"

#include <stddef.h>

typedef enum {
    LIMITS_AUTO, /* see payments_limits() */
    LIMITS_T,
    LIMITS_LOG,
    LIMITS_LOGIT,
    LIMITS_PERCENTILE,
    LIMITS_BCA,
    LIMITS_EXACT,
    N_LIMITS
} PaymentsLimits;

extern const char *const payments_limit_names[N_LIMITS + 1]; /* of --ci, and a NULL */

/* A rate or amount of error and what is known of its uncertainty. */
typedef struct {
    double value, se, df, level;
    double base;      /* what VALUE is a part of: 1 for a rate, money for an amount */
    double skewness;  /* of the linearised scores */
    double n;         /* units that the scores are of */
    size_t n_errors;  /* of these, with an error */
    double effective; /* size of the sample in equal shares of money: (sum wp)^2 / sum (wp)^2 */
    PaymentsLimits kind;
    size_t few;  /* below so many errors the limits are exact */
    size_t many; /* from so many on Student's t may serve */
} PaymentsUncertain;

/**
 * The kind of limits that serves OF. As asked, but exact below FEW errors. Under LIMITS_AUTO it is
 * t with MANY errors or more, n above 25 G^2 (Cochran 1977, Sampling Techniques, 3rd ed., section
 * 2.15: G is the skewness) and a lower limit that is not negative; else logit of the share of the
 * base, and log of what is no share of it.
 */
PaymentsLimits payments_limits_kind(const PaymentsUncertain *of);

/**
 * Limits by t, log, logit, or exact. Exact is the beta distribution with x + 1 and n - x (upper),
 * x and n - x + 1 (lower), x = n times the rate: Clopper and Pearson (1934), Biometrika 26,
 * 404-413, with an effective n as Korn and Graubard (1998), Survey Methodology 24, 193-201; of
 * partly wrong payments the parts are summed as in the beta bound of audit sampling. They need no
 * standard error and are never of length 0.
 */
Limits payments_limits(const PaymentsUncertain *of);

/* The exact ones, whatever the kind. */
Limits payments_limits_exact(const PaymentsUncertain *of);
