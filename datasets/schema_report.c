/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema_report.c - the mistakes of a document as one message, in order of place. */
#include "datasets/schema_document.h"

#include "datasets/error.h"
#include "datasets/excerpt.h"

#include <string.h>

enum {
    SHOWN = 20,  /* mistakes that a message lists */
    KEPT = 10000 /* beyond these they are counted only */
};

void
document_add(Document *document, size_t begin, size_t end, char *message)
{
    Complaint complaint = { .begin = begin, .end = MAX(end, begin), .message = message };

    if (document->complaints->len < KEPT)
        g_array_append_val(document->complaints, complaint);
    else {
        document->n_more++;
        g_free(message);
    }
}

void
document_add_bare(Document *document, char *message)
{
    document_add(document, 0, 0, message);
    if (document->n_more == 0)
        g_array_index(document->complaints, Complaint, document->complaints->len - 1).bare = true;
}

static char *
join(const char *what, const char *hint)
{
    return hint ? g_strdup_printf("%s; %s", what, hint) : g_strdup(what);
}

void
document_complain(Document *document, const Node *node, const char *what, const char *hint)
{
    document_add(document, node->begin, node->end, join(what, hint));
}

void
document_complain_key(Document *document, const Node *node, const char *what, const char *hint)
{
    if (node->key)
        document_add(document, node->key_begin, node->key_end, join(what, hint));
    else
        document_complain(document, node, what, hint);
}

void
document_complain_part(Document *document, const Node *node, size_t begin, size_t end,
                       const char *what, const char *hint)
{
    const char *text = node->text ? node->text : "";
    size_t length = strlen(text), skip = node->plain ? 0 : 1;
    Place place = document_place(document, node->begin + skip);

    begin = MIN(begin, length);
    end = CLAMP(end, begin, length);
    /* what the file holds is the text, unless it is folded, indented or has escapes */
    if (place.byte + length > document->length ||
        memcmp(document->text + place.byte, text, length) != 0) {
        document_complain(document, node, what, hint);
        return;
    }
    size_t first = node->begin + skip + (size_t)g_utf8_strlen(text, (gssize)begin);
    size_t last = first + (size_t)g_utf8_strlen(text + begin, (gssize)(end - begin));
    document_add(document, first, last, join(what, hint));
}

static gint
by_place(gconstpointer a, gconstpointer b)
{
    const Complaint *one = a, *other = b;

    return one->begin < other->begin ? -1 : one->begin > other->begin;
}

static void
append_complaint(GString *out, const Document *document, const Complaint *complaint)
{
    Place place = document_place(document, complaint->begin);
    const char *line = document->text + place.line_byte;
    size_t length = 0, rest = document->length - place.line_byte;

    g_string_append_printf(out, "%s:%d:%d: %s", document->name, place.line, place.column,
                           complaint->message);
    if (complaint->bare)
        return;
    while (length < rest && line[length] != '\n' && line[length] != '\r')
        length++;
    g_autofree char *gutter = g_strdup_printf("%5d | ", place.line);
    Place end = document_place(document, complaint->end);
    excerpt_append(out, gutter, line, length, place.byte - place.line_byte,
                   MAX(end.byte, place.byte) - place.line_byte);
}

bool
document_check(Document *document, GError **error)
{
    GArray *complaints = document->complaints;
    g_autoptr(GString) out = g_string_new(NULL);

    if (complaints->len == 0)
        return true;
    g_array_sort(complaints, by_place); /* a merge sort: equal places keep their order */
    for (guint i = 0; i < MIN(complaints->len, SHOWN); i++) {
        if (i > 0)
            g_string_append_c(out, '\n');
        append_complaint(out, document, &g_array_index(complaints, Complaint, i));
    }
    size_t more = complaints->len + document->n_more;
    if (more > SHOWN)
        g_string_append_printf(out, "\nand %" G_GSIZE_FORMAT " more mistake%s", more - SHOWN,
                               more == SHOWN + 1 ? "" : "s");
    g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_DATA, out->str);
    return false;
}
