/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recount_repair.c - the smallest changes under which a figure that cannot be right would be. */
#include "analysis/recount_system.h"

#include <string.h>

enum {
    MOST_MISSING = 400,  /* bases that are tried below the printed one */
    MOST_MISPRINTS = 36, /* kept of one figure: all there are of four digits */
    MOST_FORCED = 200000 /* ways to choose the counts of a forced sum that are gone through */
};

/* The first value of another figure that holds as it is and would not under ROUNDING. */
static void
find_against(const Recount *recount, size_t f, Explanation *explanation)
{
    for (size_t g = 0; g < recount->published->n_figures; g++) {
        const RecountFigure *other = &recount->figures[g];
        for (size_t i = 0; g != f && i < other->figure->n_values; i++) {
            CountRange range;
            if (!other->values[i].possible ||
                recount_range(other->values[i].value, other->figure->base, explanation->rounding,
                              &range))
                continue;
            explanation->against_figure = other->figure;
            explanation->against_value = other->values[i].value;
            return;
        }
    }
}

/* Solves figure F as SYSTEM now has it, with its links, into SCRATCH [all]. */
static bool
fits_now(const System *system, size_t f, CountRange *scratch)
{
    return (system->linked[f] ? recount_solve(system, scratch)
                              : recount_solve_figure(system, f, scratch)) > 0;
}

/* Keeps what SCRATCH [all] says of figure F as EXPLANATION. */
static void
keep_explanation(const System *system, Recount *recount, size_t f, Explanation explanation,
                 const CountRange *scratch)
{
    RecountFigure *result = &recount->figures[f];
    size_t first = system->offset[f], n = result->figure->n_values;

    explanation.unique = true;
    explanation.counts = g_memdup2(scratch + first, n * sizeof *scratch);
    for (size_t i = 0; i < n; i++)
        explanation.unique &= scratch[first + i].low == scratch[first + i].high;
    if (explanation.repair == REPAIR_ROUNDING)
        find_against(recount, f, &explanation);
    result->explanations = g_renew(Explanation, result->explanations, result->n_explanations + 1);
    result->explanations[result->n_explanations++] = explanation;
}

/* Whether figure F with ROUNDING on BASE fits, with the counts in SCRATCH [all]. */
static bool
try_figure(System *system, const Recount *recount, size_t f, Rounding rounding, int64_t base,
           CountRange *scratch)
{
    const PublishedFigure *figure = recount->figures[f].figure;
    size_t first = system->offset[f], n = figure->n_values;
    g_autofree CountRange *before = g_memdup2(system->ranges + first, n * sizeof *before);
    CountRule rule = system->rules[f];
    bool fits = base > 0;

    for (size_t i = 0; i < n && fits; i++)
        fits = recount_range(&figure->values[i], base, rounding, &system->ranges[first + i]);
    if (fits) {
        system->rules[f].low = recount_sums_to_base(figure) ? base : 0;
        system->rules[f].high = figure->multiple ? base * (int64_t)n : base;
        fits = fits_now(system, f, scratch);
    }
    memcpy(system->ranges + first, before, n * sizeof *before);
    system->rules[f] = rule;
    return fits;
}

/* The largest base that fits, and how many smaller ones do. */
static void
try_bases(System *system, Recount *recount, size_t f, CountRange *scratch)
{
    int64_t printed = recount->figures[f].figure->base;
    int64_t least = MAX(MAX(printed / 2, printed - MOST_MISSING), 1);
    size_t kept = recount->figures[f].n_explanations;

    for (int64_t base = printed - 1; base >= least; base--) {
        if (!try_figure(system, recount, f, ROUNDING_HALF_UP, base, scratch))
            continue;
        if (recount->figures[f].n_explanations > kept)
            recount->figures[f].explanations[kept].n_more++;
        else
            keep_explanation(
                system, recount, f,
                (Explanation){ .repair = REPAIR_BASE, .base = base, .least_base = least }, scratch);
    }
}

/* Each digit of each percentage replaced by each other one. A digit that stands first in a number
 * of several is not replaced by 0. */
static void
try_misprints(System *system, Recount *recount, size_t f, CountRange *scratch)
{
    const PublishedFigure *figure = recount->figures[f].figure;
    size_t found = 0;

    for (size_t i = 0; i < figure->n_values; i++) {
        PublishedValue *value = &figure->values[i];
        Printed printed = value->percent;
        int64_t unit = 1;

        /* when some cannot be, only one of them can have been misprinted */
        if (!value->text || (recount->figures[f].sums && recount->figures[f].values[i].possible))
            continue;
        for (; unit == 1 || unit <= printed.digits; unit *= 10)
            for (int64_t digit = 0; digit <= 9 && found < MOST_MISPRINTS; digit++) {
                int64_t was = printed.digits / unit % 10;
                bool leading = unit > 1 && unit * 10 > printed.digits;

                if (digit == was || (digit == 0 && leading))
                    continue;
                value->percent.digits = printed.digits + (digit - was) * unit;
                if (try_figure(system, recount, f, ROUNDING_HALF_UP, figure->base, scratch)) {
                    found++;
                    keep_explanation(system, recount, f,
                                     (Explanation){ .repair = REPAIR_MISPRINT,
                                                    .base = figure->base,
                                                    .value = i,
                                                    .digits = value->percent.digits },
                                     scratch);
                }
                value->percent.digits = printed.digits;
            }
    }
}

/* A figure whose percentages are forced to sum to 100, as its counts are chosen one by one. */
typedef struct {
    System *system;
    const PublishedFigure *figure;
    size_t f;
    int64_t *counts; /* [n_values] */
    int64_t whole;   /* 100 in units of the last decimal */
    size_t tried;
    CountRange *scratch;
} Forced;

/* Whether the largest remainders, COUNTS being what they are, give what is printed: those rounded
 * up have larger remainders than those that are not; ties may go either way. */
static bool
remainders_give(const Forced *forced)
{
    const PublishedFigure *figure = forced->figure;
    int64_t up_least = INT64_MAX, down_most = -1, left = forced->whole;
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(int64_t));

    for (size_t i = 0; i < figure->n_values; i++) {
        int64_t share = forced->whole * forced->counts[i];
        int64_t floor = share / figure->base, rest = share % figure->base;

        left -= floor;
        if (!figure->values[i].text) {
            g_array_append_val(open, rest);
            continue;
        }
        bool up = figure->values[i].percent.digits == floor + 1;
        left -= up;
        if (up)
            up_least = MIN(up_least, rest);
        else
            down_most = MAX(down_most, rest);
    }
    /* what is not printed takes the rest, its largest remainders first */
    for (; left > 0 && open->len > 0; left--) {
        guint largest = 0;
        for (guint k = 1; k < open->len; k++)
            if (g_array_index(open, int64_t, k) > g_array_index(open, int64_t, largest))
                largest = k;
        up_least = MIN(up_least, g_array_index(open, int64_t, largest));
        g_array_remove_index(open, largest);
    }
    for (guint k = 0; k < open->len; k++)
        down_most = MAX(down_most, g_array_index(open, int64_t, k));
    return left == 0 && up_least >= down_most;
}

/* Chooses the counts from value I on, LEFT of the base being free, until they give what is printed
 * and agree with the links. */
static bool
choose_forced(Forced *forced, size_t i, int64_t left)
{
    const PublishedFigure *figure = forced->figure;
    CountRange *range = forced->system->ranges + forced->system->offset[forced->f];
    int64_t low = 0, high = left;

    if (++forced->tried > MOST_FORCED)
        return false;
    if (i == figure->n_values) {
        if (left > 0 || !remainders_give(forced))
            return false;
        for (size_t k = 0; k < figure->n_values; k++)
            range[k] = (CountRange){ forced->counts[k], forced->counts[k] };
        return fits_now(forced->system, forced->f, forced->scratch);
    }
    if (figure->values[i].text) { /* digits - 1 < share < digits + 1 */
        int64_t digits = figure->values[i].percent.digits;
        low = MAX(0, (digits - 1) * figure->base / forced->whole);
        high = MIN(left, (digits + 1) * figure->base / forced->whole);
    }
    if (figure->values[i].count >= 0) {
        low = MAX(low, figure->values[i].count);
        high = MIN(high, figure->values[i].count);
    }
    if (i + 1 == figure->n_values)
        low = MAX(low, left);
    for (forced->counts[i] = low; forced->counts[i] <= high; forced->counts[i]++) {
        int64_t floor = forced->whole * forced->counts[i] / figure->base;

        if (figure->values[i].text && floor != figure->values[i].percent.digits &&
            floor + 1 != figure->values[i].percent.digits)
            continue;
        if (choose_forced(forced, i + 1, left - forced->counts[i]))
            return true;
    }
    return false;
}

/* All percentages of a figure have as many decimals as the first. */
static bool
same_decimals(const PublishedFigure *figure, int64_t *whole)
{
    int decimals = -1;

    *whole = 100;
    for (size_t i = 0; i < figure->n_values; i++) {
        if (!figure->values[i].text)
            continue;
        if (decimals >= 0 && figure->values[i].percent.decimals != decimals)
            return false;
        decimals = figure->values[i].percent.decimals;
    }
    for (int i = 0; i < decimals; i++)
        *whole *= 10;
    return decimals >= 0;
}

/* Hamilton's rule, as far as there are not too many counts to choose from. */
static void
try_forced(System *system, Recount *recount, size_t f, CountRange *scratch)
{
    const PublishedFigure *figure = recount->figures[f].figure;
    size_t first = system->offset[f], n = figure->n_values;
    g_autofree CountRange *before = g_memdup2(system->ranges + first, n * sizeof *before);
    g_autofree int64_t *counts = g_new0(int64_t, n + 1);
    Forced forced = {
        .system = system, .figure = figure, .f = f, .counts = counts, .scratch = scratch
    };

    if (!recount_sums_to_base(figure) || !same_decimals(figure, &forced.whole))
        return;
    if (choose_forced(&forced, 0, figure->base))
        keep_explanation(system, recount, f,
                         (Explanation){ .repair = REPAIR_FORCED, .base = figure->base }, scratch);
    memcpy(system->ranges + first, before, n * sizeof *before);
}

void
recount_explain(System *system, Recount *recount, CountRange *scratch)
{
    for (size_t f = 0; f < recount->published->n_figures; f++) {
        RecountFigure *result = &recount->figures[f];
        if (result->possible)
            continue;
        try_bases(system, recount, f, scratch);
        for (Rounding r = ROUNDING_HALF_UP + 1; r < N_ROUNDINGS; r++)
            if (try_figure(system, recount, f, r, result->figure->base, scratch))
                keep_explanation(system, recount, f,
                                 (Explanation){ .repair = REPAIR_ROUNDING,
                                                .rounding = r,
                                                .base = result->figure->base },
                                 scratch);
        try_forced(system, recount, f, scratch);
        try_misprints(system, recount, f, scratch);
    }
}
