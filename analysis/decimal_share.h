/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decimal_share.h - a share as written, so that n times it is exact. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* DIGITS / SCALE, SCALE a power of ten. */
typedef struct {
    int64_t digits, scale;
} DecimalShare;

/**
 * Reads "0.035", "3.5%" or "0". FALSE and ERROR (ANDEL_ERROR_USAGE), which begins with NAME: no
 * number, below 0 or above 1, or more than 9 decimals.
 */
bool decimal_share_read(const char *text, const char *name, DecimalShare *share, GError **error);

double decimal_share_value(DecimalShare share);
/* The least whole number that is not below N times SHARE, N from 0 to 10^9. */
int64_t decimal_share_ceiling(DecimalShare share, int64_t n);
