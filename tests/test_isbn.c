/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of the ISBN Users' Manual, 7th edition (2017): 978-0-11-000222-4 is its example. */
#include "reports/isbn.h"

#include "tests/check.h"

static void
the_last_digit_is_right(void **state)
{
    (void)state;
    assert_true(isbn_holds("978-0-11-000222-4"));
    assert_true(isbn_holds("9780110002224"));
    assert_true(isbn_holds("0-306-40615-2")); /* 0*10 + 3*9 + 0*8 + 6*7 + 4*6 + 0*5 + 6*4 + 1*3 +
                                                 5*2 + 2 = 132 = 12 * 11 */
    assert_true(isbn_holds("0-8044-2957-X")); /* 8*9 + 4*7 + 4*6 + 2*5 + 9*4 + 5*3 + 7*2 + 10 = 209
                                                 = 19 * 11 */
}

static void
what_is_wrong_is_seen(void **state)
{
    (void)state;
    static const char *const wrong[] = { "978-0-11-000222-5", "978-0-11-000224-2", "978011000222",
                                         "97801100022244",    "0-306-40615-3",     "X-306-40615-2",
                                         "978-0-11-0002X2-4", "978011000X224",     "" };

    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        if (isbn_holds(wrong[i]))
            fail_msg("%s", wrong[i]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_digit_is_right),
        cmocka_unit_test(what_is_wrong_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
