/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sampler.h - quantiles of a distribution for many probabilities at once. */
#pragma once

#include "analysis/distribution.h"

typedef struct Sampler Sampler;

/* A sampler of DISTRIBUTION, which is borrowed. MANY: it will be asked so often that a table of
 * cubic pieces is worth making, where a quantile is dear (beta and PERT); its error is below 1e-8
 * of the range. */
Sampler *sampler_new(const Distribution *distribution, bool many);
void sampler_free(Sampler *sampler);

/* The quantiles of P [n], each above 0 and below 1, into P. */
void sampler_quantiles(const Sampler *sampler, size_t n, double *p);

/* Standard normal quantiles of P [n], into P: Wichura (1988), Algorithm AS 241, PPND16, Applied
 * Statistics 37, 477-484; relative error about 1e-16. */
void normal_quantiles(size_t n, double *p);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sampler, sampler_free)
