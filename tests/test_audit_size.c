/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/audit_size.h"
#include "datasets/error.h"
#include "tests/check.h"

static int64_t
size_of(SizeRequest request)
{
    g_autoptr(GError) error = NULL;
    SampleSize size = { 0 };

    assert_true(audit_size(&request, &size, &error));
    return size.n;
}

static SizeRequest
request_of(SizeDistribution distribution, double confidence, const char *tolerable,
           const char *expected)
{
    SizeRequest request = { .distribution = distribution, .confidence = confidence, .errors = -1 };

    assert_true(decimal_share_read(tolerable, "tolerable", &request.tolerable, NULL));
    assert_true(decimal_share_read(expected, "expected", &request.expected, NULL));
    return request;
}

/* AICPA (2017) table A-1 and GAO Financial Audit Manual fig. 450.1. */
static void
sizes_for_so_many_errors_are_those_of_the_tables(void **state)
{
    (void)state;
    static const int at95[] = { 59, 93, 124, 153 }, at90[] = { 45, 77, 105, 132, 158 };
    static const int finite[] = { 45, 76, 105, 131, 157 };

    for (int k = 0; k < 5; k++) {
        SizeRequest request = request_of(SIZE_BINOMIAL, 0.9, "0.05", "0");

        request.errors = k;
        assert_int_equal(size_of(request), at90[k]);
        request.distribution = SIZE_HYPERGEOMETRIC;
        request.population = 5000;
        assert_int_equal(size_of(request), finite[k]);
        request.distribution = SIZE_BINOMIAL;
        request.confidence = 0.95;
        if (k < 4)
            assert_int_equal(size_of(request), at95[k]);
    }
    SizeRequest small = request_of(SIZE_HYPERGEOMETRIC, 0.9, "0.05", "0");
    small.population = 1200;
    small.errors = 0;
    assert_int_equal(size_of(small), 45);
    small.errors = 2;
    assert_int_equal(size_of(small), 102);
}

static void
monetary_unit_sizes_are_those_of_the_tables(void **state)
{
    (void)state;
    static const int at5[] = { 60, 74, 93, 120, 162, 231 }, at2[] = { 150, 184, 232 };

    for (int k = 0; k < 6; k++)
        assert_int_equal(ceil(audit_mus_factor(0.95, k / 10.0, false) / 0.05), at5[k]);
    for (int k = 0; k < 3; k++)
        assert_int_equal(ceil(audit_mus_factor(0.95, k / 10.0, false) / 0.02), at2[k]);
    assert_int_equal(ceil(audit_mus_factor(0.95, 0.5, false) / 0.02), 577);
    assert_close(audit_mus_factor(0.95, 0.0, true), 3.0, 1e-15);
}

/* +-3 points at 95 per cent and +-2.5 at 90 ask for nearly the same. */
static void
precision_rules_give_the_sizes_worked_out_by_hand(void **state)
{
    (void)state;
    static const struct {
        double share;
        int at95, at90;
    } cases[] = { { 0.122, 458, 464 }, { 0.05, 203, 206 }, { 0.033, 137, 139 } };

    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
        PrecisionRequest request = { 0.03, 0.95, cases[k].share, 1.0, 0.0, 1.0 };

        assert_int_equal(ceil(audit_size_precision(&request)), cases[k].at95);
        request.margin = 0.025;
        request.confidence = 0.9;
        assert_int_equal(ceil(audit_size_precision(&request)), cases[k].at90);
    }
}

/* Error rates with a spread of .085, 2 per cent tolerable and .4 expected. The exact z at 60
 * per cent, .8416, gives 19.99; rounded up to .842 it would give 20.01 and so 21. */
static void
the_spread_of_error_rates_gives_the_sizes_worked_out_by_hand(void **state)
{
    (void)state;
    assert_int_equal(ceil(audit_size_spread(0.95, 0.085 / 0.016)), 109);
    assert_int_equal(ceil(audit_size_spread(0.6, 0.085 / 0.016)), 20);
}

static void
what_no_sample_can_show_is_refused(void **state)
{
    (void)state;
    SizeRequest request = request_of(SIZE_BINOMIAL, 0.95, "0.05", "0.05");
    g_autoptr(GError) error = NULL, none = NULL;
    SampleSize size;

    assert_false(audit_size(&request, &size, &error));
    assert_error(error, ANDEL_ERROR_USAGE, "no fewer errors");
    assert_false(decimal_share_read("1.5", "--tolerable", &request.tolerable, &none));
    assert_error(none, ANDEL_ERROR_USAGE, "--tolerable 1.5: a share from 0 to 1");
}

/* 0.035 times 400 is 14, though not in floating point. */
static void
a_share_times_a_count_is_exact(void **state)
{
    (void)state;
    DecimalShare share;

    assert_true(decimal_share_read("3.5%", "", &share, NULL));
    assert_int_equal(decimal_share_ceiling(share, 400), 14);
    assert_int_equal(decimal_share_ceiling(share, 401), 15);
    assert_int_equal(decimal_share_ceiling(share, 0), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_for_so_many_errors_are_those_of_the_tables),
        cmocka_unit_test(monetary_unit_sizes_are_those_of_the_tables),
        cmocka_unit_test(precision_rules_give_the_sizes_worked_out_by_hand),
        cmocka_unit_test(the_spread_of_error_rates_gives_the_sizes_worked_out_by_hand),
        cmocka_unit_test(what_no_sample_can_show_is_refused),
        cmocka_unit_test(a_share_times_a_count_is_exact),
    };
    return cmocka_run_group_tests_name("audit_size", tests, NULL, NULL);
}
