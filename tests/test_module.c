/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_module.c - parts of the program that are loaded when they are first needed. */
#include "datasets/error.h"
#include "datasets/module.h"
#include "plots/drawing.h"
#include "tests/check.h"

static void
what_the_program_itself_holds_is_not_loaded(void **state)
{
    (void)state;
    assert_ptr_equal(module_find("no-such-file.so", "andel_drawing", NULL), &andel_drawing);
}

static void
a_missing_module_is_named_with_the_places_where_it_should_be(void **state)
{
    g_autoptr(GError) error = NULL;

    (void)state;
    assert_null(module_find("andel-sing.so", "andel_singing", &error));
    assert_true(g_error_matches(error, ANDEL_ERROR, ANDEL_ERROR_FILE));
    assert_non_null(strstr(error->message, "andel-sing.so"));
    assert_non_null(strstr(error->message, "../lib/andel"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_program_itself_holds_is_not_loaded),
        cmocka_unit_test(a_missing_module_is_named_with_the_places_where_it_should_be),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
