/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_reader.h - the reader of text with delimiters; for the csv_* files alone. */
#pragma once

#include "datasets/csv_split.h"
#include "datasets/csv_text.h"
#include "datasets/reader_private.h"

typedef struct {
    Reader reader;
    ReadOptions options;
    Text *text;
    Piece first;      /* what was read when the file was opened, behind the header */
    bool first_ready; /* and is to be read yet */
    char delimiter;
    size_t n_fields;  /* of every record; one more than columns if the last has no name */
    uint64_t n_lines; /* line ends before what is to be read */
    size_t n_blank;   /* empty lines that were passed over */
    bool ends_in_1a;  /* a DOS end-of-file byte was passed over */
} CsvReader;

/* The open of format_csv. */
Reader *csv_reader_open(Source *source, const ReadOptions *options, GError **error);

/* The read of its kind. */
bool csv_reader_read(Reader *reader, const ColumnRequest *requests, const size_t *fields, size_t n,
                     BlockFunc each, gpointer user, GError **error);

/* The next piece, of LEAST bytes or more, without a DOS end-of-file byte. */
bool csv_reader_next(CsvReader *csv, Piece *piece, size_t least, GError **error);

/* For the messages about faults. */
FaultPlace csv_reader_place(const CsvReader *csv);
