/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_evaluate.c - what an audited sample says, and how often such bounds hold. */
#include "analysis/audit_evaluate.h"
#include "analysis/audit_coverage.h"
#include "cli/audit.h"
#include "datasets/error.h"
#include "datasets/number.h"
#include "reports/tabulate_draw.h"

#include <math.h>

#define AT(field) offsetof(AuditOptions, field)

const Option audit_evaluate_options[] = {
    { "population", 0, OPTION_NUMBER, AT(population), "N",
      "items of all, of a sample with equal chances: classical estimates" },
    { "runs", 0, OPTION_INTEGER, AT(runs), "N",
      "samples to draw for audit coverage (default: 1000)" },
    { 0 }
};

/* K errors among N, without a file. */
static Report *
evaluate_attributes(const AuditOptions *options, char **arguments, const CommonOptions *common,
                    GError **error)
{
    const char *language = common_language(common, NULL);
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    bool finite = !isnan(options->items);

    if (options->errors < 0 || options->n < 1 || options->errors > options->n ||
        (finite && !(options->items >= options->n))) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit evaluate: give the audited FILE with --book-total, or --errors K of --n "
                    "N (and --items, no fewer than n)");
        return NULL;
    }
    Report *report = audit_report(arguments, language);
    report_table(report, table_of_attributes(options->errors, options->n, options->items,
                                             common->level, &show));
    return report;
}

Report *
audit_evaluate_run(const AuditOptions *options, char **arguments, const CommonOptions *common,
                   GError **error)
{
    const AuditEvaluateOptions how = { .book = options->book ? options->book : "book_value",
                                       .audited =
                                           options->audited ? options->audited : "audit_value",
                                       .id = options->id,
                                       .book_total = options->book_total,
                                       .population = options->population,
                                       .confidence = common->level };

    if (!arguments[1])
        return evaluate_attributes(options, arguments, common, error);
    g_autoptr(Input) input = audit_open(options, arguments[1], common, error);
    g_autoptr(AuditResult) result = input ? audit_evaluate(input, &how, error) : NULL;
    if (!result)
        return NULL;
    const char *language = common_language(common, input->codebook);
    Report *report = audit_report(arguments, language);
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    audit_report_input(report, input, result->n_items);
    report_audit(report, result, &show);
    return report;
}

Report *
audit_coverage_run(const AuditOptions *options, char **arguments, const CommonOptions *common,
                   GError **error)
{
    const AuditColumns columns = { .id = options->id,
                                   .book = options->book,
                                   .audited = options->audited ? options->audited : "audit_value" };
    guint64 seed = 1;
    Coverage coverage;
    int method;

    if (!arguments_check(arguments, 2, 2, "audit coverage FILE --n N", error) ||
        !audit_choose("method", options->method, "mus", audit_methods, &method, error))
        return NULL;
    if (options->n < 1 || options->runs < 1 || options->runs > 1000000 ||
        (common->seed &&
         !g_ascii_string_to_unsigned(common->seed, 10, 0, G_MAXUINT64, &seed, NULL))) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit coverage: --n items from 1, --runs from 1 to 1000000, --seed a whole "
                    "number");
        return NULL;
    }
    const CoverageOptions how = { .method = (AuditMethod)method,
                                  .n = (size_t)options->n,
                                  .runs = (size_t)options->runs,
                                  .seed = seed,
                                  .confidence = common->level };
    g_autoptr(Input) input = audit_open(options, arguments[1], common, error);
    g_autoptr(AuditPopulation) population =
        input ? audit_population_read(input, &columns, error) : NULL;
    if (!population || !audit_coverage(population, &how, &coverage, error))
        return NULL;
    const char *language = common_language(common, input->codebook);
    Report *report = audit_report(arguments, language);
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    audit_report_input(report, input, population->n);
    g_autofree char *note = note_of_coverage(&how, &coverage, language);
    report_table(report, table_of_coverage(&coverage, &show));
    report_note(report, note);
    return report;
}
