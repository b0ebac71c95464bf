/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_audit.c - plan, draw and evaluate an audit sample. */
#include "cli/audit.h"
#include "cli/progress.h"
#include "datasets/error.h"

#include <math.h>
#include <string.h>

#define AT(field) offsetof(AuditOptions, field)

const Option audit_options[] = {
    { "method", 0, OPTION_TEXT, AT(method), "NAME",
      "srs, systematic, cell, pareto, poisson, mus or cube (default: mus)" },
    { "n", 0, OPTION_INTEGER, AT(n), "N", "items to draw, or drawn" },
    { "id", 0, OPTION_TEXT, AT(id), "VAR", "name of the item (default: unit_id)" },
    { "book", 0, OPTION_TEXT, AT(book), "VAR", "its amount (default: book_value)" },
    { "audited", 0, OPTION_TEXT, AT(audited), "VAR", "what it should be (default: audit_value)" },
    { "strata", 0, OPTION_TEXT, AT(strata), "VAR", "stratum of the item" },
    { "book-total", 0, OPTION_NUMBER, AT(book_total), "AMOUNT", "of all items" },
    { "items", 0, OPTION_NUMBER, AT(items), "N", "items of the population" },
    { 0 }
};

static const OptionGroup groups[] = { { "Data", data_options, AT(data) },
                                      { "audit", audit_options, 0 },
                                      { "audit plan", audit_plan_options, 0 },
                                      { "audit draw", audit_draw_options, 0 },
                                      { "audit evaluate, audit coverage", audit_evaluate_options,
                                        0 },
                                      { 0 } };

static void
set_defaults(void *store)
{
    AuditOptions *options = store;

    options->book_total = options->items = options->population = NAN;
    options->tolerable_amount = options->margin = options->share = options->sd = NAN;
    options->deff = options->response = 1.0;
    options->factor = 3.0;    /* reliability factor of no errors at 95 per cent, and the */
    options->expansion = 1.6; /* expansion factor: parameters, as guidance changes */
    options->power = 0.5;
    options->errors = -1;
    options->least = 2;
    options->runs = 1000;
}

Input *
audit_open(const AuditOptions *options, const char *path, const CommonOptions *common,
           GError **error)
{
    InputOptions how;

    if (!data_options_input(&options->data, &how, error))
        return NULL;
    how.threads = (unsigned)common->threads;
    how.progress = progress_for(common);
    return input_open(path, &how, error);
}

Report *
audit_report(char **arguments, const char *language)
{
    Report *report = report_new("audit", language);

    for (char **argument = arguments; *argument; argument++)
        g_ptr_array_add(report->arguments, (gpointer)report_text(report, *argument));
    return report;
}

void
audit_report_input(Report *report, const Input *input, size_t rows)
{
    DataUsed *data = report_data(report, input->path, input_sha256(input));

    data->rows_read = data->rows_used = rows;
    for (const char *const *note = reader_notes(input->reader); note && *note; note++)
        g_ptr_array_add(data->notes, (gpointer)report_text(report, *note));
}

bool
audit_choose(const char *option, const char *text, const char *usual, const char *const *words,
             int *found, GError **error)
{
    g_autofree char *list = g_strjoinv(", ", (char **)words);
    const char *wanted = text ? text : usual;

    for (*found = 0; words[*found]; ++*found)
        if (strcmp(words[*found], wanted) == 0)
            return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--%s %s: there are %s", option, wanted,
                list);
    return false;
}

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    static const struct {
        const char *name;
        Report *(*run)(const AuditOptions *options, char **arguments, const CommonOptions *common,
                       GError **error);
    } parts[] = { { "plan", audit_plan_run },
                  { "draw", audit_draw_run },
                  { "evaluate", audit_evaluate_run },
                  { "coverage", audit_coverage_run } };

    if (!arguments_check(arguments, 1, 2, "audit plan|draw|evaluate|coverage [FILE]", error))
        return NULL;
    for (size_t k = 0; k < G_N_ELEMENTS(parts); k++)
        if (strcmp(arguments[0], parts[k].name) == 0)
            return parts[k].run(store, arguments, common, error);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "audit has no '%s'; there are: audit plan, audit draw FILE, audit evaluate FILE, "
                "audit coverage FILE",
                arguments[0]);
    return NULL;
}

const Command command_audit = {
    .name = "audit",
    .group = "Models and published numbers",
    .summary = "plan, draw and evaluate an audit sample; how often its bounds hold",
    .arguments = "plan|draw|evaluate|coverage [FILE]",
    .details =
        "plan: how many items? --tolerable and --expected (shares; or --errors) for error rates, "
        "--book-total with --tolerable-amount and --expected-amount for money, --margin with "
        "--share for a precision, or a FILE of strata (stratum, N, S, cost, X) with --n.\n\n"
        "draw: which items of FILE? The chance of each item comes from --seed and its id alone, so "
        "the order of the file decides nothing and anybody can draw the sample again. srs and "
        "pareto can be extended and have spares.\n\n"
        "evaluate: FILE is the audited sample (unit_id, book_value, audit_value; hits, status, "
        "certainty). Upper bounds of the error, one-sided at --level. Without FILE, --errors among "
        "--n give the limits of a rate.\n\n"
        "coverage: draws from FILE, whose audited amounts are all known, again and again, and "
        "prints how often each bound holds.",
    .groups = groups,
    .size = sizeof(AuditOptions),
    .defaults = set_defaults,
    .run = run,
};
