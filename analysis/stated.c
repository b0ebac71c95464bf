/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stated.c - whether a statement can be right. */
#include "analysis/stated.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* What rounds to a printed number, both ends included. */
typedef struct {
    double low, high;
} Band;

static Band
band_of(const Printed *printed)
{
    double half = 0.5 * pow(10.0, -printed->decimals);

    return (Band){ printed->value - half, printed->value + half };
}

/* Slack for what the arithmetic of doubles does to the ends of a band. */
static bool
meets(double low, double high, Band band)
{
    double slack = 1e-9 * fmax(1.0, fabs(band.high));

    return low <= band.high + slack && high >= band.low - slack;
}

static StatedVerdict
judge_mean(const Stated *stated)
{
    CountRange totals = { 0, 0 };
    GrimVerdict verdict =
        stated->binary ? debit_test(&stated->mean, &totals) : grim_test(&stated->mean, &totals);
    bool any = verdict == GRIM_HOLDS || verdict == GRIM_NO_SD;

    return (StatedVerdict){ verdict == GRIM_HOLDS, verdict, any ? (double)totals.low : (double)NAN,
                            any ? (double)totals.high : (double)NAN };
}

static StatedVerdict
judge_margin(const Stated *stated)
{
    Band margin = band_of(&stated->printed), share = band_of(&stated->percent);
    double z = gsl_cdf_ugaussian_Pinv(0.5 + stated->level / 2.0), n = (double)stated->n;
    double a = fmax(0.0, share.low / 100.0), b = fmin(1.0, share.high / 100.0);
    double least = fmin(a * (1.0 - a), b * (1.0 - b));
    double most = a <= 0.5 && b >= 0.5 ? 0.25 : fmax(a * (1.0 - a), b * (1.0 - b));
    double low = pow(fmax(0.0, margin.low) / 100.0 / z, 2.0) * n / most;
    double high = pow(margin.high / 100.0 / z, 2.0) * n / least;
    bool holds = isnan(stated->deff) || meets(stated->deff, stated->deff, (Band){ low, high });

    return (StatedVerdict){ .holds = holds, .low = low, .high = high };
}

static StatedVerdict
judge_change(const Stated *stated)
{
    Band from = band_of(&stated->from), to = band_of(&stated->to);
    double low, high;

    if (stated->change == CHANGE_POINTS) {
        low = to.low - from.high;
        high = to.high - from.low;
    } else { /* the quotient is monotone in both where FROM is above 0 */
        double off = stated->change == CHANGE_INDEX ? 0.0 : 100.0;
        low = 100.0 * to.low / (to.low < 0.0 ? from.low : from.high) - off;
        high = 100.0 * to.high / (to.high < 0.0 ? from.high : from.low) - off;
    }
    return (StatedVerdict){ .holds = meets(low, high, band_of(&stated->printed)),
                            .low = low,
                            .high = high };
}

static StatedVerdict
judge_shares(const Stated *stated)
{
    StatedVerdict verdict = { 0 };

    for (size_t i = 0; i < stated->n_shares; i++) {
        Band band = band_of(&stated->shares[i]);

        verdict.low += fmax(0.0, band.low);
        verdict.high += band.high;
    }
    verdict.holds = meets(verdict.low, verdict.high, (Band){ 100.0, 100.0 });
    return verdict;
}

StatedVerdict
stated_judge(const Stated *stated)
{
    switch (stated->kind) {
    case STATED_MEAN:
        return judge_mean(stated);
    case STATED_MARGIN:
        return judge_margin(stated);
    case STATED_CHANGE:
        return judge_change(stated);
    case STATED_SHARES:
    default:
        return judge_shares(stated);
    }
}

void
stated_clear(Stated *stated)
{
    g_clear_pointer(&stated->shares, g_free);
}
