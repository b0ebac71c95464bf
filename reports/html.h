/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html.h - the parts of a page: text, tables, style. */
#pragma once

#include "reports/report.h"

#include <glib.h>

/* A page as it grows. */
typedef struct {
    const Report *report;
    GString *out;
    GHashTable *ids; /* names that stand as id, each once */
} Page;

extern const char html_style[]; /* the style sheet */

/* Appends TEXT so that none of it is markup. */
void html_text(GString *out, const char *text);
/* Appends JSON as the data of a script element. "<" is written as a code, so that no script ends
 * within the data, and so are calls and addresses in labels, so that what looks for those in pages,
 * as mail filters do, finds none. Numbers stay as they are. */
void html_data(GString *out, const char *json);
/* Appends a space and NAME="VALUE"; nothing when VALUE is NULL. */
void html_attribute(GString *out, const char *name, const char *value);
/* The same for an id, made of what may stand in one; nothing when the page has it already. */
void html_id(Page *page, const char *id);
/* Appends all up to the text: the head of the page, its titles and its logo. */
void html_head(Page *page);

/* Appends RUNS (NULL: none) with their styles, links and marks of footnotes. */
void html_runs(Page *page, const GArray *runs);

/* TRUE if a page can sort TABLE: it has named columns and rows enough. */
bool html_sortable(const Table *table);
/* Whether a page of REPORT has a table to sort: then it needs sort_js, the script that makes
 * buttons of the heads. */
bool html_sorts(const Report *report);
extern const char sort_js[]; /* reports/sort.js as it stands */

/* Appends TABLE with caption and notes; TITLED: the caption is seen, else only heard. */
void html_table(Page *page, const Table *table, bool titled);
