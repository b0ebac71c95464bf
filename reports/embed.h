/* SPDX-License-Identifier: GPL-3.0-or-later */
/* embed.h - what a result needs to be shown once more: its codebook or its model, as JSON. */
#pragma once

#include "analysis/query.h"
#include "analysis/response.h"
#include "reports/report.h"

/* What the codebook says of the names in the answer of QUERY, in the form of a codebook. */
void report_embed_codebook(Report *report, const Codebook *codebook, const Query *query);
/* How many had each outcome (see analysis/response.h), as "outcomes"; null: withheld. */
void report_embed_outcomes(Report *report, const double counts[N_OUTCOMES]);
/* DOCUMENT as it was read, under KEY: "model". */
void report_embed_document(Report *report, const char *key, const Document *document);
