/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/crossing.h"

#include "analysis/pairs.h"

/* A cell of k columns is the pair of a cell of the first k - 1 and a code of the last. */
struct Crossing {
    size_t n;
    Pairs **folds;   /* [n - 1] */
    int32_t largest; /* cell, with fewer than two columns */
};

Crossing *
crossing_new(size_t n)
{
    Crossing *crossing = g_new0(Crossing, 1);

    crossing->n = n;
    crossing->largest = -1;
    crossing->folds = g_new0(Pairs *, n + 1);
    for (size_t k = 1; k < n; k++)
        crossing->folds[k - 1] = pairs_new();
    return crossing;
}

void
crossing_free(Crossing *crossing)
{
    if (!crossing)
        return;
    for (size_t k = 1; k < crossing->n; k++)
        pairs_free(crossing->folds[k - 1]);
    g_free(crossing->folds);
    g_free(crossing);
}

static void
add_first(Crossing *crossing, const int32_t *code, size_t n_rows, int32_t *cell)
{
    for (size_t i = 0; i < n_rows; i++) {
        if (cell[i] < 0)
            continue;
        cell[i] = code ? code[i] : 0;
        if (crossing->n < 2 && cell[i] > crossing->largest)
            crossing->largest = cell[i];
    }
}

/* Two columns at once, which most tables have. */
static void
add_pair(Crossing *crossing, const int32_t *const *codes, size_t n_rows, int32_t *cell)
{
    const int32_t *first = codes[0], *second = codes[1];
    Pairs *fold = crossing->folds[0];

    for (size_t i = 0; i < n_rows; i++) {
        if ((cell[i] | first[i] | second[i]) < 0) /* one of them is */
            cell[i] = -1;
        else
            cell[i] = (int32_t)pairs_number(fold, (uint32_t)first[i], (uint32_t)second[i]);
    }
}

void
crossing_add(Crossing *crossing, const int32_t *const *codes, size_t n_rows, int32_t *cell)
{
    if (crossing->n == 2) {
        add_pair(crossing, codes, n_rows, cell);
        return;
    }
    add_first(crossing, crossing->n > 0 ? codes[0] : NULL, n_rows, cell);
    /* a row that any column leaves out must not number a cell */
    for (size_t k = 1; k < crossing->n; k++)
        for (size_t i = 0; i < n_rows; i++)
            if (codes[k][i] < 0)
                cell[i] = -1;
    for (size_t k = 1; k < crossing->n; k++) {
        Pairs *fold = crossing->folds[k - 1];

        for (size_t i = 0; i < n_rows; i++)
            if (cell[i] >= 0)
                cell[i] = (int32_t)pairs_number(fold, (uint32_t)cell[i], (uint32_t)codes[k][i]);
    }
}

size_t
crossing_count(const Crossing *crossing)
{
    if (crossing->n < 2)
        return (size_t)(crossing->largest + 1);
    return pairs_count(crossing->folds[crossing->n - 2]);
}

void
crossing_codes(const Crossing *crossing, int32_t cell, int32_t *codes)
{
    for (size_t k = crossing->n; k > 1; k--) {
        Pair pair = pairs_member(crossing->folds[k - 2], (uint32_t)cell);

        codes[k - 1] = (int32_t)pair.b;
        cell = (int32_t)pair.a;
    }
    if (crossing->n > 0)
        codes[0] = cell;
}

int32_t
crossing_find(const Crossing *crossing, const int32_t *codes)
{
    int64_t cell = crossing->n > 0 ? codes[0] : 0;

    if (crossing->n < 2)
        return cell <= crossing->largest ? (int32_t)cell : -1;
    for (size_t k = 1; k < crossing->n && cell >= 0; k++)
        cell = codes[k] < 0
                   ? -1
                   : pairs_find(crossing->folds[k - 1], (uint32_t)cell, (uint32_t)codes[k]);
    return (int32_t)cell;
}
