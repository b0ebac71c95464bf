/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bibtex_text.h - the little TeX that stands in references, as plain text. */
#pragma once

#include <glib.h>

/* VALUE with accents and signs in place of commands, braces gone, blanks joined: NFC. The caller
 * owns it. NULL and *WHY (owned by the caller) for a command that means nothing here, mathematics
 * and braces that do not match. */
char *bibtex_plain(const char *value, char **why);
