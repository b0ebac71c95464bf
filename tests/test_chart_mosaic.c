/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mosaic form of a cross-tabulation, and shades by residual. */
#include "datasets/error.h"
#include "plots/shade.h"
#include "tests/figures.h"
#include "tests/fonts.h"
#include "tests/golden.h"
#include "tests/marks.h"

static const ChartSeries answers[] = { { "Yes", false }, { "No", false } };
static const char *const heads[] = { "Count" };
static const char *const cells[][1] = { { "100" }, { "60" }, { "40" } };
static ChartValue values[3][2];
static ChartRow rows[3];

/* All 100, of which 60 in the town (75 and 25 per cent) and 40 in the country (40 and 60). */
static ChartData
figure_of_places(void)
{
    static const double shares[3][2] = { { 61, 39 }, { 75, 25 }, { 40, 60 } };
    static const char *const texts[3][2] = { { "61", "39" }, { "75", "25" }, { "40", "60" } };
    static const char *const names[] = { "All", "Town", "Country" };

    for (size_t i = 0; i < 3; i++) {
        for (size_t k = 0; k < 2; k++)
            values[i][k] = (ChartValue){ .value = shares[i][k],
                                         .lower = NAN,
                                         .upper = NAN,
                                         .text = texts[i][k],
                                         .residual = NAN };
        rows[i] = (ChartRow){ .label = names[i],
                              .value = NAN,
                              .lower = NAN,
                              .upper = NAN,
                              .values = values[i],
                              .cells = cells[i],
                              .n = (double[]){ 100, 60, 40 }[i],
                              .total = i == 0 };
    }
    return (ChartData){ .title = "Knows whom to ask by place",
                        .language = "en",
                        .rows = rows,
                        .n_rows = 3,
                        .series = answers,
                        .n_series = 2,
                        .heads = heads,
                        .n_columns = 1,
                        .framed = true };
}

static const Mark *
rectangle(const Scene *scene, MarkRole role, size_t i)
{
    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->kind == MARK_RECTANGLE && mark->role == role && i-- == 0)
            return mark;
    }
    fail_msg("there is no such rectangle");
    return NULL;
}

static void
bars_are_as_thick_as_their_groups_are_large(void **state)
{
    ChartData data = figure_of_places();
    g_autoptr(Scene) scene = draw_figure(state, "mosaic", &data);
    const Mark *town = rectangle(scene, ROLE_DATA, 0), *country = rectangle(scene, ROLE_DATA, 2);

    assert_close((town->y2 - town->y) / (country->y2 - country->y), 60.0 / 40.0, 1e-9);
    /* all 100 are not one of the groups */
    assert_null(strstr(scene->description, "2 values"));
    for (guint k = 0; k < scene->marks->len; k++)
        assert_true(g_strcmp0(g_array_index(scene->marks, Mark, k).text, "All") != 0);
}

static void
the_layout_is_as_designed(void **state)
{
    ChartData data = figure_of_places();
    g_autoptr(Scene) scene = draw_figure(state, "mosaic", &data);
    g_autofree char *dump = scene_dump(scene);

    assert_golden("mosaic.txt", dump, -1);
}

static void
groups_without_numbers_are_refused(void **state)
{
    ChartData data = figure_of_places();
    g_autoptr(GError) error = NULL;

    rows[1].n = rows[2].n = 0.0;
    assert_null(chart_draw(chart_find("mosaic", NULL), &data, figure_width, *state, &error));
    assert_error(error, ANDEL_ERROR_DATA, "use stacked");
}

static void
shades_begin_at_two_standard_errors(void **state)
{
    (void)state;
    assert_int_equal(shade_step(0.0), 2);
    assert_int_equal(shade_step(1.99), 2);
    assert_int_equal(shade_step(2.0), 3);
    assert_int_equal(shade_step(4.0), 4);
    assert_int_equal(shade_step(-2.0), 1);
    assert_int_equal(shade_step(-4.1), 0);
    assert_int_equal(shade_step(NAN), 2);
}

static void
heat_and_mosaic_are_shaded_by_residual(void **state)
{
    static const char *const kinds[] = { "heat", "mosaic" };

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        ChartData data = figure_of_places();

        values[1][0].residual = 4.5;
        values[1][1].residual = -4.5;
        data.shaded = true;
        g_autoptr(Scene) scene = draw_figure(state, kinds[i], &data);
        g_autofree char *dump = scene_dump(scene);
        size_t found[2] = { 0 };

        for (guint k = 0; k < scene->marks->len; k++) {
            const Mark *mark = &g_array_index(scene->marks, Mark, k);

            if (mark->role == ROLE_DIVERGING && mark->y2 - mark->y > 10.0) {
                found[0] += mark->series == 4;
                found[1] += mark->series == 0;
            }
        }
        assert_int_equal(found[0], 1);
        assert_int_equal(found[1], 1);
        assert_non_null(strstr(dump, "adjusted residual"));
    }
}

/* Blue and amber of one strength are one grey: the sign tells them apart. */
static void
residuals_have_signs_and_sums_no_shade(void **state)
{
    static const char *const kinds[] = { "heat", "mosaic" };

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        ChartData data = figure_of_places();

        values[1][0].residual = 4.5;
        values[1][1].residual = -4.5;
        values[2][0].residual = -2.5;
        values[2][1].residual = 1.5;
        data.shaded = true;
        g_autoptr(Scene) scene = draw_figure(state, kinds[i], &data);
        assert_non_null(text_of(scene, "75\u202f++"));
        assert_non_null(text_of(scene, "25\u202f−−"));
        assert_non_null(text_of(scene, "40\u202f−"));
        assert_non_null(text_of(scene, "60"));
        assert_non_null(text_of(scene, "4 or more (++)"));
        if (i == 0)
            assert_int_equal(text_of(scene, "61")->role, ROLE_CELL_TOTAL);
        assert_int_equal(count_of(scene, ROLE_DIVERGING), 5 + 4); /* the key, two rows of two */
    }
}

/* 130 mm, six columns: the names of the rows give way to them. */
static void
the_columns_of_a_heat_map_have_room_for_their_heads(void **state)
{
    ChartData data = figure_opinions();
    g_autoptr(GError) error = NULL;

    data.framed = false;
    g_autoptr(Scene) scene =
        chart_draw(chart_find("heat", NULL), &data, 130.0 * 72.0 / 25.4, *state, &error);
    assert_no_error(error);
    const Mark *cell = mark_of(scene, MARK_RECTANGLE, ROLE_LADDER, 5);
    assert_true(cell->x2 - cell->x >= text_with(scene, "Instämmer")->width + 4.0);
}

/* Colours of a mosaic that tell residuals leave no key for the categories: their names take several
 * lines above the first bar, in no colour. */
static void
the_names_above_a_shaded_mosaic_take_several_lines(void **state)
{
    ChartRow with_numbers[G_N_ELEMENTS(opinion_rows)];
    ChartData data = figure_opinions();

    memcpy(with_numbers, opinion_rows, sizeof with_numbers);
    for (size_t i = 0; i < G_N_ELEMENTS(opinion_rows); i++)
        with_numbers[i].n = 50.0;
    data.rows = with_numbers;
    data.shaded = true;
    g_autoptr(Scene) scene = draw_figure(state, "mosaic", &data);
    assert_int_equal(count_of(scene, ROLE_END_NAME), 0);
    assert_true(count_of(scene, ROLE_HEAD) > data.n_series);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_are_as_thick_as_their_groups_are_large),
        cmocka_unit_test(the_layout_is_as_designed),
        cmocka_unit_test(groups_without_numbers_are_refused),
        cmocka_unit_test(shades_begin_at_two_standard_errors),
        cmocka_unit_test(heat_and_mosaic_are_shaded_by_residual),
        cmocka_unit_test(residuals_have_signs_and_sums_no_shade),
        cmocka_unit_test(the_columns_of_a_heat_map_have_room_for_their_heads),
        cmocka_unit_test(the_names_above_a_shaded_mosaic_take_several_lines),
    };
    return cmocka_run_group_tests_name("chart_mosaic", tests, open_fonts, close_fonts);
}
