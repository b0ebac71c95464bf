/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/pairs.h"

/* Above this many places (16 MB) a hash is smaller than the array. */
enum { TABLE_LIMIT = 1 << 22 };

Pairs *
pairs_new(void)
{
    Pairs *pairs = g_new0(Pairs, 1);

    pairs->members = g_array_new(FALSE, FALSE, sizeof(Pair));
    return pairs;
}

void
pairs_free(Pairs *pairs)
{
    if (!pairs)
        return;
    g_free(pairs->table);
    g_free(pairs->slots);
    g_array_unref(pairs->members);
    g_free(pairs);
}

Pairs *
pairs_copy(const Pairs *pairs)
{
    Pairs *copy = g_new(Pairs, 1);
    size_t n_table = (size_t)pairs->n_a * pairs->n_b, n_slots = (size_t)1 << pairs->bits;

    *copy = *pairs;
    copy->table = pairs->table ? g_memdup2(pairs->table, n_table * sizeof *pairs->table) : NULL;
    copy->slots = pairs->slots ? g_memdup2(pairs->slots, n_slots * sizeof *pairs->slots) : NULL;
    copy->members = g_array_copy(pairs->members);
    return copy;
}

size_t
pairs_count(const Pairs *pairs)
{
    return pairs->members->len;
}

Pair
pairs_member(const Pairs *pairs, uint32_t number)
{
    g_assert(number < pairs->members->len);
    return g_array_index(pairs->members, Pair, number);
}

/* Fibonacci hashing: Knuth, The Art of Computer Programming, vol. 3, section 6.4. */
static size_t
place(const Pairs *pairs, uint32_t a, uint32_t b)
{
    size_t mask = ((size_t)1 << pairs->bits) - 1;
    uint64_t key = ((uint64_t)a << 32 | b) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(key >> (64 - pairs->bits));

    for (;; at = (at + 1) & mask) {
        if (!pairs->slots[at])
            return at;
        Pair met = g_array_index(pairs->members, Pair, pairs->slots[at] - 1);
        if (met.a == a && met.b == b)
            return at;
    }
}

static void
rehash(Pairs *pairs, unsigned bits)
{
    g_free(pairs->slots);
    pairs->bits = bits;
    pairs->slots = g_new0(uint32_t, (size_t)1 << bits);
    for (uint32_t i = 0; i < pairs->members->len; i++) {
        Pair met = g_array_index(pairs->members, Pair, i);
        pairs->slots[place(pairs, met.a, met.b)] = i + 1;
    }
}

static uint32_t
grown(uint32_t size, uint32_t code)
{
    size_t wanted = MAX(size, 4);

    while (wanted <= code)
        wanted *= 2;
    return (uint32_t)MIN(wanted, UINT32_MAX);
}

/* Makes room for (A, B) in the array, or turns it into a hash. */
static void
make_room(Pairs *pairs, uint32_t a, uint32_t b)
{
    uint32_t n_a = grown(pairs->n_a, a), n_b = grown(pairs->n_b, b);

    g_free(pairs->table);
    pairs->table = NULL;
    if ((uint64_t)n_a * n_b > TABLE_LIMIT) {
        unsigned bits = 16;

        while (pairs->members->len >= (size_t)1 << (bits - 1)) /* the array may have held many */
            bits++;
        pairs->n_a = pairs->n_b = 0;
        rehash(pairs, bits);
        return;
    }
    pairs->n_a = n_a;
    pairs->n_b = n_b;
    pairs->table = g_new0(uint32_t, (size_t)n_a * n_b);
    for (uint32_t i = 0; i < pairs->members->len; i++) {
        Pair met = g_array_index(pairs->members, Pair, i);
        pairs->table[(size_t)met.a * n_b + met.b] = i + 1;
    }
}

uint32_t
pairs_number_slow(Pairs *pairs, uint32_t a, uint32_t b)
{
    Pair pair = { a, b };

    if (!pairs->slots && (a >= pairs->n_a || b >= pairs->n_b))
        make_room(pairs, a, b);
    if (pairs->slots) {
        while (pairs->members->len >= (size_t)1 << (pairs->bits - 1))
            rehash(pairs, pairs->bits + 1);
        size_t at = place(pairs, a, b);
        if (pairs->slots[at])
            return pairs->slots[at] - 1;
        pairs->slots[at] = pairs->members->len + 1;
    } else {
        uint32_t *entry = &pairs->table[(size_t)a * pairs->n_b + b];
        if (*entry)
            return *entry - 1;
        *entry = pairs->members->len + 1;
    }
    g_array_append_val(pairs->members, pair);
    return pairs->members->len - 1;
}

int64_t
pairs_find(const Pairs *pairs, uint32_t a, uint32_t b)
{
    uint32_t number = 0;

    if (pairs->slots)
        number = pairs->slots[place(pairs, a, b)];
    else if (a < pairs->n_a && b < pairs->n_b)
        number = pairs->table[(size_t)a * pairs->n_b + b];
    return (int64_t)number - 1;
}
