/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/counts.h"

#include "analysis/joined.h"

#include <string.h>

/* Of the search through one group of linked counts: terms and values looked at, and counts that are
 * not settled. */
enum { MOST_WORK = 1000000, MOST_OPEN = 64 };

/* Variables that rules tie together, numbered anew, and the search through their values. */
typedef struct {
    size_t n;
    CountRange *found;      /* [n] extremes among the solutions */
    const CountRule *rules; /* [n_rules] */
    size_t n_rules;
    size_t n_terms; /* of all rules */
    uint64_t solutions;
    size_t work;
    bool any; /* the first solution will do */
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
narrow_all(Search *search, CountRange *ranges)
{
    bool changed = true;

    /* each round takes at least one value away; slow walks are cut short, which loses nothing but
     * sharpness */
    for (int round = 0; changed && round < 1000; round++) {
        changed = false;
        search->work += search->n_terms;
        for (size_t i = 0; i < search->n_rules; i++)
            if (!narrow(&search->rules[i], ranges, &changed))
                return false;
    }
    return true;
}

/* The variable with the fewest values left, but more than one; n: all are settled. */
static size_t
choose(const Search *search, const CountRange *ranges)
{
    size_t chosen = search->n;

    for (size_t i = 0; i < search->n; i++)
        if (ranges[i].low < ranges[i].high &&
            (chosen == search->n ||
             ranges[i].high - ranges[i].low < ranges[chosen].high - ranges[chosen].low))
            chosen = i;
    return chosen;
}

/* Goes through all solutions within RANGES. FALSE when there are too many. The depth is at most
 * MOST_OPEN. */
static bool
visit(Search *search, const CountRange *ranges)
{
    size_t chosen = choose(search, ranges);

    if (chosen == search->n) {
        for (size_t i = 0; i < search->n; i++) {
            search->found[i].low = MIN(search->found[i].low, ranges[i].low);
            search->found[i].high = MAX(search->found[i].high, ranges[i].low);
        }
        search->solutions++;
        return !search->any;
    }
    g_autofree CountRange *next = g_new(CountRange, search->n);
    for (int64_t value = ranges[chosen].low; value <= ranges[chosen].high; value++) {
        search->work += search->n;
        if (search->work > MOST_WORK)
            return false;
        memcpy(next, ranges, search->n * sizeof *next);
        next[chosen].low = next[chosen].high = value;
        if (narrow_all(search, next) && !visit(search, next))
            return false;
    }
    return true;
}

/* Solutions of one group, whose ranges are narrowed. */
static uint64_t
solve_group(Search *search, CountRange *ranges)
{
    size_t open = 0;

    if (search->n_rules == 0) /* then it is one variable */
        return (uint64_t)(ranges[0].high - ranges[0].low) + 1;
    if (!narrow_all(search, ranges))
        return 0;
    for (size_t i = 0; i < search->n; i++) {
        open += ranges[i].low < ranges[i].high;
        search->found[i] = (CountRange){ INT64_MAX, INT64_MIN };
    }
    search->work = 0;
    if (open > MOST_OPEN || !visit(search, ranges))
        return COUNTS_MANY;
    if (search->solutions > 0)
        memcpy(ranges, search->found, search->n * sizeof *ranges);
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
            parent[joined_root(parent, rules[r].terms[i].variable)] =
                joined_root(parent, rules[r].terms[0].variable);
    }
    return true;
}

/* The variables and rules of one group. */
typedef struct {
    size_t *member; /* [n] its number outside */
    size_t *number; /* [all variables] its number within its group */
    CountRange *ranges, *found;
    CountRule *rules;
    CountTerm *terms;
    bool any;
} Workspace;

/* Solves the group that begins at VARIABLE and RULE of the chains. */
static uint64_t
solve_chains(const Chains *variables, size_t variable, const Chains *tied, size_t rule,
             CountRange *ranges, const CountRule *rules, Workspace *work)
{
    Search search = { .found = work->found, .rules = work->rules, .any = work->any };

    for (size_t i = variable; i > 0; i = variables->next[i - 1]) {
        work->member[search.n] = i - 1;
        work->number[i - 1] = search.n;
        work->ranges[search.n++] = ranges[i - 1];
    }
    for (size_t r = rule; r > 0; r = tied->next[r - 1]) {
        const CountRule *from = &rules[r - 1];
        CountTerm *terms = work->terms + search.n_terms;
        for (size_t i = 0; i < from->n_terms; i++)
            terms[i] =
                (CountTerm){ work->number[from->terms[i].variable], from->terms[i].coefficient };
        work->rules[search.n_rules++] = (CountRule){ terms, from->n_terms, from->low, from->high };
        search.n_terms += from->n_terms;
    }
    uint64_t solutions = solve_group(&search, work->ranges);
    for (size_t i = 0; i < search.n; i++)
        ranges[work->member[i]] = work->ranges[i];
    return solutions;
}

static uint64_t
solve(CountRange *ranges, size_t n, const CountRule *rules, size_t n_rules, bool any)
{
    g_autofree size_t *parent = g_new(size_t, n + 1);
    uint64_t solutions = 1;
    size_t n_terms = 0;

    if (!tie(ranges, n, rules, n_rules, parent))
        return 0;
    Chains variables = chains_new(n, n), tied = chains_new(n, n_rules);
    for (size_t i = n; i-- > 0;)
        chains_add(&variables, joined_root(parent, i), i);
    for (size_t r = n_rules; r-- > 0;) {
        n_terms += rules[r].n_terms;
        if (rules[r].n_terms > 0)
            chains_add(&tied, joined_root(parent, rules[r].terms[0].variable), r);
    }
    Workspace work = { .member = g_new(size_t, n + 1),
                       .number = g_new(size_t, n + 1),
                       .ranges = g_new(CountRange, n + 1),
                       .found = g_new(CountRange, n + 1),
                       .rules = g_new(CountRule, n_rules + 1),
                       .terms = g_new(CountTerm, n_terms + 1),
                       .any = any };
    for (size_t group = 0; group < n && solutions > 0; group++)
        if (variables.first[group] > 0)
            solutions = multiply(solutions, solve_chains(&variables, variables.first[group], &tied,
                                                         tied.first[group], ranges, rules, &work));
    g_free(work.member);
    g_free(work.number);
    g_free(work.ranges);
    g_free(work.found);
    g_free(work.rules);
    g_free(work.terms);
    chains_free(&variables);
    chains_free(&tied);
    return solutions;
}

uint64_t
counts_solve(CountRange *ranges, size_t n, const CountRule *rules, size_t n_rules)
{
    return solve(ranges, n, rules, n_rules, false);
}

bool
counts_possible(const CountRange *ranges, size_t n, const CountRule *rules, size_t n_rules)
{
    g_autofree CountRange *copy = g_new(CountRange, n + 1);

    if (n > 0)
        memcpy(copy, ranges, n * sizeof *copy);
    return solve(copy, n, rules, n_rules, true) > 0;
}
