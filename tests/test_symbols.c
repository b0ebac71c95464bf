/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/number.h"
#include "reports/parts.h"
#include "reports/symbols.h"
#include "reports/words.h"
#include "reports/writer.h"
#include "tests/check.h"
#include "tests/pdf_rules.h"

static const TableColumn columns[] = {
    { "name", "", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
    { "value", "Value", NULL, COLUMN_OF_NUMBERS, NULL, 0, 1 },
};

/* A row for each sign, in their order, and last a number that needs none. */
static Report *
report_of_signs(const char *language)
{
    Report *report = report_new("estimate", language);
    Table *table = table_new("t1", columns, G_N_ELEMENTS(columns));
    Entry not_applicable = { .sign = SIGN_NOT_APPLICABLE }, few = entry_number(12.3);

    few.sign = SIGN_UNRELIABLE;
    const Entry entries[] = { entry_number(0.0),
                              entry_number(0.04),
                              entry_shown(table, NAN, NULL, language),
                              not_applicable,
                              entry_withheld(table, language),
                              few,
                              entry_number(10.0) };
    for (size_t i = 0; i < G_N_ELEMENTS(entries); i++) {
        Entry *row = table_add(table, ROW_BODY);

        row[0] = entry_text(table, "..");
        row[1] = entries[i];
    }
    note_withheld(table, true, 5, 2, language);
    table_note(table, word(WORD_ZERO_SIGN, language));
    report_table(report, table);
    return report;
}

static const Table *
table_of(const Report *report)
{
    return g_array_index(report->blocks, Block, 0).table;
}

static void
each_set_has_its_signs_and_says_under_the_table_what_they_mean(void **state)
{
    (void)state;
    static const struct {
        const char *set, *shown[7], *legend;
    } cases[] = {
        { "scb",
          { "\u2013", "0,0", "..", ".", "x", "(12,3)", "10,0" },
          "Tecken: \u2013 = exakt noll; .. = uppgift saknas; . = kan inte förekomma; x = röjs "
          "inte; () = få svar: osäkert." },
        { "gss",
          { "0,0", "[low]", "[x]", "[z]", "[c]", "12,3\u00a0[u]", "10,0" },
          "Tecken: [low] = avrundas till noll; [x] = uppgift saknas; [z] = kan inte förekomma; "
          "[c] = röjs inte; [u] = få svar: osäkert." },
        { "eurostat",
          { "0,0", "0\u00a0n", ":", ":\u00a0z", ":\u00a0c", "12,3\u00a0u", "10,0" },
          "Tecken: 0\u00a0n = avrundas till noll; : = uppgift saknas; :\u00a0z = kan inte "
          "förekomma; :\u00a0c = röjs inte; u = få svar: osäkert." },
    };

    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
        g_autoptr(Report) report = report_of_signs("sv");
        const Table *table = table_of(report);

        report_set_symbols(report, cases[k].set);
        for (size_t i = 0; i < G_N_ELEMENTS(cases[k].shown); i++) {
            g_autofree char *shown = entry_show(table_entry(table, i, 1), &columns[1], "sv");
            g_autofree char *name = entry_show(table_entry(table, i, 0), &columns[0], "sv");

            assert_string_equal(shown, cases[k].shown[i]);
            assert_string_equal(name, ".."); /* a name that looks like a sign is none */
        }
        assert_int_equal(table->notes->len, 2);
        assert_string_equal(table->notes->pdata[0],
                            "Rader med färre än 5 svarande, och rader som de kunde räknas fram "
                            "ur: 2.");
        assert_string_equal(table->notes->pdata[1], cases[k].legend);
    }
}

static void
without_a_set_nothing_changes(void **state)
{
    (void)state;
    g_autoptr(Report) report = report_of_signs("en");

    report_set_symbols(report, NULL);
    assert_int_equal(table_of(report)->notes->len, 2);
    for (size_t i = 0; i < table_rows(table_of(report)); i++)
        assert_null(table_entry(table_of(report), i, 1)->symbol);
}

static char *
written(const char *format, const char *set)
{
    g_autoptr(Report) report = report_of_signs("en");
    g_autoptr(GByteArray) out = g_byte_array_new();
    GError *error = NULL;

    report_set_symbols(report, set);
    assert_true(writer_find(format, NULL)->write(report, out, &error));
    assert_no_error(error);
    return g_strndup((const char *)out->data, out->len);
}

static void
data_are_the_same_with_every_set(void **state)
{
    (void)state;
    g_autofree char *plain = written("csv", NULL), *with = written("csv", "gss");

    assert_string_equal(with, plain);
}

static void
a_page_says_the_meaning_of_each_sign_where_it_stands(void **state)
{
    (void)state;
    g_autofree char *page = written("html", "gss");

    assert_non_null(strstr(page, "<abbr title=\"rounds to zero\">[low]</abbr>"));
    assert_non_null(strstr(page, "<abbr title=\"withheld\">[c]</abbr>"));
    assert_non_null(strstr(page, "<abbr title=\"not applicable\">[z]</abbr>"));
}

static void
a_pdf_says_the_meaning_of_each_sign_instead_of_it(void **state)
{
    (void)state;
    g_autoptr(Report) report = report_of_signs("en");
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    report_set_symbols(report, "gss");
    Block *block = report_add(report, BLOCK_PARAGRAPH);
    block_add(report, block, "The rate is ", 0);
    block_add(report, block, "[x]", 0)->meaning = "not available";
    block_add(report, block, ".", 0);
    assert_true(writer_find("pdf", NULL)->write(report, bytes, NULL));
    g_autofree char *said = pdf_actual_texts(bytes);
    assert_string_equal(said, "rounds to zero\nnot available\nnot applicable\nwithheld\n"
                              "not available\n");
    g_autofree char *broken = pdf_rules_broken(bytes);
    assert_string_equal(broken, "");
}

static void
a_page_says_what_a_sign_in_a_sentence_means(void **state)
{
    (void)state;
    g_autoptr(Report) report = report_new("report", "en");
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    Block *block = report_add(report, BLOCK_PARAGRAPH);

    block_add(report, block, ":", 0)->meaning = "not available";
    assert_true(writer_find("html", NULL)->write(report, bytes, NULL));
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    assert_non_null(
        strstr((const char *)bytes->data, "<p><abbr title=\"not available\">:</abbr></p>"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_set_has_its_signs_and_says_under_the_table_what_they_mean),
        cmocka_unit_test(without_a_set_nothing_changes),
        cmocka_unit_test(data_are_the_same_with_every_set),
        cmocka_unit_test(a_page_says_the_meaning_of_each_sign_where_it_stands),
        cmocka_unit_test(a_pdf_says_the_meaning_of_each_sign_instead_of_it),
        cmocka_unit_test(a_page_says_what_a_sign_in_a_sentence_means),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
