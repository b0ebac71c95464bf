/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "plots/chart.h"
#include "tests/figures.h"
#include "tests/golden.h"
#include "tests/marks.h"

static const char *const differences[] = { "31 397", "2 404" };
static const char *const heads[] = { "Skillnad" };
static const ChartRow rows[] = {
    { .label = "Tid",
      .ends = { { 12393.5, "12 394", "15 min", "f1.minutes.low" },
                { 43790.4, "43 790", "53 min", NULL } },
      .cells = &differences[0],
      .value_text = "12 394 (15 min) – 43 790 (53 min)" },
    /* falls as the value rises */
    { .label = "Timmar",
      .ends = { { 26439.5, "26 439", "150", NULL }, { 24035.9, "24 036", "165", NULL } },
      .cells = &differences[1],
      .value_text = "26 439 (150) – 24 036 (165)" },
};

static Scene *
draw_at(const ChartData *data, double width, GError **error)
{
    g_autoptr(GError) problem = NULL;
    TextContext *text = text_context_new(&problem);

    assert_no_error(problem);
    Scene *scene = chart_draw(chart_find("tornado", NULL), data, width, text, error);
    text_context_free(text);
    return scene;
}

static Scene *
draw(const ChartRow *with, size_t n, GError **error)
{
    const ChartData data = { .title = "Kostnad",
                             .language = "sv",
                             .heads = heads,
                             .n_columns = 1,
                             .rows = with,
                             .n_rows = n,
                             .baseline = 24787.0,
                             .baseline_text = "Utgångsläge 24 787",
                             .framed = true };

    return draw_at(&data, 400.0, error);
}

static void
bars_run_from_the_baseline_to_each_outcome(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Scene) scene = draw(rows, 2, &error);
    assert_no_error(error);
    const Mark *line = mark_of(scene, MARK_LINE, ROLE_BASELINE, 0);
    const Mark *high = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 0);
    const Mark *low = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 1);
    const Mark *more = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 2);

    assert_close(high->x, line->x, 1e-12);
    assert_close(low->x2, line->x, 1e-12);
    assert_int_equal(low->series, 0);
    assert_int_equal(high->series, 1);
    assert_close((high->x2 - high->x) / (low->x2 - low->x), 19003.4 / 12393.5, 1e-9);
    /* the higher outcome is at the lower value: still to the right, in the second colour */
    assert_int_equal(more->series, 1);
    assert_close((more->x2 - more->x) / (low->x2 - low->x), 1652.5 / 12393.5, 1e-9);
    assert_true(line->y < low->y && line->y2 > more->y2);
    assert_string_equal(low->address, "f1.minutes.low");
}

static void
each_end_shows_its_outcome_and_the_value_that_gives_it(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Scene) scene = draw(rows, 2, &error);
    const Mark *low = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 1);
    const Mark *outcome = mark_of(scene, MARK_TEXT, ROLE_VALUE, 0);
    const Mark *input = mark_of(scene, MARK_TEXT, ROLE_HEAD, 1);

    assert_string_equal(outcome->text, "12 394");
    assert_close(outcome->anchor, 1.0, 0.0);
    assert_close(outcome->x, low->x - 5.0, 1e-12);
    assert_string_equal(input->text, "15 min");
    assert_close(input->x, outcome->x, 1e-12);
    assert_true(input->y > outcome->y);
    assert_non_null(strstr(scene->description, "43 790 (53 min)"));
}

static void
two_outcomes_on_one_side_keep_their_texts_apart(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    const ChartRow above[] = { { .label = "Avgift",
                                 .ends = { { 30000, "30 000", "1", NULL },
                                           { 40000, "40 000", "2", NULL } },
                                 .cells = &differences[0] } };
    g_autoptr(Scene) scene = draw(above, 1, &error);

    assert_no_error(error);
    assert_true(mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 0)->x2 >
                mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 1)->x2);
}

static void
what_has_no_outcome_is_refused(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    const ChartRow without[] = { { .label = "Tid", .ends = { { NAN, NULL, NULL, NULL } } } };

    assert_null(draw(without, 1, &error));
    assert_error(error, ANDEL_ERROR_DATA, "\"Tid\" has no outcome");
    g_clear_error(&error);
    assert_null(draw(without, 0, &error));
    assert_error(error, ANDEL_ERROR_DATA, "at least one value");
}

/* The picture of the design, 1600 by 1058 pixels for 453.5 points: its bars begin at 83.3 and stand
 * 28.5 apart, the baseline runs from 72.6 to 220.0, outcomes stand on 90.4 and inputs on 99.2, the
 * notes begin on 236.0. */
static void
a_tornado_keeps_the_distances_of_the_design(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    ChartData data = figure_time();
    g_autoptr(Scene) scene = draw_at(&data, figure_width, &error);
    assert_no_error(error);
    g_autofree char *dump = scene_dump(scene);
    const Mark *line = mark_of(scene, MARK_LINE, ROLE_BASELINE, 0);

    for (size_t i = 0; i < 5; i++)
        assert_near(mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 2 * i)->y, 83.3 + 28.5 * (double)i);
    assert_near(line->y, 72.6);
    assert_near(line->y2, 220.0);
    assert_near(mark_of(scene, MARK_TEXT, ROLE_TOTAL, 0)->y, 66.6);
    assert_near(mark_of(scene, MARK_TEXT, ROLE_VALUE, 0)->y, 90.4);
    assert_near(mark_of(scene, MARK_TEXT, ROLE_HEAD, 1)->y, 99.2);
    assert_near(mark_of(scene, MARK_TEXT, ROLE_NOTE, 0)->y, 236.0);
    assert_near(scene->height, 1058.0 / 1600.0 * 453.5);
    assert_golden("tornado.txt", dump, -1);
}

/* 72 mm: names above the bars, which the baseline does not cross; with larger numbers no room for
 * the column, and that is said. */
static void
a_narrow_tornado_has_its_names_above_and_then_no_column(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    ChartRow larger[G_N_ELEMENTS(time_rows)];
    ChartData data = figure_time();

    data.framed = false;
    g_autoptr(Scene) scene = draw_at(&data, 204.0, &error);
    assert_no_error(error);
    assert_int_equal(count_of(scene, ROLE_BASELINE), 5);
    assert_int_equal(count_of(scene, ROLE_CELL), 5);
    assert_true(mark_of(scene, MARK_TEXT, ROLE_CATEGORY, 1)->y <
                mark_of(scene, MARK_LINE, ROLE_BASELINE, 1)->y);
    assert_true(mark_of(scene, MARK_TEXT, ROLE_CATEGORY, 1)->y >
                mark_of(scene, MARK_LINE, ROLE_BASELINE, 0)->y2);

    memcpy(larger, time_rows, sizeof larger);
    larger[0].ends[1].text = "437\u202f904\u202f000";
    larger[0].ends[0].text = "123\u202f935\u202f000";
    data.rows = larger;
    data.notes = NULL;
    g_autoptr(Scene) without = draw_at(&data, 204.0, &error);
    assert_no_error(error);
    assert_int_equal(count_of(without, ROLE_CELL), 0);
    assert_string_equal(mark_of(without, MARK_TEXT, ROLE_NOTE, 0)->text,
                        "Anm. Skillnaderna finns i figurens tabell.");

    larger[0].ends[0].input = "femton hela minuter i varje ärende";
    assert_null(draw_at(&data, 204.0, &error));
    assert_error(error, ANDEL_ERROR_DATA, "the texts beside the bars are");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_run_from_the_baseline_to_each_outcome),
        cmocka_unit_test(each_end_shows_its_outcome_and_the_value_that_gives_it),
        cmocka_unit_test(two_outcomes_on_one_side_keep_their_texts_apart),
        cmocka_unit_test(what_has_no_outcome_is_refused),
        cmocka_unit_test(a_tornado_keeps_the_distances_of_the_design),
        cmocka_unit_test(a_narrow_tornado_has_its_names_above_and_then_no_column),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
