/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/quantile.h"
#include "datasets/error.h"
#include "tests/check.h"

/* 10 20 20 40 with the weights 1 2 1 4, total 8; every number was worked out by hand. */
static const double value[] = { 40, 20, 10, 20 };
static const double weight[] = { 4, 2, 1, 1 };

static double
quantile(const char *rule, double p)
{
    g_autoptr(GError) error = NULL;
    const QuantileRule *of = quantile_rule_find(rule, &error);
    g_auto(Distribution) distribution = { 0 };

    assert_no_error(error);
    distribution_init(&distribution, value, weight, 4, of->distinct);
    return quantile_of(of, &distribution, p);
}

static void
jumps_take_the_value_that_the_share_reaches(void **state)
{
    (void)state;
    assert_true(quantile("math", 0.125) == 10.0);
    assert_true(quantile("math", 0.126) == 20.0);
    assert_true(quantile("math", 0.5) == 20.0);
    assert_true(quantile("school", 0.5) == 30.0);
    assert_true(quantile("school", 0.51) == 40.0);
    assert_true(quantile("math", 0.0) == 10.0);
    assert_true(quantile("school", 1.0) == 40.0);
}

static void
lines_run_between_the_positions(void **state)
{
    (void)state;
    assert_close(quantile("hf4", 0.75), 30.0, 1e-15);                /* 1/8 3/8 4/8 8/8 */
    assert_close(quantile("hf5", 0.5), 24.0, 1e-15);                 /* 1/16 4/16 7/16 12/16 */
    assert_close(quantile("hf7", 0.875), 30.0, 1e-15);               /* 0 1/4 3/4 4/4 */
    assert_close(quantile("hf6", 0.5), 30.0, 1e-15);                 /* 1/12 3/12 4/12 8/12 */
    assert_close(quantile("sas", 0.3125), 10.0 + 10.0 * 0.5, 1e-15); /* 1/8 4/8 8/8 */
}

static void
beyond_the_ends_stand_the_end_values(void **state)
{
    (void)state;
    for (size_t k = 0; quantile_rules[k]; k++) {
        assert_true(quantile(quantile_rules[k]->name, 0.0) == 10.0);
        assert_true(quantile(quantile_rules[k]->name, 1.0) == 40.0);
    }
}

/* Ten weights of 0.1 sum to less than 1 as doubles; the half is met all the same. */
static void
a_share_that_is_met_exactly_is_found_among_sums_of_doubles(void **state)
{
    (void)state;
    double values[10], weights[10];
    g_auto(Distribution) distribution = { 0 };

    for (int i = 0; i < 10; i++) {
        values[i] = i;
        weights[i] = 0.1;
    }
    distribution_init(&distribution, values, weights, 10, false);
    assert_true(quantile_of(quantile_rule_find("school", NULL), &distribution, 0.3) == 2.5);
    assert_true(quantile_of(quantile_rule_find("math", NULL), &distribution, 0.3) == 2.0);
    assert_true(quantile_of(quantile_rule_find("math", NULL), &distribution, 0.7) == 6.0);
}

static void
the_scale_of_the_weights_changes_no_quantile(void **state)
{
    (void)state;
    for (size_t k = 0; quantile_rules[k]; k++)
        for (double p = 0.05; p < 1.0; p += 0.05) {
            double scaled[4];
            g_auto(Distribution) distribution = { 0 };

            for (int i = 0; i < 4; i++)
                scaled[i] = weight[i] * 37.7;
            distribution_init(&distribution, value, scaled, 4, quantile_rules[k]->distinct);
            assert_close(quantile_of(quantile_rules[k], &distribution, p),
                         quantile(quantile_rules[k]->name, p), 1e-12);
        }
}

static void
nobody_has_no_quantile_and_an_unknown_rule_is_told(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_auto(Distribution) empty = { 0 };

    distribution_init(&empty, value, weight, 0, false);
    assert_true(isnan(quantile_of(quantile_rule_find(NULL, NULL), &empty, 0.5)));
    assert_null(quantile_rule_find("hf3", &error));
    assert_error(error, ANDEL_ERROR_USAGE, "math, school, hf4");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jumps_take_the_value_that_the_share_reaches),
        cmocka_unit_test(lines_run_between_the_positions),
        cmocka_unit_test(beyond_the_ends_stand_the_end_values),
        cmocka_unit_test(a_share_that_is_met_exactly_is_found_among_sums_of_doubles),
        cmocka_unit_test(the_scale_of_the_weights_changes_no_quantile),
        cmocka_unit_test(nobody_has_no_quantile_and_an_unknown_rule_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
