/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_estimate.c - mean, total, ratio, share, quantile and contrasts, with uncertainty. */
#include "analysis/convention.h"
#include "cli/explain.h"

#include "datasets/error.h"

#include <string.h>

typedef struct {
    SurveyOptions survey;
    char **contrasts;
    char *explain;
} EstimateOptions;

static const Option options_[] = {
    { "contrast", 0, OPTION_TEXTS, offsetof(EstimateOptions, contrasts), "EXPR",
      "an expression of estimates with its test against 0; may be repeated" },
    { "quantile-rule", 0, OPTION_TEXT, offsetof(EstimateOptions, survey.quantile_rule), "RULE",
      "math, school, hf4 to hf9, sas or shahvaish (default: math)" },
    { "quantile-error", 0, OPTION_TEXT, offsetof(EstimateOptions, survey.quantile_error), "WAY",
      "woodruff, or replicates: the spread of the quantiles themselves (default: woodruff)" },
    { "explain-difference", 0, OPTION_TEXT, offsetof(EstimateOptions, explain), "PROGRAM",
      "show the same under the rules of r, stata, sas and spss, PROGRAM first, and what differs" },
    SUPPRESS_OPTION(EstimateOptions),
    { 0 }
};

static const OptionGroup groups[] = { SURVEY_GROUPS, { "Statistics", options_, 0 }, { 0 } };

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    const EstimateOptions *options = store;
    g_auto(Survey) survey = { 0 };

    if (!arguments_check(arguments, options->contrasts ? 1 : 2, -1, "estimate DATA EXPR...",
                         error) ||
        (options->explain && !convention_find(options->explain, error)) ||
        !survey_open(&survey, &options->survey, arguments[0], common, error))
        return NULL;
    survey.query.contrasts = (const char *const *)options->contrasts;
    g_autoptr(Query) query =
        query_estimate((const char *const *)arguments + 1, &survey.query, error);
    g_autoptr(Report) report =
        query ? survey_ask(&survey, query, "estimate", arguments, error) : NULL;
    if (!report)
        return NULL;
    ShowOptions show = survey_show(&survey, common, "t1");

    report_table(report, table_of_estimates(query_estimates(query), survey.input->codebook, &show));
    report->tests = table_of_contrasts(query_estimates(query), survey.language);
    if (options->explain && !explain_difference(report, query, &survey, &options->survey,
                                                options->explain, arguments, common, error))
        return NULL;
    return g_steal_pointer(&report);
}

const Command command_estimate = {
    .name = "estimate",
    .group = "Survey data",
    .summary = "mean, total, ratio, share, quantile, contrasts, with uncertainty",
    .arguments = "DATA EXPR...",
    .details =
        "EXPR is mean(x), total(x), ratio(y/x), share(x), share(x = 'Yes'), count(), "
        "quantile(x, 0.25, 0.5), median(x), sd(x), var(x), min(x) or max(x). share(x) gives one "
        "row per category; so does total(x) of texts, and mean(x) where a codebook declares x to "
        "be "
        "a category. x may be an expression: mean(x / y), total(if(a = 'Yes', 1, 0)).\n\n"
        "A condition after | makes a domain of one statistic: mean(x | region = 'North'). All rows "
        "stay in the design.\n\n"
        "A contrast is an expression of estimates, numbers, + - * / ^, log() and exp(): "
        "--contrast 'mean(x | region = \"North\") - mean(x | region = \"South\")'. Its error "
        "comes from the full covariance by the delta method; t and p stand under the tests. "
        "Quantiles stand in contrasts with quantiles alone: --contrast 'quantile(x, 0.5 | g = 1) - "
        "quantile(x, 0.5 | g = 2)'; they are linearised with the error that Woodruff gives each, "
        "or, with --quantile-error replicates, worked out in every replicate.\n\n"
        "Means, totals and deviations of unweighted columns of decimals with at most 18 digits are "
        "worked out in whole numbers, without rounding.\n\n"
        "A row with a missing value stays in the design and leaves the domain, so standard "
        "errors stay right; the account of the rows is printed.",
    .groups = groups,
    .size = sizeof(EstimateOptions),
    .run = run,
};
