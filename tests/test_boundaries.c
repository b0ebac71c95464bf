/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/boundaries.h"
#include "tests/check.h"

static const double amounts[] = { 1,  2,  2,  3,  4,  5,  7,  8,  10,  12,
                                  15, 18, 25, 31, 40, 55, 80, 95, 160, 400 };
enum { N = G_N_ELEMENTS(amounts) };

static double
spread(size_t from, size_t to)
{
    double mean = 0.0, squares = 0.0, n = (double)(to - from);

    for (size_t i = from; i < to; i++)
        mean += amounts[i] / n;
    for (size_t i = from; i < to; i++)
        squares += (amounts[i] - mean) * (amounts[i] - mean);
    return n > 1.0 ? sqrt(squares / (n - 1.0)) : 0.0;
}

/* Every pair of boundaries, by the formula of Lavallee and Hidiroglou with Neyman's allocation. */
static void
no_other_boundaries_take_fewer_items(void **state)
{
    (void)state;
    BoundedStratum strata[3];
    double total = 0.0, least = INFINITY, found = 0.0;
    size_t best[2] = { 0 };

    for (size_t i = 0; i < N; i++)
        total += amounts[i];
    for (size_t a = 1; a < N; a++)
        for (size_t b = a + 1; b < N; b++) {
            double low = (double)a, middle = (double)(b - a);
            double s[] = { spread(0, a), spread(a, b) }, target = 0.05 * total;
            double sum = low * s[0] + middle * s[1];
            double n = (double)(N - b) +
                       sum * sum / (target * target + low * s[0] * s[0] + middle * s[1] * s[1]);

            if (amounts[a] == amounts[a - 1] || amounts[b] == amounts[b - 1] || n >= least)
                continue;
            least = n;
            best[0] = a;
            best[1] = b;
        }
    assert_true(boundaries_find(amounts, N, BOUNDARIES_LAVALLEE, 3, 20, 0.05, strata));
    assert_int_equal(strata[0].items, best[0]);
    assert_int_equal(strata[0].items + strata[1].items, best[1]);
    for (int h = 0; h < 3; h++)
        found += (double)strata[h].n;
    assert_int_equal(strata[2].n, strata[2].items); /* taken whole */
    assert_true(found >= floor(least) && found <= least + 3.0);
}

/* Four classes of 0 to 8 with 9, 4, 1 and 1 items: roots 3, 5, 6, 7; half of 7 is nearest to 3. */
static void
roots_of_frequencies_are_halved_by_hand(void **state)
{
    (void)state;
    const double values[] = { 0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 4, 4, 5, 8 };
    BoundedStratum strata[2];

    assert_true(boundaries_find(values, G_N_ELEMENTS(values), BOUNDARIES_ROOT, 2, 4, 0.1, strata));
    assert_int_equal(strata[0].items, 9);
    assert_close(strata[0].to, 2.0, 0.0);
    assert_close(strata[1].from, 3.0, 0.0);
    assert_false(boundaries_find(values, 2, BOUNDARIES_ROOT, 3, 4, 0.1, strata));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_other_boundaries_take_fewer_items),
        cmocka_unit_test(roots_of_frequencies_are_halved_by_hand),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
