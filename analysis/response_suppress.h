/* SPDX-License-Identifier: GPL-3.0-or-later */
/* response_suppress.h - outcome rates that would tell how few had some outcome are withheld. */
#pragma once

#include "analysis/estimates.h"
#include "analysis/response.h"

/**
 * Withholds those of ROWS, the rates of one domain in the order of rates[], from which an outcome
 * with 1 to LIMIT - 1 cases of COUNTS [N_OUTCOMES] could be worked out: a rate tells its numerator
 * and its denominator, that with an estimated share of eligible also who was not, and a count
 * follows when it is a linear combination of what is told. SHOWN [N_OUTCOMES] are told from
 * elsewhere, as is the total if TOTAL.
 */
void response_suppress(Estimate *rows, const double *counts, const bool *shown, bool total,
                       size_t limit);

/* Sets SHOWN to the outcomes that may be told beside their total. */
void response_shown(const double *counts, size_t limit, bool *shown);
