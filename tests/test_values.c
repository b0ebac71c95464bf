/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected texts: number formats of the language tables (sv: decimal comma, U+202F between
 * thousands, U+00A0 before the unit). */
#include "reports/values.h"

#include "tests/check.h"

#define assert_shown(value_, format, language, expected)                       \
    do {                                                                       \
        const char *why = NULL;                                                \
        g_autofree char *text = value_show(&(value_), format, language, &why); \
        assert_string_equal(text ? text : why, expected);                      \
    } while (0)

static const Value share = { VALUE_SHARE, 52.0 / 109.0, 0, NULL };
static const Value money = { VALUE_NUMBER, 24787.0078, 0, NULL };
static const Value count = { VALUE_COUNT, 4, 0, NULL };
static const Value surcharge = { VALUE_PERCENT, 38.33, -1, NULL };

static void
values_are_written_in_the_language(void **state)
{
    (void)state;
    assert_shown(share, "percent", "sv", "48\u00a0procent");
    assert_shown(share, "percent", "en", "48\u00a0per cent");
    assert_shown(share, "pct", "sv", "48\u00a0%");
    assert_shown(share, "pct", "en", "48%");
    assert_shown(share, "pct1", "sv", "47,7\u00a0%");
    assert_shown(share, "share", "sv", "48");
    assert_shown(money, "kr", "sv", "24\u202f787\u00a0kronor");
    assert_shown(money, "kr", "en", "SEK\u00a024,787");
    assert_shown(money, "number2", "sv", "24\u202f787,01");
    assert_shown(count, "words", "sv", "fyra");
    assert_shown(count, "words", "en", "four");
    assert_shown(count, "n", "sv", "4");
    assert_shown(surcharge, "pct", "sv", "38,33\u00a0%");
}

static void
without_a_format_a_value_is_written_as_what_it_is(void **state)
{
    (void)state;
    assert_shown(share, NULL, "sv", "48\u00a0procent");
    assert_shown(count, NULL, "sv", "4");
    assert_shown(surcharge, NULL, "en", "38.33%");
}

static void
what_cannot_be_written_says_why(void **state)
{
    (void)state;
    Value undefined = { VALUE_SHARE, NAN, 0, NULL };

    assert_shown(undefined, "percent", "sv", "the value is undefined, or withheld");
    assert_shown(count, "pct", "sv", "the value is no share; write it as n, number or kr");
    const char *why = NULL;
    assert_null(value_show(&count, "euros", "sv", &why));
    assert_non_null(strstr(why, "there is no such format"));
}

static void
values_are_found_by_their_addresses(void **state)
{
    (void)state;
    g_autoptr(Values) values = values_new();
    const char *const plain[] = { "info", "always", "n", NULL };
    const char *const quoted[] = { "info", "Ja, alltid", NULL };

    assert_true(values_add(values, plain, &count));
    assert_true(values_add(values, quoted, &share));
    assert_false(values_add(values, plain, &share));
    assert_non_null(values_find(values, "info.always.n"));
    assert_non_null(values_find(values, "info.`always`.n"));
    assert_ptr_equal(values_find(values, "info.`Ja, alltid`")->unit, NULL);
    assert_null(values_find(values, "info.always"));
    assert_string_equal(values_nearest(values, "info.alwais.n"), "info.always.n");
    g_autofree char *address = address_join(quoted);
    assert_string_equal(address, "info.`Ja, alltid`");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_written_in_the_language),
        cmocka_unit_test(without_a_format_a_value_is_written_as_what_it_is),
        cmocka_unit_test(what_cannot_be_written_says_why),
        cmocka_unit_test(values_are_found_by_their_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
