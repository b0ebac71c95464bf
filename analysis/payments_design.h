/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_design.h - reviewed payments under their sampling design: weights and variances. */
#pragma once

#include "analysis/design.h"
#include "analysis/payments_sample.h"
#include "analysis/variance.h"

#include <glib.h>

/* How the design is to be taken; the columns are those of the sample. */
typedef struct {
    SingletonRule singleton;
    DfRule df_rule;
    double df; /* with DF_NUMBER */
} PaymentsDesignOptions;

/* Open for reading. */
typedef struct {
    Design *design;
    DesignRows rows;    /* of the sample, borrowed from the design */
    Dataset *block;     /* what the design was read from */
    size_t n, n_strata; /* rows of the sample */
    GPtrArray *names;   /* of the strata, owned */
    uint32_t *stratum;  /* [n] as in the frame, if there is one */
    uint32_t *psu;      /* [n] numbered from 0; without PSUs the row */
    double *weight;     /* [n] 0: not drawn at random */
    double *fraction;   /* [n_strata] of the population; 0: with replacement */
    const double *prob; /* [n] of being drawn, without replacement; NULL: not by size. Borrowed */
    uint32_t *psu_stratum; /* [n_psu] */
    size_t n_psu;
} PaymentsDesign;

/**
 * Weights are N / n of the stratum, unless COLUMNS has a weight. Without PSUs and with a FRAME the
 * finite population is corrected for; with PSUs the variance is that of draws with replacement.
 * NULL and ERROR (ANDEL_ERROR_DATA): a stratum that is in the sample or in the frame only; fewer
 * payments in the frame than in the sample; neither a frame nor a weight (ANDEL_ERROR_USAGE); and
 * what design.h says.
 */
PaymentsDesign *payments_design_new(const PaymentsSample *sample, const PaymentsFrame *frame,
                                    const PaymentsColumns *columns,
                                    const PaymentsDesignOptions *options, GError **error);
void payments_design_free(PaymentsDesign *design);

/* By probabilities the variance is that of Hajek (1964), Ann. Math. Statist. 35, 1491-1523, as
 * given by Deville (1999), Survey Methodology 25, 193-203: sum c (z - A)^2 with z = w score, c = (1
 * - pi) n / (n - 1) and A the mean of z with weights c, in each stratum. Variances of sum(w z) of
 * SCORES [n_scores][n], each about GROUP_OF [n_scores] of GROUPS [n_groups][n] (1: a member, 0:
 * not). The place of their members is put into SUPPORT [n_groups]. The caller owns the array. */
double *payments_design_variances(const PaymentsDesign *design, const double *const *scores,
                                  const size_t *group_of, size_t n_scores,
                                  const double *const *groups, size_t n_groups, Support *support);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PaymentsDesign, payments_design_free)
