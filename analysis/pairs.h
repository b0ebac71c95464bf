/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pairs.h - numbers pairs of small codes in the order in which they are met. */
#pragma once

#include "analysis/slab.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint32_t a, b;
} Pair;

enum { PAIR_NONE = -1 };

/* An array while both codes are small, an open-addressed hash beyond. */
typedef struct {
    uint32_t *table;   /* [n_a * n_b] number + 1, 0: not met */
    uint32_t n_a, n_b; /* both 0 once it is hashed */
    uint64_t *slots; /* [1 << bits] upper half of the hash, number + 1; 0: free; NULL: not hashed */
    unsigned bits;
    Slab *members; /* of Pair, by number */
} Pairs;

Pairs *pairs_new(void);
void pairs_free(Pairs *pairs);
Pairs *pairs_copy(const Pairs *pairs);

/* The slow half of pairs_number(). */
uint32_t pairs_number_slow(Pairs *pairs, uint32_t a, uint32_t b);

/* The number of (A, B): a new one when it has none yet. */
static inline uint32_t
pairs_number(Pairs *pairs, uint32_t a, uint32_t b)
{
    if (a < pairs->n_a && b < pairs->n_b) {
        uint32_t number = pairs->table[(size_t)a * pairs->n_b + b];

        if (number)
            return number - 1;
    }
    return pairs_number_slow(pairs, a, b);
}

/* Fibonacci hashing: Knuth, The Art of Computer Programming, vol. 3, section 6.4. */
static inline uint64_t
pairs_hash(uint32_t a, uint32_t b)
{
    return ((uint64_t)a << 32 | b) * UINT64_C(0x9E3779B97F4A7C15);
}

/* Says that (A, B) will be looked up soon: many pairs lie far apart in memory. */
static inline void
pairs_expect(const Pairs *pairs, uint32_t a, uint32_t b)
{
    if (pairs->slots)
        __builtin_prefetch(&pairs->slots[pairs_hash(a, b) >> (64 - pairs->bits)], 1);
    else
        __builtin_prefetch(&pairs->table[(size_t)a * pairs->n_b + b], 1);
}

/* Whether (A, B) is known to have a NUMBER. FALSE: perhaps it has, see pairs_number(). */
static inline bool
pairs_met(const Pairs *pairs, uint32_t a, uint32_t b, uint32_t *number)
{
    uint32_t met = a < pairs->n_a && b < pairs->n_b ? pairs->table[(size_t)a * pairs->n_b + b] : 0;

    *number = met - 1;
    return met > 0;
}

/* The number of (A, B), or PAIR_NONE. */
int64_t pairs_find(const Pairs *pairs, uint32_t a, uint32_t b);

/* How many pairs were met, and the one with NUMBER. */
static inline size_t
pairs_count(const Pairs *pairs)
{
    return pairs->members->n_rows;
}

static inline Pair
pairs_member(const Pairs *pairs, uint32_t number)
{
    return *(const Pair *)slab_row(pairs->members, number);
}

/* The numbers in the order of A, and of B within it, into ORDER [pairs_count()]. FALSE: nothing;
 * they are hashed and have to be sorted. */
bool pairs_list(const Pairs *pairs, uint32_t *order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pairs, pairs_free)
