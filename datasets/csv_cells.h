/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_cells.h - from the text of a cell to its value in a column. */
#pragma once

#include "datasets/csv_fault.h"
#include "datasets/dictionary.h"
#include "datasets/reader.h"

typedef enum {
    CELLS_NUMBER,
    CELLS_CATEGORY,
    CELLS_OPEN, /* numbers or texts: nothing but missing cells so far */
    CELLS_EMPTY /* nothing may stand here */
} CellsKind;

/* A column that was asked for, as it is known before a piece is read. */
typedef struct {
    const char *name;
    size_t field;   /* of the record */
    size_t request; /* which of them */
    CellsKind kind;
    bool either;        /* READ_EITHER and not declared */
    bool na;            /* NA is missing, among numbers */
    bool codes;         /* codes are numbers: declared as such */
    bool padded;        /* leading zeros among numbers are padding */
    char decimal;       /* mark */
    Dictionary *texts;  /* levels and missing codes */
    bool has_codes;     /* there are missing codes */
    GArray *lines;      /* uint32_t of each level: where it was first seen */
    GPtrArray *reasons; /* owned texts */
    uint64_t n_padded;  /* cells with leading zeros taken as numbers */
} Target;

/* What was read of one column in one piece. */
typedef struct {
    CellsKind kind; /* a CELLS_OPEN target may be decided here */
    union {
        double *number;
        int32_t *code; /* below -1: -2 - index in FRESH */
    };
    uint8_t *missing; /* [capacity] reasons */
    bool any_missing;
    GArray *wide;      /* of WideNumber; NULL: none yet */
    Dictionary *fresh; /* texts that the target did not know yet */
    GArray *lines;     /* uint64_t of each: line in the piece */
    uint64_t n_padded;
} Cells;

/* TARGET of REQUEST, for a column of VARIABLE (NULL: not in the codebook). FALSE and ERROR
 * (ANDEL_ERROR_DATA) for more reasons than can be kept apart. */
bool target_begin(Target *target, const ColumnRequest *request, const Variable *variable,
                  const ReadOptions *options, GError **error);
void target_clear(Target *target);

/* Makes room for CAPACITY rows. */
void cells_reserve(Cells *cells, size_t capacity);
/* Forgets what was read, for a new piece. */
void cells_begin(Cells *cells, const Target *target);
void cells_clear(Cells *cells);

/* Takes the text [length] of row I, which stands in LINE. FALSE: FAULT says what is wrong. */
bool cells_take(Cells *cells, const Target *target, size_t i, const char *text, size_t length,
                uint64_t line, FaultKind *fault);

/* TRUE if target_merge() would change what cells_take() looks at. */
bool target_learns(const Target *target, const Cells *cells);

/* After the piece: gives the texts in CELLS [n_rows] that TARGET did not know their codes, and
 * TARGET what was learnt. LINES is how many stood before the piece. Pieces in file order. */
void target_merge(Target *target, Cells *cells, size_t n_rows, uint64_t lines);

/* The column for the block of rows BEGIN to END. */
Column target_column(const Target *target, const Cells *cells, size_t begin, size_t end);
