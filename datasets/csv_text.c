/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_text.c - the text of a file as UTF-8, piece by piece, cut after line ends. */
#include "datasets/csv_text.h"

#include "datasets/error.h"

#include <errno.h>
#include <string.h>

/* Reads land on page boundaries, in the file as in memory: others are several times slower. */
enum { PIECE = 1 << 20, RAW = 1 << 16, LEAST_RAW = 16, PAGE = 4096 };
G_STATIC_ASSERT((int)PIECE_SLACK <= PAGE);

struct Text {
    Source *source;
    int64_t offset;    /* of the next byte of the source */
    GIConv decoder;    /* NULL: the source is UTF-8 */
    const char *found; /* encoding found by a mark */
    size_t piece_size;
    uint8_t *raw; /* [raw_size] bytes before decoding */
    size_t raw_size;
    size_t n_raw;        /* of which there are */
    bool ended;          /* the source has no more */
    bool undecodable;    /* what comes next is no text in the encoding */
    bool begun;          /* something was decoded */
    GByteArray *pending; /* put back */
};

/* First bytes of what is often taken for a text file, and what to do about it. */
static const struct {
    const char *bytes;
    size_t length;
    const char *message;
} signatures[] = {
    { "PK\3\4", 4, "is a zip archive or a spreadsheet (.xlsx), not CSV; save the sheet as CSV" },
    { "\x1f\x8b", 2, "is compressed with gzip, not CSV; name it .csv.gz, or unpack it" },
    { "BZh", 3, "is compressed with bzip2, not CSV; unpack it first" },
    { "\xfd"
      "7zXZ",
      5, "is compressed with xz, not CSV; unpack it first" },
    { "\x28\xb5\x2f\xfd", 4, "is compressed with zstd, not CSV; unpack it first" },
    { "\xd0\xcf\x11\xe0", 4, "is an old spreadsheet (.xls), not CSV; save the sheet as CSV" },
    { "%PDF-", 5, "is a PDF document, not CSV" },
    { "$FL2", 4, "is an SPSS file, not CSV; name it .sav" },
    { "<stata_dta>", 11, "is a Stata file, not CSV; name it .dta" },
};

static bool
looks_like_html(const char *bytes, size_t length)
{
    static const char *const openings[] = { "<!doctype html", "<html", "<?xml" };

    while (length > 0 && g_ascii_isspace(*bytes))
        bytes++, length--;
    for (size_t i = 0; i < G_N_ELEMENTS(openings); i++) {
        size_t n = strlen(openings[i]);
        if (length >= n && g_ascii_strncasecmp(bytes, openings[i], n) == 0)
            return true;
    }
    return false;
}

static bool
refuse_other_files(const Source *source, const uint8_t *bytes, size_t length, GError **error)
{
    const char *message = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(signatures); i++)
        if (length >= signatures[i].length &&
            memcmp(bytes, signatures[i].bytes, signatures[i].length) == 0)
            message = signatures[i].message;
    if (looks_like_html((const char *)bytes, length))
        message = "is a web page (HTML or XML), not CSV; it may be the log-in page of a site: "
                  "fetch the data file again";
    if (message)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "%s: %s", source_name(source), message);
    return message == NULL;
}

static bool
is_utf8(const char *encoding)
{
    return !encoding || g_ascii_strcasecmp(encoding, "UTF-8") == 0 ||
           g_ascii_strcasecmp(encoding, "UTF8") == 0;
}

/* Marks at the beginning decide, but not against what was declared. */
static bool
find_encoding(Text *text, const char **encoding, GError **error)
{
    const uint8_t *raw = text->raw;
    size_t skip = 0;
    const char *mark = NULL;

    if (text->n_raw >= 3 && memcmp(raw, "\xef\xbb\xbf", 3) == 0)
        mark = "UTF-8", skip = 3;
    else if (text->n_raw >= 2 && memcmp(raw, "\xff\xfe", 2) == 0)
        mark = "UTF-16LE", skip = 2;
    else if (text->n_raw >= 2 && memcmp(raw, "\xfe\xff", 2) == 0)
        mark = "UTF-16BE", skip = 2;
    if (!mark)
        return true;
    bool agrees = !*encoding || g_ascii_strncasecmp(*encoding, mark, 5) == 0 ||
                  (mark[4] == '8' && is_utf8(*encoding));
    if (!agrees) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s:1: begins with the mark of %s, so its encoding is not %s; leave "
                    "--encoding out",
                    source_name(text->source), mark, *encoding);
        return false;
    }
    *encoding = mark;
    text->found = mark[4] == '8' ? NULL : mark;
    text->n_raw -= skip;
    memmove(text->raw, text->raw + skip, text->n_raw);
    return true;
}

Text *
text_new(Source *source, const char *encoding, size_t piece_size, GError **error)
{
    g_autoptr(Text) text = g_new0(Text, 1);

    text->source = source;
    text->pending = g_byte_array_new();
    text->piece_size = piece_size > 0 ? piece_size : PIECE;
    text->raw_size = MAX(MIN((size_t)RAW, text->piece_size), (size_t)LEAST_RAW);
    text->raw = g_malloc(text->raw_size);
    int64_t got = source_read(source, 0, text->raw, text->raw_size, error);
    if (got < 0 || !refuse_other_files(source, text->raw, (size_t)got, error))
        return NULL;
    text->offset = got;
    text->n_raw = (size_t)got;
    text->ended = (size_t)got < text->raw_size;
    if (!find_encoding(text, &encoding, error))
        return NULL;
    if (!is_utf8(encoding)) {
        text->decoder = g_iconv_open("UTF-8", encoding);
        if (text->decoder == (GIConv)-1) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                        "there is no encoding '%s'; use one such as UTF-8, ISO-8859-1, "
                        "windows-1252 or UTF-16",
                        encoding);
            text->decoder = NULL;
            return NULL;
        }
    }
    return g_steal_pointer(&text);
}

void
text_free(Text *text)
{
    if (!text)
        return;
    if (text->decoder)
        g_iconv_close(text->decoder);
    g_byte_array_unref(text->pending);
    g_free(text->raw);
    g_free(text);
}

const char *
text_found_encoding(const Text *text)
{
    return text->found;
}

double
text_share(const Text *text)
{
    return source_share(text->source, text->offset);
}

/* Bytes as they are; first those that were read to find the encoding. */
static int64_t
fill_plain(Text *text, uint8_t *to, size_t size, GError **error)
{
    size_t first = text->n_raw;

    g_assert(first <= size);
    memcpy(to, text->raw, first);
    text->n_raw = 0;
    if (text->ended)
        return (int64_t)first;
    int64_t got = source_read(text->source, text->offset, to + first, size - first, error);
    if (got < 0)
        return -1;
    text->offset += got;
    text->ended = (size_t)got < size - first;
    return (int64_t)first + got;
}

/* Reads more bytes behind those of RAW that wait to be decoded. */
static bool
refill_raw(Text *text, GError **error)
{
    size_t room = text->raw_size - text->n_raw;
    int64_t got = source_read(text->source, text->offset, text->raw + text->n_raw, room, error);

    if (got < 0)
        return false;
    text->ended = (size_t)got < room;
    text->offset += got;
    text->n_raw += (size_t)got;
    return true;
}

static int64_t
fill_decoded(Text *text, uint8_t *to, size_t size, GError **error)
{
    char *out = (char *)to;
    size_t room = size;

    while (!text->undecodable) {
        char *in = (char *)text->raw;
        size_t n_in = text->n_raw, status;

        status = g_iconv(text->decoder, &in, &n_in, &out, &room);
        int failure = status == (size_t)-1 ? errno : 0;
        text->n_raw = n_in;
        memmove(text->raw, in, n_in);
        if (!text->begun && size - room >= 3 && memcmp(to, "\xef\xbb\xbf", 3) == 0) {
            out -= 3, room += 3; /* the mark of an encoding that was declared, not found */
            memmove(to, to + 3, size - room);
        }
        text->begun = true;
        if (failure == E2BIG)
            return (int64_t)(size - room);
        if (failure == EILSEQ || (text->ended && n_in > 0))
            text->undecodable = true;
        else if (text->ended)
            break;
        else if (!refill_raw(text, error))
            return -1;
    }
    return (int64_t)(size - room);
}

static void
piece_reserve(Piece *piece, size_t kept, size_t fresh)
{
    size_t head = (kept + PAGE - 1) / PAGE * PAGE;

    if (piece->room < head + fresh) {
        g_aligned_free(piece->memory);
        piece->room = head + fresh + (fresh < PIECE ? 0 : RAW);
        piece->memory = g_aligned_alloc(piece->room / PAGE + 1, PAGE, PAGE); /* and the slack */
    }
    piece->head = head;
}

void
piece_clear(Piece *piece)
{
    g_aligned_free(piece->memory);
    *piece = (Piece){ 0 };
}

/* One past the last line end in BYTES [length]; 0 when there is none. A CR at the very end may be
 * half of a CR LF. */
static size_t
last_line_end(const uint8_t *bytes, size_t length)
{
    for (size_t i = length; i > 0; i--)
        if (bytes[i - 1] == '\n' || (bytes[i - 1] == '\r' && i < length))
            return i;
    return 0;
}

/* How many bytes to read for a piece of WANTED bytes, of which KEPT were put back. Of a small file
 * one more than there are, so that its end shows. */
static size_t
fresh_size(const Text *text, size_t wanted, size_t kept)
{
    int64_t size = source_size(text->source);
    size_t fresh = MAX(text->piece_size, wanted - kept);

    if (size >= 0 && !text->decoder)
        fresh = MIN(fresh, (size_t)MAX(0, size - text->offset) + text->n_raw + 1);
    if (fresh < PAGE && text->piece_size < PAGE)
        return MAX(fresh, text->n_raw);
    return (fresh + PAGE - 1) / PAGE * PAGE;
}

bool
text_next(Text *text, Piece *piece, size_t least, GError **error)
{
    size_t wanted = MAX(text->piece_size, least), n_pending = text->pending->len;
    size_t kept = MIN(n_pending, wanted);
    size_t fresh = n_pending < wanted ? fresh_size(text, wanted, kept) : 0;
    int64_t got = 0;

    piece_reserve(piece, kept, fresh);
    piece->bytes = piece->memory + piece->head - kept;
    if (kept > 0)
        memcpy(piece->bytes, text->pending->data, kept);
    if (fresh > 0)
        got = text->decoder ? fill_decoded(text, piece->bytes + kept, fresh, error)
                            : fill_plain(text, piece->bytes + kept, fresh, error);
    if (got < 0)
        return false;
    if (kept > 0)
        g_byte_array_remove_range(text->pending, 0, (guint)kept);
    piece->length = piece->uncut = kept + (size_t)got;
    piece->last = kept == n_pending && (text->undecodable || (text->ended && text->n_raw == 0));
    piece->undecodable = piece->last && text->undecodable;

    size_t cut = piece->last ? 0 : last_line_end(piece->bytes, piece->length);
    if (cut > 0) {
        text_put_back(text, piece->bytes + cut, piece->length - cut);
        piece->length = cut;
    }
    return true;
}

void
text_put_back(Text *text, const uint8_t *bytes, size_t length)
{
    if (length > 0)
        g_byte_array_prepend(text->pending, bytes, (guint)length);
}
