/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_utf8.c - is this UTF-8? At the speed of the disk. */
#include "datasets/csv_utf8.h"

#include "datasets/csv_text.h"

#include <string.h>

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
        size_t n = utf8_character(bytes + i, length - i);
        if (n == 0)
            break;
        i += n;
    }
    return i;
}
