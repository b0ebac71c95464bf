/* SPDX-License-Identifier: GPL-3.0-or-later */
/* est_share.c - shares of the categories of a variable, or of those who meet a condition. */
#include "analysis/estimator.h"

static void
share_estimate(const EstimateRequest *request)
{
    request_levels(request, false);
}

const Estimator estimator_share = {
    .name = "share",
    .usage = "share(x) or share(x = 'yes')",
    .summary = "weighted share of each category, or of those who meet a condition",
    .accepts = MEASURE_CATEGORY | MEASURE_CONDITION,
    .estimate = share_estimate,
};
