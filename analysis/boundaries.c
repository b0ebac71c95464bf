/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/boundaries.h"

#include <glib.h>
#include <math.h>

const char *const boundary_rules[N_BOUNDARIES + 1] = { "cum-root-f", "lavallee-hidiroglou", NULL };

/* Sums over the first items, so that a stratum is two look-ups. */
typedef struct {
    const double *values;
    double *sum, *squares; /* [n + 1] */
    size_t n, count;
    double cv;
    bool take_all; /* the uppermost stratum */
} Search;

static double
total_between(const Search *search, size_t from, size_t to)
{
    return search->sum[to] - search->sum[from];
}

static double
sd_between(const Search *search, size_t from, size_t to)
{
    double n = (double)(to - from), sum = total_between(search, from, to);
    double squares = search->squares[to] - search->squares[from];

    return n > 1.0 ? sqrt(fmax((squares - sum * sum / n) / (n - 1.0), 0.0)) : 0.0;
}

/* Items that the coefficient of variation takes with strata that end at CUTS [count]. */
static double
needed(const Search *search, const size_t *cuts)
{
    double deviations = 0.0, squares = 0.0, whole = 0.0;
    double target = search->cv * search->sum[search->n];

    for (size_t h = 0, from = 0; h < search->count; from = cuts[h++]) {
        double n = (double)(cuts[h] - from), sd = sd_between(search, from, cuts[h]);

        if (cuts[h] <= from)
            return INFINITY;
        if (search->take_all && h + 1 == search->count) {
            whole = n;
            continue;
        }
        deviations += n * sd;
        squares += n * sd * sd;
    }
    return whole + deviations * deviations / (target * target + squares);
}

/* The first item above the value before PLACE: boundaries lie between different values. */
static size_t
between_values(const Search *search, size_t place)
{
    while (place > 0 && place < search->n && search->values[place] == search->values[place - 1])
        place++;
    return place;
}

static void
by_roots(const Search *search, size_t classes, size_t *cuts)
{
    g_autofree double *roots = g_new0(double, classes + 1);
    double low = search->values[0], width = (search->values[search->n - 1] - low) / (double)classes;
    size_t h = 0, item = 0;

    for (size_t i = 0; i < search->n; i++) {
        size_t k = (size_t)ceil((search->values[i] - low) / width);

        roots[MIN(MAX(k, 1), classes)] += 1.0;
    }
    for (size_t k = 1; k <= classes; k++)
        roots[k] = roots[k - 1] + sqrt(roots[k]);
    for (h = 0; h + 1 < search->count; h++) {
        double sought = roots[classes] * (double)(h + 1) / (double)search->count;
        size_t k = 1;

        while (k < classes && fabs(roots[k + 1] - sought) <= fabs(roots[k] - sought))
            k++;
        while (item < search->n && search->values[item] <= low + width * (double)k)
            item++;
        cuts[h] = between_values(search, item);
    }
    cuts[h] = search->n;
}

/* Moves each boundary where fewer items are needed, by steps that become smaller. */
static void
improve(const Search *search, size_t *cuts)
{
    double least = needed(search, cuts);

    for (size_t step = MAX(search->n / 4, 1); step > 0; step /= 2) {
        bool moved = true;

        while (moved) {
            moved = false;
            for (size_t h = 0; h + 1 < search->count; h++)
                for (int side = 0; side < 2; side++) {
                    size_t before = cuts[h];

                    cuts[h] = side ? between_values(search, MIN(before + step, search->n))
                                   : between_values(search, before > step ? before - step : 1);
                    double now = needed(search, cuts);
                    if (now < least * (1.0 - 1e-12)) {
                        least = now;
                        moved = true;
                    } else {
                        cuts[h] = before;
                    }
                }
        }
    }
}

static void
fill(const Search *search, const size_t *cuts, BoundedStratum *strata)
{
    double deviations = 0.0, most = ceil(needed(search, cuts) - 1e-9), whole = 0.0;

    for (size_t h = 0, from = 0; h < search->count; from = cuts[h++]) {
        BoundedStratum *of = &strata[h];
        size_t n = cuts[h] - from;

        *of = (BoundedStratum){ .from = n ? search->values[from] : NAN,
                                .to = n ? search->values[cuts[h] - 1] : NAN,
                                .items = n,
                                .total = total_between(search, from, cuts[h]),
                                .mean = n ? total_between(search, from, cuts[h]) / (double)n : NAN,
                                .sd = sd_between(search, from, cuts[h]) };
        if (search->take_all && h + 1 == search->count)
            whole = (double)n;
        else
            deviations += (double)n * of->sd;
    }
    for (size_t h = 0; h < search->count; h++) {
        BoundedStratum *of = &strata[h];
        double share = deviations > 0.0 ? (double)of->items * of->sd / deviations : 0.0;

        of->n =
            search->take_all && h + 1 == search->count
                ? (int64_t)of->items
                : MIN(MAX((int64_t)ceil((most - whole) * share - 1e-9), MIN(2, (int64_t)of->items)),
                      (int64_t)of->items);
    }
}

bool
boundaries_find(const double *values, size_t n, BoundaryRule rule, size_t count, size_t classes,
                double cv, BoundedStratum *strata)
{
    g_autofree double *sum = g_new0(double, n + 1), *squares = g_new0(double, n + 1);
    size_t cuts[MOST_STRATA] = { 0 }, different = n > 0;
    const Search search = { values, sum, squares, n, count, cv, rule == BOUNDARIES_LAVALLEE };

    for (size_t i = 0; i < n; i++) {
        sum[i + 1] = sum[i] + values[i];
        squares[i + 1] = squares[i] + values[i] * values[i];
        different += i > 0 && values[i] != values[i - 1];
    }
    if (different < count)
        return false;
    by_roots(&search, classes, cuts);
    for (size_t h = 0; h + 1 < count; h++) /* where classes are too coarse to part the items */
        if (h > 0 ? cuts[h] <= cuts[h - 1] : cuts[h] == 0)
            cuts[h] = between_values(&search, (h > 0 ? cuts[h - 1] : 0) + 1);
    if (rule == BOUNDARIES_LAVALLEE)
        improve(&search, cuts);
    for (size_t h = 0, from = 0; h < count; from = cuts[h++])
        if (cuts[h] <= from)
            return false;
    fill(&search, cuts, strata);
    return true;
}
