/* SPDX-License-Identifier: GPL-3.0-or-later */
/* writer.h - output formats: a finished Report in, bytes out. Opens and closes nothing. */
#pragma once

#include "reports/report.h"

/* A format: one file reports/write_NAME.c that ends with this struct, and its line in writer.c. */
typedef struct {
    const char *name;      /* of --format: "json" */
    const char *extension; /* ".json" */
    const char *summary;
    bool text;   /* may go to a terminal */
    bool drawn;  /* shows figures, so that they are worth drawing */
    bool traced; /* shows the hashes of the data, so that they must be known */
    /* Appends to OUT; the same report gives the same bytes. FALSE and ERROR. */
    bool (*write)(const Report *report, GByteArray *out, GError **error);
} Writer;

extern const Writer *const writers[]; /* NULL-terminated */

/* By --format; NULL and ERROR (ANDEL_ERROR_USAGE) lists the formats. */
const Writer *writer_find(const char *name, GError **error);
/* By the extension of PATH; NULL and ERROR (ANDEL_ERROR_USAGE) lists the extensions. */
const Writer *writer_for(const char *path, GError **error);

/* For the writers: appends text to OUT. */
void write_text(GByteArray *out, const char *text);
