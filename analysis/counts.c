/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/counts.h"

#include <stdbool.h>
#include <string.h>

/* Of the search through one group of linked counts: steps, and counts that are not settled. */
enum { MOST_STEPS = 200000, MOST_OPEN = 64 };

/* Variables that rules tie together, and the search through their values. */
typedef struct {
    const size_t *variables; /* [n] */
    size_t n;
    const CountRule *const *rules; /* [n_rules] */
    size_t n_rules;
    CountRange *found; /* [all variables] extremes among the solutions */
    uint64_t solutions;
    size_t steps;
} Search;

static int64_t
floor_divide(int64_t a, int64_t b)
{
    g_assert(b > 0);
    return a / b - (a % b < 0);
}

static int64_t
least(const CountTerm *term, const CountRange *ranges)
{
    const CountRange *range = &ranges[term->variable];
    return term->coefficient * (term->coefficient > 0 ? range->low : range->high);
}

static int64_t
most(const CountTerm *term, const CountRange *ranges)
{
    const CountRange *range = &ranges[term->variable];
    return term->coefficient * (term->coefficient > 0 ? range->high : range->low);
}

/* What RULE leaves of RANGES. FALSE: nothing. *CHANGED: something went. */
static bool
narrow(const CountRule *rule, CountRange *ranges, bool *changed)
{
    int64_t low = 0, high = 0;

    for (size_t i = 0; i < rule->n_terms; i++) {
        low += least(&rule->terms[i], ranges);
        high += most(&rule->terms[i], ranges);
    }
    if (low > rule->high || high < rule->low)
        return false;
    for (size_t i = 0; i < rule->n_terms; i++) {
        const CountTerm *term = &rule->terms[i];
        CountRange *range = &ranges[term->variable];
        /* the term is within RULE minus the others */
        int64_t top = rule->high - (low - least(term, ranges));
        int64_t bottom = rule->low - (high - most(term, ranges));
        bool adds = term->coefficient > 0;
        int64_t times = adds ? term->coefficient : -term->coefficient;
        int64_t least_value = -floor_divide(adds ? -bottom : top, times);
        int64_t most_value = floor_divide(adds ? top : -bottom, times);

        if (least_value <= range->low && most_value >= range->high)
            continue;
        low -= least(term, ranges);
        high -= most(term, ranges);
        range->low = MAX(range->low, least_value);
        range->high = MIN(range->high, most_value);
        if (range->low > range->high)
            return false;
        low += least(term, ranges);
        high += most(term, ranges);
        *changed = true;
    }
    return true;
}

static bool
narrow_all(const Search *search, CountRange *ranges)
{
    bool changed = true;

    /* each round takes at least one value away; slow walks are cut short, which loses nothing but
     * sharpness */
    for (int round = 0; changed && round < 1000; round++) {
        changed = false;
        for (size_t i = 0; i < search->n_rules; i++)
            if (!narrow(search->rules[i], ranges, &changed))
                return false;
    }
    return true;
}

/* The variable with the fewest values left, but more than one; NULL: all are settled. */
static const size_t *
choose(const Search *search, const CountRange *ranges)
{
    const size_t *chosen = NULL;

    for (size_t i = 0; i < search->n; i++) {
        const CountRange *range = &ranges[search->variables[i]];
        if (range->low == range->high)
            continue;
        if (!chosen || range->high - range->low < ranges[*chosen].high - ranges[*chosen].low)
            chosen = &search->variables[i];
    }
    return chosen;
}

/* Goes through all solutions within RANGES [n]. FALSE when there are too many. The depth is at most
 * MOST_OPEN. */
static bool
visit(Search *search, const CountRange *ranges, size_t n)
{
    const size_t *chosen = choose(search, ranges);

    if (search->steps++ > MOST_STEPS)
        return false;
    if (!chosen) {
        for (size_t i = 0; i < search->n; i++) {
            CountRange *found = &search->found[search->variables[i]];
            int64_t value = ranges[search->variables[i]].low;
            found->low = MIN(found->low, value);
            found->high = MAX(found->high, value);
        }
        search->solutions++;
        return true;
    }
    g_autofree CountRange *next = g_new(CountRange, n);
    for (int64_t value = ranges[*chosen].low; value <= ranges[*chosen].high; value++) {
        memcpy(next, ranges, n * sizeof *next);
        next[*chosen].low = next[*chosen].high = value;
        if (narrow_all(search, next) && !visit(search, next, n))
            return false;
        if (search->steps++ > MOST_STEPS)
            return false;
    }
    return true;
}

/* Solutions of one group, whose variables are narrowed in RANGES. */
static uint64_t
solve_group(Search *search, CountRange *ranges, size_t n)
{
    if (!narrow_all(search, ranges))
        return 0;
    if (search->n_rules == 0) { /* then it is one variable */
        const CountRange *range = &ranges[search->variables[0]];
        return range->low > range->high ? 0 : (uint64_t)(range->high - range->low) + 1;
    }
    size_t open = 0;
    for (size_t i = 0; i < search->n; i++) {
        const CountRange *range = &ranges[search->variables[i]];
        open += range->low < range->high;
        search->found[search->variables[i]] = (CountRange){ INT64_MAX, INT64_MIN };
    }
    if (open > MOST_OPEN || !visit(search, ranges, n))
        return COUNTS_MANY;
    for (size_t i = 0; i < search->n; i++)
        ranges[search->variables[i]] = search->found[search->variables[i]];
    return search->solutions;
}

/* Things of a group as a chain: FIRST of each group and NEXT of each thing, number + 1, 0: none. */
typedef struct {
    size_t *first, *next;
} Chains;

static Chains
chains_new(size_t n_groups, size_t n)
{
    return (Chains){ g_new0(size_t, n_groups + 1), g_new0(size_t, n + 1) };
}

static void
chains_add(Chains *chains, size_t group, size_t thing)
{
    chains->next[thing] = chains->first[group];
    chains->first[group] = thing + 1;
}

static void
chains_free(Chains *chains)
{
    g_free(chains->first);
    g_free(chains->next);
}

static size_t
root_of(size_t *parent, size_t i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

static uint64_t
multiply(uint64_t a, uint64_t b)
{
    return a != 0 && b > COUNTS_MANY / a ? COUNTS_MANY : a * b;
}

/* Ties the variables of each rule together: the root of each, into PARENT. FALSE when a range is
 * empty or a rule without variables is false. */
static bool
tie(const CountRange *ranges, size_t n, const CountRule *rules, size_t n_rules, size_t *parent)
{
    for (size_t i = 0; i < n; i++) {
        parent[i] = i;
        if (ranges[i].low > ranges[i].high)
            return false;
    }
    for (size_t r = 0; r < n_rules; r++) {
        if (rules[r].n_terms == 0 && (rules[r].low > 0 || rules[r].high < 0))
            return false;
        for (size_t i = 1; i < rules[r].n_terms; i++)
            parent[root_of(parent, rules[r].terms[i].variable)] =
                root_of(parent, rules[r].terms[0].variable);
    }
    return true;
}

uint64_t
counts_solve(CountRange *ranges, size_t n, const CountRule *rules, size_t n_rules)
{
    g_autofree size_t *parent = g_new(size_t, n + 1), *members = g_new(size_t, n + 1);
    g_autofree const CountRule **of_group = g_new(const CountRule *, n_rules + 1);
    g_autofree CountRange *found = g_new(CountRange, n + 1);
    uint64_t solutions = 1;

    if (!tie(ranges, n, rules, n_rules, parent))
        return 0;
    Chains variables = chains_new(n, n), tied = chains_new(n, n_rules);
    for (size_t i = n; i-- > 0;)
        chains_add(&variables, root_of(parent, i), i);
    for (size_t r = n_rules; r-- > 0;)
        if (rules[r].n_terms > 0)
            chains_add(&tied, root_of(parent, rules[r].terms[0].variable), r);
    for (size_t group = 0; group < n && solutions > 0; group++) {
        Search search = { .variables = members, .rules = of_group, .found = found };
        for (size_t i = variables.first[group]; i > 0; i = variables.next[i - 1])
            members[search.n++] = i - 1;
        for (size_t r = tied.first[group]; r > 0; r = tied.next[r - 1])
            of_group[search.n_rules++] = &rules[r - 1];
        if (search.n > 0)
            solutions = multiply(solutions, solve_group(&search, ranges, n));
    }
    chains_free(&variables);
    chains_free(&tied);
    return solutions;
}
