/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the dispatch to the answers: stages in boxes, those that leave beside them. */
#include "datasets/error.h"
#include "tests/figures.h"
#include "tests/fonts.h"
#include "tests/golden.h"
#include "tests/marks.h"

#define NONE                                     \
    {                                            \
        .value = NAN, .lower = NAN, .upper = NAN \
    }
#define LEFT(n)                  \
    {                            \
        .value = (n), .text = #n \
    }

/* The numbers of the 2017 report; why the 40 did not answer is invented. */
static const ChartSeries reasons[] = { { "Tillhör inte målgruppen", false },
                                       { "Inte nådda", false },
                                       { "Avböjde att delta i undersökningen", false } };
static const ChartValue left[][3] = { { LEFT(4), NONE, NONE },
                                      { NONE, LEFT(31), LEFT(9) },
                                      { NONE, NONE, NONE } };
static const ChartRow rows[] = {
    { .label = "Utskickade enkäter", .value = 153, .value_text = "153", .values = left[0] },
    { .label = "Tillhör målgruppen", .value = 149, .value_text = "149", .values = left[1] },
    { .label = "Har svarat", .value = 109, .value_text = "109", .values = left[2] },
};

static ChartData
figure_of_stages(void)
{
    return (ChartData){ .number = "Figur 11",
                        .title = "Från utskick till svar",
                        .base = "Antal kommuner och stadsdelar",
                        .source = "Källa: Exempeldata.",
                        .language = "sv",
                        .rows = rows,
                        .n_rows = G_N_ELEMENTS(rows),
                        .series = reasons,
                        .n_series = G_N_ELEMENTS(reasons),
                        .framed = true };
}

static void
stages_are_laid_out_as_before(void **state)
{
    ChartData data = figure_of_stages();
    g_autoptr(GError) error = NULL;
    g_autoptr(Scene) scene =
        chart_draw(chart_find("flow", NULL), &data, figure_width, *state, &error);

    assert_no_error(error);
    g_autofree char *dump = scene_dump(scene);
    assert_golden("flow.txt", dump, -1);
}

/* 72 mm and long words: the boxes widen rather than break one. */
static void
no_word_of_a_stage_is_broken(void **state)
{
    ChartRow longer[G_N_ELEMENTS(rows)];
    ChartData data = figure_of_stages();
    g_autoptr(GError) error = NULL;

    memcpy(longer, rows, sizeof longer);
    longer[0].label = "Assistansberättigade";
    longer[0].value_text = "153\u202f000";
    data.rows = longer;
    data.framed = false;
    g_autoptr(Scene) scene = chart_draw(chart_find("flow", NULL), &data, 204.0, *state, &error);
    assert_no_error(error);
    const Mark *word = text_of(scene, "Assistansberättigade");
    const Mark *box = mark_of(scene, MARK_RECTANGLE, ROLE_BOX, 0);
    const Mark *number = text_of(scene, "153\u202f000");
    assert_true(word->x + word->width < number->x - number->width);
    assert_true(number->x < box->x2);

    longer[0].label = "Assistansersättningsberättigandeutredningsmyndigheterna";
    assert_null(chart_draw(chart_find("flow", NULL), &data, 204.0, *state, &error));
    assert_error(error, ANDEL_ERROR_DATA, "the longest word of a stage");
}

static void
stages_stand_below_each_other_with_those_that_left_between(void **state)
{
    const ChartSeries series[] = { { "tillhör inte målgruppen", false }, { "inte nådda", false } };
    const ChartValue gone[][2] = {
        { { 4, NAN, NAN, "4", NULL, false, NAN }, { NAN, NAN, NAN, NULL, NULL, false, NAN } },
        { { NAN, NAN, NAN, NULL, NULL, false, NAN }, { 40, NAN, NAN, "40", NULL, false, NAN } },
        { { NAN, NAN, NAN, NULL, NULL, false, NAN }, { NAN, NAN, NAN, NULL, NULL, false, NAN } },
    };
    const ChartRow stages[] = {
        { .label = "Utskickade", .value = 153, .value_text = "153", .values = gone[0] },
        { .label = "Tillhör målgruppen", .value = 149, .value_text = "149", .values = gone[1] },
        { .label = "Har svarat", .value = 109, .value_text = "109", .values = gone[2] },
    };
    ChartData data = { .language = "sv",
                       .rows = stages,
                       .n_rows = 3,
                       .series = series,
                       .n_series = 2,
                       .framed = true };
    g_autoptr(GError) error = NULL;
    g_autoptr(Scene) scene =
        chart_draw(chart_find("flow", NULL), &data, figure_width, *state, &error);

    assert_no_error(error);

    assert_int_equal(count_of(scene, ROLE_BOX), 3);
    assert_true(text_of(scene, "153")->y < text_of(scene, "4")->y);
    assert_true(text_of(scene, "4")->y < text_of(scene, "149")->y);
    assert_true(text_of(scene, "40")->y < text_of(scene, "109")->y);
    assert_string_equal(scene->description,
                        "Flödesschema. Utskickade 153, Tillhör målgruppen 149, Har svarat 109.");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stages_are_laid_out_as_before),
        cmocka_unit_test(no_word_of_a_stage_is_broken),
        cmocka_unit_test(stages_stand_below_each_other_with_those_that_left_between),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
