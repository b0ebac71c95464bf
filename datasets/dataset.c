/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/dataset.h"

#include <string.h>

const Column *
dataset_find(const Dataset *dataset, const char *name, ReadAs as)
{
    for (size_t k = 0; k < dataset->n_columns; k++) {
        const Column *column = &dataset->columns[k];
        bool fits = as == READ_EITHER || (as == READ_NUMBER) == (column->type == COLUMN_NUMBER);

        if (fits && strcmp(column->name, name) == 0)
            return column;
    }
    return NULL;
}

Dataset *
dataset_new(void)
{
    Dataset *dataset = g_new0(Dataset, 1);

    dataset->strings = g_string_chunk_new(4096);
    return dataset;
}

static const char *const *
copy_texts(GStringChunk *strings, const char *const *texts, size_t n)
{
    const char **copy = g_new0(const char *, n + 1);

    for (size_t i = 0; i < n; i++)
        copy[i] = g_string_chunk_insert_const(strings, texts[i]);
    return copy;
}

static void
column_append(Column *column, size_t n, const Column *more, size_t n_more, GStringChunk *strings)
{
    if (column->type == COLUMN_NUMBER) {
        column->number = g_renew(double, column->number, n + n_more);
        memcpy(column->number + n, more->number, n_more * sizeof *more->number);
    } else {
        column->code = g_renew(int32_t, column->code, n + n_more);
        memcpy(column->code + n, more->code, n_more * sizeof *more->code);
    }
    if (more->n_levels > column->n_levels) {
        g_free((gpointer)column->levels);
        column->levels = copy_texts(strings, more->levels, (size_t)more->n_levels);
        column->n_levels = more->n_levels;
    }
    if (column->missing || more->missing) {
        uint8_t *missing = g_realloc((gpointer)column->missing, n + n_more);

        if (!column->missing)
            memset(missing, 0, n);
        if (more->missing)
            memcpy(missing + n, more->missing, n_more);
        else
            memset(missing + n, 0, n_more);
        column->missing = missing;
    }
}

void
dataset_append(Dataset *dataset, const Dataset *block)
{
    if (!dataset->columns) {
        dataset->n_columns = block->n_columns;
        dataset->columns = g_new0(Column, block->n_columns);
        for (size_t k = 0; k < block->n_columns; k++) {
            Column *column = &dataset->columns[k];

            column->name = g_string_chunk_insert_const(dataset->strings, block->columns[k].name);
            column->type = block->columns[k].type;
            column->n_reasons = block->columns[k].n_reasons;
            column->reasons =
                copy_texts(dataset->strings, block->columns[k].reasons, column->n_reasons);
        }
    }
    g_assert(dataset->n_columns == block->n_columns);
    for (size_t k = 0; k < block->n_columns; k++) {
        g_assert(dataset->columns[k].type == block->columns[k].type);
        column_append(&dataset->columns[k], dataset->n_rows, &block->columns[k], block->n_rows,
                      dataset->strings);
    }
    dataset->n_rows += block->n_rows;
}

void
dataset_free(Dataset *dataset)
{
    if (!dataset)
        return;
    for (size_t k = 0; k < dataset->n_columns; k++) {
        Column *column = &dataset->columns[k];

        g_free(column->number); /* or code: the union holds one pointer */
        g_free((gpointer)column->levels);
        g_free((gpointer)column->reasons);
        g_free((gpointer)column->missing);
    }
    g_free(dataset->columns);
    g_string_chunk_free(dataset->strings);
    g_free(dataset);
}
