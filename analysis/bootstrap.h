/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bootstrap.h - replicates of a stratified sample, and limits from them. */
#pragma once

#include "analysis/interval.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* A stratified sample as what it is drawn in: its primary units, ordered by stratum. */
typedef struct {
    size_t n_strata, n_psu;
    size_t *start;   /* [n_strata + 1] places of its PSUs in the order */
    uint32_t *place; /* [n_psu] of each PSU in the order */
    uint64_t seed;
} BootstrapSample;

/* STRATUM [n_psu] of each PSU. */
BootstrapSample *bootstrap_new(const uint32_t *stratum, size_t n_psu, size_t n_strata,
                               uint64_t seed);
void bootstrap_free(BootstrapSample *sample);

/**
 * How often each PSU is drawn in replicate R, into TIMES [n_psu] in the order of the sample: n - 1
 * of the n of a stratum with replacement. With weights
 *     w* = w (1 + sqrt(1 - f) (t n / (n - 1) - 1))
 * that is the bootstrap of Rao and Wu (1988), JASA 83, 231-241, rescaled to weights: Rao, Wu and
 * Yue (1992), Survey Methodology 18, 209-217. A stratum with one PSU is drawn once. A replicate is
 * the same whatever else is drawn.
 */
void bootstrap_draw(const BootstrapSample *sample, uint64_t r, uint16_t *times);

/* Limits from replicates [n] of VALUE, which are put in order. NAN values are left out. */
Limits bootstrap_percentile(double *replicates, size_t n, double level);
/* Bias-corrected and accelerated: Efron (1987), JASA 82, 171-185; ACCELERATION from scores. */
Limits bootstrap_bca(double *replicates, size_t n, double value, double acceleration, double level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(BootstrapSample, bootstrap_free)
