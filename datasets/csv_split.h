/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_split.h - a piece of text into records and fields, with the lines they stand in. */
#pragma once

#include "datasets/csv_fault.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Split Split;

/* Splitting of one piece, which begins where a record begins. Open; whoever splits puts it first
 * in a struct of its own, which the functions are given. */
struct Split {
    /* Set before */
    char delimiter;
    bool blank_is_record; /* an empty line is a record of one empty field */
    /* A field of the current record, bytes [length] without its quotes, until it returns; it must
     * count up .field. In the shape of libcsv, which calls it. */
    void (*take_field)(void *bytes, size_t length, void *split);
    void (*take_record)(Split *split); /* at its end; may set .stop */

    /* For the functions */
    size_t field;    /* fields of the current record before this one */
    uint64_t line;   /* from 1: line that is being read */
    uint64_t record; /* line in which the current record begins */
    bool in_record;  /* it has begun and not ended */

    /* Found. What is not in a whole record is left out of all of these. */
    Faults faults;
    size_t n_blank;  /* empty lines that are no records */
    size_t consumed; /* bytes up to the end of the last whole record, or blank line */
    uint64_t lines;  /* line ends in them */
    bool stop;       /* nothing further can be read: a fault, or the caller */
};

/**
 * Splits BYTES [length]; LAST says that the file ends with them. Ragged records are not noticed
 * here. Blanks are kept, quotes inside an unquoted field too. Faults that make it impossible to go
 * on stop it; after others it goes on, to count them.
 */
void split_text(Split *split, const uint8_t *bytes, size_t length, bool last);

/* As if a text had been split, of which CONSUMED bytes with LINES line ends are whole records, and
 * nothing was wrong with it. */
void split_passed(Split *split, size_t consumed, uint64_t lines);
