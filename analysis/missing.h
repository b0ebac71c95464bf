/* SPDX-License-Identifier: GPL-3.0-or-later */
/* missing.h - why rows are not used, for the account of them. */
#pragma once

#include "analysis/estimates.h"
#include "datasets/dataset.h"

#include <glib.h>
#include <stdint.h>

/* TRUE if row I of COLUMN is missing. */
bool column_missing(const Column *column, size_t i);

/**
 * Excludes the rows of BLOCK with OUT[i] != 0: each under the first column of REQUESTS (of
 * ColumnRequest) that it has no value in, "api00: no answer"; under REASON when it has all of them.
 */
void account_missing(RowAccount *account, const Dataset *block, const GArray *requests,
                     const char *reason, const uint8_t *out);
