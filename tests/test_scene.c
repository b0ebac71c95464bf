/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "plots/scene.h"
#include "tests/check.h"
#include "tests/fonts.h"

static Scene *
empty_scene(void)
{
    Scene *scene = scene_new();

    scene->width = 200.0;
    scene->height = 100.0;
    return scene;
}

static void
a_dump_tells_every_mark(void **state)
{
    g_autoptr(Scene) scene = empty_scene();

    scene->language = "sv";
    scene->title = "Titel";
    scene_add_shape(scene, MARK_LINE, ROLE_RULE_TOP, -0.04, 15.0, 185.0, 15.25);
    Mark *bar = scene_add_shape(scene, MARK_RECTANGLE, ROLE_DATA, 20.0, 30.0, 50.06, 47.0);
    bar->series = 2;
    bar->address = scene_text(scene, "f1.yes");
    Mark *text = scene_add_text(scene, *state, ROLE_VALUE, "48", 56.0, 42.0, 0.5);
    text->width = 11.0;
    scene_add(scene, MARK_DOT, ROLE_DOT)->x = 5.0;
    g_autofree char *dump = scene_dump(scene);
    assert_string_equal(dump, "scene 200.0 by 100.0 sv\ntitle: Titel\ndescription: -\n"
                              "line rule-top 0.0 15.0 to 185.0 15.3\n"
                              "rectangle data series 2 20.0 30.0 to 50.1 47.0 @f1.yes\n"
                              "text value 56.0 42.0 anchor 0.5 width 11.0 \"48\"\n"
                              "dot dot 5.0 0.0\n");
}

static void
texts_apart_pass_the_check(void **state)
{
    g_autoptr(Scene) scene = empty_scene();
    g_autoptr(GError) error = NULL;

    scene_add_text(scene, *state, ROLE_NOTE, "Anm. Åär", 10.0, 20.0, 0.0);
    scene_add_text(scene, *state, ROLE_NOTE, "Källa: Å", 10.0, 30.0, 0.0);
    scene_add_shape(scene, MARK_RECTANGLE, ROLE_DATA, 10.0, 40.0, 50.0, 57.0);
    scene_add_text(scene, *state, ROLE_VALUE, "48", 56.0, 52.0, 0.0);
    scene_check(scene, &error);
    assert_no_error(error);
}

static void
texts_that_overlap_are_named(void **state)
{
    g_autoptr(Scene) scene = empty_scene();
    g_autoptr(GError) error = NULL;

    scene_add_text(scene, *state, ROLE_CATEGORY, "Varje gång", 10.0, 20.0, 0.0);
    scene_add_text(scene, *state, ROLE_VALUE, "48", 30.0, 24.0, 0.0);
    assert_false(scene_check(scene, &error));
    assert_error(error, ANDEL_ERROR_DATA, "category \"Varje gång\" and the value \"48\" overlap");
}

static void
a_text_that_leaves_the_frame_is_named_with_what_is_missing(void **state)
{
    g_autoptr(Scene) scene = empty_scene();
    g_autoptr(GError) error = NULL;
    Mark *mark = scene_add_text(scene, *state, ROLE_NOTE, "Anm.", 190.0, 20.0, 0.0);

    mark->width = 17.5;
    assert_false(scene_check(scene, &error));
    assert_error(error, ANDEL_ERROR_DATA, "note \"Anm.\" is 8 pt too large");
}

static void
a_text_across_the_edge_of_a_bar_is_named(void **state)
{
    g_autoptr(Scene) scene = empty_scene();
    g_autoptr(GError) error = NULL;

    scene_add_shape(scene, MARK_RECTANGLE, ROLE_DATA, 10.0, 10.0, 50.0, 40.0);
    scene_add_text(scene, *state, ROLE_VALUE, "48", 45.0, 30.0, 0.0);
    assert_false(scene_check(scene, &error));
    assert_error(error, ANDEL_ERROR_DATA, "value \"48\" lies across the edge of a bar");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dump_tells_every_mark),
        cmocka_unit_test(texts_apart_pass_the_check),
        cmocka_unit_test(texts_that_overlap_are_named),
        cmocka_unit_test(a_text_that_leaves_the_frame_is_named_with_what_is_missing),
        cmocka_unit_test(a_text_across_the_edge_of_a_bar_is_named),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
