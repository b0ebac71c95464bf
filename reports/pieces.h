/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pieces.h - values in braces and references in running text. */
#pragma once

#include "reports/manuscript.h"

/* Characters of private use that stand for an escaped brace or at sign while Markdown is read. */
#define ESCAPED_OPEN "\xee\x80\x80"
#define ESCAPED_CLOSE "\xee\x80\x81"
#define ESCAPED_AT "\xee\x80\x82"

/* TEXT with \{ \} \@ replaced by the characters above; lines stay where they are. The caller owns
 * it. */
char *pieces_escape(const char *text, size_t length);
/* TEXT with the characters above replaced: by the plain ones, or BACKSLASHED. The caller owns it.
 */
char *pieces_unescape(const char *text, bool backslashed);

/**
 * Finds {address | format} and @id in PIECES (of texts, breaks and footnotes) and returns them
 * split there; pieces of code stay whole, except that within braces they are names in backticks.
 * Takes PIECES over. Texts go to STRINGS.
 */
GArray *pieces_find(GArray *pieces, GStringChunk *strings, Complaints *complaints);
