/* SPDX-License-Identifier: GPL-3.0-or-later */
/* printable.h - bytes from a file as they may stand in a message. */
#pragma once

#include <stddef.h>

/**
 * TEXT [length] as valid UTF-8 that can be seen: control and format characters, blanks other than
 * the space and bytes that are no UTF-8 are written as \n, \t, \x1b or \u00a0. Cut after MAX
 * characters, with an ellipsis. The caller owns it.
 */
char *text_printable(const char *text, size_t length, size_t max);
