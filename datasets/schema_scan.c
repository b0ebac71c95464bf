/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema_scan.c - the bytes of a document before they are parsed, and where its characters lie. */
#include "datasets/schema_document.h"

#include "datasets/error.h"
#include "datasets/path.h"

#include <string.h>

enum { STRIDE = 256 };

static bool
check_encoding(const Document *document, const char *text, size_t length, GError **error)
{
    const unsigned char *b = (const unsigned char *)text;
    bool wide = length >= 2 && ((b[0] == 0xFF && b[1] == 0xFE) || (b[0] == 0xFE && b[1] == 0xFF));

    /* without a mark: every other byte of the first letters is zero */
    if (length >= 4)
        wide = wide || (!b[0] && b[1] && !b[2] && b[3]) || (b[0] && !b[1] && b[2] && !b[3]);
    if (!wide)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "%s: the file is in UTF-16, not in UTF-8; save it as UTF-8", document->name);
    return false;
}

/* One step along the text, counting lines as editors do. */
static void
place_advance(Place *place, const char *text, size_t length)
{
    const char *next = g_utf8_next_char(text + place->byte);
    char c = text[place->byte];

    place->byte = (size_t)(next - text);
    if (c == '\n' || (c == '\r' && !(place->byte < length && text[place->byte] == '\n'))) {
        place->line++;
        place->column = 1;
        place->line_byte = place->byte;
    } else
        place->column++;
}

/* The characters that YAML 1.1 calls printable. */
static bool
is_printable(gunichar c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0x7E) || c == 0x85 ||
           (c >= 0xA0 && c <= 0xFFFD && c != 0xFEFF) || c >= 0x10000;
}

static void
refuse_character(const Document *document, const Place *place, gunichar c, GError **error)
{
    if (c == 0xFEFF)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s:%d:%d: a byte order mark inside the file; delete it (two files joined?)",
                    document->name, place->line, place->column);
    else
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s:%d:%d: a control character (%s%04X) is not allowed; delete it",
                    document->name, place->line, place->column, c == 0 ? "NUL, U+" : "U+", c);
}

bool
document_scan(Document *document, GError **error)
{
    gsize size;
    const char *text = g_bytes_get_data(document->bytes, &size);

    if (size > DOCUMENT_LIMIT) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: the file is above the limit of 16 MB; is it a data file?", document->name);
        return false;
    }
    if (!check_encoding(document, text, size, error))
        return false;
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        size -= 3;
    }
    document->text = size > 0 ? text : ""; /* no bytes may have no address */
    document->length = size;

    Place place = { .line = document->line, .column = 1 };
    for (size_t i = 0; place.byte < size; i++) {
        if (i % STRIDE == 0)
            g_array_append_val(document->places, place);
        gunichar c =
            g_utf8_get_char_validated(text + place.byte, (gssize)MIN(size - place.byte, 6));
        if (text[place.byte] == '\0')
            c = 0;
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "%s:%d:%d: the byte 0x%02X is not UTF-8; save the file as UTF-8",
                        document->name, place.line, place.column, (unsigned char)text[place.byte]);
            return false;
        }
        if (!is_printable(c)) {
            refuse_character(document, &place, c, error);
            return false;
        }
        place_advance(&place, text, size);
    }
    return true;
}

Place
document_place(const Document *document, size_t character)
{
    Place place = { .line = document->line, .column = 1 };
    size_t i = MIN(character / STRIDE, (size_t)document->places->len - 1);

    if (document->places->len == 0)
        return place;
    place = g_array_index(document->places, Place, i);
    for (i *= STRIDE; i < character && place.byte < document->length; i++)
        place_advance(&place, document->text, document->length);
    return place;
}
