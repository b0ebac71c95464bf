/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bootstrap.h - replicates of a stratified sample, and limits from them. */
#pragma once

#include "analysis/interval.h"

#include <stddef.h>
#include <stdint.h>

/* Units that are drawn together. Borrowed. */
typedef struct {
    size_t n_rows, n_strata;
    const uint32_t *psu;     /* [n_rows] PSU of each row, numbered from 0 */
    const uint32_t *stratum; /* [n_psu] of each PSU */
    size_t n_psu;
    const double *weight;   /* [n_rows] */
    const double *fraction; /* [n_strata] of the PSUs of the population; 0: with replacement */
    uint64_t seed;
} BootstrapSample;

/**
 * Weights of replicate R into WEIGHT [n_rows]: n - 1 of the n PSUs of a stratum are drawn with
 * replacement, t times each, and
 *     w* = w (1 + sqrt(1 - f) (t n / (n - 1) - 1)).
 * Rao and Wu (1988), JASA 83, 231-241, rescaled to weights: Rao, Wu and Yue (1992), Survey
 * Methodology 18, 209-217. A stratum with one PSU keeps its weights. Draws are counter-based: a
 * replicate is the same whatever else is drawn.
 */
void bootstrap_weights(const BootstrapSample *sample, uint64_t r, double *weight);

/* Limits from replicates [n] of VALUE, which are put in order. NAN values are left out. */
Limits bootstrap_percentile(double *replicates, size_t n, double level);
/* Bias-corrected and accelerated: Efron (1987), JASA 82, 171-185; ACCELERATION from scores. */
Limits bootstrap_bca(double *replicates, size_t n, double value, double acceleration, double level);
