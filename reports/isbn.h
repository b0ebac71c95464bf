/* SPDX-License-Identifier: GPL-3.0-or-later */
/* isbn.h - the numbers of books: their check digits, ISO 2108:2017. */
#pragma once

#include <stdbool.h>

/* TRUE if TEXT is an ISBN of 10 or 13 digits, with or without hyphens and spaces, whose last digit
 * is right. */
bool isbn_holds(const char *text);
