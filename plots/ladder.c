/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/ladder.h"

#include "datasets/number.h"
#include "plots/figure_words.h"
#include "plots/theme.h"
#include "plots/ticks.h"

#include <math.h>

/* Limits before those too many are left out: six steps of ticks are five once an outer one is. */
enum { MOST_LIMITS = N_STEPS + 1 };

/* The inner marks of TICKS between FROM and TO that are multiples of STRIDE steps into LIMITS; 0
 * when there are more than MOST_LIMITS. */
static size_t
inner_limits(const Ticks *ticks, double from, double to, double stride, double limits[MOST_LIMITS])
{
    double step = ticks_value(ticks, 1) - ticks_value(ticks, 0);
    size_t n = 0;

    for (size_t i = 0; i < ticks->n; i++) {
        double limit = ticks_value(ticks, i);

        if (limit <= from || limit > to || fmod(round(limit / step), stride) != 0.0)
            continue;
        if (n == MOST_LIMITS)
            return 0;
        limits[n++] = limit;
    }
    return n;
}

static size_t
count_between(const double *values, size_t n, double from, double to)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        count += values[i] >= from && values[i] < to;
    return count;
}

/* The outer steps are open: while there are too many, the one with fewer of VALUES [n] joins the
 * next. */
static void
take_limits(Ladder *ladder, const double *limits, size_t n_limits, const double *values, size_t n)
{
    size_t first = 0, end = n_limits;

    while (end - first > N_STEPS - 1) {
        if (count_between(values, n, -INFINITY, limits[first]) <=
            count_between(values, n, limits[end - 1], INFINITY))
            first++;
        else
            end--;
    }
    for (size_t i = first; i < end; i++)
        ladder->limits[ladder->n++ - 1] = limits[i];
}

Ladder
ladder_new(const ChartData *data, const double *values, size_t n)
{
    Ladder ladder = { .n = 1, .decimals = data->decimals };
    double from = INFINITY, to = -INFINITY, limits[MOST_LIMITS];

    for (size_t i = 0; i < n; i++)
        if (isfinite(values[i])) {
            from = fmin(from, values[i]);
            to = fmax(to, values[i]);
        }
    for (size_t i = 0; i < G_N_ELEMENTS(data->steps) && data->steps[i] != 0.0; i++)
        ladder.limits[ladder.n++ - 1] = data->steps[i];
    if (ladder.n > 1 || !(from < to))
        return ladder;
    for (double stride = 1.0; stride <= 4.0; stride *= 2.0)
        for (double wanted = N_STEPS + 1; wanted >= 2.0; wanted--) {
            TickRequest request = { .from = from, .to = to, .wanted = wanted };
            Ticks ticks = ticks_choose(&request);
            size_t n_limits = inner_limits(&ticks, from, to, stride, limits);

            if (n_limits > 0) {
                take_limits(&ladder, limits, n_limits, values, n);
                return ladder;
            }
        }
    return ladder;
}

int
ladder_colour(const Ladder *ladder, size_t i)
{
    /* few steps lie as far apart as five do */
    return ladder->n == 1 ? 1 : (int)lround((double)(i * (N_STEPS - 1)) / (double)(ladder->n - 1));
}

int
ladder_step(const Ladder *ladder, double value)
{
    double shown = number_round(value, 0, ladder->decimals);
    size_t i = 0;

    while (i + 1 < ladder->n && shown >= ladder->limits[i])
        i++;
    return ladder_colour(ladder, i);
}

char *
ladder_label(const Ladder *ladder, size_t i, const char *language)
{
    const NumberStyle *style = number_style(language);
    double step = pow(10.0, -ladder->decimals);

    if (ladder->n == 1)
        return g_strdup("");
    if (i == 0 || i + 1 == ladder->n) {
        double limit = ladder->limits[i == 0 ? 0 : i - 1];
        g_autofree char *text = number_format(limit, 0, ladder->decimals, style);
        const char *words = figure_word(i == 0 ? FIGURE_UNDER : FIGURE_AT_LEAST, language);
        g_auto(GStrv) pieces = g_strsplit(words, "%s", 2);

        return g_strconcat(pieces[0], text, pieces[1], NULL);
    }
    g_autofree char *low = number_format(ladder->limits[i - 1], 0, ladder->decimals, style);
    g_autofree char *high = number_format(ladder->limits[i] - step, 0, ladder->decimals, style);
    return g_strcmp0(low, high) == 0 ? g_strdup(low) : g_strconcat(low, "\u2013", high, NULL);
}
