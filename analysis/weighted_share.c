/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/weighted_share.h"

#include "analysis/printed.h"

/* Adds to SUMS, a bit for each sum up to TOTAL, those with WEIGHT. */
static void
add_weight(uint64_t *sums, int64_t total, int64_t weight)
{
    size_t words = (size_t)(weight / 64), bits = (size_t)(weight % 64);

    for (size_t i = (size_t)(total / 64) + 1; i-- > words;) {
        uint64_t shifted = sums[i - words] << bits;

        if (bits > 0 && i > words)
            shifted |= sums[i - words - 1] >> (64 - bits);
        sums[i] |= shifted;
    }
}

bool
weighted_share_sums(const int64_t *weights, size_t n, int64_t digits, int decimals, int64_t *least,
                    int64_t *greatest)
{
    int64_t total = 0, first, last;

    for (size_t i = 0; i < n; i++)
        total += weights[i];
    g_assert(total > 0 && total <= WEIGHTED_TOTAL);
    if (!percent_counts(digits, decimals, total, ROUNDING_HALF_UP, &first, &last))
        return false;
    g_autofree uint64_t *sums = g_new0(uint64_t, (size_t)(total / 64) + 1);
    sums[0] = 1;
    for (size_t i = 0; i < n; i++)
        add_weight(sums, total, weights[i]);
    *least = -1;
    for (int64_t sum = first; sum <= last; sum++)
        if (sums[sum / 64] >> (sum % 64) & 1) {
            *least = *least < 0 ? sum : *least;
            *greatest = sum;
        }
    return *least >= 0;
}
