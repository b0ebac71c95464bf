/* SPDX-License-Identifier: GPL-3.0-or-later */
/* counts_list.c - each solution of a few. */
#include "analysis/counts.h"

#include <string.h>

typedef struct {
    size_t n;
    const CountRule *rules; /* [n_rules] */
    size_t n_rules;
    int64_t *counts;
    size_t found, most;
} Listing;

/* Lists the solutions within RANGES, whose variables before FIRST are settled. */
static void
list(Listing *listing, const CountRange *ranges, size_t first)
{
    size_t n = listing->n;
    g_autofree CountRange *left = g_new(CountRange, n + 1);

    memcpy(left, ranges, n * sizeof *left);
    if (counts_solve(left, n, listing->rules, listing->n_rules) == 0)
        return;
    while (first < n && left[first].low == left[first].high)
        first++;
    if (first == n) {
        for (size_t i = 0; i < n; i++)
            listing->counts[listing->found * n + i] = left[i].low;
        listing->found++;
        return;
    }
    CountRange open = left[first];
    for (int64_t value = open.low; value <= open.high && listing->found < listing->most; value++) {
        left[first] = (CountRange){ value, value };
        list(listing, left, first + 1);
    }
}

size_t
counts_list(const CountRange *ranges, size_t n, const CountRule *rules, size_t n_rules,
            int64_t *counts, size_t most)
{
    Listing listing = { n, rules, n_rules, counts, 0, most };

    if (n > 0 && most > 0)
        list(&listing, ranges, 0);
    return listing.found;
}
