/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/sha256.h"

#include "datasets/sha256_blocks.h"

#include <string.h>

enum { BLOCK = 64 };

struct Sha256 {
    GChecksum *checksum; /* where the processor cannot; NULL: it can */
    uint32_t state[8];
    uint64_t length;     /* bytes so far */
    uint8_t rest[BLOCK]; /* the last length % BLOCK of them */
};

Sha256 *
sha256_new(void)
{
    /* FIPS 180-4, section 5.3.3 */
    static const uint32_t initial[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
    Sha256 *hash = g_new0(Sha256, 1);

    memcpy(hash->state, initial, sizeof initial);
    if (!sha256_blocks_available())
        hash->checksum = g_checksum_new(G_CHECKSUM_SHA256);
    return hash;
}

void
sha256_free(Sha256 *hash)
{
    if (hash && hash->checksum)
        g_checksum_free(hash->checksum);
    g_free(hash);
}

void
sha256_add(Sha256 *hash, const void *bytes, size_t length)
{
    const uint8_t *from = bytes;
    size_t kept = hash->length % BLOCK, taken = 0;

    if (hash->checksum) {
        g_checksum_update(hash->checksum, from, (gssize)length);
        return;
    }
    hash->length += length;
    if (kept > 0) {
        taken = MIN(BLOCK - kept, length);
        memcpy(hash->rest + kept, from, taken);
        if (kept + taken < BLOCK)
            return;
        sha256_blocks(hash->state, hash->rest, 1);
    }
    size_t whole = (length - taken) / BLOCK;
    sha256_blocks(hash->state, from + taken, whole);
    taken += whole * BLOCK;
    if (taken < length)
        memcpy(hash->rest, from + taken, length - taken);
}

char *
sha256_text(Sha256 *hash)
{
    static const uint8_t padding[BLOCK] = { 0x80 };
    uint64_t bits = GUINT64_TO_BE(hash->length * 8);

    if (hash->checksum)
        return g_strdup(g_checksum_get_string(hash->checksum));
    /* one bit, zeros up to 8 bytes before the end of a block, and the length */
    sha256_add(hash, padding, 1 + (2 * BLOCK - 9 - hash->length % BLOCK) % BLOCK);
    sha256_add(hash, &bits, sizeof bits);

    GString *text = g_string_sized_new(64);
    for (size_t i = 0; i < G_N_ELEMENTS(hash->state); i++)
        g_string_append_printf(text, "%08x", hash->state[i]);
    return g_string_free(text, FALSE);
}
