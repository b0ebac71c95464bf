/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/hatch.h"
#include "tests/check.h"

static void
lines_rise_from_edge_to_edge_of_the_outline(void **state)
{
    (void)state;
    const Mark bar = { .role = ROLE_DERIVED, .x = 63.8, .y = 140, .x2 = 150.2, .y2 = 157 };
    g_autoptr(GArray) lines = hatch_lines(&bar);
    HatchLine box = hatch_outline(&bar);

    /* every 4.6 of width plus height, the first after half of that: (85.6 + 16.2) / 4.6 */
    assert_int_equal(lines->len, 22);
    for (guint i = 0; i < lines->len; i++) {
        const HatchLine *line = &g_array_index(lines, HatchLine, i);

        assert_close(line->x2 - line->x, line->y - line->y2, 1e-9);
        assert_true(fabs(line->x - box.x) < 1e-9 || fabs(line->y - box.y2) < 1e-9);
        assert_true(fabs(line->x2 - box.x2) < 1e-9 || fabs(line->y2 - box.y) < 1e-9);
    }
}

static void
the_outline_of_a_bar_ends_where_the_bar_ends(void **state)
{
    (void)state;
    const Mark bar = { .role = ROLE_DERIVED, .x = 10, .y = 20, .x2 = 50, .y2 = 37 };
    const Mark sliver = { .role = ROLE_DERIVED, .x = 10, .y = 20, .x2 = 10.2, .y2 = 37 };

    assert_close(hatch_outline(&bar).x2, 49.6, 1e-12); /* half of a stroke of 0.8 */
    assert_close(hatch_outline(&sliver).x, 10.1, 1e-12);
    assert_close(hatch_outline(&sliver).x2, 10.1, 1e-12);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_rise_from_edge_to_edge_of_the_outline),
        cmocka_unit_test(the_outline_of_a_bar_ends_where_the_bar_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
