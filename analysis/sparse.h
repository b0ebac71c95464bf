/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sparse.h - a matrix of few entries, row by row: which sums an estimate is made of. */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint32_t column;
    double value;
} SparsePart;

typedef struct {
    GArray *start; /* of size_t, [rows + 1] */
    GArray *parts; /* of SparsePart */
} Sparse;

Sparse *sparse_new(void);
void sparse_free(Sparse *sparse);

/* Appends an empty row and returns its number. */
uint32_t sparse_begin(Sparse *sparse);
/* Appends an entry to the last row. */
void sparse_add(Sparse *sparse, uint32_t column, double value);

size_t sparse_rows(const Sparse *sparse);
/* Entries of all rows. */
size_t sparse_parts(const Sparse *sparse);
/* The entries [*n] of ROW; valid until the next entry is added. */
static inline const SparsePart *
sparse_row(const Sparse *sparse, size_t row, size_t *n)
{
    const size_t *start = (const size_t *)(gconstpointer)sparse->start->data;

    g_assert(row + 1 < sparse->start->len);
    *n = start[row + 1] - start[row];
    return (const SparsePart *)(gconstpointer)sparse->parts->data + start[row];
}

/* Rows become columns; N_COLUMNS of SPARSE, so rows of the result. */
Sparse *sparse_transpose(const Sparse *sparse, size_t n_columns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sparse, sparse_free)
