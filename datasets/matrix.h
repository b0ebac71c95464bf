/* SPDX-License-Identifier: GPL-3.0-or-later */
/* matrix.h - a table of numbers without further meaning, read whole. */
#pragma once

#include <glib.h>
#include <stddef.h>

typedef struct {
    size_t n_rows, n_columns;
    double *cells; /* [n_rows * n_columns], row by row */
} Matrix;

/* Reads the CSV file at PATH, whose first line names the columns. NAME stands in messages. NULL and
 * ERROR as reader_read(), and ANDEL_ERROR_DATA for a missing cell. */
Matrix *matrix_read(const char *path, const char *name, GError **error);
/* The same for the file behind NAME in the file OWNER, see path_resolve(). */
Matrix *matrix_find(const char *name, const char *owner, const char *data_dir, GError **error);
void matrix_free(Matrix *matrix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Matrix, matrix_free)
