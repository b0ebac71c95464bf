/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reader.h - data files: which formats there are, and reading the columns that are asked for. */
#pragma once

#include "datasets/codebook.h"
#include "datasets/dataset.h"
#include "datasets/source.h"

#include <glib.h>

/* How a text is taken apart. What is read is the same: the others are there to be compared. */
typedef enum {
    READ_BEST,  /* as quickly as can be */
    READ_SSE2,  /* the same without AVX2 */
    READ_PLAIN, /* the same in plain C, as on processors without SSE2 */
    READ_SLOWLY /* through libcsv alone */
} ReadPath;

/* How far a reading is: for whoever waits for it. */
typedef struct {
    const char *name; /* of the file */
    size_t n_rows;    /* so far */
    double share;     /* of the file, 0 to 1; NAN: not known */
    bool done;        /* nothing follows, whether it went well or not */
} ReadProgress;

/* Called now and then of a reading that takes more than a second, and then at its end. */
typedef void (*ReadProgressFunc)(const ReadProgress *progress);

/* What is said about the file; borrowed for the life of the reader. */
typedef struct {
    char delimiter;             /* 0: find it among , ; tab | */
    char decimal;               /* '.' or ',' */
    const char *encoding;       /* NULL: UTF-8 */
    const char *const *missing; /* texts that mean missing; NULL: NA in columns of numbers */
    const Codebook *codebook;   /* types, missing codes and value order by variable; never NULL */
    unsigned threads;           /* 0: as many as there are processors; the result is the same */
    ReadPath path;
    size_t piece_size; /* bytes that are read at once; 0: some 1 MB. The result is the same */
    ReadProgressFunc progress; /* NULL: nobody waits */
} ReadOptions;

typedef struct Reader Reader;

/* A format: one file datasets/read_NAME.c that ends with this struct, and its line in reader.c. */
typedef struct {
    const char *name;
    const char *summary;
    const char *const *extensions; /* NULL-terminated: ".csv" */
    Reader *(*open)(Source *source, const ReadOptions *options, GError **error);
} Format;

extern const Format *const formats[]; /* NULL-terminated */

/* The format by the extension of PATH, behind which .gz may stand; NULL when none fits. "-" is CSV.
 */
const Format *format_find(const char *path);

/* TRUE if PATH may name a file that is packed: it ends in .gz, or is "-". */
bool reader_packed(const char *path);

/**
 * Opens SOURCE (which it then owns) and reads as far as the names of the columns.
 * NULL and ERROR (ANDEL_ERROR_DATA) when the file is empty, is no such file, has a column without
 * a name (but one last column without a name or content is left out) or a name twice;
 * (ANDEL_ERROR_USAGE) when OPTIONS cannot be.
 */
Reader *reader_open(const Format *format, Source *source, const ReadOptions *options,
                    GError **error);
void reader_free(Reader *reader);

/* Names of the columns in file order [*n]. */
const char *const *reader_names(const Reader *reader, size_t *n);

/* FALSE and ERROR (ANDEL_ERROR_USAGE) when there is no column NAME; the nearest is named. */
bool reader_has(const Reader *reader, const char *name, GError **error);

/**
 * Reads the file once and hands EACH the columns of REQUESTS [n], in that order, block by block.
 * A column may be asked for twice in different ways. Every row is delivered, whatever is missing
 * in it; a file without rows gives one block of none. One reading a reader.
 * Codes such as 0114 are no numbers, unless the codebook says `type: number`; but in a column
 * whose first cell is a number leading zeros are padding, and noted.
 * FALSE and ERROR: EACH failed; ANDEL_ERROR_USAGE for a name that the file does not have (the
 * nearest is named); ANDEL_ERROR_DATA with line and column for a defect of the file; the first is
 * named and the others are counted. After an error nothing that EACH was given may be used.
 */
bool reader_read(Reader *reader, const ColumnRequest *requests, size_t n, BlockFunc each,
                 gpointer user, GError **error);

/* Whether reader_read() also computes the hash of the source, at first not; it fails if the bytes
 * cannot be read for it. */
void reader_hash(Reader *reader, bool hashed);

/* After reader_read(): rows of the file, and what a reader of the result should know of how it was
 * read ("semicolons between fields"), NULL-terminated. */
size_t reader_rows(const Reader *reader);
const char *const *reader_notes(const Reader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reader, reader_free)
