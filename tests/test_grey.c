/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures for one ink: no hue is left, and what hues told apart still is. */
#include "plots/render.h"
#include "plots/vision.h"
#include "tests/figures.h"
#include "tests/fonts.h"
#include "tests/marks.h"

static Look
grey_look(void)
{
    Look look = look_default;

    look_to_grey(&look);
    return look;
}

static void
assert_apart(const int *colours, size_t n, double least)
{
    Colour all[N_SERIES + 1];

    for (size_t i = 0; i < n; i++)
        all[i] = colour_from_hex(colours[i]);
    assert_true(vision_least_step(all, n) >= least);
}

/* 2.4 of the design wants 7 for colours; without hues there is nothing else. */
static void
series_and_steps_and_what_is_rest_lie_apart_in_lightness(void **state)
{
    (void)state;
    Look look = grey_look();
    int series[N_SERIES + 1], steps[N_STEPS + 1];

    memcpy(series, look.series, sizeof look.series);
    series[N_SERIES] = look.named[THEME_REST];
    memcpy(steps, look.diverging, sizeof look.diverging);
    steps[N_STEPS] = look.named[THEME_REST];
    assert_apart(series, N_SERIES + 1, 8.5);
    assert_apart(steps, N_STEPS + 1, 12.5);
    for (int k = 0; k < N_SERIES; k++)
        assert_true(colour_contrast(colour_from_hex(look.series[k]), (Colour){ 1, 1, 1 }) >= 3.0);
}

static void
every_text_can_be_read(void **state)
{
    (void)state;
    Look look = grey_look();
    static const MarkRole on[] = { ROLE_ON_DATA, ROLE_ON_DIVERGING, ROLE_ON_LADDER };
    static const MarkRole below[] = { ROLE_DATA, ROLE_DIVERGING, ROLE_LADDER };
    const Colour white = { 1.0, 1.0, 1.0 };

    for (size_t i = 0; i < G_N_ELEMENTS(on); i++)
        for (int k = 0; k < N_STEPS; k++)
            assert_true(colour_contrast(theme_colour_in(&look, on[i], k),
                                        theme_colour_in(&look, below[i], k)) >= 4.5);
    for (int k = 0; k < N_STEPS; k++) {
        assert_true(colour_contrast(theme_colour_in(&look, ROLE_END_NAME, k), white) >= 4.5);
        assert_true(colour_contrast(theme_colour_in(&look, ROLE_SIDE_SUM, k), white) >= 4.5);
    }
}

/* By the formula of WCAG 2.1, whatever the channels. */
static void
a_grey_has_the_luminance_of_its_colour(void **state)
{
    (void)state;
    Colour blue = colour_from_hex(0x0B5BAE), grey = colour_to_grey(blue);

    assert_close(colour_luminance(grey), colour_luminance(blue), 1e-12);
    assert_close(grey.red, grey.blue, 0.0);
}

/* No colour in the picture has unequal channels. */
static void
nothing_drawn_has_a_hue(void **state)
{
    Look look = grey_look();
    ChartData figures[] = { figure_information(), figure_opinions(), figure_domains() };
    static const char *const kinds[] = { "bar", "likert", "dot" };

    for (size_t i = 0; i < G_N_ELEMENTS(figures); i++) {
        g_autoptr(GByteArray) svg = g_byte_array_new();
        g_autoptr(GError) error = NULL;

        figures[i].look = &look;
        g_autoptr(Scene) scene = draw_figure(state, kinds[i], &figures[i]);
        assert_true(render_svg(scene, *state, svg, &error));
        g_byte_array_append(svg, (const guint8 *)"", 1);
        for (const char *at = (const char *)svg->data; (at = strstr(at, "\"#")); at += 8) {
            assert_memory_equal(at + 2, at + 4, 2);
            assert_memory_equal(at + 2, at + 6, 2);
        }
    }
}

/* The design: solid, 6-2, 2-2, 6-2-2-2; in colours all are solid. */
static void
lines_are_dashed_from_the_third_series_on(void **state)
{
    (void)state;
    Look look = grey_look();
    double dashes[MOST_DASHES];

    assert_int_equal(theme_dashes(&look, ROLE_LINE, 0, dashes), 0);
    assert_int_equal(theme_dashes(&look, ROLE_LINE, 1, dashes), 0);
    assert_int_equal(theme_dashes(&look, ROLE_LINE, 2, dashes), 2);
    assert_close(dashes[0], 6.0, 0.0);
    assert_close(dashes[1], 2.0, 0.0);
    assert_int_equal(theme_dashes(&look, ROLE_SLOPE, 3, dashes), 2);
    assert_close(dashes[0], 2.0, 0.0);
    assert_int_equal(theme_dashes(&look, ROLE_LINE, 4, dashes), 4);
    assert_close(dashes[0], 6.0, 0.0);
    assert_close(dashes[2], 2.0, 0.0);
    assert_int_equal(theme_dashes(NULL, ROLE_LINE, 2, dashes), 0);
    assert_int_equal(theme_dashes(NULL, ROLE_BRIDGE, 0, dashes), 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(series_and_steps_and_what_is_rest_lie_apart_in_lightness),
        cmocka_unit_test(every_text_can_be_read),
        cmocka_unit_test(a_grey_has_the_luminance_of_its_colour),
        cmocka_unit_test(nothing_drawn_has_a_hue),
        cmocka_unit_test(lines_are_dashed_from_the_third_series_on),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
