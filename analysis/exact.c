/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/exact.h"

#include <math.h>
#include <stdbool.h>

__extension__ typedef __int128 Wide;

/* Digits that a double is sure to hold, and those that 64 bits hold. */
enum { DOUBLE_DIGITS = 15, DIGITS = 18 };

/* All are exact as doubles too. */
static const int64_t powers[] = { 1,
                                  10,
                                  100,
                                  1000,
                                  10000,
                                  100000,
                                  1000000,
                                  10000000,
                                  100000000,
                                  1000000000,
                                  10000000000,
                                  100000000000,
                                  1000000000000,
                                  10000000000000,
                                  100000000000000,
                                  1000000000000000,
                                  10000000000000000,
                                  100000000000000000,
                                  1000000000000000000 };

/* Sums over the cells less the first one, so that squares stay small. */
typedef struct {
    int64_t n, origin;
    Wide sum, squares;
    bool squares_lost; /* they do not fit */
} Group;

struct Exact {
    int decimals;   /* cells are multiples of 10^-decimals */
    bool lost;      /* a cell or a sum did not fit */
    GArray *groups; /* of Group, by code */
};

Exact *
exact_new(void)
{
    Exact *exact = g_new0(Exact, 1);

    exact->groups = g_array_new(FALSE, TRUE, sizeof(Group));
    return exact;
}

void
exact_free(Exact *exact)
{
    if (!exact)
        return;
    g_array_unref(exact->groups);
    g_free(exact);
}

/* VALUE as the multiple of 10^-DECIMALS that reads as it: both are exact doubles, so their quotient
 * is rounded as the text of the decimal is when it is read. */
static bool
multiple_of(double value, int decimals, int64_t *multiple)
{
    double power = (double)powers[decimals], nearest = rint(value * power);

    *multiple = 0;
    if (!(fabs(nearest) < (double)powers[DOUBLE_DIGITS]) || nearest / power != value)
        return false;
    *multiple = (int64_t)nearest;
    return true;
}

/* Counts in units of 10^-DECIMALS, which are smaller than so far. */
static bool
refine(Exact *exact, int decimals)
{
    int64_t factor = powers[decimals - exact->decimals];

    exact->decimals = decimals;
    for (guint g = 0; g < exact->groups->len; g++) {
        Group *group = &g_array_index(exact->groups, Group, g);

        if (__builtin_mul_overflow(group->origin, factor, &group->origin) ||
            __builtin_mul_overflow(group->sum, (Wide)factor, &group->sum))
            return false;
        group->squares_lost |=
            __builtin_mul_overflow(group->squares, (Wide)factor * factor, &group->squares);
    }
    return true;
}

/* MULTIPLE in the units that are counted in. */
static bool
add_multiple(Group *group, int64_t multiple, int64_t times)
{
    if (group->n == 0)
        group->origin = multiple;
    Wide distance = (Wide)multiple - group->origin, sum, square;
    group->n += times;
    if (__builtin_mul_overflow(distance, (Wide)times, &sum) ||
        __builtin_add_overflow(group->sum, sum, &group->sum))
        return false;
    group->squares_lost |= __builtin_mul_overflow(distance, sum, &square) ||
                           __builtin_add_overflow(group->squares, square, &group->squares);
    return true;
}

static Group *
group_of(Exact *exact, int32_t code)
{
    if ((guint)code >= exact->groups->len)
        g_array_set_size(exact->groups, (guint)code + 1);
    return &g_array_index(exact->groups, Group, code);
}

void
exact_add_digits(Exact *exact, int32_t code, int64_t digits, int decimals, int64_t times)
{
    Group *group = group_of(exact, code);

    g_assert(decimals >= 0 && decimals <= DIGITS);
    while (decimals > exact->decimals && digits % 10 == 0) {
        digits /= 10;
        decimals--;
    }
    if (exact->lost || (decimals > exact->decimals && !refine(exact, decimals))) {
        exact->lost = true;
        return;
    }
    exact->lost = __builtin_mul_overflow(digits, powers[exact->decimals - decimals], &digits) ||
                  !add_multiple(group, digits, times);
}

/* The fewest decimals that read as VALUE. */
static void
add_value(Exact *exact, int32_t code, double value, int64_t times)
{
    int64_t multiple;
    int decimals = MIN(exact->decimals, DOUBLE_DIGITS);

    if (!multiple_of(value, decimals, &multiple))
        for (decimals = 0; decimals <= DOUBLE_DIGITS; decimals++)
            if (multiple_of(value, decimals, &multiple))
                break;
    if (decimals > DOUBLE_DIGITS)
        exact->lost = true;
    else
        exact_add_digits(exact, code, multiple, decimals, times);
}

void
exact_add(Exact *exact, const int32_t *code, const double *value, const double *times,
          const Column *column, size_t n)
{
    size_t wide = 0, n_wide = column ? column->n_wide : 0;

    for (size_t i = 0; i < n && !exact->lost; i++) {
        int64_t repeats = times ? (int64_t)times[i] : 1;
        bool known = false;

        while (wide < n_wide && column->wide[wide].row - column->wide_first < i)
            wide++;
        known = wide < n_wide && column->wide[wide].row - column->wide_first == i;
        if (code[i] < 0)
            continue;
        if (known)
            exact_add_digits(exact, code[i], column->wide[wide].digits, column->wide[wide].decimals,
                             repeats);
        else
            add_value(exact, code[i], value[i], repeats);
    }
}

static const Group *
find(const Exact *exact, int32_t code, int64_t least)
{
    const Group *group = code >= 0 && (guint)code < exact->groups->len
                             ? &g_array_index(exact->groups, Group, code)
                             : NULL;

    return !exact->lost && group && group->n >= least ? group : NULL;
}

/* The whole part first: what is left is rounded far below the last digit. */
static double
quotient(Wide above, Wide below)
{
    return (double)(above / below) + (double)(above % below) / (double)below;
}

double
exact_total(const Exact *exact, int32_t code)
{
    const Group *group = find(exact, code, 1);

    return group ? quotient(group->sum + (Wide)group->n * group->origin, powers[exact->decimals])
                 : NAN;
}

double
exact_mean(const Exact *exact, int32_t code)
{
    const Group *group = find(exact, code, 1);

    return group ? quotient(group->sum + (Wide)group->n * group->origin,
                            (Wide)group->n * powers[exact->decimals])
                 : NAN;
}

/* Sum of (d - d mean)^2, in squared units. With sum = q n + r, the sum of (d - q)^2 is
 * squares - q (sum + r), and that about the mean is r^2 / n less. */
static double
about_mean(const Group *group)
{
    Wide n = group->n, q = group->sum / n, r = group->sum % n;
    Wide squares = group->squares - q * (group->sum + r) - r * r / n;

    return (double)squares - (double)(r * r % n) / (double)n;
}

static const Group *
find_squares(const Exact *exact, int32_t code, int64_t least)
{
    const Group *group = find(exact, code, least);

    return group && !group->squares_lost ? group : NULL;
}

double
exact_variance(const Exact *exact, int32_t code)
{
    const Group *group = find_squares(exact, code, 2);
    double power = (double)powers[exact->decimals];

    if (!group)
        return NAN;
    double squares = about_mean(group) / (double)(group->n - 1);
    /* the square of the power is exact up to 10^22 */
    return exact->decimals <= 11 ? squares / (power * power) : squares / power / power;
}

double
exact_sd(const Exact *exact, int32_t code)
{
    const Group *group = find_squares(exact, code, 2);

    return group
               ? sqrt(about_mean(group) / (double)(group->n - 1)) / (double)powers[exact->decimals]
               : NAN;
}

double
exact_mean_se(const Exact *exact, int32_t code, double n)
{
    const Group *group = find_squares(exact, code, 2);

    /* the deviations from the mean add up to 0 */
    return group ? sqrt(about_mean(group) * (n / (n - 1.0))) / (double)group->n /
                       (double)powers[exact->decimals]
                 : NAN;
}

double
exact_total_se(const Exact *exact, int32_t code, double n)
{
    const Group *group = find_squares(exact, code, 2);

    if (!group)
        return NAN;
    double members = (double)group->n,
           sum = exact_total(exact, code) * (double)powers[exact->decimals];

    return sqrt((about_mean(group) + sum * sum * ((n - members) / (members * n))) *
                (n / (n - 1.0))) /
           (double)powers[exact->decimals];
}
