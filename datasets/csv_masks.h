/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_masks.h - which of 64 bytes are what, one bit a byte; for csv_scan.c alone. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <immintrin.h>
#endif

/* Bit i is about byte i of a block. */
typedef struct {
    uint64_t end; /* delimiters and newlines */
    uint64_t quote;
    uint64_t n_newlines;
    bool nul;  /* there is a byte of 0 */
    bool high; /* there are bytes above 0x7f: which, is asked for apart */
} Masks;

typedef Masks MasksFunc(const uint8_t *block, char delimiter);
typedef uint64_t HighFunc(const uint8_t *block);
typedef unsigned CountFunc(uint64_t bits);

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
    const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
    uint64_t quotes = 0, nuls = 0, most = 0, lines = 0;
    Masks masks = { 0 };

    for (unsigned k = 0; k < 8; k++) {
        uint64_t word, line;

        memcpy(&word, block + 8 * k, sizeof word);
        word = GUINT64_FROM_LE(word);
        line = equal_bytes(word, ones * '\n');
        masks.end |= gather(line | equal_bytes(word, ones * (uint8_t)delimiter)) << (8 * k);
        lines += line >> 7; /* at most 8 in each byte */
        quotes |= equal_bytes(word, ones * '"');
        nuls |= equal_bytes(word, 0);
        most |= word;
    }
    masks.quote = quotes ? mask_plain(block, '"') : 0;
    masks.n_newlines = lines * ones >> 56;
    masks.nul = nuls != 0;
    masks.high = (most & highs) != 0;
    return masks;
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

static inline __m128i
load_sse2(const uint8_t *bytes)
{
    return _mm_loadu_si128((const __m128i *)(const void *)bytes);
}

static inline __m128i
either(__m128i a, __m128i b)
{
    return _mm_or_si128(a, b);
}

/* The same two with the instructions that every x86-64 has. */
static inline Masks
masks_sse2(const uint8_t *block, char delimiter)
{
    const __m128i separator = _mm_set1_epi8(delimiter), line = _mm_set1_epi8('\n');
    const __m128i quote = _mm_set1_epi8('"'), zero = _mm_setzero_si128();
    __m128i a = load_sse2(block), b = load_sse2(block + 16);
    __m128i c = load_sse2(block + 32), d = load_sse2(block + 48);
    __m128i most = either(either(a, b), either(c, d));
    __m128i least = _mm_min_epu8(_mm_min_epu8(a, b), _mm_min_epu8(c, d));
    Masks masks;

    masks.high = _mm_movemask_epi8(most) != 0;
    masks.nul = _mm_movemask_epi8(_mm_cmpeq_epi8(least, zero)) != 0;
    masks.quote = joined(_mm_cmpeq_epi8(a, quote), _mm_cmpeq_epi8(b, quote),
                         _mm_cmpeq_epi8(c, quote), _mm_cmpeq_epi8(d, quote));
    __m128i line_a = _mm_cmpeq_epi8(a, line), line_b = _mm_cmpeq_epi8(b, line);
    __m128i line_c = _mm_cmpeq_epi8(c, line), line_d = _mm_cmpeq_epi8(d, line);
    masks.end = joined(
        either(_mm_cmpeq_epi8(a, separator), line_a), either(_mm_cmpeq_epi8(b, separator), line_b),
        either(_mm_cmpeq_epi8(c, separator), line_c), either(_mm_cmpeq_epi8(d, separator), line_d));
    /* a byte that is equal has become -1 */
    __m128i lines = _mm_add_epi8(_mm_add_epi8(line_a, line_b), _mm_add_epi8(line_c, line_d));
    __m128i halves = _mm_sad_epu8(_mm_sub_epi8(zero, lines), zero);
    masks.n_newlines = (uint64_t)_mm_cvtsi128_si64(halves) +
                       (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(halves, halves));
    return masks;
}

static inline uint64_t
high_sse2(const uint8_t *block)
{
    return joined(load_sse2(block), load_sse2(block + 16), load_sse2(block + 32),
                  load_sse2(block + 48));
}

/* And with those of most processors since 2013: a function that has them may be called only where
 * has_avx2(). */
#define WITH_AVX2 __attribute__((target("avx2,bmi,popcnt")))

static inline bool
has_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("popcnt");
}

static inline WITH_AVX2 unsigned
count_bits_avx2(uint64_t bits)
{
    return (unsigned)__builtin_popcountll(bits);
}

static inline WITH_AVX2 uint64_t
joined_avx2(__m256i a, __m256i b)
{
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(a) | (uint64_t)(uint32_t)_mm256_movemask_epi8(b)
                                                             << 32;
}

static inline WITH_AVX2 __m256i
load_avx2(const uint8_t *bytes)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)bytes);
}

static inline WITH_AVX2 Masks
masks_avx2(const uint8_t *block, char delimiter)
{
    const __m256i separator = _mm256_set1_epi8(delimiter), line = _mm256_set1_epi8('\n');
    const __m256i quote = _mm256_set1_epi8('"'), zero = _mm256_setzero_si256();
    __m256i a = load_avx2(block), b = load_avx2(block + 32);
    __m256i least = _mm256_min_epu8(a, b);
    __m256i line_a = _mm256_cmpeq_epi8(a, line), line_b = _mm256_cmpeq_epi8(b, line);
    Masks masks;

    masks.high = _mm256_movemask_epi8(_mm256_or_si256(a, b)) != 0;
    masks.nul = _mm256_movemask_epi8(_mm256_cmpeq_epi8(least, zero)) != 0;
    masks.quote = joined_avx2(_mm256_cmpeq_epi8(a, quote), _mm256_cmpeq_epi8(b, quote));
    masks.end = joined_avx2(_mm256_or_si256(_mm256_cmpeq_epi8(a, separator), line_a),
                            _mm256_or_si256(_mm256_cmpeq_epi8(b, separator), line_b));
    masks.n_newlines = count_bits_avx2(joined_avx2(line_a, line_b));
    return masks;
}

static inline WITH_AVX2 uint64_t
high_avx2(const uint8_t *block)
{
    return joined_avx2(load_avx2(block), load_avx2(block + 32));
}
#endif
