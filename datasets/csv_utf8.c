/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_utf8.c - is this UTF-8? At the speed of the disk. */
#include "datasets/csv_text.h"

#include <string.h>

static inline bool
continues(uint8_t byte)
{
    return (byte & 0xc0) == 0x80;
}

/* Length of the character of several bytes at P, 0 when it is none: Unicode 15, table 3-7. */
static size_t
long_character(const uint8_t *p, size_t left)
{
    if (left >= 2 && p[0] >= 0xc2 && p[0] <= 0xdf && continues(p[1]))
        return 2;
    if (left >= 3 && p[0] >= 0xe0 && p[0] <= 0xef && continues(p[1]) && continues(p[2])) {
        bool overlong = p[0] == 0xe0 && p[1] < 0xa0;
        bool surrogate = p[0] == 0xed && p[1] > 0x9f;
        return overlong || surrogate ? 0 : 3;
    }
    if (left >= 4 && p[0] >= 0xf0 && p[0] <= 0xf4 && continues(p[1]) && continues(p[2]) &&
        continues(p[3])) {
        bool overlong = p[0] == 0xf0 && p[1] < 0x90;
        bool beyond = p[0] == 0xf4 && p[1] > 0x8f;
        return overlong || beyond ? 0 : 4;
    }
    return 0;
}

size_t
text_valid_length(const uint8_t *bytes, size_t length)
{
    const uint8_t *nul = memchr(bytes, 0, length);
    size_t i = 0;

    if (nul)
        length = (size_t)(nul - bytes);
    while (i < length) {
        uint64_t word;

        if (length - i >= sizeof word) {
            memcpy(&word, bytes + i, sizeof word);
            if (!(word & UINT64_C(0x8080808080808080))) {
                i += sizeof word;
                continue;
            }
        }
        if (bytes[i] < 0x80) {
            i++;
            continue;
        }
        size_t n = long_character(bytes + i, length - i);
        if (n == 0)
            break;
        i += n;
    }
    return i;
}
