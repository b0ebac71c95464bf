/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sha256.h - SHA-256 (FIPS 180-4), with the processor's own instructions where it has them. */
#pragma once

#include <glib.h>
#include <stddef.h>

typedef struct Sha256 Sha256;

Sha256 *sha256_new(void);
void sha256_add(Sha256 *hash, const void *bytes, size_t length);
/* Ends the hash and returns it in hexadecimal; the caller owns it. Nothing may be added after. */
char *sha256_text(Sha256 *hash);
void sha256_free(Sha256 *hash);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sha256, sha256_free)
