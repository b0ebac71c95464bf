/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_scan.h - where the fields of a simple text end, many rows at a time. */
#pragma once

#include "datasets/csv_text.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A text that is being scanned, and the rows in hand. */
typedef struct {
    const uint8_t *bytes;
    size_t length;
    bool last;  /* the file ends with them */
    bool plain; /* in plain C, also where there is SSE2 */
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
    size_t n_newlines;  /* outside quotes */
    GArray *inside;     /* of uint32_t: LF between quotes */
    size_t n_before;    /* of .inside, those before the row of the last scan_line() */
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
                size_t n_fields, bool plain);
void scan_clear(Scan *scan);

/* Takes the next rows in hand, at least one. FALSE: there are no more, or .doubt. */
bool scan_next(Scan *scan);

/* After the last row: line ends up to .end. */
size_t scan_lines(const Scan *scan);

/* The line that row R in hand begins in, from 1. Rows in their order. */
static inline size_t
scan_line(Scan *scan, size_t r)
{
    const uint32_t *inside = (const uint32_t *)(gpointer)scan->inside->data;
    uint32_t begin = scan->ends[(ptrdiff_t)(r * scan->n_fields) - 1] + 1;

    while (scan->n_before < scan->inside->len && inside[scan->n_before] < begin)
        scan->n_before++;
    return 1 + scan->n_all - scan->n_rows + r + scan->n_before;
}

/* The quoted field TEXT [*length] without its quotes: up to the next call. */
const char *scan_unquote(Scan *scan, const char *text, size_t *length);

/* Field F of row R in hand, as it is in the text. */
static inline const char *
scan_field(Scan *scan, size_t r, size_t f, size_t *length)
{
    const uint32_t *end = scan->ends + r * scan->n_fields + f;
    uint32_t begin = end[-1] + 1; /* ends[-1] may be one before 0 */

    *length = *end - begin;
    if (scan->returns && f + 1 == scan->n_fields && *length > 0 && scan->bytes[*end - 1] == '\r')
        --*length;
    return (const char *)scan->bytes + begin;
}
