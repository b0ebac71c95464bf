/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_estimate.c - mean, total, ratio, share, with uncertainty. */
#include "cli/survey.h"

#include <string.h>

static const OptionGroup groups[] = { SURVEY_GROUPS, { 0 } };

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    const SurveyOptions *options = store;
    g_auto(Survey) survey = { 0 };

    if (!arguments_check(arguments, 2, -1, "estimate DATA EXPR...", error) ||
        !survey_open(&survey, options, arguments[0], common, error))
        return NULL;
    g_autoptr(Query) query =
        query_estimate((const char *const *)arguments + 1, &survey.query, error);
    Report *report = query ? survey_ask(&survey, query, "estimate", arguments, error) : NULL;
    if (report) {
        ShowOptions show = survey_show(&survey, common, "t1");

        report_table(report,
                     table_of_estimates(query_estimates(query), survey.input->codebook, &show));
    }
    return report;
}

const Command command_estimate = {
    .name = "estimate",
    .group = "Survey data",
    .summary = "mean, total, ratio, share, count, with uncertainty",
    .arguments = "DATA EXPR...",
    .details = "EXPR is mean(x), total(x), ratio(y/x), share(x), share(x = 'Yes') or count(). "
               "share(x) gives one row per category, and so do mean(x) and total(x) of a "
               "categorical variable.\n\n"
               "A row with a missing value stays in the design and leaves the domain, so standard "
               "errors stay right; the account of the rows is printed.",
    .groups = groups,
    .size = sizeof(SurveyOptions),
    .run = run,
};
