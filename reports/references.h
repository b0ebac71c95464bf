/* SPDX-License-Identifier: GPL-3.0-or-later */
/* references.h - what a document cites: its marks in the text, and the list of references. */
#pragma once

#include "reports/bibtex.h"
#include "reports/report.h"

typedef enum {
    CITE_AUTHOR_YEAR, /* "(Socialstyrelsen 2017)", listed by name */
    CITE_NUMERIC      /* "[3]", listed in the order of the text */
} CitationStyle;

typedef struct References References;

References *references_new(CitationStyle style, const char *language);
void references_free(References *references);

/* Says that ENTRY is cited; in the order of the text, before any mark is asked for. */
void references_cite(References *references, const BibEntry *entry);
/* Orders what is cited and gives it its number, or the letter that tells it from another of the
 * same name and year. */
void references_settle(References *references);

/* The mark of ENTRY within the brackets of a citation: "Lind 2017, s. 3", "3, s. 3". LOCATOR may be
 * NULL. The caller owns it. */
char *references_mark(const References *references, const BibEntry *entry, const char *locator);
/* The mark of ENTRY within a sentence: "Lind (2017)", "Lind [3]". */
char *references_textual(const References *references, const BibEntry *entry);
/* What stands around the marks of one citation. */
const char *references_bracket(const References *references, bool opening);

/* The name of the place of ENTRY in the list: "ref-lind2017". The caller owns it. */
char *references_id(const BibEntry *entry);

/* Appends the list to REPORT: a paragraph or an item each, with its id. */
void references_write(const References *references, Report *report);
guint references_count(const References *references);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(References, references_free)
