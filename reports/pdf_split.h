/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_split.h - a table too wide for a page, in parts that each repeat its first column. */
#pragma once

#include "plots/text.h"
#include "reports/table.h"

/**
 * TABLE in as few parts as fit WIDTH, titled "... (part 1 of 2)". The caller owns the array and its
 * tables. NULL and ERROR (ANDEL_ERROR_DATA) when a column does not fit beside the first, or there
 * are very many.
 */
GPtrArray *table_split(const Table *table, TextContext *context, double width, const char *language,
                       GError **error);
