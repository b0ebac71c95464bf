/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv.h - a table as RFC 4180 has it: the file, and what is attached to a document. */
#pragma once

#include "reports/table.h"

/* Appends the tidy rows of TABLE with a line of names; numbers at full precision, never a text that
 * a spreadsheet would run. */
void csv_of_table(const Table *table, GString *out);
