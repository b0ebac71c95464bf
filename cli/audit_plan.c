/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_plan.c - how many items to draw, and from which strata. */
#include "analysis/allocation.h"
#include "analysis/audit_population.h"
#include "analysis/audit_size.h"
#include "analysis/sheet.h"
#include "cli/audit.h"
#include "datasets/error.h"
#include "reports/tabulate_draw.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define AT(field) offsetof(AuditOptions, field)

const Option audit_plan_options[] = {
    { "tolerable", 0, OPTION_TEXT, AT(tolerable), "SHARE", "error rate that is tolerable" },
    { "expected", 0, OPTION_TEXT, AT(expected), "SHARE",
      "error rate that is expected (default: 0)" },
    { "errors", 0, OPTION_INTEGER, AT(errors), "K", "errors that are expected, or were found" },
    { "distribution", 0, OPTION_TEXT, AT(distribution), "NAME",
      "binomial, poisson or hypergeometric (default: binomial)" },
    { "tolerable-amount", 0, OPTION_NUMBER, AT(tolerable_amount), "AMOUNT",
      "error that is tolerable in all" },
    { "expected-amount", 0, OPTION_NUMBER, AT(expected_amount), "AMOUNT",
      "error that is expected in all (default: 0)" },
    { "aicpa-round", 0, OPTION_FLAG, AT(aicpa_round), NULL,
      "round the confidence factor up to two decimals, as printed tables do" },
    { "rule", 0, OPTION_TEXT, AT(rule), "NAME",
      "for money: poisson, eu-standard or eu-conservative (default: poisson)" },
    { "sd", 0, OPTION_NUMBER, AT(sd), "SD", "standard deviation of error rates (eu-standard)" },
    { "reliability-factor", 0, OPTION_NUMBER, AT(factor), "RF", "of eu-conservative (default: 3)" },
    { "expansion-factor", 0, OPTION_NUMBER, AT(expansion), "EF",
      "of eu-conservative (default: 1.6)" },
    { "margin", 0, OPTION_NUMBER, AT(margin), "SHARE", "half the width of the interval: 0.03" },
    { "share", 0, OPTION_NUMBER, AT(share), "SHARE",
      "error rate that is supposed (with --margin)" },
    { "deff", 0, OPTION_NUMBER, AT(deff), "X", "design effect (default: 1)" },
    { "response", 0, OPTION_NUMBER, AT(response), "SHARE",
      "share of the reviews that can be made (default: 1)" },
    { "allocation", 0, OPTION_TEXT, AT(allocation), "RULE",
      "proportional, neyman, cost or power (default: proportional)" },
    { "least", 0, OPTION_INTEGER, AT(least), "N", "of each stratum (default: 2)" },
    { "power", 0, OPTION_NUMBER, AT(power), "Q", "exponent of the power rule (default: 0.5)" },
    { "boundaries", 0, OPTION_TEXT, AT(boundaries), "RULE",
      "strata by size of the items of FILE: cum-root-f or lavallee-hidiroglou" },
    { "classes", 0, OPTION_INTEGER, AT(classes), "N", "strata to make (default: 5)" },
    { "bins", 0, OPTION_INTEGER, AT(bins), "N", "classes that roots are taken of (default: 200)" },
    { "cv", 0, OPTION_NUMBER, AT(cv), "SHARE",
      "coefficient of variation that the sizes are for (default: 0.02)" },
    { 0 }
};

static Report *
plan_report(char **arguments, const CommonOptions *common, const AuditFigure *figures, size_t n,
            Word rule)
{
    const char *language = common_language(common, NULL);
    Report *report = audit_report(arguments, language);
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    g_autofree char *confidence = note_of_confidence(common->level, language);

    report_table(report, table_of_plan(figures, n, rule, &show));
    report_note(report, confidence);
    return report;
}

static Report *
plan_attributes(const AuditOptions *options, char **arguments, const CommonOptions *common,
                GError **error)
{
    static const Word rules[N_SIZES] = { WORD_AUDIT_RULE_BINOMIAL, WORD_AUDIT_RULE_POISSON,
                                         WORD_AUDIT_RULE_HYPERGEOMETRIC };
    SizeRequest request = { .confidence = common->level,
                            .errors = options->errors,
                            .population = isnan(options->items) ? 0 : (int64_t)options->items };
    SampleSize size;
    int distribution;

    if (!options->tolerable) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit plan: what is tolerable? --tolerable SHARE, --tolerable-amount with "
                    "--book-total, --margin with --share, or a file of strata with --n");
        return NULL;
    }
    if (!audit_choose("distribution", options->distribution, "binomial", size_distributions,
                      &distribution, error) ||
        !decimal_share_read(options->tolerable, "--tolerable", &request.tolerable, error) ||
        !decimal_share_read(options->expected ? options->expected : "0", "--expected",
                            &request.expected, error))
        return NULL;
    request.distribution = (SizeDistribution)distribution;
    if (!audit_size(&request, &size, error))
        return NULL;
    const AuditFigure figures[] = {
        { "n", WORD_AUDIT_SAMPLE_SIZE, (double)size.n, 0 },
        { "expected_errors", WORD_AUDIT_EXPECTED_ERRORS, size.errors,
          size.errors == floor(size.errors) ? 0 : 2 },
    };
    return plan_report(arguments, common, figures, G_N_ELEMENTS(figures), rules[distribution]);
}

/* The size for money, by rule; NAN when what is given cannot be. */
static double
money_size(const AuditOptions *options, int rule, double confidence, double *factor)
{
    double book = options->book_total, tolerable = options->tolerable_amount;
    double expected = options->expected_amount;

    *factor = NAN;
    if (rule == 1)
        return audit_size_spread(confidence, book * options->sd / (tolerable - expected));
    if (rule == 2) {
        *factor = options->factor;
        return book * options->factor / (tolerable - expected * options->expansion);
    }
    *factor = audit_mus_factor(confidence, expected / tolerable, options->aicpa_round);
    return *factor * book / tolerable;
}

static Report *
plan_money(const AuditOptions *options, char **arguments, const CommonOptions *common,
           GError **error)
{
    static const char *const names[] = { "poisson", "eu-standard", "eu-conservative", NULL };
    static const Word rules[] = { WORD_AUDIT_RULE_MONEY, WORD_AUDIT_RULE_EU_STANDARD,
                                  WORD_AUDIT_RULE_EU_CONSERVATIVE };
    double factor;
    int rule;

    if (!audit_choose("rule", options->rule, "poisson", names, &rule, error))
        return NULL;
    if (!(options->book_total > 0.0) || !(options->expected_amount >= 0.0) ||
        !(options->tolerable_amount >
          options->expected_amount * (rule == 2 ? options->expansion : 1.0)) ||
        (rule == 1 && !(options->sd > 0.0))) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit plan: --book-total, --tolerable-amount and --expected-amount: a book "
                    "above 0, and less expected (times the expansion) than is tolerable%s",
                    rule == 1 ? "; and --sd" : "");
        return NULL;
    }
    double n = ceil(money_size(options, rule, common->level, &factor) - 1e-9);
    const AuditFigure figures[] = {
        { "n", WORD_AUDIT_SAMPLE_SIZE, n, 0 },
        { "factor", WORD_AUDIT_FACTOR, factor, 5 },
        { "interval", WORD_AUDIT_INTERVAL, options->book_total / n, 2 },
    };
    return plan_report(arguments, common, figures, G_N_ELEMENTS(figures), rules[rule]);
}

static Report *
plan_precision(const AuditOptions *options, char **arguments, const CommonOptions *common,
               GError **error)
{
    PrecisionRequest request = { .margin = options->margin,
                                 .confidence = common->level,
                                 .share = options->share,
                                 .deff = options->deff,
                                 .population = isnan(options->items) ? 0.0 : options->items,
                                 .response = options->response };

    if (!(request.margin > 0.0 && request.margin < 1.0) ||
        !(request.share > 0.0 && request.share < 1.0) || !(request.deff > 0.0) ||
        !(request.response > 0.0 && request.response <= 1.0) || request.population < 0.0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit plan: --margin and --share lie between 0 and 1, --deff is above 0, "
                    "--response above 0 and at most 1");
        return NULL;
    }
    const AuditFigure figures[] = { { "n", WORD_AUDIT_SAMPLE_SIZE,
                                      ceil(audit_size_precision(&request) - 1e-9), 0 } };
    return plan_report(arguments, common, figures, 1, WORD_AUDIT_RULE_PRECISION);
}

/* What RULE needs of stratum ROW. */
static bool
read_stratum(const Sheet *sheet, AllocationRule rule, size_t row, AllocationStratum *of,
             GError **error)
{
    static const char *const names[] = { "N", "S", "cost", "X" };
    static const bool needed[N_ALLOCATIONS][4] = { { true, false, false, false },
                                                   { true, true, false, false },
                                                   { true, true, true, false },
                                                   { true, true, false, true } };
    double *values[] = { &of->population, &of->sd, &of->cost, &of->total };

    for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
        *values[k] = sheet_number(sheet, names[k], row);
        if (needed[rule][k] && !(*values[k] > 0.0 && isfinite(*values[k])))
            return sheet_fail(sheet, row, names[k], error,
                              "missing or not above 0; --allocation %s needs it",
                              allocation_rules[rule]);
    }
    if (of->population == floor(of->population))
        return true;
    return sheet_fail(sheet, row, "N", error, "%g is no number of items", of->population);
}

static Report *
plan_allocation(const AuditOptions *options, char **arguments, const CommonOptions *common,
                GError **error)
{
    static const char *const optional[] = { "S", "cost", "X", NULL };
    static const ColumnRequest requests[] = { { "stratum", READ_CATEGORY },
                                              { "N", READ_NUMBER },
                                              { "S", READ_NUMBER },
                                              { "cost", READ_NUMBER },
                                              { "X", READ_NUMBER } };
    double items = 0.0;
    int rule;

    if (!audit_choose("allocation", options->allocation, "proportional", allocation_rules, &rule,
                      error))
        return NULL;
    g_autoptr(Input) input = audit_open(options, arguments[1], common, error);
    g_autoptr(Sheet) sheet =
        input ? sheet_read(input, requests, G_N_ELEMENTS(requests), optional, error) : NULL;
    if (!sheet)
        return NULL;
    size_t n = sheet->data->n_rows;
    g_autofree AllocationStratum *strata = g_new0(AllocationStratum, n + 1);
    g_autofree int64_t *sizes = g_new0(int64_t, n + 1);
    g_autofree double *population = g_new0(double, n + 1);
    g_autofree char **names = g_new0(char *, n + 1);
    for (size_t h = 0; h < n; h++) {
        if (!read_stratum(sheet, (AllocationRule)rule, h, &strata[h], error))
            return NULL;
        names[h] = (char *)sheet_text(sheet, "stratum", h);
        population[h] = strata[h].population;
        items += population[h];
    }
    if (options->n < 1 || options->n > items || options->least < 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit plan: --n %d: from 1 to the %g items of all strata", options->n, items);
        return NULL;
    }
    allocate((AllocationRule)rule, strata, n, options->n, options->least, options->power, sizes);
    const char *language = common_language(common, input->codebook);
    Report *report = audit_report(arguments, language);
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    audit_report_input(report, input, n);
    report_table(report, table_of_allocation(names, population, sizes, n, &show));
    return report;
}

static int
ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Strata by size of a population of items. */
static Report *
plan_boundaries(const AuditOptions *options, char **arguments, const CommonOptions *common,
                GError **error)
{
    const AuditColumns columns = { .id = options->id, .book = options->book };
    BoundedStratum strata[MOST_STRATA];
    int rule;

    if (!audit_choose("boundaries", options->boundaries, NULL, boundary_rules, &rule, error))
        return NULL;
    if (options->classes < 2 || options->classes > MOST_STRATA ||
        options->bins < options->classes || options->bins > 100000 ||
        !(options->cv > 0.0 && options->cv < 1.0)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit plan: --classes from 2 to %d, --bins no fewer and at most 100000, --cv "
                    "between 0 and 1",
                    (int)MOST_STRATA);
        return NULL;
    }
    g_autoptr(Input) input = audit_open(options, arguments[1], common, error);
    g_autoptr(AuditPopulation) population =
        input ? audit_population_read(input, &columns, error) : NULL;
    if (!population)
        return NULL;
    g_autofree double *values = g_new0(double, population->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < population->n; i++)
        if (population->book[i] > 0.0)
            values[n++] = population->book[i];
    qsort(values, n, sizeof *values, ascending);
    if (!boundaries_find(values, n, (BoundaryRule)rule, (size_t)options->classes,
                         (size_t)options->bins, options->cv, strata)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: the amounts cannot be parted into %d strata by these rules; ask for fewer "
                    "(--classes) or finer classes (--bins)",
                    input->path, options->classes);
        return NULL;
    }
    const char *language = common_language(common, input->codebook);
    Report *report = audit_report(arguments, language);
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    audit_report_input(report, input, population->n);
    report_table(report, table_of_boundaries(strata, (size_t)options->classes, (BoundaryRule)rule,
                                             options->cv, &show));
    return report;
}

Report *
audit_plan_run(const AuditOptions *options, char **arguments, const CommonOptions *common,
               GError **error)
{
    if (arguments[1] && options->boundaries)
        return plan_boundaries(options, arguments, common, error);
    if (arguments[1])
        return plan_allocation(options, arguments, common, error);
    if (!isnan(options->margin))
        return plan_precision(options, arguments, common, error);
    if (!isnan(options->tolerable_amount))
        return plan_money(options, arguments, common, error);
    return plan_attributes(options, arguments, common, error);
}
