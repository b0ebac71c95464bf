/* SPDX-License-Identifier: GPL-3.0-or-later */
/* excerpt.h - a line of source text with a caret under what is wrong in it. */
#pragma once

#include <glib.h>
#include <stddef.h>

/**
 * Appends two lines to OUT, each begun by a line feed: GUTTER and the line LINE [length] of UTF-8,
 * then a gutter of the same width and ^~~ under the bytes BEGIN to END of it. A long line is cut
 * around the place; tabs and what cannot be printed take one blank.
 */
void excerpt_append(GString *out, const char *gutter, const char *line, size_t length, size_t begin,
                    size_t end);
