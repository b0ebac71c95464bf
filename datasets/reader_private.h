/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reader_private.h - what the reader of every format begins with; for datasets/reader.c and the
 * formats alone. */
#pragma once

#include "datasets/reader.h"

typedef struct {
    /* reader_read() for FIELDS [n], the index of the column behind each request. */
    bool (*read)(Reader *reader, const ColumnRequest *requests, const size_t *fields, size_t n,
                 BlockFunc each, gpointer user, GError **error);
    void (*free)(Reader *reader); /* what the format added, and the reader itself */
} ReaderKind;

/* The first member of the reader of a format. */
struct Reader {
    const ReaderKind *kind;
    Source *source;   /* owned */
    GPtrArray *names; /* of the columns, NULL-terminated; owned texts */
    GPtrArray *notes; /* NULL-terminated; owned texts */
    size_t n_rows;
    bool used;   /* it reads once */
    bool hashed; /* see reader_hash() */
};

/* Begins READER, which takes SOURCE over. */
void reader_begin(Reader *reader, const ReaderKind *kind, Source *source);
void reader_add_name(Reader *reader, const char *name, size_t length);
void reader_add_note(Reader *reader, const char *format, ...) G_GNUC_PRINTF(2, 3);
