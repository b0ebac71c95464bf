/* SPDX-License-Identifier: GPL-3.0-or-later */
/* saved.h - a result that andel wrote with --format json, as tables again. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Saved Saved;

/* TEXT as jansson parses it; the caller owns it. NULL and ERROR (ANDEL_ERROR_DATA) with line and
 * column of the file called NAME. */
struct json_t *saved_parse(const char *text, size_t length, const char *name, GError **error);

/**
 * Reads a result. NULL and ERROR (ANDEL_ERROR_DATA) with line and column when BYTES are no JSON,
 * or no result of andel.
 */
Saved *saved_read(GBytes *bytes, const char *path, GError **error);
void saved_free(Saved *saved);

/* The whole as jansson parsed it, for who needs more than cells; borrowed. */
struct json_t *saved_root(const Saved *saved);
const char *saved_command(const Saved *saved); /* "payments" */
/* The text of the field NAME of the result; NULL: none. */
const char *saved_field(const Saved *saved, const char *name);
/* Rows of the table called ID (NULL: the first); 0 when there is none. */
size_t saved_rows(const Saved *saved, const char *id);
/* A cell; NULL and NAN when it is null, of another kind, or not there. */
const char *saved_text(const Saved *saved, const char *id, size_t row, const char *column);
double saved_number(const Saved *saved, const char *id, size_t row, const char *column);
/* TRUE if the cell COLUMN is an object with something in it. */
bool saved_filled(const Saved *saved, const char *id, size_t row, const char *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Saved, saved_free)
