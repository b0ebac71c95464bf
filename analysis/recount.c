/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Integer consistency of published shares: Brown and Heathers (2017), The GRIM test, Social
 * Psychological and Personality Science 8, 363-369; here with links between figures. */
#include "analysis/recount.h"

#include "analysis/recount_system.h"
#include "datasets/number.h"

#include <string.h>

bool
recount_sums_to_base(const PublishedFigure *figure)
{
    return !figure->multiple && !figure->partial && figure->n_values > 1;
}

/* The counts of VALUE on BASE under ROUNDING: FALSE when there is none, and then *RANGE is all. */
bool
recount_range(const PublishedValue *value, int64_t base, Rounding rounding, CountRange *range)
{
    *range = (CountRange){ 0, base };
    if (value->text && !percent_counts(value->percent.digits, value->percent.decimals, base,
                                       rounding, &range->low, &range->high)) {
        *range = (CountRange){ 0, base };
        return false;
    }
    if (value->count < 0)
        return true;
    bool within = value->count >= range->low && value->count <= range->high;
    *range = within ? (CountRange){ value->count, value->count } : (CountRange){ 0, base };
    return within;
}

static CountTerm *
new_terms(System *system, size_t n)
{
    CountTerm *terms = g_new0(CountTerm, n + 1);

    g_ptr_array_add(system->terms, terms);
    return terms;
}

/* The answers of figure F against BASE: they sum to it, or, of a question with one answer, do not
 * exceed it. */
static CountRule
figure_rule(System *system, size_t f, int64_t base)
{
    const PublishedFigure *figure = &system->published->figures[f];
    CountTerm *terms = new_terms(system, figure->n_values);

    for (size_t i = 0; i < figure->n_values; i++)
        terms[i] = (CountTerm){ system->offset[f] + i, 1 };
    return (CountRule){ .terms = terms,
                        .n_terms = figure->n_values,
                        .low = recount_sums_to_base(figure) ? base : 0,
                        .high = figure->multiple ? base * (int64_t)figure->n_values : base };
}

static CountRule
link_rule(System *system, const PublishedLink *link)
{
    CountTerm *terms = new_terms(system, link->n_terms);

    for (size_t i = 0; i < link->n_terms; i++)
        terms[i] = (CountTerm){ system->offset[link->terms[i].figure] + link->terms[i].value,
                                link->terms[i].coefficient };
    return (CountRule){
        .terms = terms, .n_terms = link->n_terms, .low = link->low, .high = link->high
    };
}

uint64_t
recount_solve(const System *system, CountRange *ranges)
{
    size_t n = system->offset[system->published->n_figures];

    memcpy(ranges, system->ranges, n * sizeof *ranges);
    return counts_solve(ranges, n, system->rules, system->n_rules);
}

/* Solves figure F by itself, into the ranges of its values in RANGES [all]. */
uint64_t
recount_solve_figure(const System *system, size_t f, CountRange *ranges)
{
    size_t first = system->offset[f], n = system->offset[f + 1] - first;
    g_autofree CountTerm *terms = g_new(CountTerm, n + 1);
    CountRule rule = system->rules[f];

    for (size_t i = 0; i < n; i++) {
        terms[i] = (CountTerm){ i, 1 };
        ranges[first + i] = system->ranges[first + i];
    }
    rule.terms = terms;
    return counts_solve(ranges + first, n, &rule, 1);
}

void
percent_nearest(int64_t digits, int decimals, int64_t base, Nearest *below, Nearest *above)
{
    int64_t whole = 100;

    for (int i = 0; i < decimals; i++)
        whole *= 10;
    /* stays below 10^6 * 2^36 */
    int64_t count = digits * base / whole;
    *below = (Nearest){ count, number_percent((uint64_t)count, (uint64_t)base, decimals) };
    *above = (Nearest){ count + 1 > base ? -1 : count + 1, 0 };
    if (above->count >= 0)
        above->percent = number_percent((uint64_t)above->count, (uint64_t)base, decimals);
}

/* What an impossible VALUE could have been: what its printed count gives, else its neighbours. */
static void
judge_nearest(RecountValue *value, int64_t base)
{
    const Printed *percent = &value->value->percent;
    int64_t count = value->value->count;

    if (count < 0) {
        percent_nearest(percent->digits, percent->decimals, base, &value->below, &value->above);
        return;
    }
    value->below.count = count;
    value->below.percent = number_percent((uint64_t)count, (uint64_t)base, percent->decimals);
    value->above.count = -1;
}

/* Judges figure F by itself and sets its ranges in SYSTEM. SCRATCH is [all]. */
static void
judge_figure(System *system, size_t f, RecountFigure *result, CountRange *scratch)
{
    const PublishedFigure *figure = &system->published->figures[f];
    CountRange *ranges = system->ranges + system->offset[f];
    bool all = true, declared = true, any_declared = false;

    result->figure = figure;
    result->values = g_new0(RecountValue, figure->n_values + 1);
    for (size_t i = 0; i < figure->n_values; i++) {
        RecountValue *value = &result->values[i];
        value->value = &figure->values[i];
        value->possible =
            recount_range(value->value, figure->base, ROUNDING_HALF_UP, &value->alone);
        ranges[i] = value->alone;
        any_declared |= value->value->deviation != NULL;
        if (value->possible)
            continue;
        all = false;
        declared &= value->value->deviation != NULL;
        judge_nearest(value, figure->base);
    }
    result->sums = recount_solve_figure(system, f, scratch) > 0;
    result->possible = all && result->sums;
    result->declared = !result->possible && declared && (result->sums || any_declared);
    /* a figure that contradicts itself must not spoil the others */
    for (size_t i = 0; i < figure->n_values && !result->sums; i++)
        ranges[i] = (CountRange){ 0, figure->base };
}

/* The attainable count nearest to an impossible percentage, among those that are left. */
static int64_t
nearest_of(const RecountValue *value, int64_t base)
{
    const CountRange *left = &value->joint;
    int64_t whole = 100, printed = value->value->percent.digits * base;
    int64_t below = value->below.count, above = value->above.count;

    for (int i = 0; i < value->value->percent.decimals; i++)
        whole *= 10;
    bool below_left = below >= left->low && below <= left->high;
    bool above_left = above >= left->low && above <= left->high;
    /* the distances between 100 k / base and what is printed, times the base */
    if (below_left && above_left)
        return printed - whole * below <= whole * above - printed ? below : above;
    return below_left ? below : above_left ? above : -1;
}

/* What is left when each impossible value has its nearest count. */
static void
find_likely(System *system, Recount *recount)
{
    size_t n = system->offset[recount->published->n_figures];
    g_autofree CountRange *before = g_memdup2(system->ranges, n * sizeof *before);
    g_autofree CountRange *ranges = g_new0(CountRange, n + 1);
    bool any = false;

    for (size_t f = 0; f < recount->published->n_figures; f++)
        for (size_t i = 0; i < recount->figures[f].figure->n_values; i++) {
            RecountValue *value = &recount->figures[f].values[i];
            value->nearest =
                value->possible ? -1 : nearest_of(value, recount->figures[f].figure->base);
            any |= value->nearest >= 0;
            if (value->nearest >= 0)
                system->ranges[system->offset[f] + i] =
                    (CountRange){ value->nearest, value->nearest };
        }
    bool fits = any && recount_solve(system, ranges) > 0;
    for (size_t f = 0; f < recount->published->n_figures; f++)
        for (size_t i = 0; i < recount->figures[f].figure->n_values; i++) {
            RecountValue *value = &recount->figures[f].values[i];
            value->likely = fits ? ranges[system->offset[f] + i] : value->joint;
        }
    if (n > 0)
        memcpy(system->ranges, before, n * sizeof *before);
}

/* Adds the links one after the other; one that leaves no solution is marked and left out. */
static void
add_links(System *system, Recount *recount)
{
    size_t n = system->offset[recount->published->n_figures];

    for (size_t i = 0; i < recount->published->n_links; i++) {
        RecountLink *result = &recount->links[i];
        result->link = &recount->published->links[i];
        system->rules[system->n_rules++] = link_rule(system, result->link);
        result->holds = counts_possible(system->ranges, n, system->rules, system->n_rules);
        if (!result->holds)
            system->n_rules--;
        for (size_t k = 0; result->holds && k < result->link->n_terms; k++)
            system->linked[result->link->terms[k].figure] = true;
        recount->fails |= !result->holds && !result->link->deviation;
    }
}

/* Each solution, when they are few, and whether they are of all that is published. */
static void
list_solutions(const System *system, Recount *recount)
{
    const Published *published = recount->published;
    size_t n = system->offset[published->n_figures];

    recount->whole = true;
    for (size_t f = 0; f < published->n_figures; f++)
        recount->whole &= recount->figures[f].possible;
    for (size_t i = 0; i < published->n_links; i++)
        recount->whole &= recount->links[i].holds;
    if (recount->solutions > RECOUNT_LISTED)
        return;
    recount->listed = g_new(int64_t, RECOUNT_LISTED * n + 1);
    recount->n_listed = counts_list(system->ranges, n, system->rules, system->n_rules,
                                    recount->listed, RECOUNT_LISTED);
}

static void
judge_stated(Recount *recount)
{
    const Published *published = recount->published;

    recount->stated = g_new0(StatedVerdict, published->n_stated + 1);
    for (size_t i = 0; i < published->n_stated; i++) {
        recount->stated[i] = stated_judge(&published->stated[i]);
        recount->fails |= !recount->stated[i].holds && !published->stated[i].deviation;
    }
}

Recount *
recount(const Published *published)
{
    Recount *result = g_new0(Recount, 1);
    System system = { .published = published };

    result->published = published;
    result->figures = g_new0(RecountFigure, published->n_figures + 1);
    result->links = g_new0(RecountLink, published->n_links + 1);
    system.terms = g_ptr_array_new_with_free_func(g_free);
    system.offset = g_new0(size_t, published->n_figures + 1);
    for (size_t f = 0; f < published->n_figures; f++)
        system.offset[f + 1] = system.offset[f] + published->figures[f].n_values;
    size_t n = system.offset[published->n_figures];
    system.ranges = g_new0(CountRange, n + 1);
    system.linked = g_new0(bool, published->n_figures + 1);
    g_autofree CountRange *ranges = g_new0(CountRange, n + 1);
    system.rules = g_new0(CountRule, published->n_figures + published->n_links + 1);
    for (size_t f = 0; f < published->n_figures; f++) {
        system.rules[system.n_rules++] = figure_rule(&system, f, published->figures[f].base);
        judge_figure(&system, f, &result->figures[f], ranges);
        if (!result->figures[f].sums) /* then its answers need not even fit into the base */
            system.rules[f].low = 0, system.rules[f].high = INT64_MAX / 4;
        result->fails |= !result->figures[f].possible && !result->figures[f].declared;
    }
    add_links(&system, result);
    judge_stated(result);
    result->solutions = recount_solve(&system, ranges);
    for (size_t f = 0; f < published->n_figures; f++)
        for (size_t i = 0; i < published->figures[f].n_values; i++)
            result->figures[f].values[i].joint = ranges[system.offset[f] + i];
    list_solutions(&system, result);
    find_likely(&system, result);
    recount_explain(&system, result, ranges);
    g_ptr_array_unref(system.terms);
    g_free(system.offset);
    g_free(system.ranges);
    g_free(system.rules);
    g_free(system.linked);
    return result;
}

void
recount_free(Recount *recount)
{
    if (!recount)
        return;
    for (size_t f = 0; f < recount->published->n_figures; f++) {
        RecountFigure *figure = &recount->figures[f];
        for (size_t i = 0; i < figure->n_explanations; i++)
            g_free(figure->explanations[i].counts);
        g_free(figure->explanations);
        g_free(figure->values);
    }
    g_free(recount->figures);
    g_free(recount->links);
    g_free(recount->stated);
    g_free(recount->listed);
    g_free(recount);
}
