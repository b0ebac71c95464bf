/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/dataset.h"

#include <math.h>
#include <string.h>

const Column *
dataset_find(const Dataset *dataset, const char *name, ReadAs as)
{
    const Column *found = NULL;

    for (size_t k = 0; k < dataset->n_columns; k++) {
        const Column *column = &dataset->columns[k];
        bool number = column->type == COLUMN_NUMBER;

        if (strcmp(column->name, name) != 0 || (as != READ_EITHER && (as == READ_NUMBER) != number))
            continue;
        if (as != READ_EITHER || number)
            return column;
        /* one of texts may stand beside it, read for another question that wants just those */
        found = found ? found : column;
    }
    return found;
}

char *
dataset_place(const Dataset *dataset, size_t i)
{
    uint64_t line = dataset_line(dataset, i);

    return line > 0 ? g_strdup_printf("line %" G_GUINT64_FORMAT, line)
                    : g_strdup_printf("row %zu", dataset->first_row + i + 1);
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

/* The rows so far are all missing and were read as numbers; now the column shows to be a category.
 */
static void
become_category(Column *column, size_t n)
{
    int32_t *code = g_new(int32_t, n + 1);

    for (size_t i = 0; i < n; i++) {
        g_assert(isnan(column->number[i]));
        code[i] = -1;
    }
    g_free(column->number);
    column->code = code;
    column->type = COLUMN_CATEGORY;
}

static void
append_cells(Column *column, size_t n, const Column *more, size_t n_more)
{
    if (column->type == COLUMN_NUMBER && more->type == COLUMN_CATEGORY)
        become_category(column, n);
    g_assert(column->type == more->type);
    if (column->type == COLUMN_NUMBER) {
        column->number = g_renew(double, column->number, n + n_more);
        memcpy(column->number + n, more->number, n_more * sizeof *more->number);
    } else {
        column->code = g_renew(int32_t, column->code, n + n_more);
        memcpy(column->code + n, more->code, n_more * sizeof *more->code);
    }
}

static void
append_levels(Column *column, const Column *more, GStringChunk *strings)
{
    size_t n = (size_t)column->n_levels, n_more = (size_t)more->n_levels;

    if (n_more <= n)
        return;
    const char **levels = g_renew(const char *, (gpointer)column->levels, n_more + 1);
    for (size_t k = n; k < n_more; k++)
        levels[k] = g_string_chunk_insert(strings, more->levels[k]);
    levels[n_more] = NULL;
    column->levels = levels;
    if (more->level_line) {
        uint32_t *lines = g_renew(uint32_t, (gpointer)column->level_line, n_more);

        memcpy(lines + n, more->level_line + n, (n_more - n) * sizeof *lines);
        column->level_line = lines;
    }
    column->n_levels = more->n_levels;
}

static void
append_missing(Column *column, size_t n, const Column *more, size_t n_more)
{
    if (!column->missing && !more->missing)
        return;
    uint8_t *missing = g_realloc((gpointer)column->missing, n + n_more);

    if (!column->missing)
        memset(missing, 0, n);
    if (more->missing)
        memcpy(missing + n, more->missing, n_more);
    else
        memset(missing + n, 0, n_more);
    column->missing = missing;
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
    for (size_t k = 0; block->n_rows > 0 && k < block->n_columns; k++) {
        Column *column = &dataset->columns[k];
        const Column *more = &block->columns[k];

        append_cells(column, dataset->n_rows, more, block->n_rows);
        append_levels(column, more, dataset->strings);
        append_missing(column, dataset->n_rows, more, block->n_rows);
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
        g_free((gpointer)column->level_line);
        g_free((gpointer)column->reasons);
        g_free((gpointer)column->missing);
    }
    g_free(dataset->columns);
    g_string_chunk_free(dataset->strings);
    g_free(dataset);
}
