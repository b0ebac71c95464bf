/* SPDX-License-Identifier: GPL-3.0-or-later */
/* path.h - which files a codebook, model or report file may name. */
#pragma once

#include <glib.h>

/**
 * The path behind NAME as it stands in the file OWNER (NULL: on the command line).
 * "andel:published/x.yml" is a file that comes with the program, from anywhere. On the command line
 * every other name is itself. In a file a name is looked for relative to its folder and must lie
 * there or below, or else relative to DATA_DIR (NULL: none) and there or below; links are followed
 * before that is judged.
 * The caller owns it. NULL and ERROR: ANDEL_ERROR_DATA for a name that leads out (says --data-dir),
 * ANDEL_ERROR_FILE for a file that is not there.
 */
char *path_resolve(const char *name, const char *owner, const char *data_dir, GError **error);

/* Codebooks, models and report files are at most this long: more is a data file by mistake. */
enum { DOCUMENT_LIMIT = 16 * 1024 * 1024 };

/* The bytes of the file behind NAME, at most DOCUMENT_LIMIT; see path_resolve(). NULL and ERROR. */
GBytes *path_read(const char *name, const char *owner, const char *data_dir, GError **error);
