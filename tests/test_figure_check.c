/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a figure has to say before it is published: 2.16 of the design. */
#include "datasets/error.h"
#include "tests/any_figure.h"
#include "tests/fonts.h"
#include "tests/marks.h"

static void
assert_missing(void **state, const char *kind, const ChartData *data, const char *message)
{
    g_autoptr(GError) error = NULL;
    const Chart *chart = chart_find(kind, NULL);
    g_autoptr(Scene) scene = draw_figure(state, kind, data);
    ChartData forced = *data;

    assert_false(figure_check(chart, data, scene, &error));
    assert_error(error, ANDEL_ERROR_DATA, message);
    forced.forced = true;
    assert_true(figure_check(chart, &forced, scene, NULL));
}

/* Every row of an ordinary figure with an address. */
static void
fill(AnyFigure *figure, const char *kind)
{
    any_figure(figure, chart_find(kind, NULL), 4);
    for (size_t i = 0; i < 4; i++) {
        figure->rows[i].address = "f1.row";
        for (size_t k = 0; k < ANY_SERIES; k++)
            figure->values[i][k].address = "f1.value";
    }
}

static void
a_figure_has_a_source(void **state)
{
    AnyFigure figure;

    fill(&figure, "bar");
    g_autoptr(Scene) scene = draw_figure(state, "bar", &figure.data);
    assert_true(figure_check(chart_find("bar", NULL), &figure.data, scene, NULL));
    figure.data.source = NULL;
    assert_missing(state, "bar", &figure.data, "the figure has no source");
    figure.data.source = "";
    assert_missing(state, "bar", &figure.data, "the figure has no source");
}

static void
shares_have_a_base_and_parts_of_a_total_need_none(void **state)
{
    AnyFigure figure;

    fill(&figure, "stacked");
    figure.data.base = NULL;
    assert_missing(state, "stacked", &figure.data, "the figure has no base");
    fill(&figure, "waterfall");
    figure.data.base = NULL;
    g_autoptr(Scene) scene = draw_figure(state, "waterfall", &figure.data);
    assert_true(figure_check(chart_find("waterfall", NULL), &figure.data, scene, NULL));
}

static void
every_value_has_an_address(void **state)
{
    AnyFigure figure;

    fill(&figure, "bar");
    figure.rows[2].address = NULL;
    assert_missing(state, "bar", &figure.data, "the value \"18\" of the figure has no address");
    fill(&figure, "stacked");
    figure.values[0][0].address = NULL;
    assert_missing(state, "stacked", &figure.data, "the on-data \"41\"");
}

static void
there_are_words_for_those_who_do_not_see_it(void **state)
{
    g_autoptr(GError) error = NULL;
    AnyFigure figure;

    fill(&figure, "bar");
    g_autoptr(Scene) scene = draw_figure(state, "bar", &figure.data);
    scene->description = "";
    assert_false(figure_check(chart_find("bar", NULL), &figure.data, scene, &error));
    assert_error(error, ANDEL_ERROR_DATA, "no alternative text");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_figure_has_a_source),
        cmocka_unit_test(shares_have_a_base_and_parts_of_a_total_need_none),
        cmocka_unit_test(every_value_has_an_address),
        cmocka_unit_test(there_are_words_for_those_who_do_not_see_it),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
