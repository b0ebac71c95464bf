/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/quantile.h"

#include "datasets/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double slack = 1e-12;

typedef struct {
    double value, weight;
    size_t place; /* equal values keep their order */
} Point;

static int
by_value(const void *a, const void *b)
{
    const Point *x = a, *y = b;

    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return x->place < y->place ? -1 : 1;
}

void
distribution_init(Distribution *distribution, const double *value, const double *weight, size_t n,
                  bool distinct)
{
    g_autofree Point *points = g_new(Point, n + 1);
    double sum = 0.0, lost = 0.0;
    size_t m = 0;

    for (size_t i = 0; i < n; i++)
        points[i] = (Point){ value[i], weight[i], i };
    qsort(points, n, sizeof *points, by_value);
    *distribution =
        (Distribution){ g_new(double, n + 1), g_new(double, n + 1), g_new(double, n + 1), 0 };
    for (size_t i = 0; i < n; i++) { /* Neumaier's compensated sum */
        double next = sum + points[i].weight;

        lost += sum >= points[i].weight ? (sum - next) + points[i].weight
                                        : (points[i].weight - next) + sum;
        sum = next;
        if (distinct && m > 0 && distribution->value[m - 1] == points[i].value) {
            distribution->weight[m - 1] += points[i].weight;
            distribution->cumulative[m - 1] = sum + lost;
            continue;
        }
        distribution->value[m] = points[i].value;
        distribution->weight[m] = points[i].weight;
        distribution->cumulative[m++] = sum + lost;
    }
    distribution->n = m;
}

void
distribution_clear(Distribution *distribution)
{
    g_clear_pointer(&distribution->value, g_free);
    g_clear_pointer(&distribution->weight, g_free);
    g_clear_pointer(&distribution->cumulative, g_free);
    distribution->n = 0;
}

static double
total(const Distribution *of)
{
    return of->cumulative[of->n - 1];
}

/* The first point whose cumulative weight reaches P of the total. */
static size_t
reach(const Distribution *of, double p)
{
    double target = p * total(of) * (1.0 - slack);
    size_t low = 0, high = of->n - 1;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (of->cumulative[middle] >= target)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Inverse of the distribution function: Hyndman & Fan (1996), American Statistician 50, 361-365,
 * definition 1. */
static double
math_quantile(const Distribution *of, double p)
{
    return of->value[reach(of, p)];
}

/* Definition 2: the mean of two where the share is met exactly. */
static double
school_quantile(const Distribution *of, double p)
{
    size_t k = reach(of, p);
    double target = p * total(of);

    if (k + 1 < of->n && fabs(of->cumulative[k] - target) <= slack * target)
        return (of->value[k] + of->value[k + 1]) / 2.0;
    return of->value[k];
}

/* The share at which point K stands. */
typedef double (*Position)(const Distribution *of, size_t k);

/* The last point that stands at P or below; 0 if none does. */
static size_t
locate(const Distribution *of, double p, Position position)
{
    size_t low = 0, high = of->n;

    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;

        if (position(of, middle) <= p)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static double
interpolate(const Distribution *of, double p, Position position)
{
    size_t k = locate(of, p, position);
    double at = position(of, k);

    if (p <= at || k + 1 == of->n)
        return of->value[k];
    double share = (p - at) / (position(of, k + 1) - at);
    return of->value[k] + share * (of->value[k + 1] - of->value[k]);
}

/* Definitions 4 to 9 with weights: the weight before a point and up to it take the place of its
 * rank. */
static double
before(const Distribution *of, size_t k)
{
    return of->cumulative[k] - of->weight[k];
}

static double
hf4_position(const Distribution *of, size_t k)
{
    return of->cumulative[k] / total(of);
}

static double
hf5_position(const Distribution *of, size_t k)
{
    return (of->cumulative[k] - of->weight[k] / 2.0) / total(of);
}

static double
hf6_position(const Distribution *of, size_t k)
{
    return of->cumulative[k] / (total(of) + of->weight[of->n - 1]);
}

static double
hf7_position(const Distribution *of, size_t k)
{
    return of->n > 1 ? before(of, k) / of->cumulative[of->n - 2] : 0.0;
}

static double
hf8_position(const Distribution *of, size_t k)
{
    return (before(of, k) / 3.0 + of->cumulative[k] * 2.0 / 3.0) /
           (total(of) + of->weight[of->n - 1] / 3.0);
}

static double
hf9_position(const Distribution *of, size_t k)
{
    return (before(of, k) * 3.0 / 8.0 + of->cumulative[k] * 5.0 / 8.0) /
           (total(of) + of->weight[of->n - 1] / 4.0);
}

/* Shah & Vaish (2006), Proceedings of the Survey Research Methods Section, ASA: weights scaled to a
 * mean of 1. */
static double
shahvaish_position(const Distribution *of, size_t k)
{
    double n = (double)of->n, scale = n / total(of);

    return (scale * (of->cumulative[k] - of->weight[k] / 2.0) + 0.5) / (n + 1.0);
}

static double
shahvaish_quantile(const Distribution *of, double p)
{
    return of->value[locate(of, p * (1.0 + slack), shahvaish_position)];
}

#define INTERPOLATED(id)                                          \
    static double id##_quantile(const Distribution *of, double p) \
    {                                                             \
        return interpolate(of, p, id##_position);                 \
    }
INTERPOLATED(hf4)
INTERPOLATED(hf5)
INTERPOLATED(hf6)
INTERPOLATED(hf7)
INTERPOLATED(hf8)
INTERPOLATED(hf9)

/* SAS/STAT, SURVEYMEANS, Quantiles: as definition 4, over distinct values. */
#define sas_quantile hf4_quantile

/* To add a rule: its function above, then one line here. The first is the default. */
#define RULES(X)                                                                       \
    X(math, false, "least value that the share reaches")                               \
    X(school, false, "the same, but the mean of two where the share is met exactly")   \
    X(hf4, false, "Hyndman and Fan 4: linear in the cumulative weight")                \
    X(hf5, false, "Hyndman and Fan 5: linear, each value in the middle of its weight") \
    X(hf6, false, "Hyndman and Fan 6: linear, as SPSS and Minitab")                    \
    X(hf7, false, "Hyndman and Fan 7: linear, as a spreadsheet does")                  \
    X(hf8, false, "Hyndman and Fan 8: linear, nearly unbiased for the median")         \
    X(hf9, false, "Hyndman and Fan 9: linear, nearly unbiased for normal data")        \
    X(sas, true, "linear in the cumulative weight of distinct values, as SAS")         \
    X(shahvaish, false, "Shah and Vaish: a step at the middle of each value's weight")

#define DEFINE(id, joins, text)             \
    static const QuantileRule rule_##id = { \
        .name = #id,                        \
        .summary = text,                    \
        .distinct = joins,                  \
        .quantile = id##_quantile,          \
    };
RULES(DEFINE)

#define ENTRY(id, joins, text) &rule_##id,
const QuantileRule *const quantile_rules[] = { RULES(ENTRY) NULL };

const QuantileRule *
quantile_rule_find(const char *name, GError **error)
{
    g_autoptr(GString) known = g_string_new(NULL);

    if (!name)
        return quantile_rules[0];
    for (size_t k = 0; quantile_rules[k]; k++) {
        if (strcmp(quantile_rules[k]->name, name) == 0)
            return quantile_rules[k];
        g_string_append_printf(known, "%s%s", k ? ", " : "", quantile_rules[k]->name);
    }
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "unknown quantile rule '%s'; there are: %s",
                name, known->str);
    return NULL;
}

double
quantile_of(const QuantileRule *rule, const Distribution *of, double p)
{
    return of->n > 0 ? rule->quantile(of, p) : NAN;
}
