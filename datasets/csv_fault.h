/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_fault.h - what is wrong with a text file, and how it is said. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    FAULT_FIELDS,      /* .found fields in the record */
    FAULT_OPEN_QUOTE,  /* a quote is not closed before the end */
    FAULT_AFTER_QUOTE, /* text after a quote that closes .found lines below the one that opens */
    FAULT_NUL,
    FAULT_UTF8,
    FAULT_DECODE,     /* bytes that are no text in the declared encoding */
    FAULT_LONG_FIELD, /* .found: 1 if it is quoted */
    FAULT_LONG_RECORD,
    FAULT_MANY_FIELDS,
    FAULT_LAST_FIELD, /* something in a column without a name */
    FAULT_NUMBER,     /* .text is no number; .found: 1 if numbers stood above it */
    FAULT_CODE        /* .text is a code; .found as above */
} FaultKind;

typedef struct {
    FaultKind kind;
    uint64_t line; /* from 1, within the piece */
    size_t field;  /* from 0; SIZE_MAX: none */
    size_t found;
    char *text; /* printable; NULL: none */
} Fault;

/* The first fault of a piece, and how many there are. */
typedef struct {
    Fault first;
    size_t n;
} Faults;

/* What a message needs to know of the file. */
typedef struct {
    const char *name;
    const char *const *columns; /* [n_columns] names; NULL: not read yet */
    size_t n_columns;
    size_t n_fields; /* of the header; one more than columns if the last has no name */
    char delimiter, decimal;
    const char *encoding; /* NULL: UTF-8 */
} FaultPlace;

/* TEXT [length] may be NULL. */
void faults_add(Faults *faults, Fault fault, const char *text, size_t length);
/* Moves what MORE holds behind what FAULTS holds. */
void faults_append(Faults *faults, Faults *more);
void faults_clear(Faults *faults);

/* Sets ERROR (ANDEL_ERROR_DATA) to what FAULT is, LINES further down than it says, and that there
 * are N_MORE. */
void fault_report(const Fault *fault, uint64_t lines, size_t n_more, const FaultPlace *place,
                  GError **error);

enum { FIELD_LIMIT = 16 << 20, RECORD_LIMIT = 64 << 20, FIELDS_LIMIT = 1000000 };
