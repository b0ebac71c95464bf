/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/slab.h"

#include "datasets/bulk.h"

#include <string.h>

/* Bytes in the first chunk, about. */
enum { FIRST = 1 << 14 };

Slab *
slab_new(size_t stride)
{
    Slab *slab = g_new0(Slab, 1);

    slab->stride = stride;
    while (slab->shift < 12 && stride << (slab->shift + 1) <= FIRST)
        slab->shift++;
    return slab;
}

void
slab_free(Slab *slab)
{
    if (!slab)
        return;
    for (size_t c = 0; c < slab->n_chunks; c++)
        bulk_free(slab->chunks[c]);
    g_free(slab);
}

static size_t
chunk_rows(const Slab *slab, size_t c)
{
    return (size_t)1 << (slab->shift + c);
}

void
slab_add_chunks(Slab *slab, size_t n_rows)
{
    while (n_rows > (((size_t)1 << slab->n_chunks) - 1) << slab->shift) {
        g_assert(slab->n_chunks < SLAB_CHUNKS);
        slab->chunks[slab->n_chunks] = bulk_new0(chunk_rows(slab, slab->n_chunks), slab->stride);
        slab->n_chunks++;
    }
}

Slab *
slab_copy(const Slab *slab)
{
    Slab *copy = slab_new(slab->stride);

    slab_grow(copy, slab->n_rows);
    for (size_t c = 0; c < slab->n_chunks; c++)
        memcpy(copy->chunks[c], slab->chunks[c], chunk_rows(slab, c) * slab->stride);
    return copy;
}
