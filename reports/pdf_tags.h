/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_tags.h - the structure of a PDF while its pages are drawn, and what cairo cannot say of it.
 */
#pragma once

#include "reports/table.h"

#include <cairo.h>
#include <glib.h>

/* What the finishing pass adds to an element; texts are owned by the list. */
typedef struct {
    const char *name;
    char *alternative;  /* of a Figure: its text; of a Link: what it is; NULL: none */
    const char *actual; /* what it says instead of what is drawn; NULL: that */
    const char *scope;  /* of a TH: "Column", "Row"; NULL: none */
    int span, rows;     /* columns and rows of a TH or TD; 0: one */
    double box[4];      /* of a Figure: left, bottom, right, top */
    const Table *data;  /* of a Figure: its numbers, to be attached; borrowed; NULL: none */
} TagNote;

/* One step from the root to an element. Steps with the same NAME and ID are the same element as
 * long as nothing else came between. */
typedef struct {
    const char *name;
    unsigned id;
} TagStep;

typedef struct {
    cairo_t *cairo;
    GArray *open;  /* of TagStep */
    GArray *notes; /* of TagNote: one for each element, in the order in which they began */
} Tags;

Tags *tags_new(cairo_t *cairo);
void tags_free(Tags *tags);

/* Closes and opens elements until exactly PATH [n] is open. Returns what is noted of the last of
 * them, to be filled if it is new; valid until the next call. */
TagNote *tags_open(Tags *tags, const TagStep *path, size_t n);

/* A link within the open element: to URI, or to the place called DEST. */
void tags_begin_link(Tags *tags, const char *uri, const char *dest, const char *text);
void tags_end_link(Tags *tags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tags, tags_free)
