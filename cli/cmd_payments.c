/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_payments.c - how much is wrongly paid? */
#include "analysis/payments.h"
#include "cli/document.h"
#include "cli/payments.h"
#include "datasets/error.h"
#include "datasets/path.h"
#include "reports/embed.h"
#include "reports/tabulate_models.h"

#include <string.h>

typedef struct {
    DataOptions data;
    PaymentsEstimateOptions estimate;
    PaymentsElicitOptions elicit;
} PaymentsCommand;

static const OptionGroup groups[] = {
    { "Data", data_options, offsetof(PaymentsCommand, data) },
    { "payments estimate", payments_estimate_options, offsetof(PaymentsCommand, estimate) },
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
run_aggregate(char **arguments, const CommonOptions *common, GError **error)
{
    g_autoptr(GBytes) bytes = path_read(arguments[1], NULL, NULL, error);
    g_autoptr(Payments) payments = bytes ? payments_read(bytes, arguments[1], error) : NULL;
    if (!payments)
        return NULL;
    const char *language = common->lang         ? common->lang
                           : payments->language ? payments->language
                                                : "en";
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    Report *report = document_report("payments", arguments, arguments[1], bytes, language);
    report_embed_document(report, "rates", payments->document);

    report_table(report, table_of_payments(payments, &show));
    return report;
}

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    const PaymentsCommand *options = store;

    if (!arguments_check(arguments, 2, 2, "payments estimate|aggregate|elicit FILE", error))
        return NULL;
    if (strcmp(arguments[0], "aggregate") == 0)
        return run_aggregate(arguments, common, error);
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
        "follow. Parts that no numbers within rounding could make sum to the total are refused.\n\n"
        "elicit: FILE is what experts believe (expert_id, quantity_id, low, likely, high; round, "
        "unit, range_prob, weight, rationale). Fitted, pooled in three ways, and added up under "
        "several correlations. It is a judgement, and no interval of it is a confidence interval.",
    .groups = groups,
    .size = sizeof(PaymentsCommand),
    .defaults = set_defaults,
    .run = run,
};
