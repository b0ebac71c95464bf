/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_masks.h - which of 64 bytes are what, one bit a byte; for csv_scan.c alone. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Bit i is about byte i of a block. */
typedef struct {
    uint64_t delimiter, newline, quote;
    bool nul;  /* there is a byte of 0 */
    bool high; /* there are bytes above 0x7f: which, is asked for apart */
} Masks;

typedef Masks MasksFunc(const uint8_t *block, char delimiter);
typedef uint64_t HighFunc(const uint8_t *block);

/* The high bit of every byte of WORD that is that of PATTERN: Warren (2013), Hacker's Delight,
 * section 6-1. */
static inline uint64_t
equal_bytes(uint64_t word, uint64_t pattern)
{
    const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f);
    uint64_t x = word ^ pattern;

    return ~(((x & low) + low) | x | low);
}

/* The high bits of eight bytes side by side: the multiplication moves that of byte i to bit i of
 * the highest byte. */
static inline uint64_t
gather(uint64_t high)
{
    return ((high >> 7) * UINT64_C(0x0102040810204080)) >> 56;
}

/* Bytes of BLOCK that are WHAT, with plain C. */
static inline uint64_t
mask_plain(const uint8_t *block, uint8_t what)
{
    const uint64_t pattern = UINT64_C(0x0101010101010101) * what;
    uint64_t mask = 0;

    for (unsigned k = 0; k < 8; k++) {
        uint64_t word;

        memcpy(&word, block + 8 * k, sizeof word);
        mask |= gather(equal_bytes(GUINT64_FROM_LE(word), pattern)) << (8 * k);
    }
    return mask;
}

/* Bytes of BLOCK above 0x7f. */
static inline uint64_t
high_plain(const uint8_t *block)
{
    uint64_t mask = 0;

    for (unsigned k = 0; k < 8; k++) {
        uint64_t word;

        memcpy(&word, block + 8 * k, sizeof word);
        mask |= gather(GUINT64_FROM_LE(word) & UINT64_C(0x8080808080808080)) << (8 * k);
    }
    return mask;
}

static inline Masks
masks_plain(const uint8_t *block, char delimiter)
{
    return (Masks){ .delimiter = mask_plain(block, (uint8_t)delimiter),
                    .newline = mask_plain(block, '\n'),
                    .quote = mask_plain(block, '"'),
                    .nul = mask_plain(block, '\0') != 0,
                    .high = high_plain(block) != 0 };
}

#ifdef __SSE2__
static inline uint64_t
joined(__m128i a, __m128i b, __m128i c, __m128i d)
{
    return (uint64_t)(uint32_t)_mm_movemask_epi8(a) |
           (uint64_t)(uint32_t)_mm_movemask_epi8(b) << 16 |
           (uint64_t)(uint32_t)_mm_movemask_epi8(c) << 32 |
           (uint64_t)(uint32_t)_mm_movemask_epi8(d) << 48;
}

static inline uint64_t
mask_sse2(const __m128i x[4], char what)
{
    __m128i all = _mm_set1_epi8(what);

    return joined(_mm_cmpeq_epi8(x[0], all), _mm_cmpeq_epi8(x[1], all), _mm_cmpeq_epi8(x[2], all),
                  _mm_cmpeq_epi8(x[3], all));
}

static inline void
load_sse2(const uint8_t *block, __m128i x[4])
{
    for (int k = 0; k < 4; k++)
        x[k] = _mm_loadu_si128((const __m128i *)(const void *)(block + 16 * k));
}

/* The same two with the instructions that every x86-64 has. */
static inline Masks
masks_sse2(const uint8_t *block, char delimiter)
{
    __m128i x[4];

    load_sse2(block, x);
    __m128i most = _mm_or_si128(_mm_or_si128(x[0], x[1]), _mm_or_si128(x[2], x[3]));
    __m128i least = _mm_min_epu8(_mm_min_epu8(x[0], x[1]), _mm_min_epu8(x[2], x[3]));
    return (Masks){ .delimiter = mask_sse2(x, delimiter),
                    .newline = mask_sse2(x, '\n'),
                    .quote = mask_sse2(x, '"'),
                    .nul = _mm_movemask_epi8(_mm_cmpeq_epi8(least, _mm_setzero_si128())) != 0,
                    .high = _mm_movemask_epi8(most) != 0 };
}

static inline uint64_t
high_sse2(const uint8_t *block)
{
    __m128i x[4];

    load_sse2(block, x);
    return joined(x[0], x[1], x[2], x[3]);
}
#endif

/* Bit i of the result is the parity of bits 0 to i of BITS: with a bit for every quote it is set
 * from a quote that opens to just before the one that closes. */
static inline uint64_t
prefix_xor(uint64_t bits)
{
    for (unsigned k = 1; k < 64; k *= 2)
        bits ^= bits << k;
    return bits;
}

/* Bits that are set: Warren (2013), section 5-1; not every x86-64 has an instruction for it. */
static inline unsigned
count_bits(uint64_t bits)
{
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
    bits = (bits + (bits >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (unsigned)(bits * UINT64_C(0x0101010101010101) >> 56);
}
