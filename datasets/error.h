/* SPDX-License-Identifier: GPL-3.0-or-later */
/* error.h - what can go wrong with the world; the codes are the exit statuses of the program. */
#pragma once

#include <glib.h>

/* A message says where, what, and what to do: "data.csv:3: ...; ...". */
#define ANDEL_ERROR (andel_error_quark())

typedef enum {
    ANDEL_ERROR_BUG = 1,     /* the program is wrong */
    ANDEL_ERROR_USAGE = 2,   /* options or arguments are wrong */
    ANDEL_ERROR_DATA = 3,    /* data, codebook, model or report file is wrong */
    ANDEL_ERROR_FILE = 4,    /* a file could not be read or written */
    ANDEL_ERROR_MISMATCH = 5 /* done, but a published or expected number does not hold */
} AndelError;

GQuark andel_error_quark(void);

/**
 * The member of NAMES [n] that WORD was probably meant to be: the one at the smallest edit
 * distance (insert, delete, replace, swap of neighbours), if that is at most 2 and less than
 * the length of WORD. NULL when none is near. Borrowed from NAMES.
 */
const char *nearest_name(const char *word, const char *const *names, size_t n);
