/* SPDX-License-Identifier: GPL-3.0-or-later */
/* input.h - DATA as a user names it: a data file, or a codebook that names one. */
#pragma once

#include "datasets/reader.h"

typedef struct {
    const char *codebook;       /* path of a codebook beside DATA; NULL: none */
    const char *data_dir;       /* where a codebook may name files outside its own folder; NULL */
    char delimiter;             /* 0: as the codebook says, else find */
    char decimal;               /* 0: as the codebook says, else the point */
    const char *encoding;       /* NULL: as the codebook says, else UTF-8 */
    const char *const *missing; /* NULL: as the codebook says, else the default */
    unsigned threads;           /* 0: as many as there are processors */
    ReadProgressFunc progress;  /* see ReadOptions */
} InputOptions;

/* Opened data. Open for reading; all is owned by it. */
typedef struct {
    char *path;          /* of the data file, as it stands in results */
    Codebook *codebook;  /* never NULL */
    char *codebook_path; /* NULL: none */
    Source *source;      /* of the data; owned by the reader */
    Reader *reader;
    ReadOptions options;
    bool hashed; /* see input_hash() */
} Input;

/* SHA-256 of the data; NULL if it is not wanted or the data cannot be read twice. */
const char *input_sha256(const Input *input);
/* Whether the hash of the data is wanted, as it is at first. It costs a second pass over them, so
 * where nobody will see it, say so before reading. Reading fails if it is wanted and cannot be
 * computed. */
void input_hash(Input *input, bool hashed);

/**
 * Opens PATH: .yml or .yaml is a codebook that names its data file, all else a data file. A data
 * file that a codebook names is looked for in the folder of the codebook and below, or under
 * OPTIONS.data_dir; a path that leads out is refused.
 * NULL and ERROR as source_open(), codebook_read() and reader_open() give them.
 */
Input *input_open(const char *path, const InputOptions *options, GError **error);
void input_free(Input *input);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Input, input_free)
