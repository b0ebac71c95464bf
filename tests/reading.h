/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reading.h - a text read from beginning to end, for the tests of the reader. */
#pragma once

#include "datasets/reader.h"

#include <string.h>

/* What came of it. */
typedef struct {
    Codebook *codebook; /* owned when none was given */
    Reader *reader;     /* NULL: it could not be opened */
    Dataset *data;      /* NULL: there was an error */
    size_t n_blocks;
    GError *error;
} Reading;

static inline bool
reading_keep(const Dataset *block, gpointer user, GError **error)
{
    Reading *reading = user;

    (void)error;
    g_assert(block->first_row == reading->data->n_rows);
    dataset_append(reading->data, block);
    reading->n_blocks++;
    return true;
}

/* Every column of BYTES, as either, unless REQUESTS [n] say which. OPTIONS may be NULL. */
static inline Reading
reading_of_bytes(GBytes *bytes, const ReadOptions *options, const ColumnRequest *requests, size_t n)
{
    Reading reading = { 0 };
    ReadOptions used = options ? *options : (ReadOptions){ .decimal = '.' };

    if (!used.codebook)
        used.codebook = reading.codebook = codebook_new();
    Source *source = source_of_bytes(bytes, "data.csv");
    reading.reader = reader_open(format_find("data.csv"), source, &used, &reading.error);
    if (!reading.reader)
        return reading;

    size_t n_names;
    const char *const *names = reader_names(reading.reader, &n_names);
    g_autofree ColumnRequest *all = g_new0(ColumnRequest, n_names + 1);
    for (size_t i = 0; i < n_names; i++)
        all[i] = (ColumnRequest){ names[i], READ_EITHER };
    reading.data = dataset_new();
    if (!reader_read(reading.reader, requests ? requests : all, requests ? n : n_names,
                     reading_keep, &reading, &reading.error))
        g_clear_pointer(&reading.data, dataset_free);
    return reading;
}

static inline Reading
reading_of(const char *text, const ReadOptions *options, const ColumnRequest *requests, size_t n)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));

    return reading_of_bytes(bytes, options, requests, n);
}

static inline void
reading_clear(Reading *reading)
{
    dataset_free(reading->data);
    reader_free(reading->reader);
    codebook_free(reading->codebook);
    g_clear_error(&reading->error);
}

/* TRUE if some note of the reader matches PATTERN. */
static inline bool
reading_notes(const Reading *reading, const char *pattern)
{
    for (const char *const *note = reader_notes(reading->reader); *note; note++)
        if (g_regex_match_simple(pattern, *note, G_REGEX_CASELESS, 0))
            return true;
    return false;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)
