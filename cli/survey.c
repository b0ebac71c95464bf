/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey.c - what commands on survey data have in common: open, ask, report. */
#include "cli/survey.h"

#include "analysis/convention.h"
#include "cli/progress.h"
#include "datasets/error.h"

#include <string.h>

const Option estimate_options[] = {
    { "where", 0, OPTION_TEXT, offsetof(SurveyOptions, where), "EXPR",
      "the domain; all rows stay in the design" },
    { "by", 0, OPTION_LIST, offsetof(SurveyOptions, by), "VARS",
      "one set of results per combination of these variables" },
    { "ci", 0, OPTION_TEXT, offsetof(SurveyOptions, ci), "KIND",
      "interval for shares: logit, wald, wilson, kg, nchs, asin, agresti, jeffreys, likelihood "
      "(default: logit); also the scale of the limits of quantiles (default: wald)" },
    { "deff", 0, OPTION_TEXT, offsetof(SurveyOptions, deff), "REFERENCE",
      "design effect against simple random sampling: none, wor (without replacement), wr, yes (as "
      "the convention has it, else wor)" },
    { 0 }
};

static bool
set_deff(const char *text, DeffReference *deff, GError **error)
{
    if (!text || strcmp(text, "none") == 0)
        *deff = DEFF_NONE;
    else if (strcmp(text, "wor") == 0)
        *deff = DEFF_WOR;
    else if (strcmp(text, "wr") == 0)
        *deff = DEFF_WR;
    else if (strcmp(text, "yes") == 0)
        *deff = DEFF_CONVENTION;
    else {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--deff %s: there are none, wor, wr, yes", text);
        return false;
    }
    return true;
}

/* A file of them on the command line; those of a codebook are read with it. */
static bool
read_rscales(Survey *survey, const SurveyOptions *options, GError **error)
{
    if (!options->design.rscales)
        return true;
    survey->rscales = replicate_rscales((const char *const *)options->design.rscales, NULL,
                                        options->data.data_dir, error);
    survey->design.replicates.rscales = (const char *const *)survey->rscales;
    return survey->rscales != NULL;
}

/* The file of joint probabilities on the command line; that of a codebook is read with it. */
static bool
read_joint(Survey *survey, const SurveyOptions *options, GError **error)
{
    if (!options->design.joint)
        return true;
    survey->joint = matrix_find(options->design.joint, NULL, options->data.data_dir, error);
    survey->design.joint_matrix = survey->joint;
    return survey->joint != NULL;
}

bool
survey_open(Survey *survey, const SurveyOptions *options, const char *path,
            const CommonOptions *common, GError **error)
{
    InputOptions input;

    if (options->suppress_below < 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--suppress-below %d: the least count that may be shown, as 5; 0 withholds "
                    "nothing",
                    options->suppress_below);
        return false;
    }
    *survey = (Survey){ .query = { .where = options->where,
                                   .by = (const char *const *)options->by,
                                   .level = common->level,
                                   .ci = options->ci,
                                   .suppress_below = (size_t)options->suppress_below,
                                   .quantile_rule = options->quantile_rule,
                                   .quantile_error = options->quantile_error } };
    if (!set_deff(options->deff, &survey->query.deff, error) ||
        !data_options_input(&options->data, &input, error))
        return false;
    input.threads = (unsigned)common->threads;
    input.progress = progress_for(common);
    survey->input = input_open(path, &input, error);
    if (!survey->input ||
        !design_options_spec(&options->design, survey->input->codebook, &survey->design, error) ||
        !read_rscales(survey, options, error) || !read_joint(survey, options, error))
        return false;
    if (survey->design.convention)
        convention_query(convention_find(survey->design.convention, NULL), &survey->query);
    input_hash(survey->input, common_traced(common));
    survey->language = common_language(common, survey->input->codebook);
    return true;
}

void
survey_close(Survey *survey)
{
    g_clear_pointer(&survey->input, input_free);
    g_clear_pointer(&survey->rscales, g_strfreev);
    g_clear_pointer(&survey->joint, matrix_free);
}

Report *
survey_ask_all(Survey *survey, Query *const *queries, size_t n, const char *command,
               char **arguments, GError **error)
{
    g_autoptr(Report) report = report_new(command, survey->language);

    for (char **argument = arguments; *argument; argument++)
        g_ptr_array_add(report->arguments, (gpointer)report_text(report, *argument));
    if (!query_run(queries, n, survey->input, &survey->design, error))
        return NULL;
    report_provenance(report, survey->input, queries[0], &survey->design, &survey->query);
    return g_steal_pointer(&report);
}

Report *
survey_ask(Survey *survey, Query *query, const char *command, char **arguments, GError **error)
{
    return survey_ask_all(survey, &query, 1, command, arguments, error);
}

ShowOptions
survey_show(const Survey *survey, const CommonOptions *common, const char *id)
{
    return (ShowOptions){ .language = survey->language,
                          .decimals = common->digits,
                          .percent = "col",
                          .id = id,
                          .intervals = true,
                          .symbols = common->symbols };
}
