/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bibtex.h - a file of references as BibTeX and its successors write it. */
#pragma once

#include <glib.h>

typedef struct {
    const char *key, *type; /* "scb2016", "techreport" */
    int line;
    GHashTable *fields; /* name in small letters to its value, braces and commands as written */
} BibEntry;

typedef struct {
    const char *name;   /* of the file, as it stands in messages */
    GPtrArray *entries; /* of BibEntry, in the order of the file */
    GHashTable *by_key; /* key to BibEntry */
    GStringChunk *strings;
} Bibliography;

/**
 * Reads the entries of BYTES, called NAME in messages. Text between entries and @comment are passed
 * over, @string is filled in, as are the months; other fields than those that are shown are kept
 * but not looked into.
 * NULL and ERROR (ANDEL_ERROR_DATA) lists the mistakes with their lines: an entry without end, key,
 * or comma, an unknown type, a key or field given twice, a name that no @string gives, a value that
 * is not closed, a command of TeX that means nothing here.
 */
Bibliography *bibliography_read(GBytes *bytes, const char *name, GError **error);
void bibliography_free(Bibliography *bibliography);

/* NULL when there is no such entry. */
const BibEntry *bibliography_find(const Bibliography *bibliography, const char *key);
/* The key nearest to KEY; NULL when none is near. */
const char *bibliography_nearest(const Bibliography *bibliography, const char *key);

/* A value of ENTRY as plain text; NULL if it has none. The caller owns it. */
char *bib_text(const BibEntry *entry, const char *field);

/* Somebody who wrote or edited it. */
typedef struct {
    char *last, *first; /* FIRST is NULL for an office or firm, and for whoever has one name */
} BibName;

/* A list of BibName, empty, that owns their texts. */
GArray *bib_names_new(void);

/* The names in FIELD ("author") of ENTRY, in order; "others" at the end becomes a name whose LAST
 * is NULL. Empty when it has none. The caller owns it. */
GArray *bib_names(const BibEntry *entry, const char *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Bibliography, bibliography_free)
