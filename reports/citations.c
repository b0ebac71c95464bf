/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/citations.h"

#include <string.h>

static const Piece *
piece_at(const GArray *pieces, guint i)
{
    return i < pieces->len ? &g_array_index(pieces, Piece, i) : NULL;
}

static bool
is_text(const Piece *piece)
{
    return piece && piece->kind == PIECE_TEXT && !piece->link;
}

/* Index of the text that closes the citation whose first reference is I; 0 if it is none: between
 * references a ; must stand. */
static guint
find_end(const GArray *pieces, guint i)
{
    for (;; i += 2) {
        const Piece *reference = piece_at(pieces, i), *after = piece_at(pieces, i + 1);

        if (!reference || reference->kind != PIECE_REFERENCE || reference->link || !is_text(after))
            return 0;
        const char *close = strchr(after->text, ']'), *next = strrchr(after->text, ';');
        if (close)
            return *after->text == ']' || *after->text == ',' ? i + 1 : 0;
        if (!next || next[1 + strspn(next + 1, " ")] != '\0')
            return 0;
    }
}

/* ", s. 4; " and ", s. 4]" as "s. 4"; NULL if nothing is said. */
static const char *
locator(const char *text, GStringChunk *strings)
{
    g_autofree char *said = g_strndup(text, strcspn(text, "]"));
    char *last = strrchr(said, ';');

    if (last && last[1 + strspn(last + 1, " ")] == '\0')
        *last = '\0';
    const char *begin = said + strspn(said, ", ");
    g_strchomp(said);
    return *begin ? g_string_chunk_insert(strings, begin) : NULL;
}

static void
add_text(GArray *found, const Piece *like, const char *text, size_t length, GStringChunk *strings)
{
    Piece piece = *like;

    if (length == 0)
        return;
    piece.text = g_string_chunk_insert_len(strings, text, (gssize)length);
    g_array_append_val(found, piece);
}

/* The references of PIECES from I to END as citations. */
static void
add_citations(GArray *found, const GArray *pieces, guint i, guint end, GStringChunk *strings)
{
    for (guint first = i; i < end; i += 2) {
        Piece citation = *piece_at(pieces, i);

        citation.kind = PIECE_CITATION;
        citation.format = locator(piece_at(pieces, i + 1)->text, strings);
        citation.opens = i == first;
        citation.closes = i + 1 == end;
        g_array_append_val(found, citation);
    }
}

GArray *
citations_find(GArray *pieces, GStringChunk *strings)
{
    GArray *found = g_array_new(FALSE, TRUE, sizeof(Piece));
    const char *rest = NULL; /* of the text behind the last citation */

    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = piece_at(pieces, i);
        const char *text = rest ? rest : piece->text;
        size_t length = text && is_text(piece) ? strlen(text) : 0;
        guint end = length > 0 && text[length - 1] == '[' ? find_end(pieces, i + 1) : 0;

        rest = NULL;
        if (end == 0 && is_text(piece)) {
            add_text(found, piece, text, length, strings);
        } else if (end == 0) {
            g_array_append_vals(found, piece, 1);
        } else {
            add_text(found, piece, text, length - 1, strings);
            add_citations(found, pieces, i + 1, end, strings);
            rest = strchr(piece_at(pieces, end)->text, ']') + 1;
            i = end - 1; /* its rest may open another */
        }
    }
    g_array_free(pieces, TRUE);
    return found;
}
