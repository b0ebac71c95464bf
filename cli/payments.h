/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments.h - the parts of `andel payments`. */
#pragma once

#include "cli/command.h"

/* Options of `payments estimate`. */
typedef struct {
    char *paid, *correct, *strata, *psu, *weight;
    char *population, *population_n, *population_paid, *population_stratum;
    char *cause, *errors, *cause_map, *view;
    char *id, *status, *selection;
    char *estimator, *ci, *ratio_se, *singleton, *df;
    char **by;
    double tolerance, materiality;
    int replicates, few, many;
    bool no_underpayments;
} PaymentsEstimateOptions;

extern const Option payments_estimate_options[];
void payments_estimate_defaults(PaymentsEstimateOptions *options);

/* ARGUMENTS are "estimate" and the sample. NULL and ERROR. */
Report *payments_estimate_run(const PaymentsEstimateOptions *options, const DataOptions *data,
                              char **arguments, const CommonOptions *common, GError **error);
