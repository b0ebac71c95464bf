/* SPDX-License-Identifier: GPL-3.0-or-later */
/* saved.h - a result that was written as JSON, read back to be drawn. */
#pragma once

#include "analysis/payments.h"
#include "analysis/tornado.h"
#include "reports/figure_source.h"

typedef struct Saved Saved;

/* NULL and ERROR (ANDEL_ERROR_DATA) for what is no JSON, with line and column, and for JSON that is
 * no result of andel. */
Saved *saved_read(GBytes *bytes, const char *name, GError **error);
void saved_free(Saved *saved);

/* Labels and questions of what the result names; empty when it was made without a codebook. */
const Codebook *saved_codebook(const Saved *saved);
/* The file that the numbers come from, for the trace; borrowed. */
DataUsed saved_data(const Saved *saved);

/* Its first table as answered queries (owned by QUERIES), for charts of ROWS. FALSE and ERROR
 * (ANDEL_ERROR_DATA) names the command whose result such a chart takes. */
bool saved_answers(const Saved *saved, ChartRows rows, GPtrArray *queries, GError **error);
/* The model or the published rates behind it. NULL and ERROR likewise. */
CostModel *saved_model(const Saved *saved, const char *data_dir, GError **error);
Payments *saved_payments(const Saved *saved, GError **error);
/* A text of the first row of the first table; NULL: it has none. */
const char *saved_text(const Saved *saved, const char *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Saved, saved_free)
