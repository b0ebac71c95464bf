/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/printed.h"
#include "datasets/error.h"
#include "tests/check.h"

static void
printed_numbers_are_read_in_the_way_of_their_language(void **state)
{
    (void)state;
    static const struct {
        const char *text, *language;
        int64_t digits;
        int decimals;
        double value;
    } cases[] = {
        { "48", "sv", 48, 0, 48.0 },
        { "24 787", "sv", 24787, 0, 24787.0 },
        { "24\u202f787", "sv", 24787, 0, 24787.0 },
        { "24\u00a0787,50", "sv", 2478750, 2, 24787.5 },
        { "1\u2009234\u2009567,891", "sv", 1234567891, 3, 1234567.891 },
        { "12,2", "sv", 122, 1, 12.2 },
        { "12.2", "sv", 122, 1, 12.2 },
        { "24,787", "en", 24787, 0, 24787.0 },
        { "24,787.50", "en", 2478750, 2, 24787.5 },
        { "24.787", "en", 24787, 3, 24.787 },
        { "24,787", "sv", 24787, 3, 24.787 },
        { "12.2", NULL, 122, 1, 12.2 },
        { "12,2", NULL, 122, 1, 12.2 },
        { "0,125", NULL, 125, 3, 0.125 },
        { "-7", NULL, -7, 0, -7.0 },
        { "\u22127,1", "sv", -71, 1, -7.1 },
        { "48 %", "sv", 48, 0, 48.0 },
        { "48%", "en", 48, 0, 48.0 },
        { "48,0", "sv", 480, 1, 48.0 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        Printed printed;
        bool read = printed_read(cases[i].text, cases[i].language, &printed, &error);
        assert_no_error(error);
        assert_true(read);
        assert_int_equal(printed.digits, cases[i].digits);
        assert_int_equal(printed.decimals, cases[i].decimals);
        assert_true(printed.value == cases[i].value);
    }
}

static void
what_is_no_printed_number_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *language, *why;
    } cases[] = {
        { "", "sv", "no printed number" },          { "about 48", "sv", "no printed number" },
        { "24 78", "sv", "no printed number" },     { "2478 700", "sv", "no printed number" },
        { "12,2", "en", "no printed number" },      { "4-8", "sv", "no printed number" },
        { "1.2.3", "en", "no printed number" },     { "48,", "sv", "ends in its decimal mark" },
        { "24,787", NULL, "give the language" },    { "24.787", "sv", "not its language's" },
        { "12345678901234567890", "sv", "digits" }, { "48 kr", "sv", "no printed number" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        Printed printed;
        assert_false(printed_read(cases[i].text, cases[i].language, &printed, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[i].why);
    }
}

/* Published krona amounts and percentages of the 2017 report against their exact values. */
static void
a_printed_number_holds_when_the_computed_one_rounds_to_it(void **state)
{
    (void)state;
    assert_true(published_holds(24787.0, 0, 24787.006875, 0));
    assert_true(published_holds(43790.0, 0, 43790.3788125, 0));
    assert_false(published_holds(43791.0, 0, 43790.3788125, 0));
    assert_true(published_holds(131.85, 2, 131.84578125, 0));
    assert_true(published_holds(48.0, 0, 52.0 / 109.0, 2));
    assert_false(published_holds(30.0, 0, 23.0 / 78.0, 2));
    assert_true(published_holds(15.0, 0, 0.145, 2));
    assert_true(published_holds(-7.1, 1, -7.1, 0));
}

static bool
counts(int64_t percent, int decimals, int64_t base, Rounding rounding, int64_t first, int64_t last)
{
    int64_t a, b;

    return percent_counts(percent, decimals, base, rounding, &a, &b) && a == first && b == last;
}

static bool
impossible(int64_t percent, int decimals, int64_t base, Rounding rounding)
{
    int64_t a, b;

    return !percent_counts(percent, decimals, base, rounding, &a, &b);
}

/* Enumerated by hand or by exact fractions; survey methods 2.22 of the design. */
static void
percentages_give_back_their_counts(void **state)
{
    (void)state;
    assert_true(counts(44, 0, 78, ROUNDING_HALF_UP, 34, 34));
    assert_true(impossible(30, 0, 78, ROUNDING_HALF_UP));
    assert_true(impossible(30, 0, 78, ROUNDING_HALF_DOWN));
    assert_true(counts(30, 0, 78, ROUNDING_TWO_STEP, 23, 23));
    assert_true(counts(30, 0, 78, ROUNDING_DOWN, 24, 24));
    assert_true(counts(30, 0, 78, ROUNDING_UP, 23, 23));
    assert_true(counts(30, 0, 77, ROUNDING_HALF_UP, 23, 23));
    assert_true(impossible(30, 0, 95, ROUNDING_HALF_UP));
    assert_true(counts(13, 0, 8, ROUNDING_HALF_UP, 1, 1));
    assert_true(impossible(12, 0, 8, ROUNDING_HALF_UP));
    assert_true(counts(12, 0, 8, ROUNDING_HALF_DOWN, 1, 1));
    assert_true(impossible(50, 0, 3, ROUNDING_HALF_UP));
    assert_true(counts(333, 1, 3, ROUNDING_HALF_UP, 1, 1));
    assert_true(counts(0, 0, 78, ROUNDING_HALF_UP, 0, 0));
    assert_true(counts(100, 0, 78, ROUNDING_HALF_UP, 78, 78));
    assert_true(counts(100, 0, 1000, ROUNDING_HALF_UP, 995, 1000));
    assert_true(counts(0, 0, 1000, ROUNDING_HALF_UP, 0, 4));
    assert_true(counts(44, 0, 1000, ROUNDING_HALF_UP, 435, 444));
    assert_true(counts(44, 0, 1000, ROUNDING_TWO_STEP, 435, 444));
    assert_true(counts(44, 0, 1000, ROUNDING_DOWN, 440, 449));
    assert_true(counts(44, 0, 1000, ROUNDING_UP, 431, 440));
    assert_true(impossible(101, 0, 78, ROUNDING_HALF_UP));
    assert_true(counts(500000, 4, INT64_C(1) << 35, ROUNDING_HALF_UP, 17179852005, 17179886363));
}

static void
twenty_two_whole_percentages_are_impossible_on_78_and_none_on_109(void **state)
{
    (void)state;
    static const int expected[] = { 2,  7,  11, 16, 20, 25, 30, 34, 39, 43, 48,
                                    52, 57, 61, 66, 70, 75, 80, 84, 89, 93, 98 };
    size_t n = 0;

    for (int p = 0; p <= 100; p++) {
        if (impossible(p, 0, 78, ROUNDING_HALF_UP)) {
            assert_true(n < G_N_ELEMENTS(expected));
            assert_int_equal(p, expected[n++]);
        }
        assert_false(impossible(p, 0, 109, ROUNDING_HALF_UP));
    }
    assert_int_equal(n, G_N_ELEMENTS(expected));
}

/* Share of attainable percentages by base: survey methods 2.22 of the design. */
static void
attainable_percentages_are_as_many_as_they_should_be(void **state)
{
    (void)state;
    static const struct {
        int64_t base;
        int decimals;
        int attainable; /* of 101 whole percentages or of 1001 with one decimal */
    } cases[] = { { 20, 0, 21 },   { 50, 0, 51 },   { 99, 0, 100 },  { 100, 0, 101 },
                  { 150, 1, 151 }, { 300, 1, 301 }, { 500, 1, 501 }, { 1000, 1, 1001 } };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int attainable = 0;
        for (int p = 0; p <= (cases[i].decimals ? 1000 : 100); p++)
            attainable += !impossible(p, cases[i].decimals, cases[i].base, ROUNDING_HALF_UP);
        assert_int_equal(attainable, cases[i].attainable);
    }
    assert_true(impossible(50, 0, 99, ROUNDING_HALF_UP));

    int excluded = 0;
    int64_t largest = 0;
    for (int64_t n = 1; n <= 200; n++)
        if (impossible(30, 0, n, ROUNDING_HALF_UP)) {
            excluded++;
            largest = n;
        }
    assert_int_equal(excluded, 50);
    assert_int_equal(largest, 95);
}

/* Every base to 120 and every whole percentage, against what integers give one by one. */
static void
intervals_agree_with_going_through_all_counts(void **state)
{
    (void)state;
    for (int64_t n = 1; n <= 120; n++)
        for (int p = 0; p <= 100; p++)
            for (Rounding r = 0; r < N_ROUNDINGS; r++) {
                int64_t first = -1, last = -1, a, b;
                for (int64_t k = 0; k <= n; k++) {
                    int64_t tenths = (2000 * k + n) / (2 * n), printed = 0;
                    switch (r) {
                    case ROUNDING_HALF_UP:
                        printed = (200 * k + n) / (2 * n);
                        break;
                    case ROUNDING_HALF_DOWN:
                        printed = (200 * k + n - 1) / (2 * n);
                        break;
                    case ROUNDING_TWO_STEP:
                        printed = (tenths + 5) / 10;
                        break;
                    case ROUNDING_DOWN:
                        printed = 100 * k / n;
                        break;
                    case ROUNDING_UP:
                        printed = (100 * k + n - 1) / n;
                        break;
                    case N_ROUNDINGS:
                        break;
                    }
                    if (printed != p)
                        continue;
                    first = first < 0 ? k : first;
                    last = k;
                }
                bool possible = percent_counts(p, 0, n, r, &a, &b);
                assert_int_equal(possible, first >= 0);
                if (possible) {
                    assert_int_equal(a, first);
                    assert_int_equal(b, last);
                }
            }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printed_numbers_are_read_in_the_way_of_their_language),
        cmocka_unit_test(what_is_no_printed_number_is_refused),
        cmocka_unit_test(a_printed_number_holds_when_the_computed_one_rounds_to_it),
        cmocka_unit_test(percentages_give_back_their_counts),
        cmocka_unit_test(twenty_two_whole_percentages_are_impossible_on_78_and_none_on_109),
        cmocka_unit_test(attainable_percentages_are_as_many_as_they_should_be),
        cmocka_unit_test(intervals_agree_with_going_through_all_counts),
    };
    return cmocka_run_group_tests_name("printed", tests, NULL, NULL);
}
