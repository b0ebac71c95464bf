/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/ticks.h"

#include <glib.h>
#include <math.h>

static const NiceStep quantities[] = { { 1, 0 }, { 5, 0 }, { 2, 0 }, { 25, -1 } };
static const NiceStep whole_numbers[] = { { 1, 0 },  { 5, 0 }, { 2, 0 },
                                          { 10, 0 }, { 4, 0 }, { 3, 0 } };
static const NiceStep paper[] = { { 1, 0 }, { 5, 0 }, { 2, 0 }, { 25, -1 }, { 4, 0 }, { 3, 0 } };

const TickRule ticks_of_quantities = { quantities, G_N_ELEMENTS(quantities), 1, true, false };
const TickRule ticks_of_whole_numbers = { whole_numbers, G_N_ELEMENTS(whole_numbers), 1, true,
                                          true };
const TickRule ticks_of_the_paper = { paper, G_N_ELEMENTS(paper), 1000, false, false };

/* Weights of the paper, section 4. */
static const double of_simplicity = 0.2, of_coverage = 0.25, of_density = 0.5, of_legibility = 0.05;
static const double end_share = 0.35; /* of a step */

/* The search for the best labelling. */
typedef struct {
    const TickRequest *request;
    const TickRule *rule;
    double a, b, wanted;
    double score; /* of the best so far */
    Ticks best;
} Search;

/* One family of labellings: steps of SKIP times nice step Q, K labels. */
typedef struct {
    size_t q;
    int skip;
    size_t k;
} Family;

static double
power_of_ten(double value, int power)
{
    /* one rounding, whatever the power: 3 / 10 and not 3 * 0.1 */
    return power < 0 ? value / pow(10.0, -power) : value * pow(10.0, power);
}

double
ticks_value(const Ticks *ticks, size_t i)
{
    return power_of_ten((double)(ticks->first + (int64_t)i * ticks->step), ticks->power);
}

static double
last_value(const Ticks *ticks)
{
    return ticks_value(ticks, ticks->n - 1);
}

static double
step_value(const Ticks *ticks)
{
    return power_of_ten((double)ticks->step, ticks->power);
}

static double
rank_of(const Search *search, const Family *family)
{
    return search->rule->n > 1 ? (double)family->q / (double)(search->rule->n - 1) : 0.0;
}

/* ---- the four scores and their bounds: section 3 and 4 of the paper */

static double
best_simplicity(const Search *search, const Family *family)
{
    return 2.0 - rank_of(search, family) - family->skip;
}

/* 1 more for a labelling with a mark at 0. */
static double
simplicity(const Search *search, const Family *family, const Ticks *ticks)
{
    double low = ticks_value(ticks, 0), high = last_value(ticks);
    bool at_zero = ticks->first % ticks->step == 0 && low <= 0.0 && high >= 0.0;

    return 1.0 - rank_of(search, family) - family->skip + (at_zero ? 1.0 : 0.0);
}

static double
coverage(const Search *search, double low, double high)
{
    double tenth = 0.1 * (search->b - search->a);

    return 1.0 - 0.5 * (pow(search->b - high, 2.0) + pow(search->a - low, 2.0)) / (tenth * tenth);
}

static double
best_coverage(const Search *search, double span)
{
    double range = search->b - search->a, half = (span - range) / 2.0;

    return span > range ? 1.0 - half * half / (0.1 * range * (0.1 * range)) : 1.0;
}

static double
density(const Search *search, const Ticks *ticks)
{
    double low = ticks_value(ticks, 0), high = last_value(ticks);
    double is = ((double)ticks->n - 1.0) / (high - low);
    double should = (search->wanted - 1.0) / (fmax(high, search->b) - fmin(low, search->a));

    return 2.0 - fmax(is / should, should / is);
}

static double
best_density(const Search *search, size_t k)
{
    return (double)k >= search->wanted ? 2.0 - ((double)k - 1.0) / (search->wanted - 1.0) : 1.0;
}

static double
total(double simple, double covered, double dense, double legible)
{
    return of_simplicity * simple + of_coverage * covered + of_density * dense +
           of_legibility * legible;
}

/* ---- the search */

static void
try_labelling(Search *search, const Family *family, const Ticks *ticks)
{
    double low = ticks_value(ticks, 0), high = last_value(ticks);
    double score = total(simplicity(search, family, ticks), coverage(search, low, high),
                         density(search, ticks), 1.0);

    if (score <= search->score)
        return;
    if (search->request->legible)
        score -= of_legibility * (1.0 - search->request->legible(ticks, search->request->user));
    if (!(score > search->score))
        return;
    search->score = score;
    search->best = *ticks;
}

/* All places of FAMILY with its step times 10^POWER. FALSE when none can be better. */
static bool
try_power(Search *search, const Family *family, int power)
{
    const NiceStep *nice = &search->rule->steps[family->q];
    Ticks ticks = { .step = family->skip * nice->mantissa,
                    .power = nice->power + power,
                    .n = family->k };
    double step = step_value(&ticks), skip = family->skip, more = (double)family->k - 1.0;

    if (total(best_simplicity(search, family), best_coverage(search, step * more),
              best_density(search, family->k), 1.0) < search->score)
        return false;
    if (search->rule->whole && ticks.power < 0)
        return true;
    double first = floor(search->b / step) * skip - more * skip;
    double last = ceil(search->a / step) * skip;
    for (double start = first; start <= last; start++) {
        ticks.first = (int64_t)start * nice->mantissa;
        try_labelling(search, family, &ticks);
    }
    return true;
}

/* FALSE when no more labels can be better. */
static bool
try_count(Search *search, const Family *family)
{
    const NiceStep *nice = &search->rule->steps[family->q];
    double step = family->skip * power_of_ten((double)nice->mantissa, nice->power);

    if (total(best_simplicity(search, family), 1.0, best_density(search, family->k), 1.0) <
        search->score)
        return false;
    int power = (int)ceil(log10((search->b - search->a) / ((double)(family->k + 1) * step)));
    while (try_power(search, family, power))
        power++;
    return true;
}

static void
search_all(Search *search)
{
    for (int skip = 1; skip <= search->rule->most_skip; skip++)
        for (size_t q = 0; q < search->rule->n; q++) {
            Family family = { q, skip, 2 };

            if (total(best_simplicity(search, &family), 1.0, 1.0, 1.0) < search->score)
                return;
            while (try_count(search, &family))
                family.k++;
        }
}

/* ---- the ends of the axis */

static void
extend(Ticks *ticks, double a, double b)
{
    double step = step_value(ticks);

    if (b - last_value(ticks) > end_share * step)
        ticks->n++;
    if (ticks_value(ticks, 0) - a > end_share * step) {
        ticks->first -= ticks->step;
        ticks->n++;
    }
}

/* Marks of 0, 20 ... 100, or of 0, 50, 100 where there is no room for so many. */
static Ticks
whole_scale(const TickRequest *request)
{
    Ticks ticks = { 0, 20, 0, 6, 0.0, 100.0 };

    if (request->legible && isinf(request->legible(&ticks, request->user)))
        ticks = (Ticks){ 0, 50, 0, 3, 0.0, 100.0 };
    return ticks;
}

Ticks
ticks_choose(const TickRequest *request)
{
    const double none = -1e9; /* below every score */
    Search search = { .request = request,
                      .rule = request->rule ? request->rule : &ticks_of_quantities,
                      .a = request->from,
                      .b = request->to,
                      .wanted = fmax(request->wanted, 2.0),
                      .score = none };

    g_assert(isfinite(search.a) && isfinite(search.b) && search.a <= search.b);
    if (request->zero) {
        search.a = fmin(search.a, 0.0);
        search.b = fmax(search.b, 0.0);
    }
    if (request->shares && search.a >= 0.0 && search.b >= 80.0 && search.b <= 100.0)
        return whole_scale(request);
    if (search.a == search.b) {
        search.a = search.a > 0.0 || request->zero ? 0.0 : search.a - 1.0;
        search.b = search.b > 0.0 ? search.b : search.b + 1.0;
    }
    search_all(&search);
    if (search.rule->ends)
        extend(&search.best, search.a, search.b);
    search.best.from = fmin(ticks_value(&search.best, 0), search.a);
    search.best.to = fmax(last_value(&search.best), search.b);
    return search.best;
}

Ticks
ticks_between(int64_t first, int64_t last, double wanted)
{
    int64_t way = last - first, best = MAX(way, 1);
    double nearest = INFINITY;

    g_assert(first <= last);
    for (int64_t n = 1; n <= way && n <= 64; n++) { /* steps between the labels */
        double off = fmax((double)(n + 1) / wanted, wanted / (double)(n + 1));

        if (way % n == 0 && (double)(n + 1) <= wanted + 0.5 && off < nearest) {
            nearest = off;
            best = way / n;
        }
    }
    return (Ticks){ first, best, 0, (size_t)(way / best) + 1, (double)first, (double)last };
}

double
ticks_wanted(double length, bool vertical)
{
    return CLAMP(length / (vertical ? 34.0 : 62.0) + 1.0, 3.0, 8.0);
}

char *
ticks_label(const Ticks *ticks, size_t i, const NumberStyle *style)
{
    int64_t step = ticks->step, first = ticks->first;
    int decimals = -ticks->power;

    /* all labels have the decimals that the step and the first need */
    for (; decimals > 0 && step % 10 == 0 && first % 10 == 0; decimals--) {
        step /= 10;
        first /= 10;
    }
    return number_format(ticks_value(ticks, i), 0, MAX(decimals, 0), style);
}
