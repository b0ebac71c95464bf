/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recount_data.h - recount --published TABLE --data DATA. */
#pragma once

#include "cli/survey.h"

/* A published table held against its data. NULL and ERROR. */
Report *recount_data(const char *published, const char *data, const SurveyOptions *options,
                     const CommonOptions *common, GError **error);
