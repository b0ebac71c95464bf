/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_progress.c - the line that says how far a long reading is. */
#include "cli/progress.h"
#include "tests/check.h"

#include <math.h>

static void
assert_progress(const char *name, size_t n_rows, double share, const char *expected)
{
    const ReadProgress progress = { .name = name, .n_rows = n_rows, .share = share };
    g_autofree char *text = progress_text(&progress);

    assert_string_equal(text, expected);
}

static void
the_share_is_rounded_down_and_rows_are_grouped(void **state)
{
    (void)state;
    assert_progress("survey.csv", 4300000, 0.4399, "survey.csv: 43 % read, 4 300 000 rows");
    assert_progress("survey.csv", 0, 0.0, "survey.csv: 0 % read, 0 rows");
    assert_progress("survey.csv", 999, 0.5, "survey.csv: 50 % read, 999 rows");
    assert_progress("survey.csv", 1000, 0.999, "survey.csv: 99 % read, 1 000 rows");
    assert_progress("survey.csv", 12345678, 1.0, "survey.csv: 100 % read, 12 345 678 rows");
}

static void
of_a_pipe_only_rows_are_known(void **state)
{
    (void)state;
    assert_progress("standard input", 67473, NAN, "standard input: 67 473 rows");
}

static void
the_line_does_not_grow_beyond_a_terminal(void **state)
{
    (void)state;
    assert_progress("/a/folder/that/is/long/survey.csv", 1, 0.1, "survey.csv: 10 % read, 1 rows");
    /* 40 characters of a longer name, also where a character is two bytes */
    assert_progress("åäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäö.csv", 1, 0.1,
                    "åäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäöå: 10 % read, 1 rows");
}

static void
nobody_who_asked_for_quiet_or_has_no_terminal_sees_it(void **state)
{
    (void)state;
    const CommonOptions quiet = { .quiet = true };

    g_setenv("TERM", "xterm", TRUE);
    assert_true(progress_for(&quiet) == NULL);
    g_setenv("TERM", "dumb", TRUE);
    const CommonOptions common = { 0 };
    assert_true(progress_for(&common) == NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_share_is_rounded_down_and_rows_are_grouped),
        cmocka_unit_test(of_a_pipe_only_rows_are_known),
        cmocka_unit_test(the_line_does_not_grow_beyond_a_terminal),
        cmocka_unit_test(nobody_who_asked_for_quiet_or_has_no_terminal_sees_it),
    };
    return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
