/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_response.c - response rates from counts or from a disposition variable. */
#include "analysis/response.h"
#include "cli/survey.h"

#include "datasets/error.h"
#include "reports/embed.h"

#include <math.h>
#include <string.h>

typedef struct {
    SurveyOptions survey;
    char *disposition, *counts, *e;
} ResponseOptions;

static const Option options_[] = {
    { "disposition", 0, OPTION_TEXT, offsetof(ResponseOptions, disposition), "VAR",
      "outcome of each unit: I P R NC O UH UO NE, or as the codebook maps its values" },
    { "counts", 0, OPTION_TEXT, offsetof(ResponseOptions, counts), "COUNTS",
      "counts instead of data: I=109,NE=4,NC=40" },
    { "e", 0, OPTION_TEXT, offsetof(ResponseOptions, e), "E",
      "share of the unknown that is eligible: casro or a number (default: casro)" },
    SUPPRESS_OPTION(ResponseOptions),
    { 0 }
};

static const OptionGroup groups[] = { SURVEY_GROUPS, { "Response", options_, 0 }, { 0 } };

static bool
set_e(const char *text, double *e, GError **error)
{
    char *end;

    *e = NAN;
    if (!text || strcmp(text, "casro") == 0)
        return true;
    *e = g_ascii_strtod(text, &end);
    if (end != text && !*end && *e >= 0.0 && *e <= 1.0)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "--e %s: it is casro or a number from 0 to 1", text);
    return false;
}

static Report *
run_counts(const ResponseOptions *options, char **arguments, const CommonOptions *common,
           GError **error)
{
    double counts[N_OUTCOMES], e;

    if (arguments[0]) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "'%s': with --counts there are no data; leave one of them out", arguments[0]);
        return NULL;
    }
    if (!set_e(options->e, &e, error) || !response_parse_counts(options->counts, counts, error))
        return NULL;
    const char *language = common_language(common, NULL);
    g_autoptr(Estimates) rates_found = response_rates(counts, e);
    Report *report = report_new("response", language);
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };

    report_table(report, table_of_response(rates_found, &show));
    report_embed_outcomes(report, counts);
    return report;
}

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    const ResponseOptions *options = store;
    g_auto(Survey) survey = { 0 };
    double e;

    if (options->counts)
        return run_counts(options, arguments, common, error);
    if (!arguments_check(arguments, 1, 1, "response DATA --disposition VAR", error) ||
        !set_e(options->e, &e, error) ||
        !survey_open(&survey, &options->survey, arguments[0], common, error))
        return NULL;
    survey.query.eligible = options->e;
    g_autoptr(Query) query = query_response(options->disposition, &survey.query, error);
    Report *report = query ? survey_ask(&survey, query, "response", arguments, error) : NULL;
    if (report) {
        ShowOptions show = survey_show(&survey, common, "t1");

        report_table(report, table_of_response(query_estimates(query), &show));
        report_embed_outcomes(report, query_outcomes(query));
    }
    return report;
}

const Command command_response = {
    .name = "response",
    .group = "Survey data",
    .summary = "response rates by AAPOR's definitions and the report's own",
    .arguments = "DATA | --counts COUNTS",
    .details = "Outcomes: I complete, P partial, R refusal, NC noncontact, O other, UH unknown if "
               "household, UO unknown other, NE not eligible. Each rate is shown with its formula.",
    .groups = groups,
    .size = sizeof(ResponseOptions),
    .run = run,
};
