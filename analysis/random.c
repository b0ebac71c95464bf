/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/random.h"

#include <glib.h>
#include <Random123/philox.h>
#include <string.h>

enum { FEISTEL_ROUNDS = 8 };

RandomStream
random_stream(uint64_t seed, const char *name)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    RandomStream stream = { .key = { (uint32_t)seed, (uint32_t)(seed >> 32) } };
    guint8 digest[32];
    gsize length = sizeof digest;

    g_checksum_update(checksum, (const guchar *)name, -1);
    g_checksum_get_digest(checksum, digest, &length);
    for (int word = 0; word < 2; word++)
        for (int byte = 0; byte < 4; byte++)
            stream.name[word] |= (uint32_t)digest[4 * word + byte] << (8 * byte);
    return stream;
}

static philox4x32_ctr_t
words_of(const RandomStream *stream, uint64_t counter)
{
    philox4x32_ctr_t at = { { (uint32_t)counter, (uint32_t)(counter >> 32), stream->name[0],
                              stream->name[1] } };
    philox4x32_key_t key = { { stream->key[0], stream->key[1] } };

    return philox4x32(at, key);
}

double
random_uniform(const RandomStream *stream, uint64_t draw)
{
    philox4x32_ctr_t words = words_of(stream, draw);
    uint64_t bits = ((uint64_t)words.v[0] << 32 | words.v[1]) >> 12; /* 52, and half a step */

    return ((double)bits + 0.5) * 0x1p-52;
}

RandomRun
random_run(const RandomStream *stream, uint64_t number)
{
    RandomRun run;

    for (uint64_t k = 0; k < 2; k++) {
        philox4x32_ctr_t words = words_of(stream, 2 * number + k);

        run.state[2 * k] = (uint64_t)words.v[0] << 32 | words.v[1];
        run.state[2 * k + 1] = (uint64_t)words.v[2] << 32 | words.v[3];
    }
    run.state[3] |= (run.state[0] | run.state[1] | run.state[2] | run.state[3]) == 0; /* never 0 */
    return run;
}

static uint64_t
feistel(const RandomStream *stream, uint64_t i, int half)
{
    uint64_t mask = (UINT64_C(1) << half) - 1, left = i >> half, right = i & mask;

    for (uint64_t round = 0; round < FEISTEL_ROUNDS; round++) {
        uint64_t mixed = words_of(stream, round << 32 | right).v[0] & mask;
        uint64_t next = left ^ mixed;

        left = right;
        right = next;
    }
    return left << half | right;
}

uint64_t
random_permuted(const RandomStream *stream, uint64_t i, uint64_t n)
{
    int half = 1;

    g_assert(i < n && n < UINT64_C(1) << 32);
    while (UINT64_C(1) << (2 * half) < n)
        half++;
    do
        i = feistel(stream, i, half);
    while (i >= n);
    return i;
}
