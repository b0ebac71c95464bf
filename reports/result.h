/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result.h - a result that was written as JSON, read back to be drawn. */
#pragma once

#include "analysis/payments.h"
#include "analysis/published.h"
#include "analysis/tornado.h"
#include "datasets/saved.h"
#include "reports/figure_source.h"

typedef struct Result Result;

/* NULL and ERROR (ANDEL_ERROR_DATA) for what is no JSON, with line and column, and for JSON that is
 * no result of andel. */
Result *result_read(GBytes *bytes, const char *name, GError **error);
void result_free(Result *result);

/* Labels and questions of what the result names; empty when it was made without a codebook. */
const Codebook *result_codebook(const Result *result);
/* The file that the numbers come from, for the trace; borrowed. */
DataUsed result_data(const Result *result);

/* Its first table as answered queries (owned by QUERIES), for charts of ROWS. FALSE and ERROR
 * (ANDEL_ERROR_DATA) names the command whose result such a chart takes. */
bool result_answers(const Result *result, ChartRows rows, GPtrArray *queries, GError **error);
/* The model or the published rates behind it. NULL and ERROR likewise. */
CostModel *result_model(const Result *result, const char *data_dir, GError **error);
Published *result_published(const Result *result, GError **error);
Payments *result_payments(const Result *result, GError **error);
/* Its rows as they stand; borrowed. */
const Saved *result_saved(const Result *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Result, result_free)
