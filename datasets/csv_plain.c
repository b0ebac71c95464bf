/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_plain.c - a line without quotes: what stands between delimiters, eight bytes at a time. */
#include "datasets/csv_split.h"

#include <string.h>

/* The high bit of every byte of WORD that is that of PATTERN: Warren (2013), Hacker's Delight,
 * section 6-1. */
static uint64_t
equal_bytes(uint64_t word, uint64_t pattern)
{
    const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f);
    uint64_t x = word ^ pattern;

    return ~(((x & low) + low) | x | low);
}

/* Up to eight bytes, the first of them lowest. */
static uint64_t
load(const uint8_t *bytes, size_t left)
{
    uint64_t word = 0;

    memcpy(&word, bytes, MIN(left, sizeof word));
    return GUINT64_FROM_LE(word);
}

static void
end_field(Split *split, const uint8_t *begin, const uint8_t *end)
{
    if (split->field >= split->wanted)
        split->take_field((void *)begin, (size_t)(end - begin), split);
    else
        split->field++;
}

void
split_plain_line(Split *split, const uint8_t *bytes, size_t length)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t pattern = ones * (uint8_t)split->delimiter;
    const uint8_t *field = bytes;

    for (size_t i = 0; i < length; i += sizeof pattern) {
        uint64_t found = equal_bytes(i + sizeof pattern <= length ? load(bytes + i, sizeof pattern)
                                                                  : load(bytes + i, length - i),
                                     pattern);

        if (!found)
            continue;
        size_t n = (size_t)((found >> 7) * ones >> 56);
        if (split->field + n <= split->wanted) { /* none of those that end here */
            split->field += n;
            field = bytes + i + (63 - (size_t)__builtin_clzll(found)) / 8 + 1;
            continue;
        }
        for (; found; found &= found - 1) {
            const uint8_t *at = bytes + i + (size_t)__builtin_ctzll(found) / 8;

            end_field(split, field, at);
            field = at + 1;
        }
    }
    end_field(split, field, bytes + length);
}
