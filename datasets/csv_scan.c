/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_scan.c - where the fields of a simple text end, many rows at a time.
 *
 * A parser that looks at a byte, decides, and looks at the next one spends some 40 instructions a
 * byte (libcsv: 5200 for a row of 126 bytes in 24 columns), whatever of it is asked for. Here the
 * text is looked at 64 bytes at a time and nothing is decided:
 *
 *     text        1,"a,b",22\n3,"c""d",4\n
 *     delimiter   .1..1..1.......1......1...
 *     quote       ..1...1..........1..11.1..
 *     open        ..1111...........111.11...    parity of the quotes so far
 *     ends        .1.....1..1....1......1..1    (delimiter or newline) and not open
 *
 * Each line is one 64-bit word, made by comparing 16 bytes at once (SSE2). The parity, which says
 * what lies between quotes, is six shifts and exclusive ors: prefix_xor(). The bits of the last
 * line are then written out as numbers, and a row is N_FIELDS of these: to find a field is to look
 * up two numbers, and fields that nobody wants cost their three or four instructions a byte and no
 * more. Some 350 instructions a row of 126 bytes; 400 where there is no SSE2 and words of eight
 * bytes are compared instead. The idea is that of Langdale and Lemire (2019), Parsing gigabytes of
 * JSON per second, VLDB Journal 28, 941-960.
 *
 * All of this is right for simple texts alone, and what is not simple is not read here but by
 * libcsv, which says what is wrong with it. It is proved of every row before it is handed on that
 *   - it has its N_FIELDS fields: it ends in a newline, and there are as many newlines outside
 *     quotes as rows, so that there is none within it;
 *   - a quote opens at the beginning of a field, or at once behind one that closes (which is a
 *     quote in the text), and closes at its end, or at once before one that opens;
 *   - a CR stands before a LF;
 *   - it is UTF-8 without NUL (blocks of ASCII are passed by one test of all their high bits).
 * Whatever else there may be leaves a doubt. */
#include "datasets/csv_scan.h"

#include "datasets/csv_masks.h"
#include "datasets/csv_utf8.h"

/* Ends looked for at once: the rows then still are in the first cache. And the longest text, for
 * the numbers, and so that no field or record in it can be too long. */
enum { BLOCK = 64, SPARE = BLOCK + 8, ENDS = 4096, MOST_FIELDS = 1 << 16, LONGEST = 16 << 20 };

bool
scan_begin(Scan *scan, const uint8_t *bytes, size_t length, bool last, char delimiter,
           size_t n_fields, bool plain)
{
    if (length > LONGEST || n_fields > MOST_FIELDS || delimiter <= 0 || delimiter == '"' ||
        delimiter == '\n' || delimiter == '\r')
        return false;
    size_t room = 1 + MAX((size_t)ENDS, n_fields) + SPARE;
    Scan begun = { .bytes = bytes,
                   .length = length,
                   .last = last,
                   .plain = plain,
                   .delimiter = delimiter,
                   .n_fields = n_fields,
                   .returns = memchr(bytes, '\r', length) != NULL,
                   .inside =
                       scan->inside ? scan->inside : g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                   .unquoted = scan->unquoted ? scan->unquoted : g_string_new(NULL),
                   .memory =
                       room > scan->room ? g_renew(uint32_t, scan->memory, room) : scan->memory,
                   .room = MAX(room, scan->room),
                   .separated = 1 };

    begun.memory[0] = UINT32_MAX; /* one before the first byte */
    *scan = begun;
    g_array_set_size(scan->inside, 0);
    scan->ends = scan->memory + 1;
    return true;
}

void
scan_clear(Scan *scan)
{
    if (scan->inside)
        g_array_unref(scan->inside);
    if (scan->unquoted)
        g_string_free(scan->unquoted, TRUE);
    g_free(scan->memory);
    *scan = (Scan){ 0 };
}

/* Every CR of BLOCK stands before a LF. */
static void
check_returns(Scan *scan, const uint8_t *block, uint64_t newline)
{
    uint64_t returns = mask_plain(block, '\r');

    scan->doubt |= ((returns << 1 | scan->returned) & ~newline) != 0;
    scan->returned = returns >> 63;
}

/* Characters of several bytes, HIGH in the block, may go on in the next one. */
static G_NO_INLINE void
check_characters(Scan *scan, uint64_t high)
{
    const uint8_t *block = scan->bytes + scan->at;
    size_t left = scan->length - scan->at;

    high &= ~UINT64_C(0) << scan->continued;
    scan->continued = 0;
    while (high) {
        unsigned i = (unsigned)__builtin_ctzll(high);
        unsigned n = (unsigned)utf8_character(block + i, left - i);

        if (n == 0) {
            scan->doubt = true;
            return;
        }
        if (i + n >= BLOCK) {
            scan->continued = i + n - BLOCK;
            return;
        }
        high &= ~UINT64_C(0) << (i + n);
    }
}

/* Which of the separators and newlines in MASKS count, because they do not stand between quotes;
 * and whether the quotes stand where they may. */
static G_NO_INLINE void
take_quotes(Scan *scan, const uint8_t *block, Masks *masks)
{
    uint64_t open = prefix_xor(masks->quote) ^ scan->open;
    uint64_t opens = masks->quote & open, closes = masks->quote & ~open;
    uint64_t ends = (masks->delimiter | masks->newline) & ~open;
    uint64_t returns = scan->returns ? mask_plain(block, '\r') : 0;
    uint64_t may_open = (ends | closes) << 1 | scan->separated;
    uint64_t closed = closes << 1 | scan->closed;

    scan->doubt |= (opens & ~may_open) != 0 || (closed & ~(ends | opens | returns)) != 0;
    for (uint64_t inner = masks->newline & open; inner; inner &= inner - 1) {
        uint32_t at = (uint32_t)scan->at + (uint32_t)__builtin_ctzll(inner);

        g_array_append_val(scan->inside, at);
    }
    masks->delimiter &= ~open;
    masks->newline &= ~open;
    scan->closed = closes >> 63;
    scan->open = UINT64_C(0) - (open >> 63); /* the last bit in all places */
}

/* Writes the places of the N bits of ENDS out, eight at a time: what is written too much is written
 * over, and a loop that nearly always turns as often is not mispredicted. */
static inline void
write_ends(uint32_t *to, uint64_t ends, unsigned n, uint32_t base)
{
    for (unsigned k = 0; k < n; k += 8)
#pragma GCC unroll 8
        for (unsigned j = 0; j < 8; j++) {
            to[k + j] = base + (uint32_t)__builtin_ctzll(ends | UINT64_C(1) << 63);
            ends &= ends - 1;
        }
}

/* The BLOCK at .at; HIGH_OF tells its bytes above 0x7f. */
static inline void
take_block(Scan *scan, const uint8_t *block, Masks masks, HighFunc *high_of)
{
    uint64_t newline = masks.newline, ends;
    unsigned n;

    if (G_UNLIKELY(masks.quote | scan->open | scan->closed))
        take_quotes(scan, block, &masks);
    if (masks.high)
        check_characters(scan, high_of(block));
    if (G_UNLIKELY(scan->returns))
        check_returns(scan, block, newline);
    if (G_UNLIKELY(masks.nul))
        scan->doubt = true;
    for (newline = masks.newline; newline; newline &= newline - 1) /* one, or none: rows are long */
        scan->n_newlines++;
    ends = masks.delimiter | masks.newline;
    n = count_bits(ends);
    scan->separated = ends >> 63 | scan->closed;
    write_ends(scan->memory + 1 + scan->n_ends, ends, n, (uint32_t)scan->at);
    scan->n_ends += n;
    scan->at += BLOCK;
}

static inline bool
has_room(const Scan *scan)
{
    return 1 + scan->n_ends + SPARE <= scan->room;
}

/* Whole blocks; inlined, so that the functions are. */
static G_ALWAYS_INLINE inline void
take_blocks_with(Scan *scan, MasksFunc *masks_of, HighFunc *high_of)
{
    while (has_room(scan) && scan->at + BLOCK <= scan->length) {
        const uint8_t *block = scan->bytes + scan->at;

        take_block(scan, block, masks_of(block, scan->delimiter), high_of);
    }
}

static void
take_blocks(Scan *scan)
{
#ifdef __SSE2__
    if (!scan->plain) {
        take_blocks_with(scan, masks_sse2, high_sse2);
        return;
    }
#endif
    take_blocks_with(scan, masks_plain, high_plain);
}

/* The last bytes, fewer than a block. A row that the file ends in gets its newline. */
static void
take_rest(Scan *scan)
{
    size_t left = scan->length - scan->at;
    uint8_t block[BLOCK], before = scan->length > 0 ? scan->bytes[scan->length - 1] : '\n';

    memset(block, ' ', sizeof block);
    memcpy(block, scan->bytes + scan->at, left);
    scan->unended = scan->last && before != '\n' && before != '\r';
    if (scan->unended)
        block[left] = '\n';
    take_block(scan, block, masks_plain(block, scan->delimiter), high_plain);
    scan->at = scan->length;
    scan->done = true;
}

/* The rows of the ends that were found. */
static void
take_rows(Scan *scan)
{
    size_t n = scan->n_fields;
    bool newlines = true;

    scan->n_rows = scan->n_ends / n;
    scan->n_all += scan->n_rows;
    for (size_t r = 1; r <= scan->n_rows; r++) {
        uint32_t end = scan->ends[r * n - 1];

        newlines &= end == scan->length || scan->bytes[end] == '\n';
    }
    scan->doubt |= !newlines || scan->n_newlines != scan->n_all;
    if (scan->n_rows > 0)
        scan->end = MIN((size_t)scan->ends[scan->n_rows * n - 1] + 1, scan->length);
}

bool
scan_next(Scan *scan)
{
    size_t used = scan->n_rows * scan->n_fields;

    scan->n_ends -= used; /* the rest are of a row that goes on */
    memmove(scan->memory, scan->memory + used, (1 + scan->n_ends) * sizeof *scan->memory);
    take_blocks(scan);
    if (scan->at + BLOCK > scan->length && has_room(scan) && !scan->done)
        take_rest(scan);
    take_rows(scan);
    if (scan->n_rows == 0 && scan->last)
        scan->doubt |= scan->end < scan->length;
    return scan->n_rows > 0 && !scan->doubt;
}

size_t
scan_lines(const Scan *scan)
{
    const uint32_t *inside = (const uint32_t *)(gpointer)scan->inside->data;
    size_t n = 0;

    while (n < scan->inside->len && inside[n] < scan->end)
        n++;
    return scan->n_all + n - scan->unended;
}

const char *
scan_unquote(Scan *scan, const char *text, size_t *length)
{
    const char *end = text + *length - 1;

    g_assert(*length >= 2 && *text == '"' && *end == '"');
    text++;
    *length -= 2;
    if (!memchr(text, '"', *length))
        return text;
    g_string_set_size(scan->unquoted, *length + PIECE_SLACK);
    char *to = scan->unquoted->str;
    for (const char *from = text; from < end; from++) {
        *to++ = *from;
        from += *from == '"'; /* it is doubled */
    }
    *length = (size_t)(to - scan->unquoted->str);
    return scan->unquoted->str;
}
