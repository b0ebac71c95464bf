/* SPDX-License-Identifier: GPL-3.0-or-later */
/* languages.h - a report file in several languages: what is for one of them. */
#pragma once

#include "reports/complaints.h"

#include <stddef.h>

/**
 * TEXT [length], whose first line is LINE of the file, with empty lines in place of all that stands
 * between "::: sv" and ":::" for another language than LANGUAGE, and of these lines themselves.
 * LANGUAGES (NULL-terminated) are those of the report; complained of are others, a part within a
 * part and one that is not closed. The caller owns it.
 */
char *languages_choose(const char *text, size_t length, int line, const char *language,
                       const char *const *languages, Complaints *complaints);
