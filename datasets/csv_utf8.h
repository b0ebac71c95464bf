/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_utf8.h - characters of several bytes. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline bool
utf8_continues(uint8_t byte)
{
    return (byte & 0xc0) == 0x80;
}

/* Length of the character of several bytes at P, of which LEFT bytes are there; 0 when it is none:
 * Unicode 15, table 3-7. */
static inline size_t
utf8_character(const uint8_t *p, size_t left)
{
    if (left >= 2 && p[0] >= 0xc2 && p[0] <= 0xdf && utf8_continues(p[1]))
        return 2;
    if (left >= 3 && p[0] >= 0xe0 && p[0] <= 0xef && utf8_continues(p[1]) && utf8_continues(p[2])) {
        bool overlong = p[0] == 0xe0 && p[1] < 0xa0;
        bool surrogate = p[0] == 0xed && p[1] > 0x9f;
        return overlong || surrogate ? 0 : 3;
    }
    if (left >= 4 && p[0] >= 0xf0 && p[0] <= 0xf4 && utf8_continues(p[1]) && utf8_continues(p[2]) &&
        utf8_continues(p[3])) {
        bool overlong = p[0] == 0xf0 && p[1] < 0x90;
        bool beyond = p[0] == 0xf4 && p[1] > 0x8f;
        return overlong || beyond ? 0 : 4;
    }
    return 0;
}
