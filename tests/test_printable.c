/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/printable.h"
#include "tests/check.h"

static void
what_cannot_be_seen_is_written_out(void **state)
{
    (void)state;
    static const struct {
        const char *text, *shown;
    } cases[] = {
        { "Skåne 日本", "Skåne 日本" },
        { "a\tb\r\n", "a\\tb\\r\\n" },
        { "\033[2J", "\\x1b[2J" },
        { "1\u00a0234", "1\\u00a0234" },
        { "\u202egnp", "\\u202egnp" },
        { "a\xe5z", "a\\xe5z" },
        { "\xed\xa0\x80", "\\xed\\xa0\\x80" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *shown = text_printable(cases[i].text, strlen(cases[i].text), 40);
        assert_string_equal(shown, cases[i].shown);
    }
    g_autofree char *nul = text_printable("a\0b", 3, 40);
    assert_string_equal(nul, "a\\x00b");
}

static void
a_long_text_is_cut(void **state)
{
    (void)state;
    g_autofree char *whole = text_printable("åäö", 6, 3);
    g_autofree char *cut = text_printable("åäöx", 7, 3);

    assert_string_equal(whole, "åäö");
    assert_string_equal(cut, "åäö…");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_seen_is_written_out),
        cmocka_unit_test(a_long_text_is_cut),
    };
    return cmocka_run_group_tests_name("printable", tests, NULL, NULL);
}
