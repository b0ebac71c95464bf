/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_scenario.h - what a sample would say if reviews miss errors. */
#pragma once

#include "analysis/payments_estimate.h"
#include "reports/tabulate.h"

/* What is supposed of the reviews. */
typedef struct {
    double sensitivity; /* NAN: nothing is */
    double specificity;
    double n_sensitivity, n_specificity; /* that these are known from; 0: supposed */
} PaymentsScenario;

/* Adds the table `scenario` to REPORT: the share in error if SCENARIO holds, and the errors of the
 * sample if two reviewers are independent; nothing if there is neither. Data: scenario estimate se
 * ci_low ci_high. */
void report_scenarios(Report *report, const PaymentsSample *sample, const PaymentsResult *result,
                      const PaymentsScenario *scenario, const ShowOptions *show);
