/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_crosstab.c - one- and two-way tables, multiple-response sets. */
#include "cli/survey.h"

#include "datasets/error.h"

#include <string.h>

typedef struct {
    SurveyOptions survey;
    char *percent;
    bool multi;
} CrosstabOptions;

static const Option options_[] = {
    { "percent", 0, OPTION_TEXT, offsetof(CrosstabOptions, percent), "OF",
      "what is shown: row, col, cell or count (default: col)" },
    { "multi", 0, OPTION_FLAG, offsetof(CrosstabOptions, multi), NULL,
      "ROW is a multiple-response set: of the codebook, or 'name=a,b,c'" },
    { 0 }
};

static const OptionGroup groups[] = { SURVEY_GROUPS, { "Table", options_, 0 }, { 0 } };

static bool
check_percent(const char *percent, GError **error)
{
    static const char *const kinds[] = { "row", "col", "cell", "count", NULL };

    if (!percent || g_strv_contains(kinds, percent))
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "--percent %s: there are row, col, cell, count", percent);
    return false;
}

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    const CrosstabOptions *options = store;
    g_auto(Survey) survey = { 0 };

    if (!arguments_check(arguments, 2, 3, "crosstab DATA ROW [COL]", error) ||
        !check_percent(options->percent, error) ||
        !survey_open(&survey, &options->survey, arguments[0], common, error))
        return NULL;
    g_autoptr(Query) query =
        query_crosstab(arguments[1], arguments[2], options->multi, &survey.query, error);
    Report *report = query ? survey_ask(&survey, query, "crosstab", arguments, error) : NULL;
    if (report) {
        ShowOptions show = survey_show(&survey, common, "t1");

        if (options->percent)
            show.percent = options->percent;
        report_table(report, table_of_crosstab(query_table(query), survey.input->codebook, &show));
    }
    return report;
}

const Command command_crosstab = {
    .name = "crosstab",
    .group = "Survey data",
    .summary = "one- and two-way tables, multiple-response sets",
    .arguments = "DATA ROW [COL]",
    .details = "Shares are of those who answered: item nonresponse is outside the domain and is "
               "counted in the account of the rows. A multiple-response set is shown in per cent "
               "of cases: those who gave at least one answer.",
    .groups = groups,
    .size = sizeof(CrosstabOptions),
    .run = run,
};
