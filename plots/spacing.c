/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/spacing.h"

#include <glib.h>
#include <math.h>

/* Blocks that touch and move as one. */
typedef struct {
    double mean;
    size_t n;
} Pool;

typedef struct {
    double wanted;
    size_t index;
} Item;

static int
compare_items(const void *one, const void *other)
{
    const Item *a = one, *b = other;

    if (a->wanted != b->wanted)
        return a->wanted < b->wanted ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* The means of the pools that isotonic regression of VALUES [n] ends with. */
static GArray *
pool_adjacent_violators(const double *values, size_t n)
{
    GArray *pools = g_array_new(FALSE, FALSE, sizeof(Pool));

    for (size_t i = 0; i < n; i++) {
        Pool pool = { values[i], 1 };

        while (pools->len > 0) {
            const Pool *before = &g_array_index(pools, Pool, pools->len - 1);

            if (before->mean <= pool.mean)
                break;
            pool.mean = (before->mean * (double)before->n + pool.mean * (double)pool.n) /
                        (double)(before->n + pool.n);
            pool.n += before->n;
            g_array_set_size(pools, pools->len - 1);
        }
        g_array_append_val(pools, pool);
    }
    return pools;
}

/* With the room that the blocks before it take subtracted, each block may stand anywhere not
 * before the last: that is what isotonic regression solves. */
double
spacing_place(const double *wanted, const double *size, size_t n, double lo, double hi,
              double *placed)
{
    g_autofree Item *items = g_new0(Item, n + 1);
    g_autofree double *offset = g_new0(double, n + 1), *free_place = g_new0(double, n + 1);
    size_t k = 0;

    if (n == 0)
        return 0.0;
    for (size_t i = 0; i < n; i++)
        items[i] = (Item){ wanted[i], i };
    qsort(items, n, sizeof *items, compare_items);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            offset[i] = offset[i - 1] + (size[items[i - 1].index] + size[items[i].index]) / 2.0;
        free_place[i] = items[i].wanted - offset[i];
    }
    g_autoptr(GArray) pools = pool_adjacent_violators(free_place, n);
    double highest = hi - offset[n - 1];
    for (guint p = 0; p < pools->len; p++) {
        const Pool *pool = &g_array_index(pools, Pool, p);
        double place = fmax(fmin(pool->mean, highest), lo);

        for (size_t i = 0; i < pool->n; i++, k++)
            placed[items[k].index] = place + offset[k];
    }
    return fmax(0.0, lo - highest);
}
