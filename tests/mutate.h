/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mutate.h - inputs made from others by a fixed sequence of chance, for fuzz targets run as tests.
 */
#pragma once

#include <glib.h>
#include <stdint.h>
#include <string.h>

/* xorshift64: Marsaglia (2003), Journal of Statistical Software 8(14). */
static inline uint64_t
mutate_next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static inline size_t
mutate_below(uint64_t *seed, size_t n)
{
    return n > 0 ? (size_t)(mutate_next(seed) % n) : 0;
}

/* Changes INPUT in one to six places: bytes replaced, taken out, doubled, or a word of WORDS [n]
 * put in. */
static inline void
mutate(GByteArray *input, const char *const *words, size_t n, uint64_t *seed)
{
    for (size_t times = 1 + mutate_below(seed, 6); times > 0; times--) {
        guint at = (guint)mutate_below(seed, input->len + 1);
        size_t some = 1 + mutate_below(seed, 12); /* not inside MIN, which asks twice */
        guint length = (guint)MIN(some, input->len - at);
        const char *word = words[mutate_below(seed, n)];
        GByteArray *result = g_byte_array_new();

        g_byte_array_append(result, input->data, at);
        switch (mutate_below(seed, 5)) {
        case 0: /* replace a byte */
            if (length > 0) {
                uint8_t byte = (uint8_t)mutate_next(seed);
                g_byte_array_append(result, &byte, 1);
                at++;
            }
            break;
        case 1: /* take out */
            at += length;
            break;
        case 2: /* double */
            g_byte_array_append(result, input->data + at, length);
            break;
        default:
            g_byte_array_append(result, (const guint8 *)word, (guint)strlen(word));
            break;
        }
        g_byte_array_append(result, input->data + at, input->len - at);
        g_byte_array_set_size(input, 0);
        g_byte_array_append(input, result->data, result->len);
        g_byte_array_unref(result);
    }
}
