/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.h - the same estimate under the rules of other programs. */
#pragma once

#include "cli/survey.h"

/**
 * Answers QUERY, which SURVEY was asked with ARGUMENTS, again under each convention, NAMED first,
 * and adds the rows side by side and the rules of each to REPORT. The data are read anew each time.
 * FALSE and ERROR: they cannot be (standard input), or have changed meanwhile.
 */
bool explain_difference(Report *report, const Query *query, const Survey *survey,
                        const SurveyOptions *options, const char *named, char **arguments,
                        const CommonOptions *common, GError **error);
