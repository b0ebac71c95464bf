/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures whose texts and distances are all larger or smaller: on the same width, in points. */
#include "datasets/error.h"
#include "plots/render.h"
#include "tests/figures.h"
#include "tests/fonts.h"
#include "tests/marks.h"

static void
all_is_as_many_times_as_large_on_the_same_width(void **state)
{
    Look look = look_default;
    ChartData data = figure_information();
    g_autoptr(Scene) ours = draw_figure_at(state, "bar", &data, 400.0);

    look.text_scale = 1.5;
    data.look = &look;
    g_autoptr(Scene) large = draw_figure_at(state, "bar", &data, 600.0);
    g_autofree char *one = scene_dump(ours), *other = scene_dump(large);

    /* 400 times 1.5 are 600: the same figure, enlarged */
    assert_string_equal(one, other);
    assert_close(scene_width(large), 600.0, 1e-12);
    assert_close(scene_height(large), 1.5 * scene_height(ours), 1e-12);

    g_autoptr(Scene) narrow = draw_figure_at(state, "bar", &data, 400.0);
    assert_close(scene_width(narrow), 400.0, 1e-12);
    assert_true(scene_height(narrow) >
                1.5 * scene_height(ours)); /* the question takes more lines */
}

static void
a_picture_is_as_wide_as_it_is_on_paper(void **state)
{
    Look look = look_default;
    ChartData data = figure_information();
    g_autoptr(GByteArray) svg = g_byte_array_new();
    g_autoptr(GError) error = NULL;

    look.text_scale = 2.0;
    data.look = &look;
    g_autoptr(Scene) scene = draw_figure_at(state, "bar", &data, 720.0);
    assert_true(render_svg(scene, *state, svg, &error));
    g_byte_array_append(svg, (const guint8 *)"", 1);
    assert_non_null(strstr((const char *)svg->data, " width=\"254mm\""));
    assert_non_null(strstr((const char *)svg->data, " viewBox=\"0 0 360 "));
}

/* Nothing is set smaller than 6.3 points. */
static double
smallest(const Scene *scene)
{
    double least = 100.0;

    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->kind == MARK_TEXT)
            least = fmin(least, theme_text(mark->role)->size * scene->scale);
    }
    return least;
}

static void
a_figure_without_room_is_made_smaller_before_it_is_refused(void **state)
{
    ChartData data = figure_domains();
    double width = 400.0;
    g_autoptr(Scene) scene = draw_figure_at(state, "dot", &data, width);

    while (scene && scene->scale == 1.0) {
        g_clear_pointer(&scene, scene_free);
        scene = chart_draw(chart_find("dot", NULL), &data, width -= 1.0, *state, NULL);
    }
    assert_non_null(scene);
    assert_close(scene->scale, 0.94, 1e-12);
    assert_close(scene_width(scene), width, 1e-12);
    assert_close(smallest(scene), 6.3, 1e-9);

    /* who asks for a size gets it or nothing */
    Look look = look_default;
    g_autoptr(GError) error = NULL;
    look.text_scale = 1.0;
    data.look = &look;
    assert_null(chart_draw(chart_find("dot", NULL), &data, width, *state, &error));
    assert_int_equal(error->code, ANDEL_ERROR_DATA);
}

static void
what_is_too_small_to_be_read_is_refused(void **state)
{
    ChartData data = figure_information();
    g_autoptr(Scene) scene = draw_figure(state, "bar", &data);
    g_autoptr(GError) error = NULL;

    assert_close(smallest(scene), 6.3, 1e-9);
    scene->scale = 0.99;
    assert_false(scene_check(scene, &error));
    assert_error(error, ANDEL_ERROR_DATA, "is smaller than 6.3 pt");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_as_many_times_as_large_on_the_same_width),
        cmocka_unit_test(a_picture_is_as_wide_as_it_is_on_paper),
        cmocka_unit_test(a_figure_without_room_is_made_smaller_before_it_is_refused),
        cmocka_unit_test(what_is_too_small_to_be_read_is_refused),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
