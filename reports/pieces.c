/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/pieces.h"

#include "reports/report.h"

#include <string.h>

/* The pieces found so far, and what is open. */
typedef struct {
    GArray *found;
    GStringChunk *strings;
    Complaints *complaints;
    GString *text;  /* of the piece of text that is growing */
    GString *value; /* within braces */
    Piece style;    /* of text or value: flags, link, line */
    bool open;      /* within braces */
} Finder;

char *
pieces_escape(const char *text, size_t length)
{
    GString *escaped = g_string_sized_new(length);

    for (size_t i = 0; i < length; i++) {
        const char *stands_for = NULL;

        if (text[i] == '\\' && i + 1 < length) {
            stands_for = text[i + 1] == '{'   ? ESCAPED_OPEN
                         : text[i + 1] == '}' ? ESCAPED_CLOSE
                         : text[i + 1] == '@' ? ESCAPED_AT
                                              : NULL;
            if (!stands_for) /* a backslash that is itself escaped escapes nothing */
                g_string_append_c(escaped, text[i]);
            i++;
        }
        if (stands_for)
            g_string_append(escaped, stands_for);
        else
            g_string_append_c(escaped, text[i]);
    }
    return g_string_free(escaped, FALSE);
}

char *
pieces_unescape(const char *text, bool backslashed)
{
    GString *plain = g_string_new(text);

    g_string_replace(plain, ESCAPED_OPEN, backslashed ? "\\{" : "{", 0);
    g_string_replace(plain, ESCAPED_CLOSE, backslashed ? "\\}" : "}", 0);
    g_string_replace(plain, ESCAPED_AT, backslashed ? "\\@" : "@", 0);
    return g_string_free(plain, FALSE);
}

static void
add(Finder *finder, PieceKind kind, const char *text, const char *format)
{
    Piece piece = finder->style;

    piece.kind = kind;
    piece.text = g_string_chunk_insert(finder->strings, text);
    piece.format = format ? g_string_chunk_insert(finder->strings, format) : NULL;
    g_array_append_val(finder->found, piece);
}

static void
end_text(Finder *finder)
{
    if (finder->text->len == 0)
        return;
    g_autofree char *plain = pieces_unescape(finder->text->str, false);
    add(finder, PIECE_TEXT, plain, NULL);
    g_string_truncate(finder->text, 0);
}

/* "address | format": the bar of the format is the last outside backticks. */
static void
end_value(Finder *finder)
{
    char *bar = NULL;
    bool quoted = false;

    for (char *c = finder->value->str; *c; c++) {
        if (*c == '`')
            quoted = !quoted;
        else if (*c == '|' && !quoted)
            bar = c;
    }
    if (bar)
        *bar = '\0';
    const char *address = g_strstrip(finder->value->str);
    const char *format = bar ? g_strstrip(bar + 1) : NULL;
    if (!*address)
        complain(finder->complaints, finder->style.line,
                 "braces without an address; write {ID.KEY | FORMAT}, or \\{ for a brace");
    add(finder, PIECE_VALUE, address, format);
    g_string_truncate(finder->value, 0);
    finder->open = false;
}

/* Length in bytes of the id at the start of TEXT: letters, digits, _ - : and ., none of the last
 * three at the end. */
static size_t
id_length(const char *text)
{
    size_t length = 0;

    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);

        if (g_unichar_isalnum(letter) || letter == '_')
            length = (size_t)(g_utf8_next_char(c) - text);
        else if (!strchr("-:.", (int)*c))
            break;
    }
    return length;
}

/* TRUE if an @ after TEXT may begin a reference: not within a word, as in an address of mail. */
static bool
reference_may_follow(const GString *text)
{
    if (text->len == 0)
        return true;
    const char *last = g_utf8_find_prev_char(text->str, text->str + text->len);
    return !last || !g_unichar_isalnum(g_utf8_get_char(last));
}

static void
find_in_text(Finder *finder, const Piece *piece)
{
    for (const char *c = piece->text; *c;) {
        const char *next = g_utf8_next_char(c);
        size_t length;

        if (finder->open && *c == '}') {
            end_value(finder);
            finder->style = *piece;
        } else if (finder->open) {
            g_string_append_len(finder->value, c, next - c);
        } else if (*c == '{') {
            end_text(finder);
            finder->open = true;
        } else if (*c == '@' && reference_may_follow(finder->text) &&
                   (length = id_length(next)) > 0) {
            end_text(finder);
            g_autofree char *id = g_strndup(next, length);
            add(finder, PIECE_REFERENCE, id, NULL);
            next += length;
        } else {
            g_string_append_len(finder->text, c, next - c);
        }
        c = next;
    }
}

static bool
same_style(const Piece *a, const Piece *b)
{
    return a->flags == b->flags && g_strcmp0(a->link, b->link) == 0;
}

static void
find_in_piece(Finder *finder, const Piece *piece)
{
    bool code = piece->kind == PIECE_TEXT && (piece->flags & RUN_CODE);

    if (finder->open && code) {
        g_string_append_printf(finder->value, "`%s`", piece->text);
        return;
    }
    if (!finder->open && (piece->kind != PIECE_TEXT || code || !same_style(&finder->style, piece)))
        end_text(finder);
    if (!finder->open)
        finder->style = *piece;
    if (piece->kind != PIECE_TEXT) {
        if (finder->open && piece->kind == PIECE_BREAK)
            g_string_append_c(finder->value, ' ');
        else
            g_array_append_vals(finder->found, piece, 1);
    } else if (code) {
        g_autofree char *plain = pieces_unescape(piece->text, true);
        add(finder, PIECE_TEXT, plain, NULL);
    } else {
        find_in_text(finder, piece);
    }
}

GArray *
pieces_find(GArray *pieces, GStringChunk *strings, Complaints *complaints)
{
    Finder finder = { .found = g_array_new(FALSE, TRUE, sizeof(Piece)),
                      .strings = strings,
                      .complaints = complaints,
                      .text = g_string_new(NULL),
                      .value = g_string_new(NULL) };

    for (guint i = 0; i < pieces->len; i++)
        find_in_piece(&finder, &g_array_index(pieces, Piece, i));
    if (finder.open)
        complain(complaints, finder.style.line,
                 "an open brace has no end; close it with }, or write \\{ for a brace; within a "
                 "table write \\| for the bar");
    end_text(&finder);
    g_string_free(finder.text, TRUE);
    g_string_free(finder.value, TRUE);
    g_array_free(pieces, TRUE);
    return finder.found;
}
