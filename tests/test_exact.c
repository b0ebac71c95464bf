/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/exact.h"
#include "tests/check.h"

static const int32_t one_group[8] = { 0 };

static void
tenths_are_summed_as_whole_numbers(void **state)
{
    (void)state;
    const double tenths[] = { 0.1, 0.2, 0.3 };
    g_autoptr(Exact) exact = exact_new();

    exact_add(exact, one_group, tenths, NULL, NULL, 3);
    assert_true(exact_total(exact, 0) == 0.6); /* as doubles 0.6000000000000001 */
    assert_true(exact_mean(exact, 0) == 0.2);
    assert_true(exact_variance(exact, 0) == 0.01);
    assert_true(exact_sd(exact, 0) == 0.1);
}

/* 3, 3, 10 in the one group, 5 in the other. */
static void
groups_and_repeated_rows_are_kept_apart(void **state)
{
    (void)state;
    const double values[] = { 3, 10, 5, 7 }, times[] = { 2, 1, 1, 4 };
    const int32_t code[] = { 1, 1, 0, -1 };
    g_autoptr(Exact) exact = exact_new();

    exact_add(exact, code, values, times, NULL, 4);
    assert_true(exact_total(exact, 1) == 16.0);
    assert_close(exact_variance(exact, 1), 49.0 / 3.0, 1e-15);
    assert_true(exact_mean(exact, 0) == 5.0);
    assert_true(isnan(exact_sd(exact, 0)));
    assert_true(isnan(exact_mean(exact, 2)));
}

static void
decimals_that_come_late_change_no_sum(void **state)
{
    (void)state;
    const double values[] = { -4, 1000, 0.5, 0.0625 };
    g_autoptr(Exact) exact = exact_new();

    for (size_t i = 0; i < 4; i++)
        exact_add(exact, one_group, values + i, NULL, NULL, 1);
    assert_true(exact_total(exact, 0) == 996.5625);
}

static void
what_is_no_short_decimal_is_left_to_doubles(void **state)
{
    (void)state;
    const double third[] = { 1.0 / 3.0 }, wide[] = { 1e-15, 1e4 }, sums[] = { 0.1 + 0.2 };
    const struct {
        const double *values;
        size_t n;
    } cases[] = { { third, 1 }, { wide, 2 }, { sums, 1 } };

    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
        g_autoptr(Exact) exact = exact_new();

        exact_add(exact, one_group, cases[k].values, NULL, NULL, cases[k].n);
        assert_true(isnan(exact_mean(exact, 0)));
    }
}

/* 12345678901234567.8 and twice more by 0.1: as doubles all of them are 12345678901234568. */
static void
digits_as_written_go_beyond_doubles(void **state)
{
    (void)state;
    g_autoptr(Exact) exact = exact_new();

    exact_add_digits(exact, 0, INT64_C(123456789012345678), 1, 1);
    exact_add_digits(exact, 0, INT64_C(123456789012345679), 1, 1);
    exact_add_digits(exact, 0, INT64_C(123456789012345680), 1, 1);
    assert_true(exact_sd(exact, 0) == 0.1);
    assert_close(exact_mean_se(exact, 0, 3.0), 0.1 / sqrt(3.0), 1e-15);
    exact_add_digits(exact, 1, 5, 18, 1); /* in units of which the others do not fit */
    assert_true(isnan(exact_mean(exact, 0)));
}

/* Of 5 rows, 3 are in the group: 1, 2, 6. For the mean z are -2/3, -1/3, 3/3, 0, 0 with squares
 * that add up to 14/9; for the total 41 - 81/5. */
static void
errors_of_a_domain_count_the_rows_outside(void **state)
{
    (void)state;
    const double values[] = { 1, 2, 6 };
    g_autoptr(Exact) exact = exact_new();

    exact_add(exact, one_group, values, NULL, NULL, 3);
    assert_close(exact_mean_se(exact, 0, 5.0), sqrt(5.0 / 4.0 * 14.0 / 9.0), 1e-15);
    assert_close(exact_total_se(exact, 0, 5.0), sqrt(5.0 / 4.0 * (41.0 - 81.0 / 5.0)), 1e-15);
}

/* 10^15 - 1 and its negative by turns, 2^24 times each: squares exceed 128 bits. */
static void
sums_beyond_128_bits_are_given_up(void **state)
{
    (void)state;
    const double values[] = { -999999999999999.0, 999999999999999.0 };
    const double times[] = { 16777216.0, 16777216.0 }, many[] = { 1e15, 1e15 };
    g_autoptr(Exact) exact = exact_new();
    g_autoptr(Exact) lost = exact_new();

    exact_add(exact, one_group, values, times, NULL, 2);
    assert_true(exact_mean(exact, 0) == 0.0);
    assert_close(exact_sd(exact, 0), 999999999999999.0 * sqrt(33554432.0 / 33554431.0), 1e-15);
    exact_add(lost, one_group, values, many, NULL, 2);
    assert_true(isnan(exact_sd(lost, 0)));
    assert_true(isnan(exact_mean_se(lost, 0, 3e15)));
    assert_true(exact_mean(lost, 0) == 0.0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tenths_are_summed_as_whole_numbers),
        cmocka_unit_test(groups_and_repeated_rows_are_kept_apart),
        cmocka_unit_test(decimals_that_come_late_change_no_sum),
        cmocka_unit_test(what_is_no_short_decimal_is_left_to_doubles),
        cmocka_unit_test(digits_as_written_go_beyond_doubles),
        cmocka_unit_test(errors_of_a_domain_count_the_rows_outside),
        cmocka_unit_test(sums_beyond_128_bits_are_given_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
