/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/two_phase.h"

#include <glib.h>
#include <math.h>

/* Sums of one stratum. */
typedef struct {
    double n, m, weights, again_weights;
} Stratum;

static Stratum *
count_strata(const TwoPhase *of)
{
    Stratum *strata = g_new0(Stratum, of->n_strata + 1);

    for (size_t i = 0; i < of->n; i++) {
        Stratum *h = &strata[of->stratum[i]];

        if (of->weight[i] <= 0.0)
            continue;
        h->n += 1.0;
        h->weights += of->weight[i];
        if (of->again[i]) {
            h->m += 1.0;
            h->again_weights += of->weight[i];
        }
    }
    return strata;
}

/* Weight of unit I among those reviewed twice: they stand for all of their stratum. */
static double
again_weight(const TwoPhase *of, const Stratum *strata, size_t i)
{
    const Stratum *h = &strata[of->stratum[i]];

    return of->again[i] ? of->weight[i] * h->weights / h->again_weights : 0.0;
}

static double
slope_of(const TwoPhase *of, const Stratum *strata)
{
    g_autofree double *x = g_new0(double, of->n_strata + 1);
    g_autofree double *y = g_new0(double, of->n_strata + 1);
    double xx = 0.0, xy = 0.0;

    for (size_t i = 0; i < of->n; i++) {
        double w = again_weight(of, strata, i), all = strata[of->stratum[i]].weights;

        if (w > 0.0) {
            x[of->stratum[i]] += w * of->first[i] / all;
            y[of->stratum[i]] += w * of->second[i] / all;
        }
    }
    for (size_t i = 0; i < of->n; i++) {
        double w = again_weight(of, strata, i);
        uint32_t h = of->stratum[i];

        if (w > 0.0) {
            xx += w * (of->first[i] - x[h]) * (of->first[i] - x[h]);
            xy += w * (of->first[i] - x[h]) * (of->second[i] - y[h]);
        }
    }
    return xx > 0.0 ? xy / xx : 0.0;
}

/* Variance of VALUE among the units of each stratum that were reviewed twice. */
static double *
spreads(const TwoPhase *of, const Stratum *strata, const double *value)
{
    double *squares = g_new0(double, of->n_strata + 1);
    g_autofree double *mean = g_new0(double, of->n_strata + 1);

    for (size_t i = 0; i < of->n; i++)
        if (of->again[i] && of->weight[i] > 0.0)
            mean[of->stratum[i]] += value[i] / strata[of->stratum[i]].m;
    for (size_t i = 0; i < of->n; i++) {
        double off = of->again[i] ? value[i] - mean[of->stratum[i]] : 0.0;

        if (of->weight[i] > 0.0)
            squares[of->stratum[i]] += off * off;
    }
    for (size_t h = 0; h < of->n_strata; h++)
        squares[h] = strata[h].m > 1.0 ? squares[h] / (strata[h].m - 1.0) : NAN;
    return squares;
}

TwoPhaseResult
two_phase(const TwoPhase *of)
{
    g_autofree Stratum *strata = count_strata(of);
    g_autofree double *whole = g_new0(double, of->n + 1); /* the error less its share of paid */
    g_autofree double *rest = g_new0(double, of->n + 1);  /* what the first review leaves open */
    double paid = 0.0, all_first = 0.0, again_first = 0.0, again_second = 0.0, variance = 0.0;
    TwoPhaseResult result = { .slope = slope_of(of, strata) };
    bool enough = true;

    for (size_t i = 0; i < of->n; i++) {
        double w = of->weight[i], again = w > 0.0 ? again_weight(of, strata, i) : 0.0;

        paid += w * of->paid[i];
        all_first += w * of->first[i];
        if (again > 0.0) {
            again_first += again * of->first[i];
            again_second += again * of->second[i];
            result.n_again++;
        }
    }
    result.first_rate = all_first / paid;
    result.rate = (again_second + result.slope * (all_first - again_first)) / paid;
    for (size_t i = 0; i < of->n; i++)
        if (of->again[i]) {
            whole[i] = of->second[i] - result.rate * of->paid[i];
            rest[i] = of->second[i] - result.slope * of->first[i];
        }
    g_autofree double *of_whole = spreads(of, strata, whole);
    g_autofree double *of_rest = spreads(of, strata, rest);
    for (size_t h = 0; h < of->n_strata; h++) {
        const Stratum *s = &strata[h];

        if (s->n == 0.0)
            continue;
        enough = enough && s->m > 1.0;
        variance +=
            s->weights * s->weights *
            ((1.0 - of->fraction[h]) * of_whole[h] / s->n + (1.0 / s->m - 1.0 / s->n) * of_rest[h]);
        result.df += s->m - 1.0;
    }
    result.se = enough ? sqrt(fmax(variance, 0.0)) / paid : NAN;
    return result;
}
