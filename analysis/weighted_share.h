/* SPDX-License-Identifier: GPL-3.0-or-later */
/* weighted_share.h - which sums of given weights a printed percentage can be of. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WEIGHTED_TOTAL = 1000000 }; /* the sum of all weights, at most */

/**
 * Whether some of the WEIGHTS [n], whole numbers above 0, sum to a share of all that is printed as
 * DIGITS times 10^-DECIMALS per cent, rounded once, half up: the *LEAST and the *GREATEST such sum.
 * Every sum of weights is looked at, exactly.
 */
bool weighted_share_sums(const int64_t *weights, size_t n, int64_t digits, int decimals,
                         int64_t *least, int64_t *greatest);
