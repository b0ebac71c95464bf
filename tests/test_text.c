/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "plots/fonts.h"
#include "plots/text.h"
#include "plots/theme.h"
#include "tests/check.h"
#include "tests/fonts.h"

/* Pango counts in 1/1024 points and rounds each glyph: what widths may differ by. */
static const double rounding = 0.01;

static const TextStyle sans = { FACE_SANS, 10.0, 14.0, 400, false };
static const TextStyle serif = { FACE_SERIF, 10.0, 14.0, 400, false };

/* Advances of Inter 4.0b with tnum, measured with HarfBuzz: 15.711 for d,d; 22.302 with a sign;
 * 34.206 for two and three digits with U+202F between. */
static void
numbers_of_one_shape_have_one_width(void **state)
{
    static const char *const pairs[] = { "0,0", "1,1", "4,7", "9,8" };
    static const char *const signs[] = { "+1,7", "\u22123,5", "\u22121,1", "+8,8" };
    static const char *const groups[] = { "24\u202f787", "11\u202f111", "88\u202f888" };

    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
        assert_close(text_width(*state, &sans, pairs[i]), 15.711, rounding / 15.0);
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++)
        assert_close(text_width(*state, &sans, signs[i]), 22.302, rounding / 22.0);
    for (size_t i = 0; i < G_N_ELEMENTS(groups); i++)
        assert_close(text_width(*state, &sans, groups[i]), 34.206, rounding / 34.0);
}

static void
width_grows_with_size_and_weight(void **state)
{
    TextStyle twice = sans, bold = sans;
    twice.size = 20.0;
    bold.weight = 700;

    assert_close(text_width(*state, &twice, "Försäkringskassan"),
                 2.0 * text_width(*state, &sans, "Försäkringskassan"), 1e-3);
    assert_true(text_width(*state, &bold, "Andel") > text_width(*state, &sans, "Andel"));
    assert_true(text_width(*state, &serif, "Andel") != text_width(*state, &sans, "Andel"));
    assert_close(text_width(*state, &sans, ""), 0.0, 0.0);
}

static void
assert_lines(char **lines, const char *expected)
{
    g_autofree char *joined = g_strjoinv("|", lines);

    assert_string_equal(joined, expected);
    g_strfreev(lines);
}

static void
lines_end_after_spaces_hyphens_and_slashes(void **state)
{
    double narrow = 1.0;

    assert_lines(text_wrap(*state, &sans, "ja och nej", text_width(*state, &sans, "ja och"), false),
                 "ja och|nej");
    assert_lines(text_wrap(*state, &sans, "kommuner/stadsdelar",
                           text_width(*state, &sans, "kommuner/"), false),
                 "kommuner/|stadsdelar");
    assert_lines(text_wrap(*state, &sans, "vet-ej", text_width(*state, &sans, "vet-"), false),
                 "vet-|ej");
    assert_lines(text_wrap(*state, &sans, "ab", narrow, false), "a|b");
    assert_lines(text_wrap(*state, &sans, "", 100.0, false), "");
    assert_lines(text_wrap(*state, &sans, "  ja  ", 100.0, false), "ja");
    assert_lines(text_wrap(*state, &sans, "ja\nnej", 100.0, false), "ja|nej");
}

static void
what_belongs_together_stays_together(void **state)
{
    double width = text_width(*state, &sans, "se Figur 1");

    assert_lines(text_wrap(*state, &sans, "vi se Figur\u00a01", width, false),
                 "vi se|Figur\u00a01");
    assert_lines(text_wrap(*state, &sans, "1/2", text_width(*state, &sans, "1/2"), false), "1/2");
    assert_close(text_widest_word(*state, &sans, "1\u00a0000 kr"),
                 text_width(*state, &sans, "1\u00a0000"), 1e-3);
}

static void
a_soft_hyphen_shows_only_where_a_line_ends(void **state)
{
    double width = text_width(*state, &sans, "assistans-");

    assert_lines(text_wrap(*state, &sans, "assistans\u00adersättning", width, false),
                 "assistans-|ersättning");
    assert_lines(text_wrap(*state, &sans, "assistans\u00adersättning", 500.0, false),
                 "assistansersättning");
}

static void
balanced_lines_are_the_narrowest_with_as_few(void **state)
{
    const char *text = "Mer än hälften av de felaktiga utbetalningarna bedöms vara avsiktliga";
    double full = text_width(*state, &sans, text), width = 0.8 * full, widest = 0.0;
    g_auto(GStrv) lines = text_wrap(*state, &sans, text, width, true);

    assert_int_equal(g_strv_length(lines), 2);
    for (size_t i = 0; i < 2; i++)
        widest = fmax(widest, text_width(*state, &sans, lines[i]));
    assert_true(widest < 0.6 * full);
    /* a little less and it takes three */
    g_auto(GStrv) three = text_wrap(*state, &sans, text, widest - 0.1, false);
    assert_int_equal(g_strv_length(three), 3);
    assert_close(text_narrowest(*state, &sans, text, 2), widest, 1e-3);
}

static void
a_first_line_gives_room_to_what_stands_before_it(void **state)
{
    double width = text_width(*state, &sans, "Har kommunen");

    assert_lines(text_wrap_after(*state, &sans, "Har kommunen fått", 0.0, width, false),
                 "Har kommunen|fått");
    assert_lines(text_wrap_after(*state, &sans, "Har kommunen fått", 20.0, width, false),
                 "Har|kommunen fått");
    assert_lines(text_wrap_after(*state, &sans, "kommunen", width - 1.0, width, false),
                 "|kommunen");
}

static void
no_line_is_wider_than_asked_and_no_letter_is_lost(void **state)
{
    static const char text[] =
        "Vid de tillfällen under de två senaste åren, då någon i er kommun/stadsdel har fått sin "
        "assistansersättning indragen, har ni då fått information – eller \u22123,5 % av den?";

    for (double width = 30.0; width < 400.0; width += 7.0) {
        g_auto(GStrv) lines = text_wrap(*state, &sans, text, width, false);
        g_autoptr(GString) all = g_string_new(NULL), letters = g_string_new(NULL);

        for (size_t i = 0; lines[i]; i++) {
            assert_true(text_width(*state, &sans, lines[i]) <= width + 0.1);
            assert_false(g_str_has_suffix(lines[i], " "));
            g_string_append(all, lines[i]);
        }
        g_string_append(letters, text);
        g_string_replace(all, " ", "", 0);
        g_string_replace(letters, " ", "", 0);
        assert_string_equal(all->str, letters->str);
    }
}

static void
a_character_without_a_glyph_is_named(void **state)
{
    g_autoptr(GError) snow = NULL, control = NULL, bytes = NULL;

    assert_true(text_check(*state, &sans, "åäö é \u2212 \u202f ≠ ✓ ≤ “” – ½\nja", NULL));
    assert_false(text_check(*state, &sans, "Snö \u2603 faller", &snow));
    assert_error(snow, ANDEL_ERROR_DATA, "U+2603");
    assert_false(text_check(*state, &sans, "a\tb", &control));
    assert_error(control, ANDEL_ERROR_DATA, "U+0009");
    assert_false(text_check(*state, &sans, "a\xff", &bytes));
    assert_error(bytes, ANDEL_ERROR_DATA, "UTF-8");
}

/* A look that names a file of its own is set from all files, ours from those that are needed. */
static void
a_text_is_as_wide_from_the_file_of_its_face_as_from_all(void **state)
{
    static const char *const texts[] = { "Andel 12,5 % \xe2\x88\x92 \xc3\x85tg\xc3\xa4rd",
                                         "fi \xc2\xbd \xe2\x80\x9cT\xe2\x80\x9d 1\xe2\x80\xaf"
                                         "000",
                                         "\xce\xb1 \xd0\x94 \xe2\x86\x92 \xe2\x96\xa0", "a\nb" };
    const char *const files[] = { font_files[0].path, NULL };
    Look look = look_default;

    (void)state;
    look.files = files;
    g_autoptr(TextContext) needed = text_context_new(NULL);
    g_autoptr(TextContext) all = text_context_new_in(&look, NULL);
    for (int weight = 400; weight <= 700; weight += 100)
        for (int k = 0; k < 4; k++)
            for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
                const TextStyle style = { k & 1 ? FACE_SERIF : FACE_SANS, 9.5, 12.0, weight,
                                          (k & 2) != 0 };

                assert_true(text_check(needed, &style, texts[i], NULL));
                assert_close(text_width(needed, &style, texts[i]),
                             text_width(all, &style, texts[i]), 0.0);
            }
}

static void
a_font_that_is_not_there_is_named_with_where_to_get_it(void **state)
{
    static const FontFile missing[] = { { .path = "/nowhere/Inter-Regular.otf",
                                          .package = "fonts-inter" } };
    static const char *const other[] = { "/nowhere/Agency.otf", NULL };
    g_autoptr(GError) ours = NULL, theirs = NULL, family = NULL;
    Look look = look_default;

    (void)state;
    assert_true(fonts_check(font_files, n_font_files, NULL));
    assert_false(fonts_check(missing, 1, &ours));
    assert_error(ours, ANDEL_ERROR_FILE, "/nowhere/Inter-Regular.otf");
    assert_error(ours, ANDEL_ERROR_FILE, "apt-get install fonts-inter");
    look.files = other;
    assert_null(text_context_new_in(&look, &theirs));
    assert_error(theirs, ANDEL_ERROR_FILE,
                 "/nowhere/Agency.otf: the font cannot be read; the style");
    look.files = NULL;
    look.sans = "Agency Grotesk";
    assert_null(text_context_new_in(&look, &family));
    assert_error(family, ANDEL_ERROR_DATA, "'Agency Grotesk'; name its files");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_one_shape_have_one_width),
        cmocka_unit_test(width_grows_with_size_and_weight),
        cmocka_unit_test(lines_end_after_spaces_hyphens_and_slashes),
        cmocka_unit_test(what_belongs_together_stays_together),
        cmocka_unit_test(a_soft_hyphen_shows_only_where_a_line_ends),
        cmocka_unit_test(balanced_lines_are_the_narrowest_with_as_few),
        cmocka_unit_test(a_first_line_gives_room_to_what_stands_before_it),
        cmocka_unit_test(no_line_is_wider_than_asked_and_no_letter_is_lost),
        cmocka_unit_test(a_character_without_a_glyph_is_named),
        cmocka_unit_test(a_text_is_as_wide_from_the_file_of_its_face_as_from_all),
        cmocka_unit_test(a_font_that_is_not_there_is_named_with_where_to_get_it),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
