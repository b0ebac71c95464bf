/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_payments.c - how much is wrongly paid? */
#include "cli/payments.h"
#include "datasets/error.h"

#include <string.h>

typedef struct {
    DataOptions data;
    PaymentsEstimateOptions estimate;
    PaymentsAggregateOptions aggregate;
    PaymentsElicitOptions elicit;
} PaymentsCommand;

static const OptionGroup groups[] = {
    { "Data", data_options, offsetof(PaymentsCommand, data) },
    { "payments estimate", payments_estimate_options, offsetof(PaymentsCommand, estimate) },
    { "payments aggregate", payments_aggregate_options, offsetof(PaymentsCommand, aggregate) },
    { "payments elicit", payments_elicit_options, offsetof(PaymentsCommand, elicit) },
    { 0 }
};

static void
set_defaults(void *store)
{
    PaymentsCommand *options = store;

    payments_estimate_defaults(&options->estimate);
    payments_elicit_defaults(&options->elicit);
}

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    const PaymentsCommand *options = store;

    if (!arguments_check(arguments, 2, 2, "payments estimate|aggregate|elicit FILE", error))
        return NULL;
    if (strcmp(arguments[0], "aggregate") == 0)
        return payments_aggregate_run(&options->aggregate, &options->data, arguments, common,
                                      error);
    if (strcmp(arguments[0], "estimate") == 0)
        return payments_estimate_run(&options->estimate, &options->data, arguments, common, error);
    if (strcmp(arguments[0], "elicit") == 0)
        return payments_elicit_run(&options->elicit, &options->data, arguments, common, error);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "payments has no '%s'; there are: payments estimate FILE, payments aggregate FILE, "
                "payments elicit FILE",
                arguments[0]);
    return NULL;
}

const Command command_payments = {
    .name = "payments",
    .group = "Models and published numbers",
    .summary = "how much is wrongly paid? from a reviewed sample, published rates, or "
               "experts",
    .arguments = "estimate|aggregate|elicit FILE",
    .details =
        "estimate: FILE is a reviewed sample, one row a payment: what was paid and what should "
        "have been. Rates and amounts of error with limits, over- and underpaid, gross and net, by "
        "cause. A review without a result is a third state, never right by default; payments that "
        "were chosen because of a suspicion (selection: targeted) are told, and never grossed "
        "up. With few errors the limits are exact: no rate is 0 plus and minus 0.\n\n"
        "aggregate: FILE is a YAML file: the total rate, its parts, and the outlay if amounts are "
        "wanted. Rates are per cent of the outlay, as printed; shares of the errors and amounts "
        "follow. Parts that no numbers within rounding could make sum to the total are refused. Or "
        "FILE is a table, a number a row: row, value, and what there is of table_id, parent_row, "
        "year, measure (over, under, gross, net, outlay, ...), unit (percent, or that of money), "
        "ci_low, ci_high, ci_level, base_id, basis, proxy_of, measured_period. Then also: amounts "
        "and outlays that the numbers imply, totals and what they rest on, tests of changes, and "
        "whether the numbers can be right as printed (exit status 5 when one cannot).\n\n"
        "elicit: FILE is what experts believe (expert_id, quantity_id, low, likely, high; round, "
        "unit, range_prob, weight, rationale). Fitted, pooled in three ways, and added up under "
        "several correlations. It is a judgement, and no interval of it is a confidence interval.",
    .groups = groups,
    .size = sizeof(PaymentsCommand),
    .defaults = set_defaults,
    .run = run,
};
