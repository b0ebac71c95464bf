/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/roots.h"
#include "tests/check.h"

#include <gsl/gsl_errno.h>

static double
cubic(double x, gpointer user)
{
    (void)user;
    return (x + 1.0) * (x - 0.5) * (x - 2.25);
}

static double
square(double x, gpointer user)
{
    return (x - 0.3) * (x - 0.3) - *(const double *)user;
}

static double
pole(double x, gpointer user)
{
    (void)user;
    return 1.0 / (x - 0.123);
}

static double
steps(double x, gpointer user)
{
    (void)user;
    return floor(x) + 0.5;
}

static double
logarithm(double x, gpointer user)
{
    (void)user;
    return x > 0.0 ? log(x) : (double)NAN;
}

static GArray *
find(RootFunction function, double level, size_t cells)
{
    return roots_find(function, &level, -3.0, 3.0, cells);
}

static void
assert_root(const GArray *roots, guint i, double x, RootKind kind, double relative)
{
    assert_true(i < roots->len);
    assert_close(g_array_index(roots, Root, i).x, x, relative);
    assert_int_equal(g_array_index(roots, Root, i).kind, kind);
}

static void
all_crossings_are_found_also_on_the_edge_of_a_cell(void **state)
{
    (void)state;
    g_autoptr(GArray) some = find(cubic, 0.0, 7);
    g_autoptr(GArray) edge = find(cubic, 0.0, 12);

    for (int k = 0; k < 2; k++) {
        const GArray *roots = k == 0 ? some : edge;

        assert_int_equal(roots->len, 3);
        assert_root(roots, 0, -1.0, ROOT_CROSSING, 1e-14);
        assert_root(roots, 1, 0.5, ROOT_CROSSING, 1e-14);
        assert_root(roots, 2, 2.25, ROOT_CROSSING, 1e-14);
    }
}

static void
a_touch_and_two_crossings_between_points_are_told_apart(void **state)
{
    (void)state;
    g_autoptr(GArray) touch = find(square, 0.0, 11);
    g_autoptr(GArray) two = find(square, 1e-4, 11);
    g_autoptr(GArray) none = find(square, -1e-4, 11);

    assert_int_equal(touch->len, 1);
    assert_root(touch, 0, 0.3, ROOT_TOUCH, 1e-6);
    assert_int_equal(two->len, 2);
    assert_root(two, 0, 0.29, ROOT_CROSSING, 1e-12);
    assert_root(two, 1, 0.31, ROOT_CROSSING, 1e-12);
    assert_int_equal(none->len, 0);
}

static void
a_pole_is_no_root_and_a_leap_is_named(void **state)
{
    (void)state;
    g_autoptr(GArray) none = find(pole, 0.0, 100);
    g_autoptr(GArray) leap = find(steps, 0.0, 101);
    g_autoptr(GArray) partly = find(logarithm, 0.0, 101);

    assert_int_equal(none->len, 0);
    assert_int_equal(leap->len, 1);
    assert_root(leap, 0, 0.0, ROOT_JUMP, 1e-9);
    assert_int_equal(partly->len, 1);
    assert_root(partly, 0, 1.0, ROOT_CROSSING, 1e-14);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_crossings_are_found_also_on_the_edge_of_a_cell),
        cmocka_unit_test(a_touch_and_two_crossings_between_points_are_told_apart),
        cmocka_unit_test(a_pole_is_no_root_and_a_leap_is_named),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
