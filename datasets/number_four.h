/* SPDX-License-Identifier: GPL-3.0-or-later */
/* number_four.h - the numbers of number_short.h, four at once; for csv_batch.c alone. */
#pragma once

#include "datasets/csv_masks.h"
#include "datasets/number_short.h"

#ifdef __SSE2__
/* Not by way of memory: a load of what four stores just wrote has to wait for them. */
static inline WITH_AVX2 __m256i
four_of(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
    return _mm256_set_epi64x((int64_t)d, (int64_t)c, (int64_t)b, (int64_t)a);
}

static inline WITH_AVX2 uint64_t
word_at(const char *text)
{
    uint64_t word;

    memcpy(&word, text, sizeof word);
    return word;
}

/* Where bits 8 N and up of each word are set, of four N between 0 and 8. */
static inline WITH_AVX2 __m256i
bytes_from(__m256i n)
{
    return _mm256_sllv_epi64(_mm256_set1_epi64x(-1), _mm256_slli_epi64(n, 3));
}

/* Eight digits a word, the first in the lowest byte, as four numbers, exact. */
static inline WITH_AVX2 __m256d
numbers_of_digits(__m256i digits)
{
    const __m256i tens = _mm256_set1_epi16(0x010a), hundreds = _mm256_set1_epi32(0x00010064);
    const __m256d two_to_52 = _mm256_set1_pd(4503599627370496.0);
    __m256i pairs = _mm256_maddubs_epi16(digits, tens);
    __m256i halves = _mm256_madd_epi16(pairs, hundreds);
    __m256i whole = _mm256_add_epi64(_mm256_mul_epu32(halves, _mm256_set1_epi64x(10000)),
                                     _mm256_srli_epi64(halves, 32));

    /* below 2^52 the bits of n + 2^52 are those of n behind the exponent of 2^52 */
    return _mm256_sub_pd(
        _mm256_castsi256_pd(_mm256_or_si256(whole, _mm256_castpd_si256(two_to_52))), two_to_52);
}

/**
 * number_read_short() of four TEXTS [length] each, with the same steps: into VALUES, of which those
 * it is FALSE for hold anything. Returns which they are, bit K being about text K.
 */
static inline WITH_AVX2 unsigned
number_read_four(const char *const texts[4], const uint64_t length[4], char decimal, double *values)
{
    static const double power[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8 };
    const __m256i zero = _mm256_setzero_si256(), one = _mm256_set1_epi64x(1);
    const __m256i eight = _mm256_set1_epi64x(8), nines = _mm256_set1_epi8(9);
    __m256i n = four_of(length[0], length[1], length[2], length[3]);
    __m256i word =
        four_of(word_at(texts[0]), word_at(texts[1]), word_at(texts[2]), word_at(texts[3]));
    __m256i wrong = _mm256_or_si256(_mm256_cmpgt_epi64(n, eight), _mm256_cmpeq_epi64(n, zero));

    /* the last byte of the text is the highest; what is shifted by 64 bits and more is 0 */
    word = _mm256_sllv_epi64(word, _mm256_slli_epi64(_mm256_sub_epi64(eight, n), 3));
    __m256i marks = _mm256_cmpeq_epi8(word, _mm256_set1_epi8(decimal));
    __m256i unmarked = _mm256_cmpeq_epi64(marks, zero);
    __m256i before = _mm256_andnot_si256(marks, _mm256_sub_epi64(marks, one)); /* the first */
    __m256i behind = _mm256_slli_epi64(_mm256_andnot_si256(before, _mm256_set1_epi64x(-1)), 8);
    __m256i closed = _mm256_or_si256(_mm256_and_si256(word, behind),
                                     _mm256_slli_epi64(_mm256_and_si256(word, before), 8));
    __m256i n_decimals = _mm256_sad_epu8(_mm256_and_si256(behind, _mm256_set1_epi8(1)), zero);
    __m256i n_digits = _mm256_sub_epi64(n, _mm256_andnot_si256(unmarked, one));

    word = _mm256_blendv_epi8(closed, word, unmarked);
    __m256i free = _mm256_sub_epi64(eight, n_digits);
    __m256i digits =
        _mm256_sub_epi8(word, _mm256_and_si256(bytes_from(free), _mm256_set1_epi8('0')));
    __m256i first = _mm256_and_si256(_mm256_srlv_epi64(digits, _mm256_slli_epi64(free, 3)),
                                     _mm256_set1_epi64x(0xff));
    __m256i many = _mm256_cmpgt_epi64(_mm256_sub_epi64(n_digits, n_decimals), one);
    __m256i fits = _mm256_cmpeq_epi8(_mm256_max_epu8(digits, nines), nines);

    wrong = _mm256_or_si256(wrong, _mm256_cmpeq_epi64(n_digits, zero));
    wrong = _mm256_or_si256(wrong, _mm256_and_si256(many, _mm256_cmpeq_epi64(first, zero)));
    wrong =
        _mm256_or_si256(wrong, _mm256_andnot_si256(_mm256_cmpeq_epi64(fits, _mm256_set1_epi64x(-1)),
                                                   _mm256_set1_epi64x(-1)));
    __m256d divisor = _mm256_i64gather_pd(power, n_decimals, 8);
    _mm256_storeu_pd(values, _mm256_div_pd(numbers_of_digits(digits), divisor));
    return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(wrong));
}
#endif
