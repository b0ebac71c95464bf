/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet.h - a small file whole in memory, whose cells are asked for by row and column. */
#pragma once

#include "datasets/input.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Open for reading. Owns its data; INPUT is borrowed. */
typedef struct {
    Input *input;
    Dataset *data;
    GArray *lines; /* of uint64_t, by row: line of the file; 0: the format has none */
} Sheet;

/**
 * Reads the columns of REQUESTS [n] of INPUT; those that the file does not have are an error, but
 * a name in OPTIONAL (NULL-terminated; may be NULL) is then left out.
 * NULL and ERROR as reader_read().
 */
Sheet *sheet_read(Input *input, const ColumnRequest *requests, size_t n,
                  const char *const *optional, GError **error);
void sheet_free(Sheet *sheet);

/* TRUE if INPUT has a column NAME. */
bool sheet_has(const Input *input, const char *name);

/* Cells; NAN and NULL: missing, or no such column. */
double sheet_number(const Sheet *sheet, const char *name, size_t row);
const char *sheet_text(const Sheet *sheet, const char *name, size_t row);

/* "line 4", or "row 3" where the format has no lines; rows count from 0 here. The caller owns it.
 */
char *sheet_place(const Sheet *sheet, size_t row);

/* Sets ERROR (ANDEL_ERROR_DATA): "FILE: line 4, paid: ..." and returns FALSE. */
bool sheet_fail(const Sheet *sheet, size_t row, const char *column, GError **error,
                const char *format, ...) G_GNUC_PRINTF(5, 6);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sheet, sheet_free)
