/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/rank.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* The first ALONE rows a column are taken one by one; a later group has 1 / (PART columns) of the
 * rows before it. */
enum { ALONE = 8, PART = 2 };

struct Rank {
    size_t n; /* columns */
    uint64_t n_rows;
    size_t in_group;  /* rows in .sum */
    double *sum;      /* [n] of the rows of the group */
    double *products; /* [n * n], the lower triangle */
};

Rank *
rank_new(size_t n_columns)
{
    Rank *rank = g_new0(Rank, 1);

    rank->n = n_columns;
    rank->sum = g_new0(double, n_columns + 1);
    rank->products = g_new0(double, n_columns *n_columns + 1);
    return rank;
}

void
rank_free(Rank *rank)
{
    if (!rank)
        return;
    g_free(rank->sum);
    g_free(rank->products);
    g_free(rank);
}

/* Adds the products of X with itself to the lower triangle. */
static void
add_products(double *restrict products, const double *restrict x, size_t n)
{
    for (size_t a = 0; a < n; a++) {
        double *restrict row = products + a * n, factor = x[a];

        for (size_t b = 0; b <= a; b++)
            row[b] += factor * x[b];
    }
}

/* A coefficient of row I, of size 1/2 to 3/2, the same in every run. The mixing is SplitMix64:
 * Steele, Lea and Flood (2014), OOPSLA, 453-472. */
static double
coefficient(uint64_t i)
{
    uint64_t z = (i + 1) * UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    z ^= z >> 31;
    double size = 0.5 + (double)(z >> 11) * 0x1p-53;
    return z & 1 ? -size : size;
}

void
rank_add(Rank *rank, const double *row)
{
    uint64_t alone = (uint64_t)ALONE * rank->n;

    if (rank->n_rows < alone) {
        add_products(rank->products, row, rank->n);
        rank->n_rows++;
        return;
    }
    double factor = coefficient(rank->n_rows++);
    for (size_t a = 0; a < rank->n; a++)
        rank->sum[a] += factor * row[a];
    if (++rank->in_group * PART * rank->n < rank->n_rows)
        return;
    add_products(rank->products, rank->sum, rank->n);
    memset(rank->sum, 0, rank->n * sizeof *rank->sum);
    rank->in_group = 0;
}

/* Cholesky's decomposition of the products, column by column. A column whose distance from the span
 * of those accepted before is below 1e-5 of its length is set aside, as by LINPACK's dqrdc2, with
 * which R judges the rank of replicate weights. */
size_t
rank_find(const Rank *rank)
{
    const double tolerance = 1e-5 * 1e-5;
    size_t n = rank->n, found = 0;
    g_autofree double *products = g_memdup2(rank->products, (n * n + 1) * sizeof *products);
    g_autofree double *factor = g_new0(double, n *n + 1); /* [found][found] of accepted columns */
    g_autofree size_t *accepted = g_new0(size_t, n + 1);

    if (rank->in_group > 0)
        add_products(products, rank->sum, n);
    for (size_t a = 0; a < n; a++) {
        double *row = factor + found * n, rest = products[a * n + a];

        for (size_t k = 0; k < found; k++) {
            const double *other = factor + k * n;
            double part = products[a * n + accepted[k]];

            for (size_t j = 0; j < k; j++)
                part -= row[j] * other[j];
            row[k] = part / other[k];
            rest -= row[k] * row[k];
        }
        if (!(rest > tolerance * products[a * n + a]))
            continue;
        row[found] = sqrt(rest);
        accepted[found++] = a;
    }
    return found;
}
