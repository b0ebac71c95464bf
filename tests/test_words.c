/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/words.h"
#include "tests/check.h"

static const char *const names[] = {
#define WORD(name, english, swedish) #name,
#include "reports/words.def"
#undef WORD
};

/* How many %s stand in TEXT; -1 if another directive stands beside them. */
static int
count_places(const char *text)
{
    int places = 0, others = 0;

    for (const char *p = strchr(text, '%'); p; p = strchr(p + 1, '%')) {
        places += p[1] == 's';
        others += p[1] != 's';
    }
    return places > 0 && others > 0 ? -1 : places;
}

static void
every_word_has_both_languages_and_the_same_places(void **state)
{
    (void)state;
    for (int w = 0; w < N_WORDS; w++) {
        const char *en = word((Word)w, "en"), *sv = word((Word)w, "sv");

        if (*en == '\0' || *sv == '\0' || count_places(en) < 0 ||
            count_places(en) != count_places(sv) || !g_utf8_validate(sv, -1, NULL))
            fail_msg("%s: \"%s\", \"%s\"", names[w], en, sv);
    }
}

static void
a_language_with_its_country_is_that_language_and_others_are_english(void **state)
{
    (void)state;
    assert_string_equal(word(WORD_SOURCE, "sv-SE"), "Källa: %s");
    assert_string_equal(word(WORD_SOURCE, "de"), "Source: %s");
    assert_string_equal(word(WORD_SOURCE, NULL), "Source: %s");
}

static void
places_are_filled(void **state)
{
    (void)state;
    g_autofree char *text = word_filled(WORD_SUMS_TO, "sv", "101");

    assert_string_equal(text, "Andelarna summerar till 101 på grund av avrundning.");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_has_both_languages_and_the_same_places),
        cmocka_unit_test(a_language_with_its_country_is_that_language_and_others_are_english),
        cmocka_unit_test(places_are_filled),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
