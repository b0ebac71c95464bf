/* SPDX-License-Identifier: GPL-3.0-or-later */
/* random_block.c - many draws of one stream: Philox 4x32-10 on sixteen or two of them at a time. */
#include "analysis/random.h"

#include <glib.h>

#ifdef __x86_64__
#include <immintrin.h>

/* Multipliers and steps of the key: Salmon et al. (2011), section 4.3. */
enum { ROUNDS = 10 };
static const uint32_t multiplier[2] = { 0xD2511F53, 0xCD9E8D57 };
static const uint32_t weyl[2] = { 0x9E3779B9, 0xBB67AE85 };

/* Each lane of 64 bits holds a word in its lower half; what is above it never counts: products take
 * the lower halves only, and the end masks the rest. */

enum { CHAINS = 4 }; /* of four draws each: one waits for its products while the others go on */

__attribute__((target("avx2"))) static void
draw_chains(const RandomStream *stream, uint64_t first, double *out)
{
    __m256i x0[CHAINS], x1[CHAINS], x2[CHAINS], x3[CHAINS];
    const __m256i m0 = _mm256_set1_epi64x((long long)multiplier[0]);
    const __m256i m1 = _mm256_set1_epi64x((long long)multiplier[1]);

    for (int c = 0; c < CHAINS; c++) {
        __m256i at = _mm256_add_epi64(_mm256_set1_epi64x((long long)first + 4 * c),
                                      _mm256_set_epi64x(3, 2, 1, 0));
        x0[c] = at;
        x1[c] = _mm256_srli_epi64(at, 32);
        x2[c] = _mm256_set1_epi64x((long long)stream->name[0]);
        x3[c] = _mm256_set1_epi64x((long long)stream->name[1]);
    }
    for (uint32_t round = 0; round < ROUNDS; round++) {
        __m256i key0 = _mm256_set1_epi64x((long long)(stream->key[0] + round * weyl[0]));
        __m256i key1 = _mm256_set1_epi64x((long long)(stream->key[1] + round * weyl[1]));

        for (int c = 0; c < CHAINS; c++) {
            __m256i product0 = _mm256_mul_epu32(x0[c], m0), product1 = _mm256_mul_epu32(x2[c], m1);

            x0[c] =
                _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(product1, 32), x1[c]), key0);
            x2[c] =
                _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(product0, 32), x3[c]), key1);
            x1[c] = product1;
            x3[c] = product0;
        }
    }
    for (int c = 0; c < CHAINS; c++) {
        /* 52 bits as the mantissa of a number from 2^52 on; then half a step */
        __m256i low = _mm256_and_si256(x1[c], _mm256_set1_epi64x(0xffffffff));
        __m256i bits = _mm256_srli_epi64(_mm256_or_si256(_mm256_slli_epi64(x0[c], 32), low), 12);
        __m256d whole =
            _mm256_castsi256_pd(_mm256_or_si256(bits, _mm256_set1_epi64x(0x4330000000000000)));
        __m256d u =
            _mm256_add_pd(_mm256_sub_pd(whole, _mm256_set1_pd(0x1p52)), _mm256_set1_pd(0.5));

        _mm256_storeu_pd(out + 4 * c, _mm256_mul_pd(u, _mm256_set1_pd(0x1p-52)));
    }
}

static void
draw_two(const RandomStream *stream, uint64_t first, double *out)
{
    __m128i at = _mm_add_epi64(_mm_set1_epi64x((long long)first), _mm_set_epi64x(1, 0));
    __m128i x0 = at, x1 = _mm_srli_epi64(at, 32);
    __m128i x2 = _mm_set1_epi64x((long long)stream->name[0]);
    __m128i x3 = _mm_set1_epi64x((long long)stream->name[1]);

    for (uint32_t round = 0; round < ROUNDS; round++) {
        __m128i product0 = _mm_mul_epu32(x0, _mm_set1_epi64x((long long)multiplier[0]));
        __m128i product1 = _mm_mul_epu32(x2, _mm_set1_epi64x((long long)multiplier[1]));
        __m128i key0 = _mm_set1_epi64x((long long)(stream->key[0] + round * weyl[0]));
        __m128i key1 = _mm_set1_epi64x((long long)(stream->key[1] + round * weyl[1]));

        x0 = _mm_xor_si128(_mm_xor_si128(_mm_srli_epi64(product1, 32), x1), key0);
        x2 = _mm_xor_si128(_mm_xor_si128(_mm_srli_epi64(product0, 32), x3), key1);
        x1 = product1;
        x3 = product0;
    }
    __m128i low = _mm_and_si128(x1, _mm_set1_epi64x(0xffffffff));
    __m128i bits = _mm_srli_epi64(_mm_or_si128(_mm_slli_epi64(x0, 32), low), 12);
    __m128d whole = _mm_castsi128_pd(_mm_or_si128(bits, _mm_set1_epi64x(0x4330000000000000)));
    __m128d u = _mm_add_pd(_mm_sub_pd(whole, _mm_set1_pd(0x1p52)), _mm_set1_pd(0.5));
    _mm_storeu_pd(out, _mm_mul_pd(u, _mm_set1_pd(0x1p-52)));
}

__attribute__((target("avx2"))) static size_t
draw_many(const RandomStream *stream, uint64_t first, size_t n, double *out)
{
    size_t j = 0;

    for (; j + 4 * CHAINS <= n; j += 4 * CHAINS)
        draw_chains(stream, first + j, out + j);
    return j;
}

static size_t
draw_several(const RandomStream *stream, uint64_t first, size_t n, double *out)
{
    size_t j = 0;

    if (__builtin_cpu_supports("avx2"))
        return draw_many(stream, first, n, out);
    for (; j + 2 <= n; j += 2)
        draw_two(stream, first + j, out + j);
    return j;
}
#else
static size_t
draw_several(const RandomStream *stream, uint64_t first, size_t n, double *out)
{
    (void)stream, (void)first, (void)n, (void)out;
    return 0;
}
#endif

void
random_uniforms(const RandomStream *stream, uint64_t first, size_t n, double *out)
{
    for (size_t j = draw_several(stream, first, n, out); j < n; j++)
        out[j] = random_uniform(stream, first + j);
}
