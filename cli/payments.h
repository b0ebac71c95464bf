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
    char *recheck, *recovered, *prob;
    char **by, **reviewers;
    double sensitivity, specificity;
    int sensitivity_n, specificity_n;
    double tolerance, materiality;
    int replicates, few, many;
    bool no_underpayments;
} PaymentsEstimateOptions;

extern const Option payments_estimate_options[];
void payments_estimate_defaults(PaymentsEstimateOptions *options);

/* ARGUMENTS are "estimate" and the sample. NULL and ERROR. */
Report *payments_estimate_run(const PaymentsEstimateOptions *options, const DataOptions *data,
                              char **arguments, const CommonOptions *common, GError **error);

/* Says in the account of REPORT that all rows of INPUT were read and used. */
void payments_account_all(Report *report, const Input *input);

/* Options of `payments elicit`. */
typedef struct {
    char *pool, *fit, *quantities, *expert_per;
    char **correlation;
    double lambda, upper;
    int round, draws;
    bool scale_parts;
} PaymentsElicitOptions;

extern const Option payments_elicit_options[];
void payments_elicit_defaults(PaymentsElicitOptions *options);

/* ARGUMENTS are "elicit" and the file of beliefs. NULL and ERROR. */
Report *payments_elicit_run(const PaymentsElicitOptions *options, const DataOptions *data,
                            char **arguments, const CommonOptions *common, GError **error);

/* Options of `payments aggregate`. */
typedef struct {
    char *expenditure;
} PaymentsAggregateOptions;

extern const Option payments_aggregate_options[];

/* ARGUMENTS are "aggregate" and the published rates: a YAML file of one total and its parts, or
 * data. NULL and ERROR. */
Report *payments_aggregate_run(const PaymentsAggregateOptions *options, const DataOptions *data,
                               char **arguments, const CommonOptions *common, GError **error);

/* For all: index of TEXT (NULL: the first) among WORDS into *FOUND; the seed, 1 unless given.
 * FALSE and ERROR. */
bool payments_choose(const char *option, const char *text, const char *const *words, int *found,
                     GError **error);
bool payments_seed(const char *text, uint64_t *seed, GError **error);
/* A file beside the main one; the codebook is not its. When it is read, payments_account_all(). */
Input *payments_open_beside(const char *path, const InputOptions *how, const CommonOptions *common,
                            GError **error);
