/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/spacing.h"
#include "tests/check.h"

static void
assert_placed(const double *wanted, double height, size_t n, double lo, double hi,
              const double *expected)
{
    double size[8] = { 0.0 }, placed[8];

    for (size_t i = 0; i < n; i++)
        size[i] = height;
    assert_close(spacing_place(wanted, size, n, lo, hi, placed), 0.0, 0.0);
    for (size_t i = 0; i < n; i++)
        assert_close(placed[i], expected[i], 0.0005);
}

/* charts-reports 8.2 of the design. */
static void
blocks_move_apart_as_little_as_it_takes(void **state)
{
    (void)state;
    const double near[] = { 10, 12, 13, 50 }, near_placed[] = { 1.667, 11.667, 21.667, 50 };
    const double high[] = { 95, 97, 99 }, high_placed[] = { 76, 88, 100 };
    const double mixed[] = { 3, 1, 2 }, mixed_placed[] = { 10, 0, 5 };
    const double same[] = { 20, 20, 20, 20 }, same_placed[] = { 11, 17, 23, 29 };

    assert_placed(near, 10, 4, 0, 100, near_placed);
    assert_placed(high, 12, 3, 0, 100, high_placed);
    assert_placed(mixed, 5, 3, 0, 100, mixed_placed);
    assert_placed(same, 6, 4, 0, 100, same_placed);
}

/* Two that meet at 0 and need 15 between their middles: each moves half of it. */
static void
blocks_of_different_size_keep_half_of_each_between_them(void **state)
{
    (void)state;
    const double wanted[] = { 50, 50 }, size[] = { 10, 20 };
    double placed[2];

    assert_close(spacing_place(wanted, size, 2, 0, 100, placed), 0.0, 0.0);
    assert_close(placed[0], 42.5, 1e-12);
    assert_close(placed[1], 57.5, 1e-12);
}

static void
too_many_blocks_say_what_room_is_missing(void **state)
{
    (void)state;
    const double wanted[] = { 1, 2, 3 }, size[] = { 10, 10, 10 };
    double placed[3];

    assert_close(spacing_place(wanted, size, 3, 0, 15, placed), 5.0, 1e-12);
    assert_close(placed[2] - placed[1], 10.0, 1e-12);
    assert_close(spacing_place(wanted, size, 0, 0, 15, placed), 0.0, 0.0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_move_apart_as_little_as_it_takes),
        cmocka_unit_test(blocks_of_different_size_keep_half_of_each_between_them),
        cmocka_unit_test(too_many_blocks_say_what_room_is_missing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
