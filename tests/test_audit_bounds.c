/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/audit_bounds.h"
#include "tests/check.h"

/* Taints of 1, .5, .25 and .1 in 100: worked out with R's qbeta, qgamma and qt. */
static void
bounds_of_four_errors_are_those_of_the_formulas(void **state)
{
    (void)state;
    static const double taints[] = { 1.0, 0.5, 0.25, 0.1 };
    static const double expected[N_BOUNDS] = { 0.05896095, 0.06024281, 0.05593865, 0.04933785,
                                               0.04812112, 0.05885896, 0.06010211, 0.03744075 };
    const AuditErrors errors = { taints, 4, 100.0, 0.95 };

    for (int bound = 0; bound < N_BOUNDS; bound++)
        assert_close(audit_bound((AuditBound)bound, &errors), expected[bound], 5e-9);
    assert_close(audit_pps_lower(&errors), -0.00044075, 5e-9); /* why t fails: 2 x .0185 less */
}

static void
without_errors_bounds_are_those_of_the_rate(void **state)
{
    (void)state;
    const AuditErrors errors = { NULL, 0, 100.0, 0.95 };

    assert_close(audit_bound(BOUND_STRINGER_BINOMIAL, &errors), 1.0 - pow(0.05, 0.01), 1e-12);
    assert_close(audit_bound(BOUND_STRINGER_POISSON, &errors), -log(0.05) / 100.0, 1e-12);
    assert_close(audit_bound(BOUND_CELL, &errors), -log(0.05) / 100.0, 1e-12);
}

/* The example of Dworin and Grimlund (1984): an understatement among four errors of 100. */
static void
the_moment_bound_gives_its_authors_example(void **state)
{
    (void)state;
    static const double taints[] = { -0.16, 0.04, 0.18, 0.47 };

    assert_close(audit_bound_moment(taints, 4, 100.0, 0.95, 0.1325, 0), 0.02393393, 5e-9);
}

static void
factors_are_those_of_the_printed_tables(void **state)
{
    (void)state;
    static const double at95[] = { 2.99573, 4.74386, 6.29579, 7.75366, 9.15352, 10.51303 };
    static const double at90[] = { 2.30259, 3.88972, 5.32232, 6.68078 };

    for (size_t k = 0; k < G_N_ELEMENTS(at95); k++)
        assert_close(audit_upper_poisson((double)k, 1.0, 0.95), at95[k], 3e-6);
    for (size_t k = 0; k < G_N_ELEMENTS(at90); k++)
        assert_close(audit_upper_poisson((double)k, 1.0, 0.9), at90[k], 3e-6);
    assert_close(audit_lower_binomial(5.0, 100.0, 0.975), 0.0164319, 5e-8);
    assert_close(audit_upper_binomial(5.0, 100.0, 0.975), 0.1128349, 5e-8);
    assert_close(audit_lower_poisson(4.0, 1.0, 0.975), 1.089865, 1e-6);
    assert_close(audit_upper_poisson(4.0, 1.0, 0.975), 10.241589, 1e-6);
}

/* The settings of the GAO's table: of 1 200 items, 102 drawn. */
static void
upper_limits_in_a_finite_population_are_whole_items(void **state)
{
    (void)state;
    static const double expected[] = { 25.0, 43.0, 59.0, 75.0 };

    for (size_t k = 0; k < G_N_ELEMENTS(expected); k++)
        assert_close(audit_upper_hypergeometric((double)k, 102.0, 1200.0, 0.9), expected[k], 0.0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_of_four_errors_are_those_of_the_formulas),
        cmocka_unit_test(without_errors_bounds_are_those_of_the_rate),
        cmocka_unit_test(the_moment_bound_gives_its_authors_example),
        cmocka_unit_test(factors_are_those_of_the_printed_tables),
        cmocka_unit_test(upper_limits_in_a_finite_population_are_whole_items),
    };
    return cmocka_run_group_tests_name("audit_bounds", tests, NULL, NULL);
}
