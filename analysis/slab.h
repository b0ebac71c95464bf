/* SPDX-License-Identifier: GPL-3.0-or-later */
/* slab.h - rows of one size, any count of them, that grow without being moved. */
#pragma once

#include <glib.h>
#include <stddef.h>

enum { SLAB_CHUNKS = 48 };

/* Kept in chunks, each twice as long as the one before it: an array that grew by copying would
 * touch all its memory anew at each step. */
typedef struct {
    char *chunks[SLAB_CHUNKS]; /* [n_chunks]; chunk c has 1 << (shift + c) rows */
    size_t n_chunks;
    size_t stride; /* bytes of a row */
    size_t n_rows;
    unsigned shift;
} Slab;

Slab *slab_new(size_t stride);
void slab_free(Slab *slab);
Slab *slab_copy(const Slab *slab);

/* The slow half of slab_grow(). */
void slab_add_chunks(Slab *slab, size_t n_rows);

/* Makes it N_ROWS long, if it is shorter; the new ones are 0. */
static inline void
slab_grow(Slab *slab, size_t n_rows)
{
    if (n_rows <= slab->n_rows)
        return;
    if (n_rows > (((size_t)1 << slab->n_chunks) - 1) << slab->shift)
        slab_add_chunks(slab, n_rows);
    slab->n_rows = n_rows;
}

/* Row K, below .n_rows. */
static inline void *
slab_row(const Slab *slab, size_t k)
{
    size_t number = (k >> slab->shift) + 1;
    size_t chunk = 8 * sizeof(unsigned long) - 1 - (size_t)__builtin_clzl(number);

    return slab->chunks[chunk] + (k - ((((size_t)1 << chunk) - 1) << slab->shift)) * slab->stride;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Slab, slab_free)
