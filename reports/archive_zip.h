/* SPDX-License-Identifier: GPL-3.0-or-later */
/* archive_zip.h - the packing module (andel-pack.so): archive_zip.c with libzip. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *name;
    GString *text;
} Part;

typedef struct {
    /* Appends the zip file of PARTS (of Part) to OUT. FALSE and ERROR. */
    bool (*zip)(const GArray *parts, GByteArray *out, GError **error);
} Packing;

/* The module: defined in reports/archive_zip.c, found by its name. */
extern const Packing andel_packing;
