/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/ticks.h"
#include "tests/check.h"

/* The labels of TICKS as they are written in the plain style, with spaces between. */
static char *
labels_of(const Ticks *ticks)
{
    GString *out = g_string_new(NULL);

    for (size_t i = 0; i < ticks->n; i++) {
        g_autofree char *label = ticks_label(ticks, i, number_style(""));

        g_string_append_printf(out, "%s%s", i > 0 ? " " : "", label);
    }
    return g_string_free(out, FALSE);
}

typedef struct {
    double from, to, wanted;
    const char *house, *paper;
} Vector;

/* charts-reports 8.1 of the design; NULL: not given there. */
static const Vector vectors[] = {
    { 8.1, 14.1, 4, "8 10 12 14", "8 10 12 14" },
    { 0, 48, 5, "0 10 20 30 40 50", "0 10 20 30 40 50" },
    { 0, 100, 6, "0 20 40 60 80 100", "0 20 40 60 80 100" },
    { 12394, 43790, 5, "10000 20000 30000 40000 50000", "10000 20000 30000 40000" },
    { -3.2, 7.9, 5, "-2.5 0.0 2.5 5.0 7.5", "-2.5 0.0 2.5 5.0 7.5" },
    { 0, 0.37, 5, "0.0 0.1 0.2 0.3 0.4", "0.0 0.1 0.2 0.3 0.4" },
    { 97.3, 99.8, 4, "97 98 99 100", "97 98 99 100" },
    { -12, 0, 5, "-12.5 -10.0 -7.5 -5.0 -2.5 0.0", "-12 -9 -6 -3 0" },
    { 24036, 26439, 4, "24000 24500 25000 25500 26000 26500", "24000 24800 25600 26400" },
    { 0, 12.2, 5, "0.0 2.5 5.0 7.5 10.0 12.5", "0 3 6 9 12" },
    { 0, 86.8, 6, "0 20 40 60 80", "0 20 40 60 80" },
    { 0, 1234567, 5, "0 250000 500000 750000 1000000 1250000", "0 300000 600000 900000 1200000" },
    { 2007, 2019, 5, NULL, "2007 2010 2013 2016 2019" },
};

static void
assert_labels(const Vector *vector, const TickRule *rule, const char *expected)
{
    TickRequest request = {
        .rule = rule, .from = vector->from, .to = vector->to, .wanted = vector->wanted
    };
    Ticks ticks = ticks_choose(&request);
    g_autofree char *labels = labels_of(&ticks);

    assert_string_equal(labels, expected);
    assert_true(ticks.from <= vector->from && ticks.to >= vector->to);
}

static void
labels_of_quantities_are_those_of_the_design(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(vectors); i++)
        if (vectors[i].house)
            assert_labels(&vectors[i], NULL, vectors[i].house);
}

static void
the_search_finds_what_the_paper_finds(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(vectors); i++)
        assert_labels(&vectors[i], &ticks_of_the_paper, vectors[i].paper);
}

static void
the_axis_ends_at_the_data_or_at_the_last_mark(void **state)
{
    (void)state;
    TickRequest request = { .from = 0, .to = 86.8, .wanted = 6 };
    Ticks past = ticks_choose(&request);
    request.to = 48;
    Ticks round = ticks_choose(&request);

    assert_close(past.to, 86.8, 0.0);
    assert_close(round.to, 50.0, 0.0);
}

static void
shares_that_reach_80_have_the_whole_scale(void **state)
{
    (void)state;
    TickRequest request = { .from = 3, .to = 86.8, .wanted = 6, .shares = true, .zero = true };
    Ticks ticks = ticks_choose(&request);
    g_autofree char *labels = labels_of(&ticks);

    assert_string_equal(labels, "0 20 40 60 80 100");
    request.to = 120; /* no share */
    Ticks other = ticks_choose(&request);
    assert_true(other.to >= 120.0);
}

static void
labels_are_exact(void **state)
{
    (void)state;
    TickRequest request = { .from = 0, .to = 0.37, .wanted = 5 };
    Ticks ticks = ticks_choose(&request);

    assert_true(ticks_value(&ticks, 3) == 0.3); /* and not 0.30000000000000004 */
    request = (TickRequest){ .from = 0, .to = 1234567, .wanted = 5 };
    ticks = ticks_choose(&request);
    g_autofree char *swedish = ticks_label(&ticks, 5, number_style("sv"));
    assert_string_equal(swedish, "1\u202f250\u202f000");
}

static void
one_number_has_an_axis_around_it(void **state)
{
    (void)state;
    const double numbers[] = { 0.0, 7.0, -3.0, 1e-9, 1e12 };

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        TickRequest request = { .from = numbers[i], .to = numbers[i], .wanted = 5 };
        Ticks ticks = ticks_choose(&request);

        assert_true(ticks.n >= 2 && ticks.n <= 12);
        assert_true(ticks.from <= numbers[i] && ticks.to >= numbers[i] && ticks.from < ticks.to);
    }
}

static void
small_counts_have_whole_labels(void **state)
{
    (void)state;
    TickRequest request = {
        .rule = &ticks_of_whole_numbers, .from = 0, .to = 3, .wanted = 8, .zero = true
    };
    Ticks ticks = ticks_choose(&request);
    g_autofree char *labels = labels_of(&ticks);

    assert_string_equal(labels, "0 1 2 3");
}

/* 12 years: 3 at a time; 13 years cannot be divided: all, or the ends. */
static void
both_ends_of_a_period_are_labelled(void **state)
{
    (void)state;
    Ticks twelve = ticks_between(2007, 2019, 5.3), many = ticks_between(2007, 2020, 16),
          few = ticks_between(2007, 2020, 5), one = ticks_between(2019, 2019, 5);
    g_autofree char *text = labels_of(&twelve), *ends = labels_of(&few), *single = labels_of(&one);

    assert_string_equal(text, "2007 2010 2013 2016 2019");
    assert_int_equal(many.n, 14);
    assert_string_equal(ends, "2007 2020");
    assert_string_equal(single, "2019");
}

/* Whole steps only: half numbers are said to be illegible. */
static double
whole_only(const Ticks *ticks, void *user)
{
    (*(int *)user)++;
    return ticks->power < 0 ? -INFINITY : 1.0;
}

static void
what_cannot_be_read_is_not_chosen(void **state)
{
    (void)state;
    int asked = 0;
    TickRequest request = {
        .from = 0, .to = 12.2, .wanted = 5, .legible = whole_only, .user = &asked
    };
    Ticks ticks = ticks_choose(&request);

    assert_true(ticks.power >= 0 && asked > 0);
}

static void
an_axis_has_as_many_labels_as_its_length_takes(void **state)
{
    (void)state;
    assert_close(ticks_wanted(170.0, true), 6.0, 1e-12);
    assert_close(ticks_wanted(10.0, true), 3.0, 0.0);
    assert_close(ticks_wanted(310.0, false), 6.0, 1e-12);
    assert_close(ticks_wanted(9999.0, false), 8.0, 0.0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_of_quantities_are_those_of_the_design),
        cmocka_unit_test(the_search_finds_what_the_paper_finds),
        cmocka_unit_test(the_axis_ends_at_the_data_or_at_the_last_mark),
        cmocka_unit_test(shares_that_reach_80_have_the_whole_scale),
        cmocka_unit_test(labels_are_exact),
        cmocka_unit_test(one_number_has_an_axis_around_it),
        cmocka_unit_test(small_counts_have_whole_labels),
        cmocka_unit_test(both_ends_of_a_period_are_labelled),
        cmocka_unit_test(what_cannot_be_read_is_not_chosen),
        cmocka_unit_test(an_axis_has_as_many_labels_as_its_length_takes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
