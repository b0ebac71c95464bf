/* SPDX-License-Identifier: GPL-3.0-or-later */
/* archive.h - named parts in one zip file, in memory; the same parts give the same bytes. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Archive Archive;

Archive *archive_new(void);
void archive_free(Archive *archive);

/* Appends a part called NAME ("xl/workbook.xml") that holds TEXT, which is taken over. */
void archive_add(Archive *archive, const char *name, GString *text);

/* Appends the zip file of all parts to OUT. FALSE and ERROR (ANDEL_ERROR_FILE) when it cannot be
 * made. */
bool archive_write(const Archive *archive, GByteArray *out, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_free)
