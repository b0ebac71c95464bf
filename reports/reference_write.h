/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reference_write.h - one entry of the list of references. */
#pragma once

#include "reports/bibtex.h"
#include "reports/report.h"

/* Appends ENTRY to BLOCK: by whom, when, what, where, the title of the whole in italics. YEAR with
 * its letter; YEAR_LAST: not behind the names but at the end. */
void reference_write(const BibEntry *entry, const char *year, bool year_last, const char *language,
                     Report *report, Block *block);
