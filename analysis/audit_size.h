/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_size.h - how many items an audit sample needs. */
#pragma once

#include "analysis/decimal_share.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum { SIZE_BINOMIAL, SIZE_POISSON, SIZE_HYPERGEOMETRIC, N_SIZES } SizeDistribution;

extern const char *const size_distributions[N_SIZES + 1]; /* and a NULL */

/* What an attribute sample is to show. */
typedef struct {
    SizeDistribution distribution;
    double confidence;      /* one-sided */
    DecimalShare tolerable; /* error rate */
    DecimalShare expected;  /* error rate; or */
    int64_t errors;         /* so many errors, when this is not negative */
    int64_t population;     /* items; of SIZE_HYPERGEOMETRIC */
} SizeRequest;

typedef struct {
    int64_t n;
    double errors; /* that may be found; of the Poisson distribution not always whole */
} SampleSize;

/**
 * The smallest n at which, if the expected errors occur, the upper bound of the error rate is below
 * the tolerable rate. Binomial: P(X <= k | n, tolerable) < 1 - confidence with k the expected
 * errors, rounded up from exact n * rate. Poisson: the gamma quantile with shape 1 + n * rate,
 * over n. Hypergeometric: as binomial, among ceiling(tolerable * population) errors. AICPA (2017),
 * Audit guide: audit sampling, appendix A; GAO (2008), Financial audit manual, section 450.
 * FALSE and ERROR (ANDEL_ERROR_USAGE): nothing tolerable, no less expected than tolerable, or no
 * size up to 10^6 (or the population) that is enough.
 */
bool audit_size(const SizeRequest *request, SampleSize *size, GError **error);

/* Confidence factor of monetary-unit sampling: the F for which F is the gamma quantile with shape 1
 * + RATIO F; RATIO is what is expected over what is tolerable, 0 <= RATIO < 1. With ROUND it is
 * taken up to two decimals, as in the tables of the AICPA. n = ceiling(F BV / tolerable). */
double audit_mus_factor(double confidence, double ratio, bool round);

/* What a precision asks for. */
typedef struct {
    double margin, confidence; /* two-sided: +- margin */
    double share;              /* expected error rate */
    double deff;               /* design effect: 1 for a simple random sample */
    double population;         /* items; 0: without the finite population correction */
    double response;           /* share of reviews that can be made */
} PrecisionRequest;

/* (z / margin)^2 p (1 - p) deff, corrected for the population, over the response. Cochran (1977),
 * Sampling Techniques, 3rd ed., section 4.4. */
double audit_size_precision(const PrecisionRequest *request);

/* (z RATIO)^2 with z two-sided: RATIO is the book times the standard deviation of the error rates,
 * over what is tolerable less what is expected. EGESIF_16-0014-01 (2017), section 6.3.1. */
double audit_size_spread(double confidence, double ratio);
