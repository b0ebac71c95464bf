/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/theme.h"
#include "tests/check.h"

static const Colour white = { 1.0, 1.0, 1.0 };

/* Two decimals of the formula of WCAG 2.1, computed when the palette was chosen. */
static void
colours_have_the_contrast_they_were_chosen_for(void **state)
{
    (void)state;
    assert_close(colour_contrast(theme_colour(ROLE_DATA, 0), white), 6.73, 0.002);
    assert_close(colour_contrast(theme_colour(ROLE_DATA, 1), white), 3.05, 0.004);
    assert_close(colour_contrast(theme_colour(ROLE_DATA, 3), theme_colour(ROLE_TITLE, 0)), 4.27,
                 0.003);
    assert_close(colour_contrast(theme_colour(ROLE_NOTE, 0), white), 5.93, 0.002);
    assert_close(colour_contrast(theme_colour(ROLE_REST, 0), white), 3.19, 0.004);
    assert_close(colour_contrast(white, theme_colour(ROLE_TITLE, 0)), 16.56, 0.001);
    assert_close(colour_contrast(white, white), 1.0, 1e-12);
}

static void
every_text_can_be_read_and_every_bar_seen(void **state)
{
    (void)state;
    for (int role = 0; role < N_ROLES; role++) {
        const TextStyle *style = theme_text((MarkRole)role);

        if (style->size > 0.0) {
            assert_true(style->size >= 6.3);
            assert_true(style->leading >= 1.2 * style->size);
            for (int step = 0; step < N_STEPS; step++) {
                if (step == 3 && role == ROLE_ON_DATA)
                    continue; /* teal: ink on it has 4.27, which is why it is bold */
                if (step > 0 && step < 4 && (role == ROLE_SIDE_SUM || role == ROLE_SIDE_HEAD))
                    continue; /* only the outermost step names a side */
                assert_true(colour_contrast(theme_colour((MarkRole)role, step),
                                            theme_ground((MarkRole)role, step)) >= 4.5);
            }
        }
        assert_non_null(role_name((MarkRole)role));
    }
    for (int i = 0; i < N_SERIES; i++)
        assert_true(colour_contrast(theme_colour(ROLE_DATA, i), white) >= 3.0);
}

static void
the_text_on_a_fill_is_the_one_that_contrasts_more(void **state)
{
    (void)state;
    Colour on_blue = colour_on(theme_colour(ROLE_DATA, 0));
    Colour on_amber = colour_on(theme_colour(ROLE_DATA, 1));
    char buffer[8];

    assert_string_equal(colour_hex(on_blue, buffer), "#ffffff");
    assert_string_equal(colour_hex(on_amber, buffer), "#1b1f24");
    assert_string_equal(colour_hex(theme_colour(ROLE_DERIVED, SERIES_REST), buffer), "#8a9199");
    assert_string_equal(colour_hex(colour_tint(theme_colour(ROLE_DATA, 0)), buffer), "#d6e3f1");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(colours_have_the_contrast_they_were_chosen_for),
        cmocka_unit_test(every_text_can_be_read_and_every_bar_seen),
        cmocka_unit_test(the_text_on_a_fill_is_the_one_that_contrasts_more),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
