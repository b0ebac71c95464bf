/* SPDX-License-Identifier: GPL-3.0-or-later */
/* account.h - what stands below a result: rows of the data, checks, notes. */
#pragma once

#include "reports/report.h"

#include <glib.h>

/* "svar.csv: 153 rows read, 109 used; 44 excluded: no answer (44)."; NULL for a file without rows.
 * The caller owns it. */
char *account_of_rows(const DataUsed *data, const char *language);

/* All the sentences below the result: rows and reading of each file, notes, published numbers that
 * do not hold. The caller owns the array and its texts. */
GPtrArray *account_of(const Report *report);
