/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "plots/chart.h"
#include "plots/theme.h"
#include "tests/check.h"

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
draw(const ChartRow *with, size_t n, GError **error)
{
    g_autoptr(GError) problem = NULL;
    TextContext *text = text_context_new(&problem);
    const ChartData data = { .title = "Kostnad",
                             .language = "sv",
                             .heads = heads,
                             .n_columns = 1,
                             .rows = with,
                             .n_rows = n,
                             .baseline = 24787.0,
                             .baseline_text = "Utgångsläge 24 787",
                             .framed = true };

    assert_no_error(problem);
    Scene *scene = chart_draw(chart_find("tornado", NULL), &data, 400.0, text, error);
    text_context_free(text);
    return scene;
}

/* The mark number I of KIND and ROLE. */
static const Mark *
mark_of(const Scene *scene, MarkKind kind, MarkRole role, size_t i)
{
    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->kind == kind && mark->role == role && i-- == 0)
            return mark;
    }
    fail_msg("no such mark: %s", role_name(role));
    return NULL;
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_run_from_the_baseline_to_each_outcome),
        cmocka_unit_test(each_end_shows_its_outcome_and_the_value_that_gives_it),
        cmocka_unit_test(two_outcomes_on_one_side_keep_their_texts_apart),
        cmocka_unit_test(what_has_no_outcome_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
