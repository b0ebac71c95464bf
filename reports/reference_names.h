/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reference_names.h - who wrote a reference, as it stands in the text and in the list. */
#pragma once

#include "reports/bibtex.h"

#include <stdbool.h>

/* Those who answer for ENTRY: its authors, else its editors, else the office or firm, else its
 * title. The caller owns it. */
GArray *reference_names(const BibEntry *entry);

/* "Lind", "Lind och Ek", "Lind m.fl." */
char *reference_names_short(const GArray *names, const char *language);
/* "Lind, A. B., Ek, C. och Al, D." INVERTED: last names first. */
char *reference_names_long(const GArray *names, bool inverted, const char *language);

/* Year of ENTRY; NULL: none. The caller owns it. */
char *reference_year(const BibEntry *entry);

/* How TEXT sorts, å, ä and ö after z in Swedish, whatever the locale. The caller owns it. */
char *reference_sort_key(const char *text, const char *language);
