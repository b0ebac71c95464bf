/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of half a page, 72 mm: what gives way, and that nothing is crossed by a line. */
#include "datasets/error.h"
#include "plots/theme.h"
#include "tests/any_figure.h"
#include "tests/check.h"
#include "tests/fonts.h"

static const double half_page = 72.0 * 72.0 / 25.4;

static void
assert_refused(void **state, const char *kind, const ChartData *data, const char *part)
{
    g_autoptr(GError) error = NULL;

    assert_null(chart_draw(chart_find(kind, NULL), data, half_page, *state, &error));
    assert_error(error, ANDEL_ERROR_DATA, part);
}

static size_t
count_of(const Scene *scene, MarkRole role)
{
    size_t n = 0;

    for (guint k = 0; k < scene->marks->len; k++)
        n += g_array_index(scene->marks, Mark, k).role == role;
    return n;
}

/* No upright line of SCENE goes through a text. */
static void
assert_texts_are_clear(const Scene *scene)
{
    for (guint i = 0; i < scene->marks->len; i++)
        for (guint k = 0; k < scene->marks->len; k++) {
            const Mark *line = &g_array_index(scene->marks, Mark, i);
            const Mark *text = &g_array_index(scene->marks, Mark, k);
            double left = text->x - text->anchor * text->width;

            if (line->kind != MARK_LINE || line->x != line->x2 || text->kind != MARK_TEXT)
                continue;
            if (line->x > left && line->x < left + text->width && line->y < text->y &&
                line->y2 > text->y - 5.0)
                fail_msg("a line goes through \"%s\"", text->text);
        }
}

static void
names_of_two_sided_scales_go_above_their_bars(void **state)
{
    AnyFigure figure;

    any_figure(&figure, chart_find("likert", NULL), 4);
    g_autoptr(Scene) wide = draw_figure_at(state, "likert", &figure.data, 450.0);
    g_autoptr(Scene) narrow = draw_figure_at(state, "likert", &figure.data, half_page);
    assert_int_equal(count_of(wide, ROLE_BASELINE), 3);
    assert_int_equal(count_of(narrow, ROLE_BASELINE), 4 * 3); /* cut between the rows */
    assert_texts_are_clear(narrow);
}

static void
the_grid_of_dots_is_cut_where_names_stand(void **state)
{
    AnyFigure figure;

    any_figure(&figure, chart_find("dot", NULL), 4);
    figure.rows[0].total = true;
    g_autoptr(Scene) wide = draw_figure_at(state, "dot", &figure.data, 450.0);
    g_autoptr(Scene) narrow = draw_figure_at(state, "dot", &figure.data, half_page);
    assert_int_equal(count_of(wide, ROLE_REFERENCE), 1);
    assert_int_equal(count_of(narrow, ROLE_REFERENCE), 4);
    assert_texts_are_clear(wide);
    assert_texts_are_clear(narrow);
}

static void
series_of_grouped_bars_are_named_above_where_the_bars_would_be_short(void **state)
{
    AnyFigure figure;

    any_figure(&figure, chart_find("grouped", NULL), 4);
    g_autoptr(Scene) wide = draw_figure_at(state, "grouped", &figure.data, 450.0);
    g_autoptr(Scene) narrow = draw_figure_at(state, "grouped", &figure.data, half_page);
    assert_int_equal(count_of(wide, ROLE_END_NAME), 3);
    assert_int_equal(count_of(wide, ROLE_KEY_LINE), 0);
    assert_int_equal(count_of(narrow, ROLE_END_NAME), 0);
    assert_int_equal(count_of(narrow, ROLE_KEY_LINE), 3);
}

/* The parts are 41, 27, 18, 9, 3 and 2: six names would be pushed to the left of theirs. */
static void
names_above_a_stack_stand_near_their_parts_or_in_a_key(void **state)
{
    AnyFigure figure;

    any_figure(&figure, chart_find("stacked", NULL), 1);
    g_autoptr(Scene) scene = draw_figure_at(state, "stacked", &figure.data, 450.0);
    assert_int_equal(count_of(scene, ROLE_KEY_LINE), 6);
    assert_int_equal(count_of(scene, ROLE_LEADER), 0);
    figure.series[4].label = figure.series[5].label = "?";
    g_autoptr(Scene) near = draw_figure_at(state, "stacked", &figure.data, 450.0);
    assert_int_equal(count_of(near, ROLE_END_NAME), 6);
}

static void
the_first_and_last_labels_of_an_axis_stay_inside(void **state)
{
    AnyFigure figure;

    any_figure(&figure, chart_find("density", NULL), 2);
    figure.data.framed = false;
    g_autoptr(Scene) scene = draw_figure_at(state, "density", &figure.data, half_page);
    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->role == ROLE_TICK)
            assert_true(mark->x + mark->width / 2.0 <= scene->width);
    }
}

/* A value that lies outside the density is shown all the same. */
static void
the_axis_of_densities_holds_values_and_limits(void **state)
{
    AnyFigure figure;

    any_figure(&figure, chart_find("density", NULL), 1); /* the hill goes from 10 to 40 */
    figure.rows[0].value = 60.0;
    figure.rows[0].upper = 70.0;
    g_autoptr(Scene) scene = draw_figure_at(state, "density", &figure.data, 450.0);
    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->kind == MARK_DOT || mark->role == ROLE_INTERVAL)
            assert_true(mark->x <= scene->width - 15.0 && mark->x2 <= scene->width - 15.0);
    }
}

static void
what_no_share_can_be_is_refused_with_what_would_help(void **state)
{
    AnyFigure figure;

    any_figure(&figure, chart_find("histogram", NULL), 4);
    figure.rows[1].value = -3.0;
    assert_refused(state, "histogram", &figure.data, "is negative, which no share");
    any_figure(&figure, chart_find("stacked", NULL), 2);
    for (size_t k = 0; k < ANY_SERIES; k++)
        figure.values[1][k].value = 0.0;
    assert_refused(state, "stacked", &figure.data, "no whole to divide; leave it out");
}

/* 2.16 of the design: two lines; half a page has less than half of the room and gets three. */
static void
a_title_has_two_lines_and_in_half_a_page_three(void **state)
{
    g_autoptr(GError) error = NULL;
    AnyFigure figure;

    any_figure(&figure, chart_find("bar", NULL), 4);
    figure.data.title = "Was the municipality informed by the agency of all that it had to know?";
    g_autoptr(Scene) narrow = draw_figure_at(state, "bar", &figure.data, half_page);
    assert_int_equal(count_of(narrow, ROLE_TITLE), 3);
    figure.data.title =
        "Was the municipality informed by the agency of all that it had to know, or "
        "did it have to find out by itself what others in the same place had long "
        "been told in writing and by word of mouth?";
    assert_null(chart_draw(chart_find("bar", NULL), &figure.data, 450.0, *state, &error));
    assert_error(error, ANDEL_ERROR_DATA, "takes 3 lines and a figure has 2 for it; shorten it");
}

/* Where there are no other notes, those of the kind itself begin as notes do. */
static void
a_sentence_of_the_kind_is_a_note(void **state)
{
    AnyFigure figure;

    any_figure(&figure, chart_find("stacked", NULL), 4);
    figure.data.notes = NULL;
    g_autoptr(Scene) scene = draw_figure_at(state, "stacked", &figure.data, 450.0);
    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->role == ROLE_NOTE)
            assert_true(g_str_has_prefix(mark->text, "Note. Narrow parts have no number"));
    }
    assert_int_equal(count_of(scene, ROLE_NOTE), 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_two_sided_scales_go_above_their_bars),
        cmocka_unit_test(the_grid_of_dots_is_cut_where_names_stand),
        cmocka_unit_test(series_of_grouped_bars_are_named_above_where_the_bars_would_be_short),
        cmocka_unit_test(names_above_a_stack_stand_near_their_parts_or_in_a_key),
        cmocka_unit_test(the_first_and_last_labels_of_an_axis_stay_inside),
        cmocka_unit_test(the_axis_of_densities_holds_values_and_limits),
        cmocka_unit_test(a_title_has_two_lines_and_in_half_a_page_three),
        cmocka_unit_test(a_sentence_of_the_kind_is_a_note),
        cmocka_unit_test(what_no_share_can_be_is_refused_with_what_would_help),
    };
    return cmocka_run_group_tests_name("chart_narrow", tests, open_fonts, close_fonts);
}
