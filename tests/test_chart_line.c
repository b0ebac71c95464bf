/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures over time: which periods have a name, what is alone, and an axis without its zero. */
#include "datasets/error.h"
#include "tests/figures.h"
#include "tests/fonts.h"
#include "tests/marks.h"

#include <string.h>

enum { MOST_PERIODS = 40 };

/* One series of 100 in each of N years from 2000, with limits 5 to both sides. */
typedef struct {
    ChartData data;
    ChartRow rows[MOST_PERIODS];
    ChartValue values[MOST_PERIODS][1];
    char labels[MOST_PERIODS][8];
    ChartSeries series[1];
} Years;

static void
make_years(Years *years, size_t n)
{
    memset(years, 0, sizeof *years);
    years->series[0].label = "All";
    for (size_t i = 0; i < n; i++) {
        g_snprintf(years->labels[i], sizeof years->labels[i], "%zu", 2000 + i);
        years->values[i][0] = (ChartValue){ 100.0, 95.0, 105.0, "100", NULL, false, NAN };
        years->rows[i] = (ChartRow){ .label = years->labels[i],
                                     .at = 2000.0 + (double)i,
                                     .values = years->values[i] };
    }
    years->data = (ChartData){ .title = "Years",
                               .language = "en",
                               .rows = years->rows,
                               .n_rows = n,
                               .series = years->series,
                               .n_series = 1,
                               .framed = true };
}

static ChartRow period_rows[13];
static ChartValue period_values[13][3];

/* The years that have a name, with spaces between. */
static char *
named_years(const Scene *scene)
{
    GString *names = g_string_new(NULL);

    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->role == ROLE_TICK && mark->anchor == 0.5)
            g_string_append_printf(names, "%s%s", names->len > 0 ? " " : "", mark->text);
    }
    return g_string_free(names, FALSE);
}

/* The axis has room for about six. 30 years are divided by 5, 10 by 2; 11 and 6 only by 1 and
 * themselves: names then stand at unequal steps, or all of them. */
static void
the_first_and_the_last_period_are_named_at_steps_as_equal_as_can_be(void **state)
{
    static const struct {
        size_t n;
        const char *names;
    } expected[] = {
        { 1, "2000" },
        { 2, "2000 2001" },
        { 7, "2000 2001 2002 2003 2004 2005 2006" },
        { 11, "2000 2002 2004 2006 2008 2010" },
        { 12, "2000 2003 2005 2007 2009 2011" },
        { 31, "2000 2005 2010 2015 2020 2025 2030" },
    };
    Years years;

    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
        make_years(&years, expected[i].n);
        g_autoptr(Scene) scene = draw_figure(state, "line", &years.data);
        g_autofree char *names = named_years(scene);

        assert_string_equal(names, expected[i].names);
    }
}

static void
limits_of_a_period_alone_are_an_upright_line(void **state)
{
    Years years;

    make_years(&years, 5);
    years.values[1][0].value = NAN; /* 2000 is alone, 2002 to 2004 are not */
    g_autoptr(Scene) scene = draw_figure(state, "line", &years.data);
    assert_int_equal(count_of(scene, ROLE_RIBBON), 1);
    assert_int_equal(count_of(scene, ROLE_INTERVAL), 1);
    assert_int_equal(count_of(scene, ROLE_INTERVAL_CAP), 2);
    assert_int_equal(count_of(scene, ROLE_BRIDGE), 1);
}

static void
a_name_is_led_to_the_end_of_a_line_that_ends_early(void **state)
{
    Years years;

    make_years(&years, 5);
    g_autoptr(Scene) whole = draw_figure(state, "line", &years.data);
    assert_int_equal(count_of(whole, ROLE_LEADER), 0);
    years.values[3][0].value = years.values[4][0].value = NAN;
    g_autoptr(Scene) early = draw_figure(state, "line", &years.data);
    assert_int_equal(count_of(early, ROLE_LEADER), 1);
}

static void
zero_is_on_the_axis_unless_it_is_left_out_and_said(void **state)
{
    g_autoptr(GError) error = NULL;
    Years years;

    make_years(&years, 5);
    g_autoptr(Scene) whole = draw_figure(state, "line", &years.data);
    assert_int_equal(count_of(whole, ROLE_BASELINE), 1);
    assert_int_equal(count_of(whole, ROLE_NOTE), 0);
    years.data.zoomed = true;
    g_autoptr(Scene) cut = draw_figure(state, "line", &years.data);
    assert_int_equal(count_of(cut, ROLE_BASELINE), 0);
    assert_int_equal(count_of(cut, ROLE_NOTE), 1);
    assert_null(chart_draw(chart_find("bar", NULL), &years.data, figure_width, *state, &error));
    assert_error(error, ANDEL_ERROR_DATA, "bars are read by their length from 0");
}

static void
a_break_is_a_gap_and_a_missing_period_a_dashed_line(void **state)
{
    ChartData data = figure_periods_in(period_rows, period_values);
    g_autoptr(Scene) scene = draw_figure(state, "line", &data);
    const Mark *broken = mark_of(scene, MARK_LINE, ROLE_BREAK, 0);

    /* one line before the break and one after; the second series has two before, and a bridge */
    assert_int_equal(count_of(scene, ROLE_LINE), 2 + 3 + 2);
    assert_int_equal(count_of(scene, ROLE_BRIDGE), 1);
    assert_int_equal(count_of(scene, ROLE_RIBBON), 2 + 3 + 2);
    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->kind == MARK_PATH)
            assert_true(mark->points[2 * mark->n_points - 2] < broken->x ||
                        mark->points[0] > broken->x);
        if (mark->role == ROLE_BRIDGE)
            assert_true(mark->x2 < broken->x || mark->x > broken->x);
    }
    assert_near(broken->x, (text_of(scene, "2013")->x +
                            (text_of(scene, "2016")->x - text_of(scene, "2013")->x) / 6.0));
    assert_non_null(text_of(scene, "Ny mätmetod från 2014"));
}

static void
names_at_the_ends_of_lines_keep_off_each_other(void **state)
{
    const ChartSeries series[] = { { "Första", false }, { "Andra", false }, { "Tredje", false } };
    ChartValue values[2][3];
    ChartRow rows[2] = { { .label = "2018", .at = 2018, .values = values[0] },
                         { .label = "2019", .at = 2019, .values = values[1] } };
    ChartData data = {
        .language = "sv", .rows = rows, .n_rows = 2, .series = series, .n_series = 3, .framed = true
    };

    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < 3; k++)
            values[i][k] = (ChartValue){
                .value = 50.0 + (double)k / 10.0, .lower = NAN, .upper = NAN, .text = "50"
            };
    g_autoptr(Scene) scene = draw_figure(state, "line", &data);
    double first = text_of(scene, "Första")->y, second = text_of(scene, "Andra")->y,
           third = text_of(scene, "Tredje")->y;

    assert_true(third + 11.2 <= second + 0.01 && second + 11.2 <= first + 0.01);
    g_autoptr(Scene) slope = draw_figure(state, "slope", &data);
    assert_int_equal(count_of(slope, ROLE_END_NAME), 6);
    g_autoptr(Scene) dumbbell = draw_figure(state, "dumbbell", &data);
    assert_int_equal(count_of(dumbbell, ROLE_DOT), 6);
}

/* KIND is refused for DATA, with PART in what is said. */
static void
assert_refused(void **state, const char *kind, const ChartData *data, const char *part)
{
    g_autoptr(GError) error = NULL;

    assert_null(chart_draw(chart_find(kind, NULL), data, figure_width, *state, &error));
    assert_error(error, ANDEL_ERROR_DATA, part);
}

static void
periods_out_of_order_or_more_than_two_ends_are_refused(void **state)
{
    ChartData data = figure_periods_in(period_rows, period_values);

    assert_refused(state, "slope", &data, "13 periods");
    assert_refused(state, "dumbbell", &data, "13 periods");
    period_rows[4].at = 1999;
    assert_refused(state, "line", &data, "does not come after");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_and_the_last_period_are_named_at_steps_as_equal_as_can_be),
        cmocka_unit_test(limits_of_a_period_alone_are_an_upright_line),
        cmocka_unit_test(a_name_is_led_to_the_end_of_a_line_that_ends_early),
        cmocka_unit_test(zero_is_on_the_axis_unless_it_is_left_out_and_said),
        cmocka_unit_test(a_break_is_a_gap_and_a_missing_period_a_dashed_line),
        cmocka_unit_test(names_at_the_ends_of_lines_keep_off_each_other),
        cmocka_unit_test(periods_out_of_order_or_more_than_two_ends_are_refused),
    };
    return cmocka_run_group_tests_name("chart_line", tests, open_fonts, close_fonts);
}
