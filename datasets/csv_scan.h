/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_scan.h - where the fields of a simple text end, many rows at a time. */
#pragma once

#include "datasets/csv_text.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Instructions that a scan uses; what it finds is the same. */
typedef enum {
    SCAN_BEST, /* AVX2 where the processor has it */
    SCAN_SSE2, /* what every x86-64 has */
    SCAN_PLAIN /* plain C, as on other processors */
} ScanMeans;

/* A text that is being scanned, and the rows in hand. */
typedef struct {
    const uint8_t *bytes;
    size_t length;
    bool last; /* the file ends with them */
    ScanMeans means;
    char delimiter;
    size_t n_fields; /* of every row */

    /* Rows in hand: field F of row R ends before bytes[ends[R * n_fields + F]], and begins behind
     * the end before it; ends[-1] stands before the first. */
    const uint32_t *ends;
    size_t n_rows;

    /* Of all rows so far */
    size_t n_all; /* how many, with those in hand */
    size_t end;   /* one past the last of them */
    bool doubt;   /* something is not simple: nothing of it may be used */
    bool returns; /* there are CR, each before a LF */
    bool unended; /* the last row of the file has no line end */

    /* For the functions */
    uint32_t *memory; /* [room] of .ends, which begins behind its first */
    size_t room;
    size_t at;          /* bytes looked at; in these: */
    size_t n_ends;      /* from .ends on */
    size_t n_newlines;  /* of which .inside between quotes */
    GArray *inside;     /* of uint32_t: LF between quotes */
    size_t n_before;    /* of .inside, those before the rows of scan_row_lines() */
    uint64_t open;      /* all bits: the last byte is between quotes */
    uint64_t separated; /* 1: it ends a field or a row, or it is a quote that closes */
    uint64_t closed;    /* 1: it is a quote that closes */
    uint64_t returned;  /* 1: it is a CR */
    unsigned continued; /* bytes of its character that are still to come */
    bool done;          /* they are all there are */
    GString *unquoted;  /* see scan_unquote() */
} Scan;

/**
 * Begins to scan BYTES [length], which are records of N_FIELDS fields; LAST says that the file ends
 * with them. SCAN is zero or was used before; PIECE_SLACK bytes behind LENGTH can be read.
 * FALSE: such a text is not scanned, see csv_scan.c.
 */
bool scan_begin(Scan *scan, const uint8_t *bytes, size_t length, bool last, char delimiter,
                size_t n_fields, ScanMeans means);
void scan_clear(Scan *scan);

/* Takes the next rows in hand, at least one. FALSE: there are no more, or .doubt. */
bool scan_next(Scan *scan);

/* After the last row: line ends up to .end. */
size_t scan_lines(const Scan *scan);

/* The lines that the rows in hand begin in, from 1, into LINE [n_rows]; once for these rows. */
void scan_row_lines(Scan *scan, uint32_t *line);

/* The quoted field TEXT [*length] without its quotes: up to the next call. */
const char *scan_unquote(Scan *scan, const char *text, size_t *length);

/* Field F of the rows in hand, one after the other. */
typedef struct {
    const uint8_t *bytes;
    const uint32_t *end; /* of the next row */
    size_t n_fields;
    bool trim; /* a CR stands before the end */
} ScanColumn;

static inline ScanColumn
scan_column(const Scan *scan, size_t f)
{
    return (ScanColumn){ scan->bytes, scan->ends + f, scan->n_fields,
                         scan->returns && f + 1 == scan->n_fields };
}

/* The field of the next row, as it stands in the text. */
static inline const char *
scan_column_next(ScanColumn *column, size_t *length)
{
    uint32_t begin = column->end[-1] + 1, end = *column->end; /* end[-1] may be one before 0 */

    *length = end - begin;
    if (column->trim && *length > 0 && column->bytes[end - 1] == '\r')
        --*length;
    column->end += column->n_fields;
    return (const char *)column->bytes + begin;
}

/* Field F of row R in hand likewise. */
static inline const char *
scan_field(const Scan *scan, size_t r, size_t f, size_t *length)
{
    ScanColumn column = scan_column(scan, f);

    column.end += r * scan->n_fields;
    return scan_column_next(&column, length);
}
