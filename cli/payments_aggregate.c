/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_aggregate.c - how much is wrongly paid, from published rates and amounts. */
#include "analysis/payments.h"
#include "cli/document.h"
#include "cli/payments.h"
#include "cli/survey.h"
#include "datasets/error.h"
#include "datasets/path.h"
#include "reports/embed.h"
#include "reports/tabulate_aggregate.h"
#include "reports/tabulate_models.h"

const Option payments_aggregate_options[] = {
    { "expenditure", 0, OPTION_TEXT, offsetof(PaymentsAggregateOptions, expenditure), "FILE",
      "outlays: scheme, year, amount, unit, basis, proxy_of, measured_period" },
    { 0 }
};

/* One total and its parts. */
static Report *
run_parts(char **arguments, const CommonOptions *common, GError **error)
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

static void
add_account(Report *report, const Input *input, size_t rows)
{
    DataUsed *data = report_data(report, input->path, input_sha256(input));

    data->rows_read = data->rows_used = rows;
    for (const char *const *note = reader_notes(input->reader); note && *note; note++)
        g_ptr_array_add(data->notes, (gpointer)report_text(report, *note));
}

static Report *
run_table(const PaymentsAggregateOptions *options, const InputOptions *reading, char **arguments,
          const CommonOptions *common, GError **error)
{
    g_autoptr(Input) input = input_open(arguments[1], reading, error);

    if (!input)
        return NULL;
    input_hash(input, common_traced(common));
    const char *language = common_language(common, input->codebook);
    g_autoptr(Report) report = report_new("payments", language);
    for (char **argument = arguments; *argument; argument++)
        g_ptr_array_add(report->arguments, (gpointer)report_text(report, *argument));
    g_autoptr(Input) outlays = NULL;
    if (options->expenditure &&
        !(outlays = payments_open_beside(options->expenditure, reading, common, error)))
        return NULL;
    g_autoptr(Aggregate) aggregate =
        aggregate_read(input, outlays, input->codebook->language ? input->codebook->language : "en",
                       common->level, error);
    if (!aggregate)
        return NULL;
    if (outlays)
        payments_account_all(report, outlays);
    add_account(report, input, aggregate->n_read);
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    report_aggregate(report, aggregate, &show);
    return g_steal_pointer(&report);
}

Report *
payments_aggregate_run(const PaymentsAggregateOptions *options, const DataOptions *data,
                       char **arguments, const CommonOptions *common, GError **error)
{
    InputOptions reading;

    if (g_str_has_suffix(arguments[1], ".yml") || g_str_has_suffix(arguments[1], ".yaml"))
        return run_parts(arguments, common, error);
    if (!data_options_input(data, &reading, error))
        return NULL;
    reading.threads = (unsigned)common->threads;
    return run_table(options, &reading, arguments, common, error);
}
