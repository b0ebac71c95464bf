/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sha256_blocks.h - the compression function of SHA-256 in the processor's own instructions. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether this processor has them. */
bool sha256_blocks_available(void);

/* STATE after N blocks of 64 bytes; only where they are available. */
void sha256_blocks(uint32_t state[8], const uint8_t *bytes, size_t n);
