/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/vision.h"
#include "tests/check.h"

/* Sharma, Wu & Dalal (2005), table 1, pairs 1, 7, 17, 25, 30 and 34. */
static void
differences_are_those_of_the_published_test_data(void **state)
{
    (void)state;
    const struct {
        Lab one, other;
        double difference;
    } pairs[] = {
        { { 50, 2.6772, -79.7751 }, { 50, 0, -82.7485 }, 2.0425 },
        { { 50, 0, 0 }, { 50, -1, 2 }, 2.3669 },
        { { 50, 2.5, 0 }, { 73, 25, -18 }, 27.1492 },
        { { 60.2574, -34.0099, 36.2677 }, { 60.4626, -34.1751, 39.4387 }, 1.2644 },
        { { 22.7233, 20.0904, -46.6940 }, { 23.0331, 14.9730, -42.5619 }, 2.0373 },
        { { 2.0776, 0.0795, -1.1350 }, { 0.9033, -0.0636, -0.5514 }, 0.9082 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        assert_close(lab_difference(pairs[i].one, pairs[i].other), pairs[i].difference, 5e-5);
        assert_close(lab_difference(pairs[i].other, pairs[i].one), pairs[i].difference, 5e-5);
    }
}

/* charts-reports 2.4 of the design: the least of six colours under each vision, and in grey. */
static void
the_six_colours_stay_apart(void **state)
{
    (void)state;
    const double expected[N_VISIONS] = { [VISION_NORMAL] = 17.1,
                                         [VISION_DEUTAN] = 17.0,
                                         [VISION_PROTAN] = 15.6,
                                         [VISION_TRITAN] = 15.4 };
    Colour colours[N_SERIES];

    for (int i = 0; i < N_SERIES; i++)
        colours[i] = theme_colour(ROLE_DATA, i);
    for (int v = 0; v < N_VISIONS; v++)
        assert_close(vision_least_difference(colours, N_SERIES, (Vision)v), expected[v],
                     0.05 / expected[v]);
    assert_close(vision_least_step(colours, N_SERIES), 7.1, 0.05 / 7.1);
}

/* White and mid grey: CIE 1976. */
static void
lightness_is_that_of_the_standard(void **state)
{
    (void)state;
    const Colour white = { 1, 1, 1 }, grey = { 119 / 255.0, 119 / 255.0, 119 / 255.0 };

    assert_close(lab_of(white).lightness, 100.0, 1e-6);
    assert_close(lab_of(white).a, 0.0, 0.02);
    assert_close(lab_of(grey).lightness, 50.03, 1e-3);
    assert_true(isinf(vision_least_difference(&white, 1, VISION_NORMAL)));
    assert_true(isinf(vision_least_step(&white, 1)));
}

static void
grey_stays_grey_to_all_eyes(void **state)
{
    (void)state;
    const Colour grey = { 0.5, 0.5, 0.5 };

    for (int v = 0; v < N_VISIONS; v++) {
        Colour seen = vision_see(grey, (Vision)v);

        assert_close(seen.red, 0.5, 0.001);
        assert_close(seen.green, 0.5, 0.001);
        assert_close(seen.blue, 0.5, 0.001);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_are_those_of_the_published_test_data),
        cmocka_unit_test(the_six_colours_stay_apart),
        cmocka_unit_test(lightness_is_that_of_the_standard),
        cmocka_unit_test(grey_stays_grey_to_all_eyes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
