/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/sparse.h"

Sparse *
sparse_new(void)
{
    Sparse *sparse = g_new0(Sparse, 1);
    size_t zero = 0;

    sparse->start = g_array_new(FALSE, FALSE, sizeof(size_t));
    sparse->parts = g_array_new(FALSE, FALSE, sizeof(SparsePart));
    g_array_append_val(sparse->start, zero);
    return sparse;
}

void
sparse_free(Sparse *sparse)
{
    if (!sparse)
        return;
    g_array_unref(sparse->start);
    g_array_unref(sparse->parts);
    g_free(sparse);
}

uint32_t
sparse_begin(Sparse *sparse)
{
    size_t end = sparse->parts->len;

    g_array_append_val(sparse->start, end);
    return sparse->start->len - 2;
}

void
sparse_add(Sparse *sparse, uint32_t column, double value)
{
    SparsePart part = { column, value };

    g_assert(sparse->start->len > 1);
    g_array_append_val(sparse->parts, part);
    g_array_index(sparse->start, size_t, sparse->start->len - 1)++;
}

size_t
sparse_rows(const Sparse *sparse)
{
    return sparse->start->len - 1;
}

size_t
sparse_parts(const Sparse *sparse)
{
    return sparse->parts->len;
}

Sparse *
sparse_transpose(const Sparse *sparse, size_t n_columns)
{
    Sparse *result = sparse_new();
    size_t *start, n;

    g_array_set_size(result->start, (guint)n_columns + 1);
    g_array_set_size(result->parts, sparse->parts->len);
    start = (size_t *)(gpointer)result->start->data;
    for (size_t c = 0; c <= n_columns; c++)
        start[c] = 0;
    for (guint k = 0; k < sparse->parts->len; k++)
        start[g_array_index(sparse->parts, SparsePart, k).column + 1]++;
    for (size_t c = 0; c < n_columns; c++)
        start[c + 1] += start[c];

    g_autofree size_t *next = g_memdup2(start, (n_columns + 1) * sizeof *start);
    for (size_t row = 0; row < sparse_rows(sparse); row++) {
        const SparsePart *parts = sparse_row(sparse, row, &n);

        for (size_t k = 0; k < n; k++) {
            SparsePart turned = { (uint32_t)row, parts[k].value };
            g_array_index(result->parts, SparsePart, next[parts[k].column]++) = turned;
        }
    }
    return result;
}
