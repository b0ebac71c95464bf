/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/matrix.h"

#include "datasets/error.h"
#include "datasets/path.h"
#include "datasets/reader.h"

#include <math.h>

typedef struct {
    const char *name;
    GArray *cells; /* of double */
} Reading;

static bool
add_block(const Dataset *block, gpointer user, GError **error)
{
    Reading *reading = user;

    for (size_t i = 0; i < block->n_rows; i++)
        for (size_t k = 0; k < block->n_columns; k++) {
            double value = block->columns[k].number[i];

            if (isnan(value)) {
                g_autofree char *place = dataset_place(block, i);

                g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                            "%s: %s, column '%s' is missing; every cell of the matrix needs a "
                            "number",
                            reading->name, place, block->columns[k].name);
                return false;
            }
            g_array_append_val(reading->cells, value);
        }
    return true;
}

static Reader *
open_reader(const char *path, const Codebook *codebook, GError **error)
{
    ReadOptions options = { .decimal = '.', .codebook = codebook };
    Source *source = source_open(path, error);

    return source ? reader_open(format_find("matrix.csv"), source, &options, error) : NULL;
}

Matrix *
matrix_read(const char *path, const char *name, GError **error)
{
    g_autoptr(Codebook) codebook = codebook_new();
    g_autoptr(Reader) reader = open_reader(path, codebook, error);
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(double));
    Reading reading = { name, cells };
    size_t n;

    if (!reader)
        return NULL;
    const char *const *names = reader_names(reader, &n);
    g_autofree ColumnRequest *requests = g_new0(ColumnRequest, n + 1);
    for (size_t k = 0; k < n; k++)
        requests[k] = (ColumnRequest){ names[k], READ_NUMBER };
    if (!reader_read(reader, requests, n, add_block, &reading, error))
        return NULL;

    Matrix *matrix = g_new0(Matrix, 1);
    matrix->n_rows = reader_rows(reader);
    matrix->n_columns = n;
    matrix->cells = (double *)(gpointer)g_array_free(g_steal_pointer(&cells), FALSE);
    return matrix;
}

Matrix *
matrix_find(const char *name, const char *owner, const char *data_dir, GError **error)
{
    g_autofree char *path = path_resolve(name, owner, data_dir, error);

    return path ? matrix_read(path, name, error) : NULL;
}

void
matrix_free(Matrix *matrix)
{
    if (!matrix)
        return;
    g_free(matrix->cells);
    g_free(matrix);
}
