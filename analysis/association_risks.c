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

/* The mean of the first cell when the odds ratio is exp(LOG_ODDS) and the margins are given. */
static double
mean_cell(double row, double other, double col, double log_odds)
{
    double least = fmax(0.0, col - other), most = fmin(row, col);
    double top = -INFINITY, sum = 0.0, mean = 0.0;

    for (int pass = 0; pass < 2; pass++)
        for (double k = least; k <= most; k += 1.0) {
            double weight = k * log_odds - gsl_sf_lngamma(k + 1.0) - gsl_sf_lngamma(row - k + 1.0) -
                            gsl_sf_lngamma(col - k + 1.0) - gsl_sf_lngamma(other - col + k + 1.0);

            if (pass == 0) {
                top = fmax(top, weight);
                continue;
            }
            sum += exp(weight - top);
            mean += k * exp(weight - top);
        }
    return mean / sum;
}

/* The odds ratio under which the first cell has the mean that it has: the conditional maximum of
 * the likelihood. Cornfield (1956), Proc. 3rd Berkeley Symp. 4, 135-148. */
static double
conditional_odds(const double *count)
{
    double row = count[0] + count[1], other = count[2] + count[3], col = count[0] + count[2];
    double low = -50.0, high = 50.0;

    if (!(count[0] > fmax(0.0, col - other)) || !(count[0] < fmin(row, col)))
        return NAN;
    for (int step = 0; step < 80; step++) {
        double middle = 0.5 * (low + high);

        if (mean_cell(row, other, col, middle) < count[0])
            low = middle;
        else
            high = middle;
    }
    return exp(0.5 * (low + high));
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
    Association row = {
        "odds_ratio_conditional", conditional_odds(table->total), NAN, NAN, NAN, NAN, NAN, NAN, 0
    };
    if (isnan(row.value))
        row.flags = TEST_ZERO_CELL;
    association_add(list, row);
}
