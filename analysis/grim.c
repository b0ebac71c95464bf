/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/grim.h"

enum { MOST_TOTALS = 10000 };

/* Products of printed digits, units and squares exceed 64 bits. */
__extension__ typedef __int128 Wide;

static Wide
floor_divide(Wide a, Wide b)
{
    return a / b - (a % b < 0); /* b > 0 */
}

static Wide
power_of_ten(int exponent)
{
    Wide power = 1;

    for (int i = 0; i < exponent; i++)
        power *= 10;
    return power;
}

/* A rounding that prints X has 2 X + LOW <= 2 y <= 2 X + HIGH, without the ends where OPEN. */
typedef struct {
    int low, high;
    bool open_low, open_high;
} Bounds;

static Bounds
bounds_of(GrimRounding rounding, bool odd)
{
    static const Bounds bounds[N_GRIM_ROUNDINGS] = {
        [GRIM_HALF_UP] = { -1, 1, false, true },    [GRIM_HALF_DOWN] = { -1, 1, true, false },
        [GRIM_HALF_EVEN] = { -1, 1, false, false }, [GRIM_HALF_EITHER] = { -1, 1, false, false },
        [GRIM_FLOOR] = { 0, 2, false, true },       [GRIM_CEILING] = { -2, 0, true, false },
        [GRIM_ANY] = { -2, 2, true, true },
    };
    Bounds result = bounds[rounding];

    if (rounding == GRIM_HALF_EVEN && odd) /* a tie goes to the even neighbour */
        result.open_low = result.open_high = true;
    return result;
}

bool
grim_totals(const Printed *printed, int scale, int64_t units, GrimRounding rounding,
            CountRange *totals)
{
    bool negative = printed->digits < 0;
    int64_t digits = negative ? -printed->digits : printed->digits;
    Bounds bounds = bounds_of(rounding, digits % 2 == 1);
    Wide step = 2 * scale * power_of_ten(printed->decimals);
    Wide low = ((Wide)2 * digits + bounds.low) * units;
    Wide high = ((Wide)2 * digits + bounds.high) * units;

    g_assert(units > 0 && printed->decimals >= 0 && printed->decimals <= 15);
    Wide first = bounds.open_low ? floor_divide(low, step) + 1 : -floor_divide(-low, step);
    Wide last = bounds.open_high ? -floor_divide(-high, step) - 1 : floor_divide(high, step);
    first = MAX(first, 0);
    if (scale == 100)
        last = MIN(last, units);
    *totals = (CountRange){ (int64_t)first, (int64_t)last };
    if (negative)
        *totals = (CountRange){ -(int64_t)last, -(int64_t)first };
    return first <= last;
}

/* The integers Q for which the deviation of N numbers of total S and squares Q, over ITEMS, is
 * printed as SD: (2 X - 1)^2 <= 4 100^D (n Q - S^2) / (items^2 n (n - 1)) < (2 X + 1)^2. */
static void
squares_of(const GrimMean *mean, int64_t total, Wide *first, Wide *last)
{
    Wide digits = mean->sd.digits, n = mean->n;
    Wide scale = (Wide)mean->items * mean->items * n * (n - 1);
    Wide step = 4 * power_of_ten(2 * mean->sd.decimals);
    Wide low = digits > 0 ? (2 * digits - 1) * (2 * digits - 1) * scale : 0;
    Wide high = (2 * digits + 1) * (2 * digits + 1) * scale;
    /* n Q - S^2 from LEAST to MOST */
    Wide least = -floor_divide(-low, step), most = -floor_divide(-high, step) - 1;
    Wide square = (Wide)total * total;

    *first = -floor_divide(-(least + square), n);
    *last = floor_divide(most + square, n);
}

/* The least squares of N whole numbers with this TOTAL, as equal as can be. */
static Wide
least_squares(int64_t n, int64_t total)
{
    Wide each = floor_divide(total, n), more = total - each * n;

    return n * each * each + more * (2 * each + 1);
}

/* The greatest, as far apart as LOW and HIGH allow. */
static Wide
most_squares(int64_t n, int64_t total, int64_t low, int64_t high)
{
    Wide over = (Wide)total - (Wide)n * low, range = (Wide)high - low;
    Wide at_high = range > 0 ? over / range : 0, rest = over - at_high * range;
    Wide squares = at_high * high * high + (n - at_high) * (Wide)low * low;

    return squares + rest * rest + 2 * rest * low; /* one between them */
}

static bool
sd_possible(const GrimMean *mean, int64_t total)
{
    Wide first, last;

    squares_of(mean, total, &first, &last);
    first = MAX(first, least_squares(mean->n, total));
    if (mean->has_range)
        last = MIN(last,
                   most_squares(mean->n, total, mean->low * mean->items, mean->high * mean->items));
    if ((first - total) % 2 != 0) /* a number and its square are both odd or both even */
        first++;
    return first <= last;
}

/* The totals of the mean, within the range. */
static GrimVerdict
totals_of(const GrimMean *mean, CountRange *totals)
{
    int64_t units = mean->n * mean->items;

    if (!grim_totals(&mean->mean, 1, units, GRIM_HALF_UP, totals))
        return GRIM_NO_MEAN;
    if (mean->has_range) {
        totals->low = MAX(totals->low, mean->low * units);
        totals->high = MIN(totals->high, mean->high * units);
    }
    return totals->low <= totals->high ? GRIM_HOLDS : GRIM_NO_RANGE;
}

GrimVerdict
grim_test(const GrimMean *mean, CountRange *totals)
{
    CountRange own = { 0, 0 }, *range = totals ? totals : &own;
    GrimVerdict verdict = totals_of(mean, range);

    if (verdict != GRIM_HOLDS || !mean->has_sd || mean->n < 2)
        return verdict;
    for (int64_t s = range->low; s <= MIN(range->high, range->low + MOST_TOTALS); s++)
        if (sd_possible(mean, s))
            return GRIM_HOLDS;
    return range->high - range->low > MOST_TOTALS ? GRIM_HOLDS : GRIM_NO_SD;
}

GrimVerdict
debit_test(const GrimMean *mean, CountRange *totals)
{
    GrimMean binary = *mean;
    CountRange own = { 0, 0 }, *range = totals ? totals : &own;

    binary.has_range = true;
    binary.items = 1;
    binary.low = 0;
    binary.high = 1;
    GrimVerdict verdict = totals_of(&binary, range);
    if (verdict != GRIM_HOLDS || !mean->has_sd || mean->n < 2)
        return verdict;
    for (int64_t k = range->low; k <= range->high; k++) {
        Wide first, last;

        squares_of(&binary, k, &first, &last); /* the squares of k ones are k */
        if (first <= k && k <= last)
            return GRIM_HOLDS;
    }
    return GRIM_NO_SD;
}
