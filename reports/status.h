/* SPDX-License-Identifier: GPL-3.0-or-later */
/* status.h - which numbers of a table are provisional, revised, estimated, or after a break. */
#pragma once

#include "reports/table.h"

/* "provisional", "revised", "estimated", "break"; NULL-terminated, in the order of Status. */
extern const char *const status_names[];

/**
 * Sets the status of what TEXTS (NULL-terminated) name: "2024=provisional",
 * "2024.estimate=revised". A name is that of a row, of a column, or of a category of the data;
 * several with a point between mean the cells where they meet, and stand in backticks when they
 * hold other characters than letters, digits and _. Of a row or column the sign stands with its
 * name. Data rows bear the words as flags; a table that is its own data gets data with a column of
 * them. FALSE and ERROR (ANDEL_ERROR_DATA): no =, no such status, or nothing is called so.
 */
bool table_set_status(Table *table, const char *const *texts, GError **error);
