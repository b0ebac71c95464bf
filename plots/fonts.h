/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fonts.h - the files of the fonts that everything is set in, wherever andel runs. */
#pragma once

#include "plots/text.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    const char *path;
    const char *package; /* of Debian, that has it; NULL: a style file names it */
    /* what it is for among ours */
    FontFace face;
    int weight;
    bool italic;
} FontFile;

extern const FontFile font_files[];
extern const size_t n_font_files;

/* FALSE and ERROR (ANDEL_ERROR_FILE) for FILE as one that cannot be read, with what would help. */
bool fonts_refuse(const FontFile *file, GError **error);
/* The first of FILES [n] that is not there is refused. */
bool fonts_check(const FontFile *files, size_t n, GError **error);
