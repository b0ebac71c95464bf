/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "reports/manuscript.h"

#include "tests/check.h"

#define HEAD "---\ntitle: T\n---\n"

static Manuscript *
read(const char *text, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    return manuscript_read(bytes, "r.md", error);
}

/* The dump of a sound file whose text, after a head of three lines, is TEXT. */
static char *
dump(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *file = g_strconcat(HEAD, text, NULL);
    g_autoptr(Manuscript) manuscript = read(file, &error);

    assert_no_error(error);
    return manuscript_dump(manuscript);
}

#define assert_dump(text, expected)        \
    do {                                   \
        g_autofree char *is = dump(text);  \
        assert_string_equal(is, expected); \
    } while (0)

#define assert_refused(text, part)                               \
    do {                                                         \
        g_autoptr(GError) refused = NULL;                        \
        g_autoptr(Manuscript) manuscript = read(text, &refused); \
        assert_null(manuscript);                                 \
        assert_error(refused, ANDEL_ERROR_DATA, part);           \
    } while (0)

static void
text_has_the_lines_of_the_file(void **state)
{
    (void)state;
    assert_dump("# One\n\nSome *slanted* and **bold** text\nover two lines.\n",
                "4: heading 1\n"
                "  text \"One\"\n"
                "6: paragraph\n"
                "  text \"Some \"\n"
                "  text flags 2 \"slanted\"\n"
                "  text \" and \"\n"
                "  text flags 1 \"bold\"\n"
                "  text \" text over two lines.\"\n");
}

static void
values_and_references_are_found_in_running_text(void **state)
{
    (void)state;
    assert_dump("Of {info.base | n}, {info.no} said no (@info).", "4: paragraph\n"
                                                                  "  text \"Of \"\n"
                                                                  "  value \"info.base\" as n\n"
                                                                  "  text \", \"\n"
                                                                  "  value \"info.no\"\n"
                                                                  "  text \" said no (\"\n"
                                                                  "  reference \"info\"\n"
                                                                  "  text \").\"\n");
}

static void
an_address_may_hold_names_in_backticks(void **state)
{
    (void)state;
    assert_dump("{info.`Ja | inte`.n | n}", "4: paragraph\n"
                                            "  value \"info.`Ja | inte`.n\" as n\n");
}

static void
code_and_escaped_signs_are_text(void **state)
{
    (void)state;
    assert_dump("`{a.b}` and \\{c\\} and \\@d and a@b.se",
                "4: paragraph\n"
                "  text flags 4 \"{a.b}\"\n"
                "  text \" and {c} and @d and a@b.se\"\n");
    assert_dump("    {x} \\{\n", "4: code \"{x} \\{\n\"\n");
}

static void
headings_have_ids_and_may_go_without_a_number(void **state)
{
    (void)state;
    assert_dump("# Summary {-}\n\n## Method {#method}\n", "4: heading 1 unnumbered\n"
                                                          "  text \"Summary\"\n"
                                                          "6: heading 2 #method\n"
                                                          "  text \"Method\"\n");
}

static void
lists_keep_their_numbers_and_their_paragraphs(void **state)
{
    (void)state;
    assert_dump("- a\n\n  more\n\n3. c\n4. d\n   - e\n", "4: item 1\n"
                                                         "  text \"a\"\n"
                                                         "6: item 1 []\n"
                                                         "  text \"more\"\n"
                                                         "8: item 1 [3.]\n"
                                                         "  text \"c\"\n"
                                                         "9: item 1 [4.]\n"
                                                         "  text \"d\"\n"
                                                         "10: item 2\n"
                                                         "  text \"e\"\n");
}

static void
footnotes_stand_apart(void **state)
{
    (void)state;
    assert_dump("A.[^x] B.[^y]\n\n[^y]: Why {a.b}.\n[^x]: Ex.\n", "4: paragraph\n"
                                                                  "  text \"A.\"\n"
                                                                  "  footnote 1\n"
                                                                  "  text \" B.\"\n"
                                                                  "  footnote 2\n"
                                                                  "footnote 1\n"
                                                                  "  text \"Ex.\"\n"
                                                                  "footnote 2\n"
                                                                  "  text \"Why \"\n"
                                                                  "  value \"a.b\"\n"
                                                                  "  text \".\"\n");
}

static void
tables_are_cells_with_their_alignment(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Manuscript) manuscript =
        read(HEAD "| a | b |\n|---|--:|\n| c | {x.y \\| n} |\n", &error);

    assert_no_error(error);
    const Part *part = &g_array_index(manuscript->parts, Part, 0);
    assert_int_equal(part->kind, PART_TABLE);
    assert_int_equal(part->n_columns, 2);
    assert_int_equal(part->cells->len, 4);
    assert_int_equal(part->alignment[1], 'r');
    const GArray *last = g_ptr_array_index(part->cells, 3);
    assert_int_equal(g_array_index(last, Piece, 0).kind, PIECE_VALUE);
    assert_string_equal(g_array_index(last, Piece, 0).format, "n");
}

static void
mistakes_of_a_block_have_the_lines_of_the_file(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Manuscript) manuscript =
        read(HEAD "Text.\n\n```andel\nchart: bar\nvarible: x\n```\n", &error);

    assert_no_error(error);
    const Part *part = &g_array_index(manuscript->parts, Part, 1);
    assert_int_equal(part->kind, PART_BLOCK);
    g_autoptr(Document) block = manuscript_block(manuscript, part, &error);
    assert_null(block);
    assert_error(error, ANDEL_ERROR_DATA, "r.md:8:1: unknown key 'varible'");
}

static void
a_head_is_needed(void **state)
{
    (void)state;
    assert_refused("", "r.md:1: the file is empty");
    assert_refused("# Findings\n", "r.md:1: no head");
    assert_refused("---\ntitle: x\n", "r.md:1: the head is not closed");
    assert_refused("---\nlang: sv\n---\n", "title");
    assert_refused("---\ntitle: x\ntittle: y\n---\n", "r.md:3:1: unknown key 'tittle'");
}

static void
html_and_images_and_links_that_run_code_are_refused(void **state)
{
    (void)state;
    assert_refused(HEAD "\nText <script>x</script>.\n", "r.md:5: HTML ('<script>')");
    assert_refused(HEAD "<iframe src='x'></iframe>\n", "r.md:4: HTML");
    assert_refused(HEAD "![x](y.png)\n", "r.md:4: the image 'y.png'");
    assert_refused(HEAD "[go](javascript:alert(1))\n", "r.md:4: the link 'javascript:alert(1)'");
    assert_refused(HEAD "[go](data:text/html;base64,PHM+)\n", "r.md:4: the link 'data:");
    assert_dump("a <!-- a comment --> b\n", "4: paragraph\n  text \"a  b\"\n");
}

static void
what_is_left_open_is_refused_with_its_line(void **state)
{
    (void)state;
    assert_refused(HEAD "a\n\nb {c.d | n\n", "r.md:6: an open brace has no end");
    assert_refused(HEAD "```andel\nchart: bar\n", "r.md:4: the block is not closed");
    assert_refused(HEAD "a {} b\n", "r.md:4: braces without an address");
}

static void
bytes_that_are_no_text_are_refused(void **state)
{
    (void)state;
    static const char nul[] = HEAD "a\0b\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_static(nul, sizeof nul - 1);

    assert_null(manuscript_read(bytes, "r.md", &error));
    assert_error(error, ANDEL_ERROR_DATA, "r.md:4: the control character 0x00 (NUL)");
    assert_refused(HEAD "\xe5\n", "r.md:4: the file is not UTF-8");
}

static void
all_mistakes_are_told_at_once(void **state)
{
    (void)state;
    assert_refused(HEAD "![x](y)\n\n<b>\n", "r.md:4: the image");
    assert_refused(HEAD "![x](y)\n\n<b>\n", "\nr.md:6: HTML");
}

static void
deep_nesting_is_refused_quickly(void **state)
{
    (void)state;
    g_autofree char *marks = g_strnfill(10000, '>');
    g_autofree char *file = g_strconcat(HEAD, marks, " x\n", NULL);

    assert_refused(file, "nest more than");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_has_the_lines_of_the_file),
        cmocka_unit_test(values_and_references_are_found_in_running_text),
        cmocka_unit_test(an_address_may_hold_names_in_backticks),
        cmocka_unit_test(code_and_escaped_signs_are_text),
        cmocka_unit_test(headings_have_ids_and_may_go_without_a_number),
        cmocka_unit_test(lists_keep_their_numbers_and_their_paragraphs),
        cmocka_unit_test(footnotes_stand_apart),
        cmocka_unit_test(tables_are_cells_with_their_alignment),
        cmocka_unit_test(mistakes_of_a_block_have_the_lines_of_the_file),
        cmocka_unit_test(a_head_is_needed),
        cmocka_unit_test(html_and_images_and_links_that_run_code_are_refused),
        cmocka_unit_test(what_is_left_open_is_refused_with_its_line),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
        cmocka_unit_test(all_mistakes_are_told_at_once),
        cmocka_unit_test(deep_nesting_is_refused_quickly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
