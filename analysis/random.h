/* SPDX-License-Identifier: GPL-3.0-or-later */
/* random.h - chance as an argument: the number of a draw, not the order of asking, decides it. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* The draws of one name under one seed. Draws of other names are independent of them, and do not
 * change them. */
typedef struct {
    uint32_t key[2], name[2];
} RandomStream;

RandomStream random_stream(uint64_t seed, const char *name);

/* Draw number DRAW: uniform, above 0 and below 1, of 53 bits. Philox 4x32-10: Salmon, Moraes, Dror
 * and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC11, section 4.3. */
double random_uniform(const RandomStream *stream, uint64_t draw);

/* A run of numbers behind one draw: for many that are used up in order, where asking for each by
 * its number would cost more than using it. */
typedef struct {
    uint64_t state[4];
} RandomRun;

/* The run number NUMBER of STREAM. */
RandomRun random_run(const RandomStream *stream, uint64_t number);

/* 64 bits: xoshiro256++ of Blackman and Vigna (2021), ACM Trans. Math. Softw. 47, 36. */
static inline uint64_t
random_next(RandomRun *run)
{
    uint64_t *s = run->state, sum = s[0] + s[3];
    uint64_t out = (sum << 23 | sum >> 41) + s[0], shifted = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = s[3] << 45 | s[3] >> 19;
    return out;
}

/* Draws FIRST to FIRST + N - 1 into OUT [N]: those of random_uniform(), bit for bit, several at a
 * time where the processor can. */
void random_uniforms(const RandomStream *stream, uint64_t first, size_t n, double *out);

/* Where a random order of 0 to N - 1 has number I; each comes once. 0 < N < 2^32. A balanced
 * Feistel network on the least power of four that holds N, walked until within: Black and Rogaway
 * (2002), Ciphers with arbitrary finite domains, CT-RSA, section 4. */
uint64_t random_permuted(const RandomStream *stream, uint64_t i, uint64_t n);
