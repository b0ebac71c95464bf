/* SPDX-License-Identifier: GPL-3.0-or-later */
/* counts.h - whole numbers within ranges that obey sums: which values are left for each. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    int64_t low, high; /* none when LOW is above HIGH */
} CountRange;

typedef struct {
    size_t variable;
    int64_t coefficient;
} CountTerm;

/* LOW <= sum of the terms <= HIGH. */
typedef struct {
    const CountTerm *terms; /* [n_terms] each variable once */
    size_t n_terms;
    int64_t low, high;
} CountRule;

/* What counts_solve() could not count. */
#define COUNTS_MANY UINT64_MAX

/**
 * Narrows RANGES [n] to the least and the greatest value that each variable takes among the
 * solutions of RULES [n_rules], and returns how many solutions there are; 0: none, and RANGES are
 * then without meaning. COUNTS_MANY: too many to go through one by one; the ranges are then what
 * the rules leave of the bounds, which no solution exceeds.
 */
uint64_t counts_solve(CountRange *ranges, size_t n, const CountRule *rules, size_t n_rules);

/* Whether there is any solution, as far as a search of the same length can tell: FALSE is certain.
 * RANGES [n] are left as they are. */
bool counts_possible(const CountRange *ranges, size_t n, const CountRule *rules, size_t n_rules);

/* Writes the solutions, at most MOST, one after the other into COUNTS [MOST * n] in order of size
 * of the first variable, then the second and so on, and returns how many. Meant for few:
 * counts_solve() says before how many there are. RANGES [n] are left as they are. */
size_t counts_list(const CountRange *ranges, size_t n, const CountRule *rules, size_t n_rules,
                   int64_t *counts, size_t most);
