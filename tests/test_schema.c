/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "datasets/schema.h"
#include "tests/check.h"

static const char *const rules[] = { "fail", "certainty", "adjust", NULL };

static const Field design_fields[] = {
    { .name = "weight", .type = FIELD_TEXT },
    { .name = "strata", .type = FIELD_TEXTS },
    { .name = "nest", .type = FIELD_BOOLEAN },
    { .name = "singleton", .type = FIELD_CHOICE, .choices = rules },
    { 0 },
};

static const Field row_fields[] = {
    { .name = "id", .type = FIELD_TEXT, .required = true },
    { .name = "base", .type = FIELD_INTEGER },
    { 0 },
};

static const Field fields[] = {
    { .name = "data", .type = FIELD_TEXT },
    { .name = "title", .type = FIELD_LABEL },
    { .name = "share", .type = FIELD_NUMBER },
    { .name = "levels", .type = FIELD_NUMBERS },
    { .name = "design", .type = FIELD_BLOCK, .fields = design_fields },
    { .name = "figures", .type = FIELD_LIST, .fields = row_fields },
    { .name = "variables", .type = FIELD_MAP, .fields = row_fields },
    { .name = "codes", .type = FIELD_SCALARS },
    { .name = "names", .type = FIELD_LABELS },
    { .name = "free", .type = FIELD_ANY },
    { 0 },
};

static Document *
opened(const char *text, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    return document_read(bytes, "book.yml", fields, error);
}

static Document *
sound(const char *text)
{
    g_autoptr(GError) error = NULL;
    Document *document = opened(text, &error);

    assert_no_error(error);
    return document;
}

/* The whole message that TEXT is refused with. */
static void
refused(const char *text, const char *message)
{
    g_autoptr(GError) error = NULL;

    assert_null(opened(text, &error));
    assert_error(error, ANDEL_ERROR_DATA, "");
    assert_string_equal(error->message, message);
}

static void
a_sound_document_is_read(void **state)
{
    (void)state;
    g_autoptr(Document) document = sound("data: a.csv\n"
                                         "title: {sv: Enkät, en: Survey}\n"
                                         "share: 0.5\n"
                                         "levels: [0.9, 0.95]\n"
                                         "design:\n"
                                         "  strata: [a, b]\n"
                                         "  nest: Yes\n"
                                         "  singleton: adjust\n"
                                         "figures:\n"
                                         "  - id: f1\n"
                                         "    base: 109\n"
                                         "  - {id: f2}\n");
    const Node *root = document_root(document), *design = node_get(root, "design");
    const Node *figures = node_get(root, "figures"), *title = node_get(root, "title");

    assert_string_equal(node_text(node_get(root, "data")), "a.csv");
    assert_string_equal(node_label(title, "sv"), "Enkät");
    assert_string_equal(node_label(title, "sv-FI"), "Enkät");
    assert_string_equal(node_label(title, "de"), "Survey");
    assert_string_equal(node_label(title, NULL), "Survey");
    assert_close(node_number(node_get(root, "share"), 0), 0.5, 0);
    assert_close(node_number(node_at(node_get(root, "levels"), 1), 0), 0.95, 0);
    assert_string_equal(node_texts(node_get(design, "strata"))[1], "b");
    assert_null(node_texts(node_get(design, "strata"))[2]);
    assert_true(node_boolean(node_get(design, "nest")));
    assert_int_equal(node_choice(node_get(design, "singleton"), 0), 2);
    assert_int_equal(node_count(figures), 2);
    assert_close(node_number(node_get(node_at(figures, 0), "base"), 0), 109, 0);
    assert_null(node_get(node_at(figures, 1), "base"));
    assert_int_equal(node_line(node_at(figures, 1)), 12);
    assert_int_equal(node_column(node_at(figures, 1)), 5);
    assert_string_equal(document_name(document), "book.yml");
}

static void
what_is_not_there_has_the_value_asked_for(void **state)
{
    (void)state;
    g_autoptr(Document) document = sound("data: a\n");
    const Node *none = node_get(document_root(document), "design");

    assert_null(none);
    assert_null(node_get(none, "weight"));
    assert_null(node_text(none));
    assert_null(node_texts(none));
    assert_null(node_label(none, "en"));
    assert_int_equal(node_count(none), 0);
    assert_close(node_number(none, 7), 7, 0);
    assert_int_equal(node_choice(none, 3), 3);
    assert_false(node_boolean(none));
}

/* no, 010 and null are column names until the table says that a truth or a number is due. */
static void
scalars_are_text_until_the_table_says_otherwise(void **state)
{
    (void)state;
    g_autoptr(Document) document =
        sound("data: 010\ndesign: {weight: null, strata: no}\ncodes: {1: yes, 0: 1e3}\n");
    const Node *root = document_root(document), *codes = node_get(root, "codes");

    assert_string_equal(node_text(node_get(root, "data")), "010");
    assert_string_equal(node_text(node_get(node_get(root, "design"), "weight")), "null");
    assert_string_equal(node_texts(node_get(node_get(root, "design"), "strata"))[0], "no");
    assert_string_equal(node_text(node_get(codes, "1")), "yes");
    assert_string_equal(node_key(codes, 1), "0");
    assert_string_equal(node_text(node_at(codes, 1)), "1e3");
}

static void
every_mistake_is_listed_in_order_of_place(void **state)
{
    (void)state;
    refused(
        "data: [a, [b]]\n"
        "design:\n"
        "  wieght: vikt\n"
        "  nest: maybe\n"
        "  singleton: adjsut\n"
        "share: half\n"
        "weight: w\n"
        "figures:\n"
        "  - base: 10.5\n"
        "variables: none\n"
        "zzz: 1\n",
        "book.yml:1:7: 'data': expected a text, found a list\n"
        "    1 | data: [a, [b]]\n"
        "      |       ^~~~~~~~\n"
        "book.yml:3:3: unknown key 'wieght'; did you mean 'weight'?\n"
        "    3 |   wieght: vikt\n"
        "      |   ^~~~~~\n"
        "book.yml:4:9: 'nest': expected yes or no, found the text 'maybe'\n"
        "    4 |   nest: maybe\n"
        "      |         ^~~~~\n"
        "book.yml:5:14: 'singleton' cannot be 'adjsut'; did you mean 'adjust'?\n"
        "    5 |   singleton: adjsut\n"
        "      |              ^~~~~~\n"
        "book.yml:6:8: 'share': expected a number, with a point and no grouping, found the text "
        "'half'\n"
        "    6 | share: half\n"
        "      |        ^~~~\n"
        "book.yml:7:1: unknown key 'weight'; it belongs under 'design'\n"
        "    7 | weight: w\n"
        "      | ^~~~~~\n"
        "book.yml:9:5: the key 'id' is missing\n"
        "    9 |   - base: 10.5\n"
        "      |     ^\n"
        "book.yml:9:11: 'base': expected a whole number, found the text '10.5'\n"
        "    9 |   - base: 10.5\n"
        "      |           ^~~~\n"
        "book.yml:10:12: 'variables': expected a mapping of names, each to a mapping with the "
        "keys id, base, found the text 'none'\n"
        "   10 | variables: none\n"
        "      |            ^~~~\n"
        "book.yml:11:1: unknown key 'zzz'; there are: data, title, share, levels, design, "
        "figures, variables, codes, names, free\n"
        "   11 | zzz: 1\n"
        "      | ^~~");
}

static void
no_more_than_twenty_are_shown(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    for (int i = 0; i < 50000; i++)
        g_string_append_printf(text, "u%d: 1\n", i);
    assert_null(opened(text->str, &error));
    assert_error(error, ANDEL_ERROR_DATA, "book.yml:1:1: unknown key 'u0'");
    assert_error(error, ANDEL_ERROR_DATA, "book.yml:20:1: unknown key 'u19'");
    assert_null(strstr(error->message, "u20"));
    assert_true(g_str_has_suffix(error->message, "\nand 49980 more mistakes"));
}

static void
the_caret_stands_under_the_word_in_any_script(void **state)
{
    (void)state;
    refused("title: {sv: åäö, x1: y}\n",
            "book.yml:1:18: 'x1' is no language; a label is a text, or a text for each language: "
            "{en: ..., sv: ...}\n"
            "    1 | title: {sv: åäö, x1: y}\n"
            "      |                  ^~");
}

static void
long_lines_are_cut_around_the_place(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autofree char *much = g_strnfill(5000, 'x');
    g_autofree char *text = g_strconcat("free: {a: ", much, ", b: *c, d: ", much, "}\n", NULL);

    assert_null(opened(text, &error));
    assert_error(error, ANDEL_ERROR_DATA, "book.yml:1:5016: an alias (*c)");
    assert_error(error, ANDEL_ERROR_DATA,
                 "    1 | ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, b: *c, d: xxx");
    assert_error(error, ANDEL_ERROR_DATA,
                 "\n      |                                            ^~");
    assert_true(strlen(error->message) < 400);
}

static void
what_yaml_allows_and_surprises_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        { "data: a\ndata: b\n", "book.yml:2:1: the key 'data' stands here twice; the first is on "
                                "line 1\n    2 | data: b\n      | ^~~~" },
        { "free: &x 1\ndata: *x\n", "book.yml:1:7: an anchor (&x)" },
        { "free: &x 1\ndata: *x\n", "book.yml:2:7: an alias (*x)" },
        { "<<: {data: b}\n", "book.yml:1:1: merge keys" },
        { "data: !!str a\n", "book.yml:1:7: a tag" },
        { "free: ! a\n", "book.yml:1:7: a tag" },
        { "data: a\n---\ndata: b\n", "book.yml:2:1: a second document" },
        { "data: a\n...\ndata: b\n", "book.yml:3:1:" },
        { "? [a]\n: b\n", "book.yml:1:3: a key must be a text" },
        { "? {a: b}\n: b\n", "book.yml:1:3: a key must be a text" },
        { "\"\": b\n", "book.yml:1:1: a key is empty" },
        { "", "book.yml:1:1: the file is empty" },
        { "# nothing\n", "book.yml:1:1: the file is empty" },
        { "---\n...\n", "the file is empty" },
        { "hello\n", "book.yml:1:1: the file is one text" },
        { "- a\n- b\n", "book.yml:1:1: the file is a list" },
        { "data:\n", "book.yml:1:1: 'data' has no value; expected a text" },
        { "data: ~\n", "book.yml:1:1: 'data' has no value" },
        { "share: 010\n", "expected a number" },
        { "share: 1,5\n", "expected a number" },
        { "share: 0x10\n", "expected a number" },
        { "share: .inf\n", "expected a number" },
        { "share: 1_000\n", "expected a number" },
        { "title: {}\n", "book.yml:1:8: 'title': expected a text, or a text for each language" },
        { "free: \"a\\0b\"\n", "book.yml:1:7: a NUL character" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;

        assert_null(opened(cases[i].text, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[i].message);
    }
}

static void
broken_syntax_is_named_where_it_begins(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        { "data: \"no end\nshare: 1\n", "book.yml:1:7: the quote that opens here" },
        { "data: 'no end\nshare: 1\n", "book.yml:1:7: the quote that opens here" },
        { "data: [a, b\nshare: 1\n", "book.yml:1:7: the list that opens here is not closed" },
        { "free: {a: 1\nshare: 1\n", "book.yml:1:7: the brace that opens here is not closed" },
        { "data: a: b\n", "book.yml:1:8: a key cannot stand here" },
        { "data: a\n   odd: b\n", "book.yml:2:7: a key cannot stand here" },
        { "free:\n   a: 1\n  b: 1\n", "book.yml:3:3: expected a key here; check the indentation" },
        { "free:\n\ta: 1\n", "book.yml:2:1: a tab cannot indent; use blanks" },
        { "data: a\n\tb: 1\n", "book.yml:2:1: a tab cannot indent; use blanks" },
        { "data: @a\n", "book.yml:1:7: a value cannot begin with @; put it in quotes" },
        { "data: `a`\n", "book.yml:1:7: a value cannot begin with `; put it in quotes" },
        { "data: a\nshare\n", "book.yml:2:1: a colon and a value are missing after this" },
        { "data: - a\n", "book.yml:1:7: a list cannot begin here" },
        { "data: \"\\q\"\n", "book.yml:1:" },
        { "data: %\n", "book.yml:1:7: a value cannot begin with %" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;

        assert_null(opened(cases[i].text, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[i].message);
    }
}

static void
bytes_that_are_no_text_are_refused_with_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        const char *message;
    } cases[] = {
        { "data: a\ntitle: \xE5\n", 17, "book.yml:2:8: the byte 0xE5 is not UTF-8; save" },
        { "data: \xC3\n", 8, "book.yml:1:7: the byte 0xC3" },
        { "data: a\xC3", 8, "book.yml:1:8: the byte 0xC3" },
        { "data: \xED\xA0\x80\n", 10, "book.yml:1:7: the byte 0xED" },
        { "data: a\0b\n", 10, "book.yml:1:8: a control character (NUL, U+0000)" },
        { "data: a\n\x1B\n", 10, "book.yml:2:1: a control character (U+001B)" },
        { "data: a\xEF\xBB\xBF\n", 11, "book.yml:1:8: a byte order mark inside" },
        { "\xFF\xFE\x64\0", 4, "book.yml: the file is in UTF-16, not in UTF-8; save it as UTF-8" },
        { "d\0a\0t\0a\0", 8, "is in UTF-16" },
        { "\0d\0a\0t\0a", 8, "is in UTF-16" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) bytes = g_bytes_new(cases[i].bytes, cases[i].length);
        g_autoptr(GError) error = NULL;

        assert_null(document_read(bytes, "book.yml", fields, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[i].message);
    }
}

static void
a_mark_and_other_line_ends_change_nothing(void **state)
{
    (void)state;
    g_autoptr(Document) document = sound("\xEF\xBB\xBF"
                                         "data: a.csv\r\ndesign:\r\n  strata: s\r\n");
    const Node *strata = node_get(node_get(document_root(document), "design"), "strata");

    assert_string_equal(node_text(strata), "s");
    assert_int_equal(node_line(strata), 3);
    assert_int_equal(node_column(strata), 11);
    refused("\xEF\xBB\xBF"
            "data: a\r\ndato: b\r\n",
            "book.yml:2:1: unknown key 'dato'; did you mean 'data'?\n"
            "    2 | dato: b\n"
            "      | ^~~~");
}

static void
depth_and_size_have_limits(void **state)
{
    (void)state;
    static const char *const opens[] = { "[", "{a: ", "- " };
    g_autoptr(GError) large = NULL, many = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(opens); i++) {
        g_autoptr(GString) text = g_string_new("free:\n  ");
        g_autoptr(GError) error = NULL;

        for (int k = 0; k < 20000; k++)
            g_string_append(text, opens[i]);
        assert_null(opened(text->str, &error));
        assert_error(error, ANDEL_ERROR_DATA, "deeper than the limit of 64");
    }
    g_autoptr(GString) deep = g_string_new("free: ");
    for (int k = 0; k < 63; k++)
        g_string_append_c(deep, '[');
    for (int k = 0; k < 63; k++)
        g_string_append_c(deep, ']');
    g_autoptr(Document) allowed = sound(deep->str);
    assert_non_null(allowed);

    g_autofree char *text = g_strnfill(16 * 1024 * 1024 + 1, '#');
    assert_null(opened(text, &large));
    assert_error(large, ANDEL_ERROR_DATA, "above the limit of 16 MB");
    memset(text, ',', 3000000);
    memcpy(text, "free: [a", 8);
    for (int i = 8; i < 3000000; i += 2)
        text[i + 1] = 'a';
    text[3000000] = '\0';
    assert_null(opened(text, &many));
    assert_error(many, ANDEL_ERROR_DATA, "more values than the limit of 1 000 000");
}

/* Nine levels of nine aliases each would be 387 million values. */
static void
aliases_do_not_unfold(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new("x0: &a0 [lol, lol]\n");
    g_autoptr(GError) error = NULL;

    for (int i = 1; i < 10; i++)
        g_string_append_printf(text, "x%d: &a%d [*a%d, *a%d]\n", i, i, i - 1, i - 1);
    assert_null(opened(text->str, &error));
    assert_error(error, ANDEL_ERROR_DATA, "and 8 more mistakes");
}

static void
mistakes_of_meaning_join_those_of_form(void **state)
{
    (void)state;
    const char *text = "data: abc + def\ndesign: {nest: 7}\ncodes: {k1: 'it''s x'}\n";
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GError) error = NULL;
    g_autoptr(Document) document = document_open(bytes, "book.yml", fields, &error);
    assert_no_error(error);
    const Node *root = document_root(document), *code = node_at(node_get(root, "codes"), 0);

    assert_null(node_get(node_get(root, "design"), "nest"));
    document_complain_key(document, code, "no such code", "take it out");
    document_complain_part(document, code, 0, 2, "folded", NULL);
    document_complain_part(document, node_get(root, "data"), 6, 9, "unknown 'def'", NULL);
    assert_false(document_check(document, &error));
    assert_string_equal(error->message, "book.yml:1:13: unknown 'def'\n"
                                        "    1 | data: abc + def\n"
                                        "      |             ^~~\n"
                                        "book.yml:2:16: 'nest': expected yes or no, found the text "
                                        "'7'\n"
                                        "    2 | design: {nest: 7}\n"
                                        "      |                ^\n"
                                        "book.yml:3:9: no such code; take it out\n"
                                        "    3 | codes: {k1: 'it''s x'}\n"
                                        "      |         ^~\n"
                                        "book.yml:3:13: folded\n"
                                        "    3 | codes: {k1: 'it''s x'}\n"
                                        "      |             ^~~~~~~~~");
}

static void
a_free_value_can_be_checked_later(void **state)
{
    (void)state;
    static const Field row = { .name = "free", .type = FIELD_BLOCK, .fields = row_fields };
    g_autoptr(Document) document = sound("free: {a: {id: x, base: 1}, b: {base: y}}\n");
    const Node *node = node_get(document_root(document), "free");
    g_autoptr(GError) error = NULL;

    assert_true(document_expect(document, node_at(node, 0), &row));
    document_expect(document, node_at(node, 1), &row);
    assert_false(document_check(document, &error));
    assert_error(error, ANDEL_ERROR_DATA, "book.yml:1:29: the key 'id' is missing in 'b'");
    assert_error(error, ANDEL_ERROR_DATA, "book.yml:1:39: 'base': expected a whole number");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_document_is_read),
        cmocka_unit_test(what_is_not_there_has_the_value_asked_for),
        cmocka_unit_test(scalars_are_text_until_the_table_says_otherwise),
        cmocka_unit_test(every_mistake_is_listed_in_order_of_place),
        cmocka_unit_test(no_more_than_twenty_are_shown),
        cmocka_unit_test(the_caret_stands_under_the_word_in_any_script),
        cmocka_unit_test(long_lines_are_cut_around_the_place),
        cmocka_unit_test(what_yaml_allows_and_surprises_is_refused),
        cmocka_unit_test(broken_syntax_is_named_where_it_begins),
        cmocka_unit_test(bytes_that_are_no_text_are_refused_with_their_place),
        cmocka_unit_test(a_mark_and_other_line_ends_change_nothing),
        cmocka_unit_test(depth_and_size_have_limits),
        cmocka_unit_test(aliases_do_not_unfold),
        cmocka_unit_test(mistakes_of_meaning_join_those_of_form),
        cmocka_unit_test(a_free_value_can_be_checked_later),
    };
    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
