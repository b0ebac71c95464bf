/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"

#include <string.h>

GQuark
andel_error_quark(void)
{
    return g_quark_from_static_string("andel-error-quark");
}

/* Optimal string alignment distance over bytes; a name differs by letters that a hand mistyped. */
static size_t
edit_distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), width = m + 1;
    g_autofree size_t *d = g_new(size_t, (n + 1) * width);

    for (size_t i = 0; i <= n; i++)
        d[i * width] = i;
    for (size_t j = 0; j <= m; j++)
        d[j] = j;
    for (size_t i = 1; i <= n; i++)
        for (size_t j = 1; j <= m; j++) {
            size_t change = d[(i - 1) * width + j - 1] + (a[i - 1] != b[j - 1]);
            size_t best = MIN(change, MIN(d[(i - 1) * width + j], d[i * width + j - 1]) + 1);

            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = MIN(best, d[(i - 2) * width + j - 2] + 1);
            d[i * width + j] = best;
        }
    return d[n * width + m];
}

const char *
nearest_name(const char *word, const char *const *names, size_t n)
{
    const char *nearest = NULL;
    size_t least = MIN((size_t)3, strlen(word)), longest = strlen(word) + 2;

    for (size_t i = 0; i < n; i++) {
        if (strlen(names[i]) > longest)
            continue;
        size_t distance = edit_distance(word, names[i]);
        if (distance < least) {
            least = distance;
            nearest = names[i];
        }
    }
    return nearest;
}
