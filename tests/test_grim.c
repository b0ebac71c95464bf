/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tests/reference/grim.json, and deviations that were counted out one by one. */
#include "analysis/grim.h"
#include "tests/check.h"

#include <jansson.h>

static Printed
printed_of(const char *text)
{
    Printed printed;

    if (!printed_read(text, "en", &printed, NULL))
        fail_msg("%s is no printed number", text);
    return printed;
}

static GrimRounding
rounding_of(const char *name)
{
    static const char *const names[N_GRIM_ROUNDINGS] = {
        "half_up", "half_down", "half_even", "half_up_or_down", "floor", "ceiling", "any",
    };

    for (int k = 0; k < N_GRIM_ROUNDINGS; k++)
        if (strcmp(name, names[k]) == 0)
            return (GrimRounding)k;
    fail_msg("unknown rounding %s", name);
    return GRIM_HALF_UP;
}

static void
run_case(const json_t *at)
{
    const json_t *input = json_object_get(at, "input"), *expect = json_object_get(at, "expect");
    bool percent = strcmp(json_string_value(json_object_get(input, "kind")), "percent") == 0;
    const json_t *list = json_object_get(expect, percent ? "counts" : "sums");
    Printed printed = printed_of(json_string_value(json_object_get(input, "value")));
    json_int_t units = json_integer_value(json_object_get(input, "n"));
    CountRange found;

    if (!percent)
        units *= json_integer_value(json_object_get(input, "items"));
    assert_int_equal(printed.decimals, json_integer_value(json_object_get(input, "decimals")));
    bool possible =
        grim_totals(&printed, percent ? 100 : 1, units,
                    rounding_of(json_string_value(json_object_get(input, "rounding"))), &found);
    size_t n = possible ? (size_t)(found.high - found.low) + 1 : 0;
    if (possible != json_is_true(json_object_get(expect, "possible")) || n != json_array_size(list))
        fail_msg("%s: %zu totals", json_string_value(json_object_get(at, "id")), n);
    for (size_t k = 0; k < n; k++)
        assert_int_equal(found.low + (int64_t)k, json_integer_value(json_array_get(list, k)));
}

static void
every_reference_case_is_met_exactly(void **state)
{
    (void)state;
    json_error_t error;
    json_t *file = json_load_file("tests/reference/grim.json", 0, &error);
    const json_t *cases = json_object_get(file, "cases");

    assert_non_null(file);
    assert_int_equal(json_array_size(cases), 42);
    for (size_t i = 0; i < json_array_size(cases); i++)
        run_case(json_array_get(cases, i));
    json_decref(file);
}

static GrimVerdict
test_of(const char *mean, const char *sd, int64_t n, int64_t items, bool binary)
{
    GrimMean of = {
        .n = n, .items = items, .mean = printed_of(mean), .sd = printed_of(sd), .has_sd = true
    };

    return binary ? debit_test(&of, NULL) : grim_test(&of, NULL);
}

/* Which pairs of mean and deviation, to two decimals, five answers from 1 to 4 can have, by going
 * through all 1024; every other pair with such a mean that lies near must be refused. */
static void
the_deviations_of_small_samples_are_those_that_exist(void **state)
{
    (void)state;
    g_autoptr(GHashTable) exist = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    int refused = 0;

    for (int code = 0; code < 1024; code++) {
        double sum = 0.0, squares = 0.0;

        for (int k = 0, rest = code; k < 5; k++, rest /= 4) {
            sum += 1 + rest % 4;
            squares += (1 + rest % 4) * (1 + rest % 4);
        }
        double sd = sqrt((squares - sum * sum / 5.0) / 4.0);
        g_hash_table_add(exist, g_strdup_printf("%.2f %.2f", sum / 5.0, sd));
    }
    for (int total = 5; total <= 20; total++)
        for (int cents = 0; cents <= 180; cents++) {
            g_autofree char *mean = g_strdup_printf("%.2f", total / 5.0);
            g_autofree char *sd = g_strdup_printf("%d.%02d", cents / 100, cents % 100);
            g_autofree char *both = g_strdup_printf("%s %s", mean, sd);
            GrimMean of = { .n = 5,
                            .items = 1,
                            .mean = printed_of(mean),
                            .sd = printed_of(sd),
                            .has_sd = true,
                            .has_range = true,
                            .low = 1,
                            .high = 4 };
            GrimVerdict verdict = grim_test(&of, NULL);

            if (g_hash_table_contains(exist, both) && verdict != GRIM_HOLDS)
                fail_msg("%s exists and was refused", both);
            refused += verdict == GRIM_NO_SD;
        }
    /* 16 means times 181 deviations, few of which exist */
    assert_true(refused > 16 * 181 - 2 * (int)g_hash_table_size(exist));
}

/* Two answers: 0.71 is 1 apart and goes with a half mean, 1.41 is 2 apart and with a whole one. */
static void
parity_ties_the_deviation_to_the_mean(void **state)
{
    (void)state;
    assert_int_equal(test_of("3.50", "0.71", 2, 1, false), GRIM_HOLDS);
    assert_int_equal(test_of("3.00", "0.71", 2, 1, false), GRIM_NO_SD);
    assert_int_equal(test_of("3.00", "1.41", 2, 1, false), GRIM_HOLDS);
    assert_int_equal(test_of("3.50", "1.41", 2, 1, false), GRIM_NO_SD);
    assert_int_equal(test_of("3.51", "0.71", 2, 1, false), GRIM_NO_MEAN);
    /* two items: means of a person come in halves */
    assert_int_equal(test_of("3.25", "0.35", 2, 2, false), GRIM_HOLDS);
    assert_int_equal(test_of("3.25", "0.71", 2, 2, false), GRIM_NO_SD);
}

/* 30 of 100: sqrt(0.3 * 0.7 * 100 / 99) = 0.4606. */
static void
answers_of_0_and_1_have_the_deviation_of_their_mean(void **state)
{
    (void)state;
    assert_int_equal(test_of("0.30", "0.46", 100, 1, true), GRIM_HOLDS);
    assert_int_equal(test_of("0.30", "0.45", 100, 1, true), GRIM_NO_SD);
    assert_int_equal(test_of("0.305", "0.46", 100, 1, true), GRIM_NO_MEAN);
    assert_int_equal(test_of("1.20", "0.46", 100, 1, true), GRIM_NO_RANGE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reference_case_is_met_exactly),
        cmocka_unit_test(the_deviations_of_small_samples_are_those_that_exist),
        cmocka_unit_test(parity_ties_the_deviation_to_the_mean),
        cmocka_unit_test(answers_of_0_and_1_have_the_deviation_of_their_mean),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
