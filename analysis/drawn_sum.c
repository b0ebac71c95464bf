/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/drawn_sum.h"

#include <glib.h>
#include <string.h>

enum { WIDTH = 4, CHAINS = 4, TOGETHER = WIDTH * CHAINS };

/* Four at a time; where the processor has no registers for four, the compiler takes two of two. */
typedef double Four __attribute__((vector_size(WIDTH * sizeof(double))));
typedef int32_t FourTimes __attribute__((vector_size(WIDTH * sizeof(int32_t))));

static G_ALWAYS_INLINE inline void
add_together(const uint16_t *times, const double *values, size_t n, double *sums)
{
    Four chains[CHAINS] = { { 0.0 } };

    for (size_t c = 0; c + TOGETHER <= n; c += TOGETHER)
        for (size_t k = 0; k < CHAINS; k++) {
            const uint16_t *of = times + c + WIDTH * k;
            FourTimes drawn = { of[0], of[1], of[2], of[3] };
            Four value;

            memcpy(&value, values + c + WIDTH * k, sizeof value);
            chains[k] += __builtin_convertvector(drawn, Four) * value;
        }
    memcpy(sums, chains, sizeof chains);
}

static void
add_plain(const uint16_t *times, const double *values, size_t n, double *sums)
{
    add_together(times, values, n, sums);
}

#ifdef __x86_64__
__attribute__((target("avx2"))) static void
add_avx2(const uint16_t *times, const double *values, size_t n, double *sums)
{
    add_together(times, values, n, sums);
}
#endif

double
drawn_sum(const uint16_t *times, const double *values, size_t n)
{
    double sums[TOGETHER], all = 0.0;

#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2"))
        add_avx2(times, values, n, sums);
    else
#endif
        add_plain(times, values, n, sums);
    for (size_t c = n - n % TOGETHER; c < n; c++)
        sums[c % TOGETHER] += times[c] * values[c];
    for (size_t k = 0; k < TOGETHER; k++)
        all += sums[k];
    return all;
}
