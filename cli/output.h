/* SPDX-License-Identifier: GPL-3.0-or-later */
/* output.h - bytes to a file, whole or not at all, or to standard output. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/**
 * Writes BYTES to PATH through a temporary file in the same folder: write, fsync, rename, fsync of
 * the folder. "-" is standard output, where a closed pipe is no error. What was at PATH stays
 * until all is written. FALSE and ERROR (ANDEL_ERROR_FILE).
 */
bool output_write(const char *path, const GByteArray *bytes, GError **error);

/* FALSE and ERROR (ANDEL_ERROR_FILE) when PATH is the same file as one of INPUTS
 * (NULL-terminated), also through a link. */
bool output_check(const char *path, const char *const *inputs, GError **error);
