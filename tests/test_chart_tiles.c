/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tiles of the Swedish counties, and the ladder that shades them. */
#include "datasets/error.h"
#include "plots/counties.h"
#include "plots/ladder.h"
#include "tests/figures.h"
#include "tests/fonts.h"
#include "tests/marks.h"

static Scene *
draw_as(TextContext *text, const ChartData *data, double width, GError **error)
{
    return chart_draw(chart_find("tiles", NULL), data, width, text, error);
}

static Scene *
draw(void **state, const ChartData *data)
{
    g_autoptr(GError) error = NULL;
    Scene *scene = draw_as(*state, data, figure_width, &error);

    assert_no_error(error);
    return scene;
}

static void
assert_refused(void **state, const ChartData *data, const char *part)
{
    g_autoptr(GError) error = NULL;

    assert_null(draw_as(*state, data, figure_width, &error));
    assert_error(error, ANDEL_ERROR_DATA, part);
}

/* charts-reports 1.2 of the design. */
static void
counties_lie_where_the_design_puts_them(void **state)
{
    ChartRow rows[21];
    ChartData data = figure_counties(rows);
    g_autoptr(Scene) scene = draw(state, &data);

    assert_true(text_of(scene, "Norrbotten")->x == text_of(scene, "Blekinge")->x);
    assert_true(text_of(scene, "Skåne")->x < text_of(scene, "Kronoberg")->x);
    assert_points(text_of(scene, "Skåne")->y - text_of(scene, "Norrbotten")->y, 7.0 * 36.5);
    assert_true(text_of(scene, "Stockholm")->y < text_of(scene, "Gotland")->y);
    assert_int_equal(count_of(scene, ROLE_EMPTY), 2); /* Gotland, and its sample */
    assert_int_equal(mark_of(scene, MARK_TEXT, ROLE_ON_LADDER, 0)->series, 4);
    assert_int_equal(text_of(scene, "2,5")->series, 1); /* a limit belongs to the step above */
    assert_non_null(text_of(scene, "under 2,5"));
    assert_non_null(text_of(scene, "3,5–3,9"));
    assert_non_null(text_of(scene, "4,0 eller mer"));
    rows[3].key = rows[3].label = "Småland";
    assert_refused(state, &data, "\"Småland\" is no county");
}

/* The picture of the design, 1600 by 1441 pixels for 453.5 points. */
static void
tiles_keep_the_distances_of_the_design(void **state)
{
    ChartRow rows[21];
    ChartData data = figure_counties(rows);
    g_autoptr(Scene) scene = draw(state, &data);
    const Mark *north = mark_of(scene, MARK_RECTANGLE, ROLE_LADDER, 5), *south = NULL;

    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);
        south = mark->role == ROLE_LADDER ? mark : south;
    }
    assert_near(north->y, 58.5);
    assert_near(north->y2, 92.5);
    assert_near(north->x, 308.2);
    assert_near(north->x2, 372.1);
    assert_near(south->y2, 347.9);
    assert_near(text_of(scene, "Skåne")->y - text_of(scene, "Norrbotten")->y, 255.5);
    assert_near(text_of(scene, "under 2,5")->y, 71.2);
    assert_int_equal(count_of(scene, ROLE_KEY_EDGE), 1); /* of the lightest sample */
}

/* At 72 mm the names do not fit into the tiles, nor the key into the corner. */
static void
small_tiles_have_letters_and_say_whose(void **state)
{
    ChartRow rows[21];
    ChartData data = figure_counties(rows);
    g_autoptr(GError) error = NULL;

    data.framed = false;
    g_autoptr(Scene) scene = draw_as(*state, &data, 204.0, &error);
    assert_no_error(error);
    assert_non_null(text_of(scene, "BD"));
    assert_non_null(text_with(scene, "AB\u00a0Stockholm"));
    assert_true(text_of(scene, "under 2,5")->y < mark_of(scene, MARK_RECTANGLE, ROLE_LADDER, 5)->y);
    g_clear_pointer(&scene, scene_free);
    data.title = data.base = data.number = data.tag = NULL;
    scene = draw_as(*state, &data, 80.0, &error);
    assert_null(scene);
    assert_error(error, ANDEL_ERROR_DATA, "too narrow for what stands in them; make the figure");
}

/* The ticks over 33.9 to 55.4 are 35 to 55 by 5 however few are wanted: six classes. Both outer
 * ones hold one value; the lower gives way. Over 0 to 68 they are 10 to 60, and of the seven
 * classes the last two hold one value each. */
static void
a_ladder_has_five_steps_and_its_outer_ones_are_open(void **state)
{
    (void)state;
    const ChartData data = { .decimals = 1 };
    const double values[] = { 33.9, 41.0, 55.4, NAN };
    const double skewed[] = { 0.0, 4.0, 5.0, 12.0, 14.0, 25.0, 38.0, 55.0, 68.0 };
    Ladder ladder = ladder_new(&data, values, G_N_ELEMENTS(values));
    Ladder other = ladder_new(&data, skewed, G_N_ELEMENTS(skewed));

    assert_int_equal(ladder.n, 5);
    for (size_t i = 0; i < 4; i++) {
        assert_close(ladder.limits[i], 40.0 + 5.0 * (double)i, 0.0);
        assert_close(other.limits[i], 10.0 + 10.0 * (double)i, 0.0);
    }
    assert_int_equal(ladder_step(&ladder, 33.9), 0);
    assert_int_equal(ladder_step(&ladder, 55.4), 4);
    assert_int_equal(ladder_step(&other, 40.0), 4);
}

static void
counties_are_found_by_letters_codes_and_names(void **state)
{
    (void)state;
    static const char *const stockholm[] = { "AB",        "01", "1", "Stockholm", "stockholms län",
                                             "Stockholms" };
    for (size_t i = 0; i < G_N_ELEMENTS(stockholm); i++)
        assert_string_equal(counties[county_find(stockholm[i])].letters, "AB");
    assert_string_equal(counties[county_find("Västra Götaland")].letters, "O");
    assert_string_equal(counties[county_find("25")].letters, "BD");
    assert_int_equal(county_find("2"), N_COUNTIES);
    assert_int_equal(county_find(NULL), N_COUNTIES);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counties_lie_where_the_design_puts_them),
        cmocka_unit_test(tiles_keep_the_distances_of_the_design),
        cmocka_unit_test(small_tiles_have_letters_and_say_whose),
        cmocka_unit_test(a_ladder_has_five_steps_and_its_outer_ones_are_open),
        cmocka_unit_test(counties_are_found_by_letters_codes_and_names),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
