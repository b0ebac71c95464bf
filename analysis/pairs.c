/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/pairs.h"

#include "datasets/bulk.h"

#include <string.h>

/* Above this many places (16 MB) a hash is smaller than the array. */
enum { TABLE_LIMIT = 1 << 22 };

Pairs *
pairs_new(void)
{
    Pairs *pairs = g_new0(Pairs, 1);

    pairs->members = slab_new(sizeof(Pair));
    return pairs;
}

void
pairs_free(Pairs *pairs)
{
    if (!pairs)
        return;
    bulk_free(pairs->table);
    bulk_free(pairs->slots);
    slab_free(pairs->members);
    g_free(pairs);
}

Pairs *
pairs_copy(const Pairs *pairs)
{
    Pairs *copy = g_new(Pairs, 1);
    size_t n_table = (size_t)pairs->n_a * pairs->n_b, n_slots = (size_t)1 << pairs->bits;

    *copy = *pairs;
    if (pairs->table) {
        copy->table = bulk_new0(n_table, sizeof *pairs->table);
        memcpy(copy->table, pairs->table, n_table * sizeof *pairs->table);
    }
    if (pairs->slots) {
        copy->slots = bulk_new0(n_slots, sizeof *pairs->slots);
        memcpy(copy->slots, pairs->slots, n_slots * sizeof *pairs->slots);
    }
    copy->members = slab_copy(pairs->members);
    return copy;
}

/* Where (A, B) is, or would be. The upper half of the hash stands beside the number, so that nearly
 * all pairs that are another one are passed by without looking them up. */
static size_t
place(const Pairs *pairs, uint32_t a, uint32_t b)
{
    size_t mask = ((size_t)1 << pairs->bits) - 1;
    uint64_t hash = pairs_hash(a, b);
    size_t at = (size_t)(hash >> (64 - pairs->bits));

    for (;; at = (at + 1) & mask) {
        uint64_t slot = pairs->slots[at];

        if (slot == 0)
            return at;
        if (slot >> 32 != hash >> 32)
            continue;
        Pair met = pairs_member(pairs, (uint32_t)slot - 1);
        if (met.a == a && met.b == b)
            return at;
    }
}

static uint64_t
slot_for(uint32_t a, uint32_t b, uint32_t number)
{
    return (pairs_hash(a, b) >> 32 << 32) | (number + 1);
}

/* All pairs are different, so that nothing is compared. */
static void
rehash(Pairs *pairs, unsigned bits)
{
    size_t mask = ((size_t)1 << bits) - 1;

    bulk_free(pairs->slots);
    pairs->bits = bits;
    pairs->slots = bulk_new0((size_t)1 << bits, sizeof *pairs->slots);
    for (uint32_t i = 0; i < pairs_count(pairs); i++) {
        Pair met = pairs_member(pairs, i);
        size_t at = (size_t)(pairs_hash(met.a, met.b) >> (64 - bits));

        while (pairs->slots[at])
            at = (at + 1) & mask;
        pairs->slots[at] = slot_for(met.a, met.b, i);
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

    g_clear_pointer(&pairs->table, bulk_free);
    if ((uint64_t)n_a * n_b > TABLE_LIMIT) {
        unsigned bits = 16;

        while (pairs_count(pairs) >= (size_t)1 << (bits - 1)) /* the array may have held many */
            bits++;
        pairs->n_a = pairs->n_b = 0;
        rehash(pairs, bits);
        return;
    }
    pairs->n_a = n_a;
    pairs->n_b = n_b;
    pairs->table = bulk_new0((size_t)n_a * n_b, sizeof *pairs->table);
    for (uint32_t i = 0; i < pairs_count(pairs); i++) {
        Pair met = pairs_member(pairs, i);
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
        while (pairs_count(pairs) >= (size_t)1 << (pairs->bits - 1))
            rehash(pairs, pairs->bits + 1);
        size_t at = place(pairs, a, b);
        if (pairs->slots[at])
            return (uint32_t)pairs->slots[at] - 1;
        pairs->slots[at] = slot_for(a, b, (uint32_t)pairs_count(pairs));
    } else {
        uint32_t *entry = &pairs->table[(size_t)a * pairs->n_b + b];
        if (*entry)
            return *entry - 1;
        *entry = (uint32_t)pairs_count(pairs) + 1;
    }
    uint32_t number = (uint32_t)pairs_count(pairs);
    slab_grow(pairs->members, number + 1);
    *(Pair *)slab_row(pairs->members, number) = pair;
    return number;
}

int64_t
pairs_find(const Pairs *pairs, uint32_t a, uint32_t b)
{
    uint32_t number = 0;

    if (pairs->slots)
        number = (uint32_t)pairs->slots[place(pairs, a, b)];
    else if (a < pairs->n_a && b < pairs->n_b)
        number = pairs->table[(size_t)a * pairs->n_b + b];
    return (int64_t)number - 1;
}

bool
pairs_list(const Pairs *pairs, uint32_t *order)
{
    size_t n_places = (size_t)pairs->n_a * pairs->n_b;

    if (pairs->slots)
        return false;
    for (size_t k = 0; k < n_places; k++)
        if (pairs->table[k])
            *order++ = pairs->table[k] - 1;
    return true;
}
