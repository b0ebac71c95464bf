/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/payments.h"
#include "datasets/error.h"
#include "tests/check.h"

static Payments *
payments_of(const char *text, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    return payments_read(bytes, "fel.yml", error);
}

/* total, then up to five parts; a NULL ends them */
static Payments *
payments_of_rates(const char *const *rates, const char *outlay, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_append_printf(text, "lang: en\ntotal: {rate: \"%s\"}\nparts:\n", rates[0]);
    for (size_t i = 1; rates[i]; i++)
        g_string_append_printf(text, "  - {id: p%zu, rate: \"%s\"}\n", i, rates[i]);
    g_string_append(text, outlay);
    return payments_of(text->str, error);
}

/* 7/12.2, 1.7/12.2 and 3.5/12.2 by hand: 57.377, 13.934, 28.689 per cent. */
static void
shares_of_the_errors_follow_from_rates_of_the_outlay(void **state)
{
    (void)state;
    static const char *const rates[] = { "12.2", "7", "1.7", "3.5", NULL };
    g_autoptr(GError) error = NULL;
    g_autoptr(Payments) payments =
        payments_of_rates(rates, "outlay: {value: 20000, unit: mn kr}\n", &error);

    assert_no_error(error);
    assert_true(payments->exact);
    assert_close(payments->total.rate, 0.122, 0.0);
    assert_close(payments->parts[0].share, 70.0 / 122.0, 1e-15);
    assert_close(payments->parts[1].share, 17.0 / 122.0, 1e-15);
    assert_close(payments->parts[2].share, 35.0 / 122.0, 1e-15);
    assert_close(payments->total.share, 1.0, 0.0);
    assert_close(payments->total.amount, 2440.0, 1e-15);
    assert_close(payments->parts[0].amount, 1400.0, 1e-15);
    assert_int_equal(payments->decimals, 1);
    /* 7 is 6.5 to 7.5; the sum is 6.5 + 1.65 + 3.45 up to 7.5 + 1.75 + 3.55 */
    assert_close(payments->sum_low, 0.116, 1e-15);
    assert_close(payments->sum_high, 0.128, 1e-15);
    assert_close(payments->both_low, 0.1215, 1e-15);
    assert_close(payments->both_high, 0.1225, 1e-15);
    /* the 7 that the total leaves: 12.15 - 5.3 to 12.25 - 5.1, so 6.85 to 7.15 */
    assert_close(payments->parts[0].share_low, 6.85 / 12.15, 1e-12);
    assert_close(payments->parts[0].share_high, 7.15 / 12.25, 1e-12);
}

static void
without_an_outlay_there_are_no_amounts(void **state)
{
    (void)state;
    static const char *const rates[] = { "12.2", "7", "1.7", "3.5", NULL };
    g_autoptr(Payments) payments = payments_of_rates(rates, "", NULL);

    assert_non_null(payments);
    assert_true(isnan(payments->total.amount));
    assert_true(isnan(payments->parts[0].amount_low));
}

/* Rates published for nine benefits; in three of them the parts as printed miss the total. */
static void
parts_that_agree_within_rounding_are_no_error(void **state)
{
    (void)state;
    static const struct {
        const char *rates[5];
        bool exact;
    } cases[] = {
        { { "9.7", "8.0", "0.9", "0.8" }, true },  { { "0.1", "0", "0.1", "0.1" }, false },
        { { "1.3", "0.4", "0.7", "0.2" }, true },  { { "7.2", "4.1", "2.5", "0.6" }, true },
        { { "3.4", "1.5", "1.6", "0.4" }, false }, { { "2.2", "0", "1.9", "0.3" }, true },
        { { "0.5", "0.1", "0.2", "0.2" }, true },  { { "10.3", "4.5", "4.1", "1.7" }, true },
        { { "3.9", "2.5", "1.0", "0.5" }, false },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Payments) payments = payments_of_rates(cases[i].rates, "", &error);
        assert_no_error(error);
        assert_int_equal(payments->exact, cases[i].exact);
    }
}

static void
parts_that_cannot_sum_to_the_total_are_refused_with_both_intervals(void **state)
{
    (void)state;
    static const char *const rates[] = { "12.2", "7.0", "1.7", "3.8", NULL };
    g_autoptr(GError) error = NULL;

    assert_null(payments_of_rates(rates, "", &error));
    /* 6.95 + 1.65 + 3.75 and 7.05 + 1.75 + 3.85 */
    assert_error(error, ANDEL_ERROR_DATA, "sum to 12.35 up to 12.65 per cent");
    assert_error(error, ANDEL_ERROR_DATA, "'12.2' stands for 12.15 up to 12.25");
    assert_error(error, ANDEL_ERROR_DATA, "fel.yml:2:");
}

/* 12.25 rounds to 12.3, so 12.2 stops short of it. */
static void
intervals_that_only_touch_do_not_agree(void **state)
{
    (void)state;
    static const char *const apart[] = { "12.2", "12.3", NULL };
    static const char *const together[] = { "12.2", "12", NULL };
    g_autoptr(GError) error = NULL;

    assert_null(payments_of_rates(apart, "", &error));
    assert_error(error, ANDEL_ERROR_DATA, "cannot sum");
    g_autoptr(Payments) payments = payments_of_rates(together, "", NULL);
    assert_non_null(payments);
}

static void
every_mistake_of_the_file_is_told(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;

    assert_null(payments_of("total: {rate: \"about 12\"}\n"
                            "parts:\n"
                            "  - {id: a, rate: \"120\"}\n"
                            "  - {id: a, rate: \"1\"}\n"
                            "outlay: {value: -1}\n",
                            &error));
    assert_error(error, ANDEL_ERROR_DATA, "'about 12' is no printed number");
    assert_error(error, ANDEL_ERROR_DATA, "between 0 and 100 per cent");
    assert_error(error, ANDEL_ERROR_DATA, "two rows");
    assert_error(error, ANDEL_ERROR_DATA, "not negative");
}

static void
no_errors_have_no_shares(void **state)
{
    (void)state;
    static const char *const rates[] = { "0", "0.0", "0.0", NULL };
    g_autoptr(Payments) payments = payments_of_rates(rates, "", NULL);

    assert_non_null(payments);
    assert_true(isnan(payments->parts[0].share));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_of_the_errors_follow_from_rates_of_the_outlay),
        cmocka_unit_test(without_an_outlay_there_are_no_amounts),
        cmocka_unit_test(parts_that_agree_within_rounding_are_no_error),
        cmocka_unit_test(parts_that_cannot_sum_to_the_total_are_refused_with_both_intervals),
        cmocka_unit_test(intervals_that_only_touch_do_not_agree),
        cmocka_unit_test(every_mistake_of_the_file_is_told),
        cmocka_unit_test(no_errors_have_no_shares),
    };
    return cmocka_run_group_tests_name("payments", tests, NULL, NULL);
}
