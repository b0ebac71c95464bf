/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/products.h"
#include "analysis/recount.h"
#include "analysis/weighted_share.h"
#include "datasets/error.h"
#include "tests/check.h"

static Published *
published_of(const char *text, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    return published_read(bytes, "table.yml", error);
}

/* The verdict on the only statement of TEXT. */
static StatedVerdict
judge(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Published) published = published_of(text, &error);

    assert_no_error(error);
    g_autoptr(Recount) result = recount(published);
    assert_int_equal(published->n_stated, 1);
    assert_true(result->fails != (result->stated[0].holds || published->stated[0].deviation));
    return result->stated[0];
}

/* 3.1 points is what 1000 answers give at 50 per cent: 1.96 sqrt(.25 / 1000) = 3.099. */
static void
a_margin_implies_a_design_effect(void **state)
{
    (void)state;
    StatedVerdict plain = judge("margins:\n  - {id: m, margin: '3.1', n: 1000, deff: 1}\n");
    StatedVerdict twice = judge("margins:\n  - {id: m, margin: '4.38', n: 1000, deff: 2}\n");
    StatedVerdict wrong = judge("margins:\n  - {id: m, margin: '2.0', n: 1000, deff: 1}\n");
    double z = 1.959963984540054;

    assert_true(plain.holds && twice.holds && !wrong.holds);
    assert_close(plain.low, 0.0305 * 0.0305 * 1000.0 / (z * z * 0.25), 1e-9);
    assert_close(plain.high, 0.0315 * 0.0315 * 1000.0 / (z * z * 0.25), 1e-9);
}

static void
a_change_is_judged_from_what_the_printed_numbers_allow(void **state)
{
    (void)state;
    StatedVerdict percent = judge("changes:\n  - {id: c, from: '140', to: '188', change: '34'}\n");
    StatedVerdict index =
        judge("changes:\n  - {id: c, from: '38', to: '77', change: '203', as: index}\n");
    StatedVerdict points =
        judge("changes:\n  - {id: c, from: '38', to: '77', change: '41', as: points}\n");

    assert_true(percent.holds && index.holds && !points.holds);
    assert_close(percent.low, 100.0 * 187.5 / 140.5 - 100.0, 1e-12);
    assert_close(percent.high, 100.0 * 188.5 / 139.5 - 100.0, 1e-12);
    assert_close(points.low, 38.0, 1e-12);
    assert_close(points.high, 40.0, 1e-12);
}

static void
shares_make_100_within_their_rounding(void **state)
{
    (void)state;
    assert_true(judge("shares:\n  - {id: s, percents: ['48', '24', '24', '5']}\n").holds);
    assert_true(judge("shares:\n  - {id: s, percents: ['33.3', '33.3', '33.3']}\n").holds);
    assert_false(judge("shares:\n  - {id: s, percents: ['33.3', '33.3', '33.2']}\n").holds);
    assert_false(judge("shares:\n  - {id: s, percents: ['40', '40'], deviation: known}\n").holds);
}

/* Ends that meet exactly, or miss by one unit of the last of many digits. */
static void
ends_meet_exactly_or_not_at_all(void **state)
{
    (void)state;
    /* to - from is at most 1.0000000000005, and 1.000000000001 begins there */
    assert_true(judge("changes: [{id: c, as: points, from: '0', to: '0.500000000000', "
                      "change: '1.000000000001'}]\n")
                    .holds);
    assert_false(judge("changes: [{id: c, as: points, from: '0', to: '0.500000000000', "
                       "change: '1.000000000002'}]\n")
                     .holds);
    /* at most 100 * 2.5 / 1.5 = 166.666666666666666..., which the first still holds */
    assert_true(judge("changes: [{id: c, as: index, from: '2', to: '2', "
                      "change: '166.666666666667'}]\n")
                    .holds);
    assert_false(judge("changes: [{id: c, as: index, from: '2', to: '2', "
                       "change: '166.666666666668'}]\n")
                     .holds);
    /* at most 100.000000000005, and 99.999999999995 */
    assert_true(judge("shares: [{id: s, percents: ['33.33333333333', '33.33333333333', "
                      "'33.33333333333']}]\n")
                    .holds);
    assert_false(judge("shares: [{id: s, percents: ['33.33333333333', '33.33333333333', "
                       "'33.33333333332']}]\n")
                     .holds);
}

/* z of 0.95 is 1.959963984540054: 100 z sqrt(0.25 / 1000000) = 0.0979981992270027 points. */
static void
a_margin_of_many_digits_is_told_from_its_neighbour(void **state)
{
    (void)state;
    assert_true(judge("margins: [{id: m, margin: '0.09799819923', n: 1000000, deff: 1}]\n").holds);
    assert_false(judge("margins: [{id: m, margin: '0.09799819924', n: 1000000, deff: 1}]\n").holds);
    assert_false(judge("margins: [{id: m, margin: '0.09799819922', n: 1000000, deff: 1}]\n").holds);
}

/* (2^61)^8 and one factor less by one; signs; zero. */
static void
long_products_are_compared_exactly(void **state)
{
    (void)state;
    int64_t big = INT64_C(1) << 61;
    const int64_t a[] = { big, big, big, big, big, big, big, big };
    const int64_t b[] = { big, big, big, big, big, big, big, big - 1 };
    const int64_t negative[] = { -3, 5 }, less[] = { -4, 4 }, zero[] = { 0, -7 };

    assert_int_equal(products_compare(a, 8, b, 8), 1);
    assert_int_equal(products_compare(b, 8, a, 8), -1);
    assert_int_equal(products_compare(a, 8, a, 8), 0);
    assert_int_equal(products_compare(negative, 2, less, 2), 1);
    assert_int_equal(products_compare(negative, 2, zero, 2), -1);
    assert_int_equal(products_compare(zero, 2, zero, 1), 0);
}

/* Of 1.5, 2, 2.5 and 4, 10 in all: sums are 0, 1.5, 2, 2.5, 3.5, 4, 4.5, 5.5, 6, 6.5, 7.5, 8, 8.5
 * and 10. 45 and 55 per cent are among them, 30 and 70 are not. */
static void
weighted_percentages_are_held_against_sums_of_weights(void **state)
{
    (void)state;
    static const char weights[] = "weights: ['1.5', '2', '2.5', '4']}\n";
    g_autofree char *right =
        g_strconcat("shares:\n  - {id: s, percents: ['45', '55'], ", weights, NULL);
    g_autofree char *wrong =
        g_strconcat("shares:\n  - {id: s, percents: ['35', '30', '35'], ", weights, NULL);
    StatedVerdict holds = judge(right), fails = judge(wrong);
    static const int64_t units[] = { 15, 20, 25, 40 };
    int64_t least, greatest;
    int attainable = 0;

    assert_true(holds.holds);
    assert_int_equal(holds.unweighable, 0);
    assert_false(fails.holds);
    assert_int_equal(fails.unweighable, 2);
    for (int percent = 0; percent <= 100; percent++)
        attainable += weighted_share_sums(units, 4, percent, 0, &least, &greatest);
    assert_int_equal(attainable, 14);
    assert_true(weighted_share_sums(units, 4, 45, 0, &least, &greatest));
    assert_int_equal(least, 45);
    assert_int_equal(greatest, 45);
}

static void
what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        { "means:\n  - {id: m, mean: '3.1', n: 0}\n", "a whole number from 1" },
        { "means:\n  - {id: m, mean: '3.1', n: 5, low: 3}\n", "'low' and 'high' go together" },
        { "means:\n  - {id: m, mean: '3.1', sd: '-1', n: 5}\n", "a deviation is not negative" },
        { "margins:\n  - {id: m, margin: '3', n: 10, percent: '100'}\n", "between 0 and 100" },
        { "changes:\n  - {id: c, from: '0', to: '5', change: '3'}\n", "from a number above 0" },
        { "shares:\n  - {id: s, percents: ['100'], weights: ['0']}\n", "a number above 0" },
        { "shares:\n  - {id: s, percents: ['100'], weights: ['1', '1.000001']}\n", "10^6 units" },
        { "changes:\n  - {id: c, from: '1234567890123456', to: '5', change: '3'}\n",
          "at most 15 digits" },
        { "margins:\n  - {id: m, margin: '3', n: 10, deff: 0}\n", "a design effect lies" },
        { "shares:\n  - {id: s, percents: ['107']}\n", "between 0 and 100" },
        { "shares:\n  - {id: s, percents: [x]}\n", "no printed number" },
        { "figures:\n  - {id: f, base: 9, weighted: yes, values: [{id: a, percent: '11'}]}\n",
          "table.yml:2:32: percentages of weighted data have no whole counts behind them" },
        { "shares:\n  - {id: s, percents: ['1']}\n  - {id: s, percents: ['1']}\n",
          "the id 's' stands for two" },
    };

    for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
        g_autoptr(GError) error = NULL;

        assert_null(published_of(cases[c].text, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[c].says);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_margin_implies_a_design_effect),
        cmocka_unit_test(a_change_is_judged_from_what_the_printed_numbers_allow),
        cmocka_unit_test(shares_make_100_within_their_rounding),
        cmocka_unit_test(ends_meet_exactly_or_not_at_all),
        cmocka_unit_test(a_margin_of_many_digits_is_told_from_its_neighbour),
        cmocka_unit_test(long_products_are_compared_exactly),
        cmocka_unit_test(weighted_percentages_are_held_against_sums_of_weights),
        cmocka_unit_test(what_makes_no_sense_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
