/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The made-up survey of contacts: written as committed. */
#include "tests/check.h"

#include <stdio.h>

int contacts_main(void);
#define main contacts_main
#include "datasets/examples/contacts/make.c"
#undef main

static void
the_recipe_gives_the_committed_file(void **state)
{
    (void)state;
    g_autofree char *expected = NULL;
    char *made = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&made, &length);

    assert_true(
        g_file_get_contents("datasets/examples/contacts/survey.csv", &expected, NULL, NULL));
    assert_non_null(out);
    assert_int_equal(write_survey(out), 0);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(made, expected);
    free(made);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_recipe_gives_the_committed_file),
    };
    return cmocka_run_group_tests_name("example_contacts", tests, NULL, NULL);
}
