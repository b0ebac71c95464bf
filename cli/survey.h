/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey.h - what commands on survey data have in common: open, ask, report. */
#pragma once

#include "analysis/query.h"
#include "cli/command.h"
#include "reports/tabulate.h"

typedef struct {
    DataOptions data;
    DesignOptions design;
    char *where, *ci, *deff, *quantile_rule, *quantile_error;
    char **by;
    int suppress_below; /* of the commands that have it; 0: nothing is withheld */
} SurveyOptions;

/* Opened data, and the options as the layers below take them; borrows from the options. */
typedef struct {
    Input *input;
    DesignSpec design;
    QueryOptions query;
    char **rscales; /* what the design points to, when they are options */
    Matrix *joint;  /* likewise */
    const char *language;
} Survey;

/* The groups of options that fill a SurveyOptions at the start of a command's own struct. */
extern const Option estimate_options[];
/* A line of the options of such a command. */
#define SUPPRESS_OPTION(type)                                                                 \
    {                                                                                         \
        "suppress-below", 0, OPTION_INTEGER, offsetof(type, survey.suppress_below), "N",      \
            "withhold what is about 1 to N - 1 cases, and as much more as keeps anyone from " \
            "working it "                                                                     \
            "out from the rest"                                                               \
    }

#define SURVEY_GROUPS                                                  \
    { "Data", data_options, offsetof(SurveyOptions, data) },           \
        { "Design", design_options, offsetof(SurveyOptions, design) }, \
    {                                                                  \
        "Estimates", estimate_options, 0                               \
    }

/* Opens the data at PATH and applies the convention to what is not given. FALSE and ERROR as
 * input_open() and the options give them. */
bool survey_open(Survey *survey, const SurveyOptions *options, const char *path,
                 const CommonOptions *common, GError **error);
void survey_close(Survey *survey);

/* Asks QUERY of the data and starts the report on it: arguments, data, design, notes. The caller
 * adds the tables. NULL and ERROR. */
Report *survey_ask(Survey *survey, Query *query, const char *command, char **arguments,
                   GError **error);

/* The same for QUERIES [n] in one reading; the report tells how the first was answered. */
Report *survey_ask_all(Survey *survey, Query *const *queries, size_t n, const char *command,
                       char **arguments, GError **error);

/* How an answer is to be shown. */
ShowOptions survey_show(const Survey *survey, const CommonOptions *common, const char *id);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Survey, survey_close)
