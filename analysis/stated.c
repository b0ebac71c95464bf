/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stated.c - whether a statement can be right. */
#include "analysis/stated.h"

#include "analysis/products.h"
#include "analysis/weighted_share.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

__extension__ typedef __int128 Wide;

/* What rounds to a printed number, both ends included, in units of 1 / (2 10^DECIMALS). */
typedef struct {
    int64_t low, high;
    int decimals;
} Band;

static Band
band_of(const Printed *printed)
{
    g_assert(printed->decimals <= STATED_DIGITS);
    return (Band){ 2 * printed->digits - 1, 2 * printed->digits + 1, printed->decimals };
}

static int64_t
power_of_ten(int exponent)
{
    int64_t power = 1;

    for (int i = 0; i < exponent; i++)
        power *= 10;
    return power;
}

/* For display only; verdicts come from whole numbers. */
static double
quotient(Wide dividend, Wide divisor)
{
    return (double)((long double)dividend / (long double)divisor);
}

static StatedVerdict
judge_mean(const Stated *stated)
{
    CountRange totals = { 0, 0 };
    GrimVerdict verdict =
        stated->binary ? debit_test(&stated->mean, &totals) : grim_test(&stated->mean, &totals);
    bool any = verdict == GRIM_HOLDS || verdict == GRIM_NO_SD;

    return (StatedVerdict){ verdict == GRIM_HOLDS, verdict, any ? (double)totals.low : (double)NAN,
                            any ? (double)totals.high : (double)NAN, 0 };
}

/* Of p in BAND per cent, the one that varies least or MOST: p (100 - p) grows towards 50. */
static int64_t
share_of(const Band *band, int64_t whole, bool most)
{
    int64_t low = MAX(band->low, 0), high = MIN(band->high, whole), half = whole / 2;

    if (most && low <= half && high >= half)
        return half;
    bool low_is_nearer = ABS(low - half) <= ABS(high - half);
    return low_is_nearer == most ? low : high;
}

/* How the square of MARGIN compares with z^2 deff p (100 - p) / n, all in per cent. Z is in units
 * of 10^-12, the design effect in 10^-9; the terms are brought to whole numbers. */
static int
compare_margin(const Stated *stated, int64_t margin, int64_t z, int64_t share, int64_t whole)
{
    int64_t percent_scale = power_of_ten(stated->percent.decimals);
    int64_t margin_scale = power_of_ten(stated->printed.decimals), z_scale = power_of_ten(12);
    int64_t deff = llround(stated->deff * 1e9);
    const int64_t squared[] = { margin,  margin,          stated->n,     z_scale,
                                z_scale, power_of_ten(9), percent_scale, percent_scale };
    const int64_t implied[] = { z, z, deff, share, whole - share, margin_scale, margin_scale };

    return products_compare(squared, G_N_ELEMENTS(squared), implied, G_N_ELEMENTS(implied));
}

static StatedVerdict
judge_margin(const Stated *stated)
{
    Band margin = band_of(&stated->printed), share = band_of(&stated->percent);
    int64_t whole = 200 * power_of_ten(share.decimals);
    double z = gsl_cdf_ugaussian_Pinv(0.5 + stated->level / 2.0);

    if (stated->percent_exact)
        share.low = share.high = 2 * stated->percent.digits;
    margin.low = MAX(margin.low, 0);
    int64_t least = share_of(&share, whole, false), most = share_of(&share, whole, true);
    StatedVerdict verdict = { .holds = true };
    if (!isnan(stated->deff)) {
        /* z has no end of decimals: it lies between these two */
        int64_t below = (int64_t)floor(z * 1e12), above = below + 1;
        verdict.holds = compare_margin(stated, margin.low, above, most, whole) <= 0 &&
                        compare_margin(stated, margin.high, below, least, whole) >= 0;
    }
    double scale = pow(2.0 * (double)power_of_ten(margin.decimals) * z, 2.0) / (double)stated->n;
    double most_share = (double)most / (double)whole, least_share = (double)least / (double)whole;
    verdict.low = pow((double)margin.low / 100.0, 2.0) / scale / (most_share * (1.0 - most_share));
    verdict.high =
        pow((double)margin.high / 100.0, 2.0) / scale / (least_share * (1.0 - least_share));
    return verdict;
}

static StatedVerdict
judge_points(const Stated *stated)
{
    Band from = band_of(&stated->from), to = band_of(&stated->to),
         change = band_of(&stated->printed);
    int decimals = MAX(MAX(from.decimals, to.decimals), change.decimals);
    Wide of_from = power_of_ten(decimals - from.decimals);
    Wide of_to = power_of_ten(decimals - to.decimals);
    Wide of_change = power_of_ten(decimals - change.decimals);
    Wide low = to.low * of_to - from.high * of_from, high = to.high * of_to - from.low * of_from;
    Wide unit = 2 * (Wide)power_of_ten(decimals);

    return (StatedVerdict){ .holds =
                                low <= change.high * of_change && high >= change.low * of_change,
                            .low = quotient(low, unit),
                            .high = quotient(high, unit) };
}

/* 100 TO / FROM - OFF, where FROM is above 0, against LIMIT, an end of the printed change; all in
 * the units of their bands. */
static int
compare_change(const Stated *stated, int64_t to, int64_t from, int64_t off, int64_t limit)
{
    int64_t scale = power_of_ten(stated->printed.decimals);
    const int64_t computed[] = { 200, to, power_of_ten(stated->from.decimals), scale };
    const int64_t printed[] = { limit + 2 * off * scale, from, power_of_ten(stated->to.decimals) };

    return products_compare(computed, G_N_ELEMENTS(computed), printed, G_N_ELEMENTS(printed));
}

static double
change_of(const Stated *stated, int64_t to, int64_t from, int64_t off)
{
    Wide dividend = (Wide)to * power_of_ten(stated->from.decimals);
    Wide divisor = (Wide)from * power_of_ten(stated->to.decimals);

    return quotient(100 * dividend - off * divisor, divisor);
}

static StatedVerdict
judge_change(const Stated *stated)
{
    Band from = band_of(&stated->from), to = band_of(&stated->to),
         change = band_of(&stated->printed);
    int64_t off = stated->change == CHANGE_INDEX ? 0 : 100;
    /* the quotient is monotone in both */
    int64_t from_of_low = to.low < 0 ? from.low : from.high;
    int64_t from_of_high = to.high < 0 ? from.high : from.low;

    if (stated->change == CHANGE_POINTS)
        return judge_points(stated);
    return (StatedVerdict){
        .holds = compare_change(stated, to.low, from_of_low, off, change.high) <= 0 &&
                 compare_change(stated, to.high, from_of_high, off, change.low) >= 0,
        .low = change_of(stated, to.low, from_of_low, off),
        .high = change_of(stated, to.high, from_of_high, off)
    };
}

static StatedVerdict
judge_shares(const Stated *stated)
{
    Wide low = 0, high = 0;
    int decimals = 0;

    for (size_t i = 0; i < stated->n_shares; i++)
        decimals = MAX(decimals, stated->shares[i].decimals);
    for (size_t i = 0; i < stated->n_shares; i++) {
        Band band = band_of(&stated->shares[i]);
        Wide scale = power_of_ten(decimals - band.decimals);

        low += MAX(band.low, 0) * scale;
        high += band.high * scale;
    }
    Wide unit = 2 * (Wide)power_of_ten(decimals);
    StatedVerdict verdict = { .low = quotient(low, unit), .high = quotient(high, unit) };
    for (size_t i = 0; stated->n_weights > 0 && i < stated->n_shares; i++) {
        int64_t least, greatest;
        const Printed *share = &stated->shares[i];

        if (verdict.unweighable == 0 &&
            !weighted_share_sums(stated->weights, stated->n_weights, share->digits, share->decimals,
                                 &least, &greatest))
            verdict.unweighable = i + 1;
    }
    verdict.holds = low <= 100 * unit && high >= 100 * unit && verdict.unweighable == 0;
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
    g_clear_pointer(&stated->weights, g_free);
}
