/* SPDX-License-Identifier: GPL-3.0-or-later */
/* association_risks.c - odds and risks of two groups, the rows of a 2 x 2 table. */
#include "analysis/association_part.h"

#include <gsl/gsl_sf_gamma.h>
#include <math.h>

/* Adds exp(LOG) or with RATIO false LOG itself; GRADIENT [4] is that of LOG. */
static void
add(GArray *list, const TestTable *table, const char *name, const double *share, double log_value,
    const double *gradient, bool ratio, double level)
{
    double error = association_error(table, share, gradient);
    double reach = association_critical(table, level) * error;
    Association row = { .name = name, .ase0 = NAN };

    row.value = ratio ? exp(log_value) : log_value;
    row.ase1 = ratio ? row.value * error : error;
    row.statistic = error > 0.0 ? log_value / error : NAN;
    row.p = association_two_sided(table, row.statistic);
    row.lower = ratio ? exp(log_value - reach) : log_value - reach;
    row.upper = ratio ? exp(log_value + reach) : log_value + reach;
    if (!isfinite(log_value))
        row = (Association){ name, NAN, NAN, NAN, NAN, NAN, NAN, NAN, TEST_ZERO_CELL };
    association_add(list, row);
}

/* All 2 x 2 tables with the margins of one, by their first cell: LEAST and those above. */
typedef struct {
    double least, here; /* here: of the table at hand */
    size_t n;
    double *log_weight; /* [n] ways to get each, up to a factor */
} Margin;

static Margin
margin_new(const double *count)
{
    double row = count[0] + count[1], other = count[2] + count[3], col = count[0] + count[2];
    Margin margin = { fmax(0.0, col - other), count[0], 0, NULL };

    margin.n = (size_t)(fmin(row, col) - margin.least) + 1;
    margin.log_weight = g_new(double, margin.n);
    for (size_t c = 0; c < margin.n; c++) {
        double k = margin.least + (double)c;

        margin.log_weight[c] = -gsl_sf_lngamma(k + 1.0) - gsl_sf_lngamma(row - k + 1.0) -
                               gsl_sf_lngamma(col - k + 1.0) -
                               gsl_sf_lngamma(other - col + k + 1.0);
    }
    return margin;
}

/* What is known of the first cell when the odds ratio is exp(LOG_ODDS). */
typedef struct {
    double mean, below, above; /* chances of at most and at least the table at hand */
} FirstCell;

static FirstCell
first_cell(const Margin *margin, double log_odds)
{
    FirstCell of = { 0.0, 0.0, 0.0 };
    double top = -INFINITY, sum = 0.0;

    for (size_t c = 0; c < margin->n; c++)
        top = fmax(top, margin->log_weight[c] + (double)c * log_odds);
    for (size_t c = 0; c < margin->n; c++) {
        double k = margin->least + (double)c;
        double weight = exp(margin->log_weight[c] + (double)c * log_odds - top);

        sum += weight;
        of.mean += k * weight;
        of.below += k <= margin->here ? weight : 0.0;
        of.above += k >= margin->here ? weight : 0.0;
    }
    return (FirstCell){ of.mean / sum, of.below / sum, of.above / sum };
}

/* How far a log odds ratio is too high (above 0) for what is looked for. */
typedef double TooHigh(const FirstCell *of, double wanted);

static double
mean_too_high(const FirstCell *of, double wanted)
{
    return of->mean - wanted;
}

static double
above_too_high(const FirstCell *of, double wanted)
{
    return of->above - wanted;
}

static double
below_too_high(const FirstCell *of, double wanted)
{
    return wanted - of->below;
}

static double
solve_odds(const Margin *margin, TooHigh *too_high, double wanted)
{
    double low = -50.0, high = 50.0;

    for (int step = 0; step < 60; step++) {
        double middle = 0.5 * (low + high);
        FirstCell of = first_cell(margin, middle);

        if (too_high(&of, wanted) < 0.0)
            low = middle;
        else
            high = middle;
    }
    return exp(0.5 * (low + high));
}

/* The odds ratio under which the first cell has the mean that it has: the conditional maximum of
 * the likelihood; its limits are those under which the table, or one further off, has half of
 * 1 - LEVEL. Cornfield (1956), Proc. 3rd Berkeley Symp. 4, 135-148. */
static Association
conditional_odds(const double *count, double level)
{
    Margin margin = margin_new(count);
    bool least = !(count[0] > margin.least);
    bool most = !(count[0] < margin.least + (double)(margin.n - 1));
    Association row = {
        "odds_ratio_conditional", NAN, NAN, NAN, NAN, NAN, NAN, NAN, TEST_ZERO_CELL
    };

    if (!least && !most) {
        row.value = solve_odds(&margin, mean_too_high, count[0]);
        row.flags = 0;
    }
    if (!(least && most)) {
        double half = 0.5 * (1.0 - level);

        row.lower = least ? 0.0 : solve_odds(&margin, above_too_high, half);
        row.upper = most ? NAN : solve_odds(&margin, below_too_high, half);
    }
    g_free(margin.log_weight);
    return row;
}

/* Beyond this the sum over all tables takes longer than it is worth: both odds ratios agree. */
enum { MOST_UNITS = 1000 * 1000 };

void
association_add_risks(GArray *list, const TestTable *table, double level)
{
    double share[4], all = 0.0;

    for (size_t a = 0; a < 4; a++)
        all += table->total[a];
    for (size_t a = 0; a < 4; a++)
        share[a] = table->total[a] / all;
    double first = share[0] + share[1], second = share[2] + share[3];
    const double odds[] = { 1.0 / share[0], -1.0 / share[1], -1.0 / share[2], 1.0 / share[3] };

    /* Woolf (1955), Ann. Hum. Genet. 19, 251-253 */
    add(list, table, "odds_ratio", share, log(share[0] * share[3] / (share[1] * share[2])), odds,
        true, level);
    for (size_t j = 0; j < 2; j++) {
        const double risks[] = { (j == 0) / share[0] - 1.0 / first,
                                 (j == 1) / share[1] - 1.0 / first,
                                 -(double)(j == 0) / share[2] + 1.0 / second,
                                 -(double)(j == 1) / share[3] + 1.0 / second };

        /* Katz et al. (1978), Biometrics 34, 469-474 */
        add(list, table, j == 0 ? "relative_risk_first" : "relative_risk_second", share,
            log(share[j] / first) - log(share[2 + j] / second), risks, true, level);
    }
    double p = share[0] / first, q = share[2] / second;
    const double difference[] = { (1.0 - p) / first, -p / first, -(1.0 - q) / second, q / second };
    add(list, table, "risk_difference", share, p - q, difference, false, level);
    if (!table->plain || table->n > MOST_UNITS)
        return;
    Association row = conditional_odds(table->total, level);
    g_array_append_val(list, row); /* limits may be known of a ratio that is not */
}
