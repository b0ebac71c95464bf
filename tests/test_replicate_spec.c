/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "datasets/replicate_spec.h"
#include "tests/check.h"

#include <glib/gstdio.h>
#include <unistd.h>

static const char *const names[] = { "id", "pwgtp2", "pwgtp", "pwgtp1", "pwgtp10", "x.rw" };

static void
assert_columns(const char *columns, const char *weight, const char *expected)
{
    g_auto(GStrv) list = g_strsplit(columns, ",", -1);
    g_autoptr(GError) error = NULL;
    g_autofree const char **found =
        replicate_columns((const char *const *)list, weight, names, G_N_ELEMENTS(names), &error);

    assert_no_error(error);
    g_autofree char *joined = g_strjoinv(",", (char **)found);
    assert_string_equal(joined, expected);
}

static void
a_star_stands_for_any_text(void **state)
{
    (void)state;

    assert_true(replicate_matches("rw*", "rw"));
    assert_true(replicate_matches("rw*", "rw12"));
    assert_true(replicate_matches("*w*2", "row-w-2-12"));
    assert_true(replicate_matches("a*b*", "aXbXbc"));
    assert_true(replicate_matches("*", ""));
    assert_false(replicate_matches("rw*", "xrw1"));
    assert_false(replicate_matches("*1", "rw12"));
    assert_false(replicate_matches("r?1", "rw1"));
}

static void
a_pattern_takes_columns_in_file_order_without_the_sampling_weight(void **state)
{
    (void)state;

    assert_columns("pwgtp*", "pwgtp", "pwgtp2,pwgtp1,pwgtp10");
    assert_columns("pwgtp*", "id", "pwgtp2,pwgtp,pwgtp1,pwgtp10");
    assert_columns("pwgtp10,pwgtp*", "pwgtp", "pwgtp10,pwgtp2,pwgtp1");
    assert_columns("b,a", NULL, "b,a");
}

static void
a_pattern_without_a_column_is_refused(void **state)
{
    (void)state;
    const char *const patterns[] = { "rw*", NULL }, *const own[] = { "i*", NULL };
    g_autoptr(GError) error = NULL, of_weight = NULL;

    assert_null(replicate_columns(patterns, NULL, names, G_N_ELEMENTS(names), &error));
    assert_error(error, ANDEL_ERROR_USAGE, "'rw*': no column of the data has such a name");
    assert_null(replicate_columns(own, "id", names, G_N_ELEMENTS(names), &of_weight));
    assert_error(of_weight, ANDEL_ERROR_USAGE, "but the sampling weight itself");
}

static void
rscales_are_a_list_or_the_numbers_of_a_file(void **state)
{
    (void)state;
    g_autofree char *path = NULL;
    int file = g_file_open_tmp("andel-XXXXXX", &path, NULL);
    const char *const list[] = { "0.5", "0.5", NULL }, *const one[] = { path, NULL };
    const char *const missing[] = { "no such file", NULL };
    g_autoptr(GError) error = NULL;

    assert_true(file >= 0);
    close(file);
    assert_true(g_file_set_contents(path, "0.8, 0.75\n1e-1;\t2\r\n", -1, NULL));
    g_auto(GStrv) given = replicate_rscales(list, NULL, NULL, &error);
    g_auto(GStrv) read = replicate_rscales(one, NULL, NULL, &error);
    g_unlink(path);
    assert_no_error(error);
    g_autofree char *joined = g_strjoinv(" ", given), *of_file = g_strjoinv(" ", read);
    assert_string_equal(joined, "0.5 0.5");
    assert_string_equal(of_file, "0.8 0.75 1e-1 2");
    assert_null(replicate_rscales(missing, NULL, NULL, &error));
    assert_error(error, ANDEL_ERROR_FILE, "no such file");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_star_stands_for_any_text),
        cmocka_unit_test(a_pattern_takes_columns_in_file_order_without_the_sampling_weight),
        cmocka_unit_test(a_pattern_without_a_column_is_refused),
        cmocka_unit_test(rscales_are_a_list_or_the_numbers_of_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
