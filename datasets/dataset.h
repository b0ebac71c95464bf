/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dataset.h - columns in memory: a whole file, or the block of it that is passing by. */
#pragma once

#include "datasets/workers.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { COLUMN_NUMBER, COLUMN_CATEGORY } ColumnType;

/* A number with more digits than a double is sure to hold: DIGITS / 10^DECIMALS. */
typedef struct {
    size_t row;
    int64_t digits;
    int decimals;
} WideNumber;

typedef struct {
    const char *name; /* as in the file */
    ColumnType type;
    union {
        double *number; /* [n_rows] NAN: missing */
        int32_t *code;  /* [n_rows] index into levels; -1: missing */
    };
    const char *const *levels;  /* [n_levels] the texts, in the order first seen in the file */
    int32_t n_levels;           /* grows from block to block; a code never changes its meaning */
    const uint32_t *level_line; /* [n_levels] line of the file where each level was first seen */
    const uint8_t *missing;     /* [n_rows] index into reasons, 0: not missing; NULL: none is */
    const char *const
        *reasons; /* why a cell is missing: [0] "", [1] "no answer", then as declared */
    size_t n_reasons;
    /* numbers [n_wide] of 16 to 18 digits as written, by row, which is counted from WIDE_FIRST;
     * only of text and only in a block */
    const WideNumber *wide;
    size_t n_wide, wide_first;
} Column;

/* Rows of some columns, the same number of each. In a block everything is borrowed from the
 * reader and lives until the block has been handled. */
typedef struct {
    size_t n_rows;
    size_t first_row; /* rows of the file before the first of these */
    /* [n_rows] line of the file where each row begins, counted from FIRST_LINE; NULL: not known,
     * see dataset_line() */
    const uint32_t *line;
    uint64_t first_line;
    size_t n_columns;
    Column *columns;
    GStringChunk *strings; /* owns names, levels, reasons; NULL in a block */
    Workers *workers;      /* of a block: who may help with it; NULL: nobody */
} Dataset;

/* How a column is to be read. */
typedef enum {
    READ_NUMBER,   /* a cell that is no number is an error with its line */
    READ_CATEGORY, /* every cell is a text */
    READ_EITHER    /* numbers if every cell of the beginning of the file that is not missing is one
                      (some 1 MB, and further until there is such a cell); a later cell of a column
                      of numbers that is none is an error with its line. A column without any value
                      yet passes as numbers, and may become a category in a later block */
} ReadAs;

typedef struct {
    const char *name;
    ReadAs as;
} ColumnRequest;

/* Handles one block of a file, in file order. FALSE and ERROR stop the reading. */
typedef bool (*BlockFunc)(const Dataset *block, gpointer user, GError **error);

/* The column NAME that was read as AS (READ_EITHER: in either way); NULL when there is none. */
const Column *dataset_find(const Dataset *dataset, const char *name, ReadAs as);

/* The line of the file in which row I begins, from 1; 0 where a format has no lines. */
static inline uint64_t
dataset_line(const Dataset *dataset, size_t i)
{
    return dataset->line ? dataset->first_line + dataset->line[i] : 0;
}
/* "line 9", or "row 8" where there are no lines. The caller owns it. */
char *dataset_place(const Dataset *dataset, size_t i);

/* A dataset that block after block is appended to, for commands that need a second pass. */
Dataset *dataset_new(void);
void dataset_append(Dataset *dataset, const Dataset *block);
void dataset_free(Dataset *dataset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dataset, dataset_free)
