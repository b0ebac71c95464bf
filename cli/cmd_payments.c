/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_payments.c - how much is wrongly paid? */
#include "analysis/payments.h"
#include "cli/command.h"
#include "cli/document.h"
#include "datasets/error.h"
#include "datasets/path.h"
#include "reports/tabulate_models.h"

#include <string.h>

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    (void)store;
    if (!arguments_check(arguments, 2, 2, "payments aggregate FILE", error))
        return NULL;
    if (strcmp(arguments[0], "aggregate") != 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "payments has no '%s'; there is: payments aggregate FILE", arguments[0]);
        return NULL;
    }
    g_autoptr(GBytes) bytes = path_read(arguments[1], NULL, NULL, error);
    g_autoptr(Payments) payments = bytes ? payments_read(bytes, arguments[1], error) : NULL;
    if (!payments)
        return NULL;
    const char *language = common->lang         ? common->lang
                           : payments->language ? payments->language
                                                : "en";
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    Report *report = document_report("payments", arguments, arguments[1], bytes, language);

    report_table(report, table_of_payments(payments, &show));
    return report;
}

const Command command_payments = {
    .name = "payments",
    .group = "Models and published numbers",
    .summary = "how much is wrongly paid? published rates by cause against their total",
    .arguments = "aggregate FILE",
    .details =
        "FILE is a YAML file: the total rate, its parts, and the outlay if amounts are wanted. "
        "Rates are per cent of the outlay, as printed; shares of the errors and amounts follow. "
        "Parts that no numbers within rounding could make sum to the total are refused.",
    .run = run,
};
