/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_delimiter.h - what stands between the fields of a text file. */
#pragma once

#include "datasets/reader.h"

#include <stdint.h>

/* FALSE and ERROR (ANDEL_ERROR_USAGE) when the delimiter or decimal mark of OPTIONS cannot be. */
bool delimiter_check(const ReadOptions *options, GError **error);

/**
 * Finds the *DELIMITER of the text BYTES [length], of which LAST says that it is all there is: the
 * one of , ; tab | with which most of the first records have as many fields as the header, and more
 * than one; then the one that gives most fields. The comma when none stands in the header.
 * FALSE and ERROR (ANDEL_ERROR_USAGE) when that is the decimal mark.
 */
bool delimiter_find(const uint8_t *bytes, size_t length, bool last, const ReadOptions *options,
                    char *delimiter, GError **error);
