/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two periods: slopes and dumbbells. */
#include "datasets/error.h"
#include "tests/figures.h"
#include "tests/fonts.h"
#include "tests/golden.h"
#include "tests/marks.h"

enum { MOST = 8 };

/* Invented. */
static const ChartSeries series[MOST] = {
    { "Storstäder", false },
    { "Större städer och kommuner nära dem", false },
    { "Mindre städer och landsbygd", false },
    { "Fjärde gruppen", false },
    { "Femte gruppen", false },
    { "Sjätte gruppen", false },
    { "Sjunde gruppen", false },
    { "Vet ej", true },
};
static const ChartValue values[2][MOST] = {
    { SHARE(48), SHARE(46), SHARE(33), SHARE(30), SHARE(29), SHARE(21), SHARE(12), SHARE(5) },
    { SHARE(57), SHARE(44), SHARE(41), SHARE(33), SHARE(27), SHARE(25), SHARE(11), SHARE(7) },
};
static const ChartRow rows[] = { { .label = "2012", .at = 2012, .values = values[0] },
                                 { .label = "2017", .at = 2017, .values = values[1] } };

static ChartData
figure_of(size_t n_series)
{
    return (ChartData){ .number = "Figur 10",
                        .title = "Fler kommuner får alltid information",
                        .base = "Andel som svarat ”Varje gång”, procent",
                        .source = "Källa: Exempeldata.",
                        .tag = "Exempeldata",
                        .language = "sv",
                        .rows = rows,
                        .n_rows = 2,
                        .series = series,
                        .n_series = n_series,
                        .shares = true,
                        .framed = true };
}

static void
two_periods_are_laid_out_as_before(void **state)
{
    ChartData data = figure_of(3);
    g_autoptr(Scene) slope = draw_figure_at(state, "slope", &data, figure_width);
    g_autoptr(Scene) dumbbell = draw_figure_at(state, "dumbbell", &data, figure_width);
    g_autofree char *one = scene_dump(slope), *other = scene_dump(dumbbell);

    assert_golden("slope.txt", one, -1);
    assert_golden("dumbbell.txt", other, -1);
}

/* charts-reports 1.1 of the design: lines of 1.6, at most three in colour. */
static void
lines_are_thin_and_many_are_muted(void **state)
{
    ChartData few = figure_of(3), many = figure_of(MOST);
    g_autoptr(Scene) coloured = draw_figure_at(state, "slope", &few, figure_width);
    g_autoptr(Scene) muted = draw_figure_at(state, "slope", &many, figure_width);

    assert_int_equal(count_of(coloured, ROLE_SLOPE), 3);
    assert_int_equal(count_of(muted, ROLE_SLOPE), 0);
    assert_int_equal(count_of(muted, ROLE_MUTED), MOST);
    assert_points(theme_stroke(ROLE_SLOPE), 1.6);
    assert_points(theme_stroke(ROLE_MUTED), 1.6);
}

/* 130 mm and names two fifths longer: three lines; 72 mm: names at the right alone. */
static void
names_wrap_and_then_stand_at_one_end(void **state)
{
    ChartSeries longer[3] = { { "Storstäder och förorter", false },
                              { "Större städer och kommuner nära dem, alla län", false },
                              { "Mindre städer, landsbygd och skärgård", false } };
    ChartData data = figure_of(3);

    data.framed = false;
    data.series = longer;
    g_autoptr(Scene) column = draw_figure_at(state, "slope", &data, 130.0 * 72.0 / 25.4);
    g_autoptr(Scene) half = draw_figure_at(state, "slope", &data, 72.0 * 72.0 / 25.4);
    size_t n_left = 0;

    for (guint i = 0; i < half->marks->len; i++) {
        const Mark *mark = &g_array_index(half->marks, Mark, i);
        n_left += mark->role == ROLE_END_NAME && mark->anchor == 1.0;
    }
    assert_int_equal(n_left, 0);
    assert_int_equal(count_of(half, ROLE_END_VALUE), 6);
    assert_true(count_of(column, ROLE_END_NAME) > 2 * 6);
}

static void
all_alike_lie_in_the_middle(void **state)
{
    static const ChartValue same[2][2] = { { SHARE(30), SHARE(30) }, { SHARE(30), SHARE(30) } };
    const ChartRow both[] = { { .label = "2012", .at = 2012, .values = same[0] },
                              { .label = "2017", .at = 2017, .values = same[1] } };
    ChartData data = figure_of(2);

    data.rows = both;
    g_autoptr(Scene) scene = draw_figure_at(state, "slope", &data, figure_width);
    const Mark *vertical = mark_of(scene, MARK_LINE, ROLE_GRID, 0);
    assert_points(mark_of(scene, MARK_LINE, ROLE_SLOPE, 0)->y, (vertical->y + vertical->y2) / 2.0);
}

/* Few cases are hollow, and a value without another end is a dot. */
static void
ends_show_few_cases_and_what_has_no_line(void **state)
{
    ChartValue ends[2][MOST];
    const ChartRow both[] = { { .label = "2012", .at = 2012, .values = ends[0] },
                              { .label = "2017", .at = 2017, .values = ends[1] } };
    ChartData data = figure_of(MOST);

    memcpy(ends, values, sizeof ends);
    ends[0][1].few = true;
    ends[0][2].value = NAN;
    data.rows = both;
    g_autoptr(Scene) scene = draw_figure_at(state, "slope", &data, figure_width);
    assert_int_equal(count_of(scene, ROLE_MUTED), MOST - 1);
    assert_int_equal(count_of(scene, ROLE_DOT_FEW), 1);
    assert_int_equal(count_of(scene, ROLE_DOT), 1);
}

static void
a_name_without_any_room_is_refused_with_another_kind(void **state)
{
    g_autoptr(GError) error = NULL;
    const ChartSeries word[] = {
        { "Kommunalförbundssamverkansrehabiliteringsverksamhetsutvecklingsprogrammet", false }
    };
    ChartData data = figure_of(1);

    data.series = word;
    assert_null(chart_draw(chart_find("slope", NULL), &data, 300.0, *state, &error));
    assert_error(error, ANDEL_ERROR_DATA, "or use dumbbell");
}

/* Three of eight in colours of their own, in the order of the lines; the rest is muted. */
static void
highlighted_lines_have_colours_and_the_others_are_muted(void **state)
{
    bool some[MOST] = { false, false, true, false, true, false, true, false };
    ChartData data = figure_of(MOST);
    g_autoptr(GError) error = NULL;

    data.points = some;
    g_autoptr(Scene) scene = draw_figure(state, "slope", &data);
    assert_int_equal(count_of(scene, ROLE_SLOPE), 3);
    assert_int_equal(count_of(scene, ROLE_MUTED), 5);
    for (int k = 0; k < 3; k++)
        assert_int_equal(mark_of(scene, MARK_LINE, ROLE_SLOPE, (size_t)k)->series, k);
    assert_int_equal(text_with(scene, "Femte gruppen")->role, ROLE_END_NAME);
    assert_int_equal(text_with(scene, "Storst")->role, ROLE_MUTED_TEXT);
    some[0] = true;
    assert_null(chart_draw(chart_find("slope", NULL), &data, figure_width, *state, &error));
    assert_error(error, ANDEL_ERROR_DATA, "4 lines are highlighted");
}

static void
provisional_ends_are_hollow(void **state)
{
    ChartRow two[2] = { rows[0], rows[1] };
    ChartData data = figure_of(3);

    two[1].provisional = true;
    data.rows = two;
    g_autoptr(Scene) scene = draw_figure(state, "slope", &data);
    assert_int_equal(count_of(scene, ROLE_DOT_FEW), 3);
    assert_int_equal(count_of(scene, ROLE_DOT), 3);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_periods_are_laid_out_as_before),
        cmocka_unit_test(lines_are_thin_and_many_are_muted),
        cmocka_unit_test(names_wrap_and_then_stand_at_one_end),
        cmocka_unit_test(all_alike_lie_in_the_middle),
        cmocka_unit_test(ends_show_few_cases_and_what_has_no_line),
        cmocka_unit_test(highlighted_lines_have_colours_and_the_others_are_muted),
        cmocka_unit_test(provisional_ends_are_hollow),
        cmocka_unit_test(a_name_without_any_room_is_refused_with_another_kind),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
