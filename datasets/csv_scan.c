/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_scan.c - where the fields of a simple text end, many rows at a time.
 *
 * A parser that looks at a byte, decides, and looks at the next one spends some 40 instructions a
 * byte (libcsv: 5200 for a row of 126 bytes in 24 columns), whatever of it is asked for. Here the
 * text is looked at 64 bytes at a time and nothing is decided:
 *
 *     text        1,"a,b",22$3,"c""d",4$    $: newline
 *     delimiter   .1..1..1....1......1..
 *     quote       ..1...1......1.11.1...
 *     open        ..1111.......11.11....    parity of the quotes so far
 *     ends        .1.....1..1.1......1.1    delimiter or newline, and not open
 *
 * Each line is one 64-bit word, made by comparing 16 bytes at once (SSE2). The parity, which says
 * what lies between quotes, is six shifts and exclusive ors: prefix_xor(). The bits of the last
 * line are then written out as numbers, and a row is N_FIELDS of these: to find a field is to look
 * up two numbers, and fields that nobody wants cost four or five instructions a byte and no more.
 * Some 580 instructions a row of 126 bytes, of which finding characters of several bytes takes 60
 * and writing the places 200; 400 with AVX2, which compares 32 bytes at once and is asked for when
 * the program runs; 1 360 in plain C, where words of eight bytes are compared instead.
 * The idea is that of Langdale and Lemire (2019), Parsing gigabytes of JSON per second, VLDB
 * Journal 28, 941-960.
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
           size_t n_fields, ScanMeans means)
{
    if (length > LONGEST || n_fields > MOST_FIELDS || delimiter <= 0 || delimiter == '"' ||
        delimiter == '\n' || delimiter == '\r')
        return false;
    size_t room = 1 + MAX((size_t)ENDS, n_fields) + SPARE;
    Scan begun = { .bytes = bytes,
                   .length = length,
                   .last = last,
                   .means = means,
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
check_returns(Scan *scan, const uint8_t *block)
{
    uint64_t returns = mask_plain(block, '\r'), newline = mask_plain(block, '\n');

    scan->doubt |= ((returns << 1 | scan->returned) & ~newline) != 0;
    scan->returned = returns >> 63;
}

/* Characters of several bytes, HIGH in the block; the last may go on in the next one. */
static G_NO_INLINE void
check_characters(Scan *scan, uint64_t high)
{
    const uint8_t *block = scan->bytes + scan->at;
    size_t left = scan->length - scan->at, end = 0;

    high &= ~UINT64_C(0) << scan->continued;
    while (high) {
        size_t i = (size_t)__builtin_ctzll(high), n = 2;

        high &= high - 1;
        if ((uint8_t)(block[i] - 0xc2) > 0xdf - 0xc2 || !utf8_continues(block[i + 1]))
            n = utf8_character(block + i, left - i);
        if (n == 0) {
            scan->doubt = true;
            return;
        }
        high &= high - 1; /* the bytes that go on */
        for (size_t k = 2; k < n; k++)
            high &= high - 1;
        end = i + n;
    }
    scan->doubt |= end > left;
    scan->continued = end > BLOCK ? (unsigned)(end - BLOCK) : 0;
}

/* Takes what stands between quotes out of the ends in MASKS, and looks whether the quotes stand
 * where they may. */
static G_NO_INLINE void
take_quotes(Scan *scan, const uint8_t *block, Masks *masks)
{
    uint64_t open = prefix_xor(masks->quote) ^ scan->open;
    uint64_t opens = masks->quote & open, closes = masks->quote & ~open;
    uint64_t ends = masks->end & ~open;
    uint64_t returns = scan->returns ? mask_plain(block, '\r') : 0;
    uint64_t may_open = (ends | closes) << 1 | scan->separated;
    uint64_t closed = closes << 1 | scan->closed;

    scan->doubt |= (opens & ~may_open) != 0 || (closed & ~(ends | opens | returns)) != 0;
    for (uint64_t inner = masks->end & open; inner; inner &= inner - 1) {
        uint32_t at = (uint32_t)__builtin_ctzll(inner);

        if (block[at] == '\n') {
            at += (uint32_t)scan->at;
            g_array_append_val(scan->inside, at);
        }
    }
    masks->end = ends;
    scan->closed = closes >> 63;
    scan->open = UINT64_C(0) - (open >> 63); /* the last bit in all places */
}

/* Writes the place of the lowest bit of ENDS, and returns the others. */
static inline uint64_t
write_end(uint32_t *to, uint64_t ends, uint32_t base)
{
    *to = base + (uint32_t)__builtin_ctzll(ends);
    return ends & (ends - 1);
}

/* Writes the places of the N bits of ENDS out, four at a time: what is written too much is written
 * over, and there are few turns that can be mispredicted. */
static inline void
write_ends(uint32_t *to, uint64_t ends, unsigned n, uint32_t base)
{
    const uint64_t none = UINT64_C(1) << 63; /* so that there is always a bit */
    uint32_t *stop = to + n;

    for (; to + 4 <= stop; to += 4) {
        ends = write_end(to, ends, base);
        ends = write_end(to + 1, ends, base);
        ends = write_end(to + 2, ends, base);
        ends = write_end(to + 3, ends, base);
    }
    if (to == stop)
        return;
    ends = write_end(to, ends, base);
    ends = write_end(to + 1, ends | none, base);
    write_end(to + 2, ends | none, base);
}

/* Writes the ends in the BLOCK at .at to TO; returns where the next go. HIGH_OF tells its bytes
 * above 0x7f, COUNT_OF how many bits are set. */
static G_ALWAYS_INLINE inline uint32_t *
take_block(Scan *scan, const uint8_t *block, Masks masks, HighFunc *high_of, CountFunc *count_of,
           uint32_t *to)
{
    if (G_UNLIKELY(masks.quote | scan->open | scan->closed))
        take_quotes(scan, block, &masks);
    if (masks.high)
        check_characters(scan, high_of(block));
    if (G_UNLIKELY(scan->returns))
        check_returns(scan, block);
    if (G_UNLIKELY(masks.nul))
        scan->doubt = true;
    unsigned n = count_of(masks.end);
    scan->separated = masks.end >> 63 | scan->closed;
    scan->n_newlines += masks.n_newlines;
    scan->at += BLOCK;
    write_ends(to, masks.end, n, (uint32_t)scan->at - BLOCK);
    return to + n;
}

/* How many more blocks there is room for, whatever is in them. */
static size_t
room_for(const Scan *scan)
{
    size_t taken = 1 + scan->n_ends + SPARE - BLOCK;

    return scan->room > taken ? (scan->room - taken) / BLOCK : 0;
}

/* Whole blocks; inlined, so that the functions are. */
static G_ALWAYS_INLINE inline void
take_blocks_with(Scan *scan, MasksFunc *masks_of, HighFunc *high_of, CountFunc *count_of)
{
    uint32_t *ends = scan->memory + 1, *to = ends + scan->n_ends;
    size_t n;

    while ((n = MIN(room_for(scan), (scan->length - scan->at) / BLOCK)) > 0) {
        const uint8_t *block = scan->bytes + scan->at;

        for (; n > 0; n--, block += BLOCK)
            to = take_block(scan, block, masks_of(block, scan->delimiter), high_of, count_of, to);
        scan->n_ends = (size_t)(to - ends);
    }
}

#ifdef __SSE2__
static WITH_AVX2 void
take_blocks_avx2(Scan *scan)
{
    take_blocks_with(scan, masks_avx2, high_avx2, count_bits_avx2);
}

static void
take_blocks_sse2(Scan *scan)
{
    take_blocks_with(scan, masks_sse2, high_sse2, count_bits);
}
#endif

static void
take_blocks(Scan *scan)
{
#ifdef __SSE2__
    if (scan->means == SCAN_BEST && has_avx2()) {
        take_blocks_avx2(scan);
        return;
    }
    if (scan->means != SCAN_PLAIN) {
        take_blocks_sse2(scan);
        return;
    }
#endif
    take_blocks_with(scan, masks_plain, high_plain, count_bits);
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
    uint32_t *ends = scan->memory + 1;
    uint32_t *to = take_block(scan, block, masks_plain(block, scan->delimiter), high_plain,
                              count_bits, ends + scan->n_ends);
    scan->n_ends = (size_t)(to - ends);
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
    scan->doubt |= !newlines || scan->n_newlines - scan->inside->len != scan->n_all;
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
    if (scan->at + BLOCK > scan->length && room_for(scan) > 0 && !scan->done)
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

void
scan_row_lines(Scan *scan, uint32_t *line)
{
    const uint32_t *inside = (const uint32_t *)(gpointer)scan->inside->data;
    size_t n_inside = scan->inside->len, n = scan->n_before;
    uint32_t first = (uint32_t)(1 + scan->n_all - scan->n_rows);

    if (n_inside == 0) {
        for (size_t r = 0; r < scan->n_rows; r++)
            line[r] = first + (uint32_t)r;
        return;
    }
    for (size_t r = 0; r < scan->n_rows; r++) {
        uint32_t begin = scan->ends[(ptrdiff_t)(r * scan->n_fields) - 1] + 1;

        while (n < n_inside && inside[n] < begin)
            n++;
        line[r] = first + (uint32_t)(r + n);
    }
    scan->n_before = n;
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
