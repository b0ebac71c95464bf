/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.h - where bytes come from: a file, standard input, or memory. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Source Source;

/* A regular file, or "-" for standard input. NULL and ERROR (ANDEL_ERROR_FILE) says the path and
 * why, also for a folder. */
Source *source_open(const char *path, GError **error);
/* BYTES (a reference is taken) under the name that stands in messages: for tests and fuzzing. */
Source *source_of_bytes(GBytes *bytes, const char *name);
void source_free(Source *source);

/* What PACKED (which it then owns) holds, if that is a gzip file, as its first bytes say; else
 * PACKED itself. It has the name of the file and its hash, and can be read once. NULL and ERROR as
 * source_read(). */
Source *source_unpack(Source *packed, GError **error);

/* What stands for the source in messages. */
const char *source_name(const Source *source);
/* Size in bytes if it can be known without reading, else -1. */
int64_t source_size(const Source *source);

/**
 * Reads up to SIZE bytes from OFFSET into BUFFER; short only at the end. Returns how many, or -1
 * and ERROR (ANDEL_ERROR_FILE). May be called from several threads on a file or bytes; a pipe
 * takes only the offset that follows.
 */
int64_t source_read(Source *source, int64_t offset, void *buffer, size_t size, GError **error);
/* TRUE if any offset can be read at any time. */
bool source_seekable(const Source *source);

/* The share of the source before OFFSET, up to which it was read, 0 to 1; NAN if that cannot be
 * known. */
double source_share(const Source *source, int64_t offset);

/* All of it. NULL and ERROR. More than LIMIT bytes are refused (ANDEL_ERROR_DATA). */
GBytes *source_bytes(Source *source, size_t limit, GError **error);

/* SHA-256 of the bytes in hexadecimal, computed at the first call; NULL for what cannot be read
 * twice, or could not be read now. Owned by the source. */
const char *source_sha256(Source *source);
/* Computes the hash, where there can be one. FALSE and ERROR (ANDEL_ERROR_FILE) if the bytes could
 * not be read for it, now or at an earlier call of source_sha256(). */
bool source_hash(Source *source, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Source, source_free)
