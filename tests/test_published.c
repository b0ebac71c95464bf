/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/published.h"
#include "datasets/error.h"
#include "tests/check.h"

static Published *
published_of(const char *text, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    return published_read(bytes, "tryckt.yml", error);
}

static void
a_file_of_published_numbers_is_read(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    assert_true(g_file_get_contents("tests/published/2017.yml", &text, NULL, NULL));
    g_autoptr(Published) published = published_of(text, &error);
    assert_no_error(error);

    const PublishedFigure *figure = published_find_figure(published, "f2");
    assert_non_null(figure);
    assert_int_equal(figure->base, 78);
    assert_int_equal(figure->n_values, 4);
    assert_string_equal(figure->values[2].text, "30");
    assert_int_equal(figure->values[2].percent.digits, 30);
    assert_null(figure->values[1].text);
    assert_true(published_find_figure(published, "t1")->multiple);
    assert_true(published_find_figure(published, "response")->partial);
    assert_int_equal(published_find_figure(published, "response")->values[0].count, 109);
    assert_close(published_find_number(published, "total")->printed.value, 24787.0, 0.0);
    assert_null(published_find_number(published, "nothing"));
}

/* f1.always + f1.sometimes = f2.base: 78 = 78; 153 - 4 = 149 has no counts. */
static void
links_become_sums_of_counts(void **state)
{
    (void)state;
    g_autofree char *text = NULL;
    assert_true(g_file_get_contents("tests/published/2017.yml", &text, NULL, NULL));
    g_autoptr(Published) published = published_of(text, NULL);

    assert_int_equal(published->links[0].n_terms, 2);
    assert_int_equal(published->links[0].low, 78);
    assert_int_equal(published->links[0].high, 78);
    assert_int_equal(published->links[4].n_terms, 0);
    assert_int_equal(published->links[4].low, 0);
    assert_int_equal(published->links[5].low, 109);
}

static void
links_may_compare_subtract_and_multiply(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Published) published =
        published_of("figures: [{id: f, base: 10, values: [{id: a}, {id: b}]}]\n"
                     "links:\n"
                     "  - text: f.a - 2 * f.b < 3\n"
                     "  - text: f.a >= f.b + 1\n"
                     "  - text: f.a + f.b = 4 + f.a\n"
                     "  - text: -(f.a) = -4\n",
                     &error);

    assert_no_error(error);
    assert_int_equal(published->links[0].terms[1].coefficient, -2);
    assert_int_equal(published->links[0].high, 2);
    assert_int_equal(published->links[0].low, -PUBLISHED_INFINITE);
    assert_int_equal(published->links[1].low, 1);
    assert_int_equal(published->links[1].high, PUBLISHED_INFINITE);
    assert_int_equal(published->links[2].n_terms, 1);
    assert_int_equal(published->links[2].high, 4);
    assert_int_equal(published->links[3].terms[0].coefficient, -1);
    assert_int_equal(published->links[3].low, -4);
}

static void
decimals_of_a_figure_are_those_of_its_percentages(void **state)
{
    (void)state;
    g_autoptr(Published) published = published_of(
        "lang: sv\n"
        "figures: [{id: f, base: 10, decimals: 1, partial: yes,\n"
        "           values: [{id: a, percent: \"50\"}, {id: b, percent: \"33,33\"}]}]\n",
        NULL);

    assert_int_equal(published->figures[0].values[0].percent.digits, 500);
    assert_int_equal(published->figures[0].values[0].percent.decimals, 1);
    assert_int_equal(published->figures[0].values[1].percent.decimals, 2);
}

static void
mistakes_are_refused_with_place_and_reason(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        { "figures: [{id: f, base: 0, values: [{id: a}]}]\n", "a base is a whole number from 1" },
        { "figures: [{id: f, base: 9, values: [{id: a, percent: about}]}]\n",
          "'about' is no printed number" },
        { "figures: [{id: f, base: 9, values: [{id: a, percent: \"101\"}]}]\n",
          "between 0 and 100" },
        { "figures: [{id: f, base: 9, values: [{id: a, percent: \"1.12345\"}]}]\n",
          "at most 4 decimals" },
        { "figures: [{id: f, base: 9, decimals: 7, values: [{id: a}]}]\n", "decimals are 0 to 4" },
        { "figures: [{id: f, base: 9, values: [{id: a, count: 10}]}]\n", "between 0 and the base" },
        { "figures: [{id: f, base: 9, values: [{id: a}, {id: a}]}]\n", "stands for two values" },
        { "figures: [{id: f, base: 9, values: [{id: base}]}]\n", "cannot be an id" },
        { "figures: [{id: f.g, base: 9, values: [{id: a}]}]\n", "'f.g' is no id" },
        { "numbers: [{id: n, printed: \"1\"}, {id: n, printed: \"2\"}]\n", "stands for two" },
        { "figures: [{id: f1, base: 9, values: [{id: always}]}]\nlinks: [{text: f1.alwys = 3}]\n",
          "tryckt.yml:2:16: the link names 'f1.alwys', which is nothing in this file; did you mean "
          "'f1.always'?" },
        { "links: [{text: x = 3}]\n", "the link names 'x'" },
        { "links: [{text: 3 + 4}]\n", "a link compares two sums" },
        { "links: [{text: 3 = }]\n", "tryckt.yml:1:16" },
        { "figures: [{id: f, base: 9, values: [{id: a}]}]\nlinks: [{text: f.a * f.a = 3}]\n",
          "whole numbers only" },
        { "figures: [{id: f, base: 9, values: [{id: a}]}]\nlinks: [{text: f.a / 2 = 3}]\n",
          "a side of a link is a sum" },
        { "numbers: [{id: n, printed: \"1.5\"}]\nlinks: [{text: n = 3}]\n", "no whole number" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Published) published = published_of(cases[i].text, &error);
        assert_null(published);
        assert_error(error, ANDEL_ERROR_DATA, cases[i].says);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_of_published_numbers_is_read),
        cmocka_unit_test(links_become_sums_of_counts),
        cmocka_unit_test(links_may_compare_subtract_and_multiply),
        cmocka_unit_test(decimals_of_a_figure_are_those_of_its_percentages),
        cmocka_unit_test(mistakes_are_refused_with_place_and_reason),
    };
    return cmocka_run_group_tests_name("published", tests, NULL, NULL);
}
