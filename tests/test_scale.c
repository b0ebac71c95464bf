/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/scale.h"
#include "tests/check.h"

static void
the_longest_bar_and_its_text_end_at_the_edge(void **state)
{
    (void)state;
    const Span spans[] = { { 0, 48, 18, false }, { 0, 24, 18, false } };
    double zero = -1.0;

    /* 318 = 48 u + 18 */
    assert_close(scale_solve(spans, 2, 318.0, &zero), 300.0 / 48.0, 1e-12);
    assert_close(zero, 0.0, 0.0);
}

static void
a_shorter_bar_with_a_long_text_may_decide(void **state)
{
    (void)state;
    const Span spans[] = { { 0, 10, 10, false }, { 0, 8, 60, false } };
    double zero;

    /* 10 u + 10 and 8 u + 60 in 100: u is 9 by the first and 5 by the second */
    assert_close(scale_solve(spans, 2, 100.0, &zero), 5.0, 1e-12);
}

static void
negative_bars_are_mirrored(void **state)
{
    (void)state;
    const Span spans[] = { { 0, 12, 20, false }, { 0, -8, 30, true } };
    double zero;

    /* 12 u + 20 on the right, 8 u + 30 on the left: 20 u + 50 = 250 */
    assert_close(scale_solve(spans, 2, 250.0, &zero), 10.0, 1e-12);
    assert_close(zero, 110.0, 1e-12);
}

static void
floating_bars_reach_from_their_ends(void **state)
{
    (void)state;
    const Span spans[] = { { 0, 5, 10, false }, { 5, -2, 10, false }, { -2, -1, 10, true } };
    double zero;

    /* right 5 u + 10, left 2 u + 10 */
    assert_close(scale_solve(spans, 3, 90.0, &zero), 10.0, 1e-12);
    assert_close(zero, 30.0, 1e-12);
}

static void
zeros_have_no_scale_and_texts_without_room_say_what_is_missing(void **state)
{
    (void)state;
    const Span zeros[] = { { 0, 0, 10, false }, { 0, 0, 12, false } };
    double zero = -1.0;

    assert_close(scale_solve(zeros, 2, 100.0, &zero), 0.0, 0.0);
    assert_close(zero, 0.0, 0.0);
    assert_close(scale_solve(zeros, 2, 10.0, &zero), -2.0, 1e-12);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_bar_and_its_text_end_at_the_edge),
        cmocka_unit_test(a_shorter_bar_with_a_long_text_may_decide),
        cmocka_unit_test(negative_bars_are_mirrored),
        cmocka_unit_test(floating_bars_reach_from_their_ends),
        cmocka_unit_test(zeros_have_no_scale_and_texts_without_room_say_what_is_missing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
