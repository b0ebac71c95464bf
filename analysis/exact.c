/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/exact.h"

#include <math.h>
#include <stdbool.h>

__extension__ typedef __int128 Wide;

enum { DIGITS = 15 };

/* Powers of ten that are exact as doubles and as whole numbers. */
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
                                  1000000000000000 };

/* Sums over the cells less the first one, so that squares stay small. */
typedef struct {
    int64_t n, origin;
    Wide sum, squares;
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

/* VALUE as a multiple of 10^-DECIMALS: both are exact doubles, so their quotient is rounded as the
 * text of the decimal is when it is read. */
static bool
multiple_of(double value, int decimals, int64_t *multiple)
{
    double power = (double)powers[decimals], nearest = rint(value * power);

    *multiple = 0;
    if (!(fabs(nearest) < (double)powers[DIGITS]) || nearest / power != value)
        return false;
    *multiple = (int64_t)nearest;
    return true;
}

/* Counts in units of one decimal more. */
static bool
refine(Exact *exact)
{
    if (exact->decimals == DIGITS)
        return false;
    exact->decimals++;
    for (guint g = 0; g < exact->groups->len; g++) {
        Group *group = &g_array_index(exact->groups, Group, g);

        if (__builtin_mul_overflow(group->origin, 10, &group->origin) ||
            __builtin_mul_overflow(group->sum, 10, &group->sum) ||
            __builtin_mul_overflow(group->squares, 100, &group->squares))
            return false;
    }
    return true;
}

static bool
add_cell(Exact *exact, int32_t code, double value, int64_t times)
{
    int64_t multiple;

    while (!multiple_of(value, exact->decimals, &multiple))
        if (!refine(exact))
            return false;
    Group *group = &g_array_index(exact->groups, Group, code);
    if (group->n == 0)
        group->origin = multiple;
    Wide distance = (Wide)multiple - group->origin, sum, square;
    group->n += times;
    return !__builtin_mul_overflow(distance, (Wide)times, &sum) &&
           !__builtin_mul_overflow(distance, sum, &square) &&
           !__builtin_add_overflow(group->sum, sum, &group->sum) &&
           !__builtin_add_overflow(group->squares, square, &group->squares);
}

void
exact_add(Exact *exact, const int32_t *code, const double *value, const double *times, size_t n)
{
    for (size_t i = 0; i < n && !exact->lost; i++) {
        if (code[i] < 0)
            continue;
        if ((guint)code[i] >= exact->groups->len)
            g_array_set_size(exact->groups, (guint)code[i] + 1);
        exact->lost = !add_cell(exact, code[i], value[i], times ? (int64_t)times[i] : 1);
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

double
exact_variance(const Exact *exact, int32_t code)
{
    const Group *group = find(exact, code, 2);
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
    const Group *group = find(exact, code, 2);

    return group
               ? sqrt(about_mean(group) / (double)(group->n - 1)) / (double)powers[exact->decimals]
               : NAN;
}
