/* SPDX-License-Identifier: GPL-3.0-or-later */
/* joined.h - things that are joined to groups: each points to another of its group, or to itself.
 */
#pragma once

#include <stddef.h>

/* The one that stands for the group of I. Halving the way to it: Tarjan and van Leeuwen (1984), J.
 * ACM 31, 245-281. */
static inline size_t
joined_root(size_t *parent, size_t i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}
