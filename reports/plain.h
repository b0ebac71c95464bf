/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plain.h - text on a grid of characters: width, wrapping, tables. */
#pragma once

#include "reports/table.h"

#include <glib.h>

/* Columns that TEXT takes: 2 for wide letters, 0 for marks that combine. */
size_t plain_width(const char *text);

/* TEXT on one line that cannot steer a terminal: white space becomes a space, control characters
 * and changes of direction become U+FFFD. The caller owns it. */
char *plain_clean(const char *text);

/* TEXT in lines at most WIDTH wide, broken at spaces; a word that is wider alone is cut. At least
 * one line, NULL-terminated. The caller owns them. */
char **plain_wrap(const char *text, size_t width);

/* Appends the paragraph TEXT wrapped at WIDTH, with FIRST before its first line and as many spaces
 * before the others. */
void plain_paragraph(GString *out, const char *text, const char *first, size_t width);

/* Appends TABLE with its title, base and notes. */
void plain_table(GString *out, const Table *table, const char *language);

enum { PLAIN_LINE = 78 };
