/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_hedge.c - what vague words promise, at and beside their limits. */
#include "check.h"
#include "reports/hedge.h"

#include <string.h>

typedef struct {
    const char *words;
    bool share;
    double value;
    bool holds;
} Wording;

static void
check(const Wording *wordings, size_t n, const char *language)
{
    for (size_t i = 0; i < n; i++) {
        const Wording *wording = &wordings[i];
        Hedge hedge;

        if (!hedge_read(wording->words, language, wording->share, &hedge))
            fail_msg("'%s' is not read", wording->words);
        if (hedge_holds(&hedge, wording->value) != wording->holds)
            fail_msg("'%s' of %g", wording->words, wording->value);
    }
}

static void
swedish_words_hold_up_to_their_limits(void **state)
{
    static const Wording wordings[] = {
        { "knappt hälften", true, 44.99, false },
        { "knappt hälften", true, 45.0, true },
        { "knappt hälften", true, 49.99, true },
        { "knappt hälften", true, 50.0, false },
        { "Drygt hälften", true, 50.0, false },
        { "Drygt hälften", true, 50.01, true },
        { "drygt hälften", true, 55.0, true },
        { "drygt hälften", true, 55.01, false },
        { "var fjärde", true, 22.5, true },
        { "var fjärde", true, 22.49, false },
        { "var fjärde", true, 27.5, true },
        { "var fjärde", true, 27.51, false },
        { "var tredje", true, 100.0 / 3.0 - 2.5, true },
        { "var tredje", true, 35.84, false },
        { "en femtedel", true, 18.0, true },
        { "en femtedel", true, 17.99, false },
        { "en femtedel", true, 22.0, true },
        { "nära hälften", true, 4800.0 / 109.0 + 4.0, true },
        { "nära hälften", true, 44.9, false },
        { "mer än hälften", true, 50.0, false },
        { "flertalet", true, 50.0, false },
        { "flertalet", true, 71.6, true },
        { "minst hälften", true, 50.0, true },
        { "varannan", true, 47.5, true },
        { "två tredjedelar", true, 65.0, true },
    };
    (void)state;
    check(wordings, G_N_ELEMENTS(wordings), "sv");
}

/* What the 2017 report and the page of the agency say of their numbers. */
static void
the_words_of_the_2017_report_hold(void **state)
{
    static const Wording wordings[] = {
        { "flertalet", true, 100.0 * 78 / 109, true },
        { "var fjärde", true, 100.0 * 26 / 109, true },
        { "knappt hälften", true, 100.0 * 52 / 109, true },
        { "nära hälften", true, 100.0 * 52 / 109, true },
        { "knappt var fjärde", true, 100.0 * 9 / 39, true },
        { "drygt 20", true, 23.0, true },
        { "dryg femtedel", true, 23.0, true },
        { "knappt 40", true, 38.0, true },
        { "mer än tre fjärdedelar", true, 77.0, true },
    };
    (void)state;
    check(wordings, G_N_ELEMENTS(wordings), "sv");
}

static void
english_words_have_the_same_limits(void **state)
{
    static const Wording wordings[] = {
        { "just under half", true, 45.0, true },
        { "just under half", true, 50.0, false },
        { "almost half", true, 44.9, false },
        { "just over half", true, 50.0, false },
        { "just over half", true, 55.0, true },
        { "one in four", true, 22.5, true },
        { "one in four", true, 22.4, false },
        { "a quarter", true, 27.5, true },
        { "about a third", true, 38.0, true },
        { "about a third", true, 39.0, false },
        { "most", true, 50.0, false },
        { "a majority", true, 50.1, true },
        { "at most one in ten", true, 10.0, true },
        { "close to half", true, 48.0, true },
    };
    (void)state;
    check(wordings, G_N_ELEMENTS(wordings), "en");
}

static void
other_numbers_than_shares_have_a_twentieth(void **state)
{
    static const Wording swedish[] = {
        { "drygt 24 000 kronor", false, 24787.0, true },
        { "drygt 24 000 kronor", false, 24000.0, false },
        { "drygt 24 000 kronor", false, 25200.0, true },
        { "drygt 24 000 kronor", false, 25201.0, false },
        { "knappt 44 000", false, 43790.4, true },
        { "knappt 44 000", false, 41799.0, false },
    };
    (void)state;
    check(swedish, G_N_ELEMENTS(swedish), "sv");
}

static void
a_plain_number_is_what_the_value_rounds_to(void **state)
{
    static const Wording wordings[] = {
        { "48 per cent", true, 47.5, true },        { "48 per cent", true, 48.5, false },
        { "48 per cent", true, 47.49, false },      { "1,234.5 kronor", false, 1234.45, true },
        { "1,234.5 kronor", false, 1234.4, false },
    };
    Hedge hedge;
    (void)state;
    check(wordings, G_N_ELEMENTS(wordings), "en");
    assert_true(hedge_read("48 per cent", "en", true, &hedge));
    assert_false(hedge.vague);
    assert_false(hedge_read("some of them", "en", true, &hedge));
    assert_false(hedge_read("half", "en", false, &hedge)); /* of what? */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(swedish_words_hold_up_to_their_limits),
        cmocka_unit_test(the_words_of_the_2017_report_hold),
        cmocka_unit_test(english_words_have_the_same_limits),
        cmocka_unit_test(other_numbers_than_shares_have_a_twentieth),
        cmocka_unit_test(a_plain_number_is_what_the_value_rounds_to),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
