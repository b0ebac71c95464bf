/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/dictionary.h"
#include "tests/check.h"

static void
texts_are_numbered_as_they_come(void **state)
{
    (void)state;
    g_autoptr(Dictionary) dictionary = dictionary_new();
    int32_t n;

    assert_int_equal(dictionary_find(dictionary, "a", 1), DICTIONARY_ABSENT);
    for (int32_t i = 0; i < 10000; i++) {
        g_autofree char *text = g_strdup_printf("text number %d", i);
        assert_int_equal(dictionary_add(dictionary, text, strlen(text)), i);
    }
    for (int32_t i = 0; i < 10000; i++) {
        g_autofree char *text = g_strdup_printf("text number %d", i);
        assert_int_equal(dictionary_find(dictionary, text, strlen(text)), i);
    }
    assert_string_equal(dictionary_texts(dictionary, &n)[77], "text number 77");
    assert_int_equal(n, 10000);
}

static void
missing_codes_have_no_number(void **state)
{
    (void)state;
    g_autoptr(Dictionary) dictionary = dictionary_new();
    int32_t n;

    dictionary_add_missing(dictionary, "-99", 2);
    dictionary_add_missing(dictionary, "-99", 3);
    assert_int_equal(dictionary_add(dictionary, "yes", 3), 0);
    assert_int_equal(dictionary_find(dictionary, "-99", 3), -2);
    assert_int_equal(dictionary_find(dictionary, "-9", 2), DICTIONARY_ABSENT);
    dictionary_texts(dictionary, &n);
    assert_int_equal(n, 1);
}

/* Lengths about the two words that are compared at once; what stands behind a text is no part of
 * it. */
static void
texts_are_told_apart_by_every_byte_and_by_length(void **state)
{
    (void)state;
    g_autoptr(Dictionary) dictionary = dictionary_new();
    enum { MOST = 40 };
    int32_t n = 0;

    for (size_t length = 1; length <= MOST; length++)
        for (size_t at = 0; at < length; at++) {
            char text[MOST + DICTIONARY_SLACK];

            memset(text, 'x', sizeof text);
            text[at] = 'y';
            assert_int_equal(dictionary_find_near(dictionary, text, length), DICTIONARY_ABSENT);
            assert_int_equal(dictionary_add(dictionary, text, length), n++);
        }
    n = 0;
    for (size_t length = 1; length <= MOST; length++)
        for (size_t at = 0; at < length; at++) {
            char text[MOST + DICTIONARY_SLACK];

            memset(text, 'x', length);
            memset(text + length, 'y', sizeof text - length);
            text[at] = 'y';
            assert_int_equal(dictionary_find(dictionary, text, length), n);
            assert_int_equal(dictionary_find_near(dictionary, text, length), n++);
        }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_numbered_as_they_come),
        cmocka_unit_test(missing_codes_have_no_number),
        cmocka_unit_test(texts_are_told_apart_by_every_byte_and_by_length),
    };
    return cmocka_run_group_tests_name("dictionary", tests, NULL, NULL);
}
