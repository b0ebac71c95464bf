/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ten people: 5 yes, 3 no, 2 don't know; minutes 10 20 30 40 50 of those who said yes. */
#include "datasets/error.h"
#include "reports/compose.h"

#include "tests/check.h"

#include <glib/gstdio.h>

static const char data[] = "answer,minutes\n"
                           "yes,10\nyes,20\nyes,30\nyes,40\nyes,50\n"
                           "no,\nno,\nno,\ndk,\ndk,\n";

static const char codebook[] = "data: d.csv\n"
                               "source: {sv: Enkäten, en: The survey}\n"
                               "variables:\n"
                               "  answer:\n"
                               "    type: category\n"
                               "    label: {sv: Svaret, en: The answer}\n"
                               "    values:\n"
                               "      yes: {sv: Ja, en: 'Yes'}\n"
                               "      no: {sv: Nej, en: 'No'}\n"
                               "      dk: {label: {sv: Vet ej, en: Don't know}, rest: yes}\n"
                               "  minutes: {type: number, label: {sv: Tid, en: Time}}\n";

static const char published[] =
    "lang: sv\n"
    "figures:\n"
    "  - id: f1\n"
    "    place: Figur 7\n"
    "    base: 10\n"
    "    values:\n"
    "      - {id: a, label: Ja, percent: \"50\", computed: answer.yes}\n"
    "      - {id: b, label: Nej, percent: \"%s\", computed: answer.no%s}\n"
    "numbers:\n"
    "  - {id: n, place: Texten, label: Tid, printed: \"30\", computed: time.mean}\n";

#define HEAD "---\ntitle: Titel\nlang: sv\ndata: d.yml\n---\n"
#define BLOCKS                                                    \
    "```andel\nid: answer\nchart: bar\nvariable: answer\n```\n\n" \
    "```andel\nid: table\ncrosstab: answer\n```\n\n"              \
    "```andel\nid: time\nestimate: [mean(minutes)]\nshow: no\n```\n\n"

/* A folder with the files. */
static int
set_up(void **state)
{
    char *folder = g_dir_make_tmp("andel-XXXXXX", NULL);
    g_autofree char *csv = g_build_filename(folder, "d.csv", NULL);
    g_autofree char *yml = g_build_filename(folder, "d.yml", NULL);

    *state = folder;
    return !(g_file_set_contents(csv, data, -1, NULL) &&
             g_file_set_contents(yml, codebook, -1, NULL));
}

static int
tear_down(void **state)
{
    static const char *const names[] = { "d.csv", "d.yml", "p.yml", "r.bib" };

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(*state, names[i], NULL);
        g_unlink(path);
    }
    g_rmdir(*state);
    g_free(*state);
    return 0;
}

static Report *
compose_text(const char *folder, const char *text, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "r.md", NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    const ComposeOptions options = { 0 };

    return compose(bytes, path, &options, error);
}

static char *
text_of(const Block *block)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; block->runs && i < block->runs->len; i++)
        g_string_append(text, g_array_index(block->runs, Run, i).text);
    return g_string_free(text, FALSE);
}

static const Block *
block_at(const Report *report, guint i)
{
    assert_true(i < report->blocks->len);
    return &g_array_index(report->blocks, Block, i);
}

static void
a_block_says_how_the_page_of_its_table_lies(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report =
        compose_text(*state,
                     HEAD "```andel\nid: a\ncrosstab: answer\norientation: landscape\n```\n\n"
                          "```andel\nid: b\ncrosstab: answer\norientation: portrait\n```\n\n"
                          "```andel\nid: c\ncrosstab: answer\n```\n",
                     &error);

    assert_no_error(error);
    assert_int_equal(block_at(report, 0)->table->orientation, ORIENTATION_LANDSCAPE);
    assert_int_equal(block_at(report, 1)->table->orientation, ORIENTATION_PORTRAIT);
    assert_int_equal(block_at(report, 2)->table->orientation, ORIENTATION_AS_NEEDED);
    g_clear_pointer(&report, report_free);
    report = compose_text(*state, HEAD "```andel\nid: a\ncrosstab: answer\norientation: up\n```\n",
                          &error);
    assert_null(report);
    assert_error(error, ANDEL_ERROR_DATA, "landscape");
}

static void
values_and_references_stand_in_the_text(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = compose_text(
        *state,
        HEAD "{answer.yes | percent} av {answer.base | n} sade ja, {answer.no.n | words} nej; "
             "{time.mean | number} minuter. @answer och @table visar det.\n\n" BLOCKS,
        &error);

    assert_no_error(error);
    g_autofree char *text = text_of(block_at(report, 0));
    assert_string_equal(text, "50\u00a0procent av 10\u00a0sade ja, tre nej; 30\u00a0minuter. "
                              "Figur\u00a01 och tabell\u00a01 visar det.");
    const Run *value = &g_array_index(block_at(report, 0)->runs, Run, 0);
    assert_string_equal(value->address, "answer.yes");
}

static void
blocks_become_figures_and_tables_in_their_place(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = compose_text(*state, HEAD "A.\n\n" BLOCKS "B.\n", &error);

    assert_no_error(error);
    assert_int_equal(report->blocks->len, 4); /* what is not shown leaves none */
    assert_int_equal(block_at(report, 1)->kind, BLOCK_FIGURE);
    assert_non_null(block_at(report, 1)->scene);
    assert_string_equal(block_at(report, 1)->id, "answer");
    assert_int_equal(block_at(report, 2)->kind, BLOCK_TABLE);
    assert_string_equal(block_at(report, 2)->table->number, "Tabell\u00a01");
    assert_string_equal(block_at(report, 2)->table->title, "Svaret");
    assert_true(report->document);
}

static void
headings_are_numbered_except_where_they_say_not(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = compose_text(
        *state, HEAD "# A {-}\n\n## B\n\n# C\n\n## D {#d}\n\n#### E\n\nSee @d.\n", &error);

    assert_no_error(error);
    static const char *const numbers[] = { NULL, NULL, "1", "1.1", "1.1.1" };
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        const char *number = block_at(report, i)->number;
        assert_string_equal(number ? number : "", numbers[i] ? numbers[i] : "");
    }
    assert_int_equal(block_at(report, 4)->level, 3); /* levels are never skipped */
    g_autofree char *text = text_of(block_at(report, 5));
    assert_string_equal(text, "See D.");
}

static void
unknown_addresses_and_references_are_named_with_their_lines(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = compose_text(
        *state, HEAD "A {answer.yess | n}.\n\nB @tabel.\n\nC {answer.yes | kronor}.\n\n" BLOCKS,
        &error);

    assert_null(report);
    assert_error(error, ANDEL_ERROR_DATA,
                 "r.md:6: {answer.yess}: nothing has this address; did you mean 'answer.yes'?");
    assert_error(error, ANDEL_ERROR_DATA,
                 "r.md:8: @tabel: no figure, table or heading has this id; did you mean @table?");
    assert_error(error, ANDEL_ERROR_DATA,
                 "r.md:10: {answer.yes | kronor}: there is no such format");
}

static void
mistakes_of_blocks_are_named_with_their_lines(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = compose_text(
        *state, HEAD "```andel\nid: a\n```\n\n```andel\nestimate: [maen(minutes)]\n```\n", &error);

    assert_null(report);
    assert_error(error, ANDEL_ERROR_DATA, "r.md:6: the block does not say what it shows");
    assert_error(error, ANDEL_ERROR_DATA, "r.md:10: ");
}

static void
a_block_that_asks_data_needs_data(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report =
        compose_text(*state, "---\ntitle: T\n---\n```andel\ncrosstab: answer\n```\n", &error);

    assert_null(report);
    assert_error(error, ANDEL_ERROR_DATA, "r.md:4: the block asks the data");
}

static Report *
check_published(const char *folder, const char *percent, const char *deviation)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(folder, "p.yml", NULL);
    g_autofree char *text = g_strdup_printf(published, percent, deviation);

    assert_true(g_file_set_contents(path, text, -1, NULL));
    Report *report =
        compose_text(folder,
                     "---\ntitle: T\nlang: sv\ndata: d.yml\npublished: p.yml\n---\n" BLOCKS
                     "```andel\nreproduction: yes\n```\n",
                     &error);
    assert_no_error(error);
    return report;
}

static void
published_numbers_that_hold_are_counted(void **state)
{
    g_autoptr(Report) report = check_published(*state, "30", "");

    assert_false(report->failed_checks);
    assert_int_equal(report->checks->len, 4); /* two shares, their base, the mean */
    const Check *share = &g_array_index(report->checks, Check, 1);
    assert_string_equal(share->id, "f1.b");
    assert_string_equal(share->computed, "30,00");
    assert_true(share->holds);
    const Table *table = block_at(report, 2)->table;
    assert_int_equal(table_rows(table), 6); /* and two headings of places */
    assert_string_equal(table_entry(table, 2, 2)->text, "30,00");
    assert_string_equal(table_entry(table, 2, 3)->text, "\u2713");
}

static void
a_published_number_that_does_not_hold_fails_unless_declared(void **state)
{
    g_autoptr(Report) failing = check_published(*state, "31", "");
    g_autoptr(Report) declared = check_published(*state, "31", ", deviation: Tryckfel.");

    assert_true(failing->failed_checks);
    assert_false(declared->failed_checks);
    const Check *check = &g_array_index(declared->checks, Check, 1);
    assert_false(check->holds);
    assert_string_equal(check->explanation, "Tryckfel.");
    const Table *table = block_at(declared, 2)->table;
    assert_string_equal(table_entry(table, 2, 3)->text, "\u2260");
    assert_string_equal(table_entry(table, 2, 0)->mark, "a");
    assert_string_equal(g_ptr_array_index(table->notes, 0), "a\u2002Tryckfel.");
}

static void
an_empty_text_is_still_a_report(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = compose_text(*state, "---\ntitle: T\n---\n", &error);

    assert_no_error(error);
    assert_int_equal(report->blocks->len, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* ---- references, lists, appendices, languages */

static void
write_references(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "r.bib", NULL);

    assert_true(g_file_set_contents(path,
                                    "@book{lind, author = {Lind, A.}, title = {T}, year = 2017}\n"
                                    "@book{ek, author = {Ek, B.}, title = {U}, year = 2018}\n",
                                    -1, NULL));
}

#define CITING "---\ntitle: Titel\nlang: sv\ndata: d.yml\nreferences: r.bib\n%s---\n"

static void
citations_are_marks_that_lead_to_the_list(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text =
        g_strdup_printf(CITING "Se [@lind, s. 4; @ek] och @lind, men [@answer].[^n]\n\n" BLOCKS
                               "[^n]: Jfr [@ek].\n",
                        "");

    write_references(*state);
    g_autoptr(Report) report = compose_text(*state, text, &error);
    assert_no_error(error);
    g_autofree char *written = text_of(block_at(report, 0));
    assert_string_equal(written, "Se (Lind\u00a02017, s. 4; Ek\u00a02018) och Lind\u00a0(2017), "
                                 "men [figur\u00a01].");
    assert_string_equal(g_array_index(block_at(report, 0)->runs, Run, 2).link, "#ref-lind");
    guint n = report->blocks->len;
    g_autofree char *heading = text_of(block_at(report, n - 3));
    assert_string_equal(heading, "Referenser");
    assert_string_equal(block_at(report, n - 2)->id, "ref-ek");
    assert_string_equal(block_at(report, n - 1)->id, "ref-lind");
}

static void
an_unknown_key_is_named_with_its_line(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strdup_printf(CITING "A.\n\nB [@lindh].\n", "");

    write_references(*state);
    assert_null(compose_text(*state, text, &error));
    assert_error(error, ANDEL_ERROR_DATA, "r.md:9: [@lindh]:");
    assert_error(error, ANDEL_ERROR_DATA, "did you mean @lind?");
    g_clear_error(&error);
    assert_null(compose_text(*state, HEAD "B [@lind].\n", &error));
    assert_error(error, ANDEL_ERROR_DATA, "r.md:6: [@lind] cites, but the head names no file");
}

static void
lists_and_appendices_stand_where_the_head_asks(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strdup_printf(
        CITING "# Ett\n\n" BLOCKS "# Frågor {appendix} {#q}\n\n## Del\n\nSe @q [@ek].\n",
        "lists: [figures, tables]\nappendices: [data, quality]\nquality: {contact: Anna}\n"
        "citations: numeric\n");

    write_references(*state);
    g_autoptr(Report) report = compose_text(*state, text, &error);
    assert_no_error(error);
    g_autoptr(GString) headings = g_string_new(NULL);
    bool contact = false;
    for (guint i = 0; i < report->blocks->len; i++) {
        const Block *block = block_at(report, i);
        g_autofree char *words = text_of(block);

        if (block->kind == BLOCK_HEADING)
            g_string_append_printf(headings, "%d %s|%s\n", block->level,
                                   block->number ? block->number : "", words);
        contact = contact || strcmp(words, "Kontaktuppgifter. Anna") == 0;
    }
    assert_string_equal(headings->str, "1 1|Ett\n"
                                       "1 |Referenser\n"
                                       "1 |Bilaga\u00a01. Frågor\n"
                                       "2 B1.1|Del\n"
                                       "1 |Bilaga\u00a02. Tabeller bakom figurerna\n"
                                       "1 |Bilaga\u00a03. Kvalitetsdeklaration\n"
                                       "2 B3.1|Relevans\n"
                                       "2 B3.2|Tillförlitlighet\n"
                                       "2 B3.3|Aktualitet och punktlighet\n"
                                       "2 B3.4|Tillgänglighet och tydlighet\n"
                                       "2 B3.5|Jämförbarhet och samanvändbarhet\n"
                                       "2 B3.6|Allmänna uppgifter\n");
    assert_true(contact);
    assert_int_equal(block_at(report, 0)->kind, BLOCK_CONTENTS);
    assert_int_equal(block_at(report, 0)->list, LIST_OF_FIGURES);
    assert_int_equal(block_at(report, 1)->list, LIST_OF_TABLES);
    const Table *numbers = report_find_table(report, "answer-data");
    assert_non_null(numbers);
    assert_string_equal(numbers->number, "Tabell\u00a0B2.1");
    assert_close(table_entry(numbers, 0, 1)->number, 5.0, 0.0); /* who said yes */
}

static void
one_source_gives_each_of_its_languages(void **state)
{
    static const char text[] = "---\ntitle: {sv: Titel, en: Title}\nlang: [sv, en]\n---\n\n"
                               "::: sv\nPå svenska.\n:::\n::: en\nIn English.\n:::\n\n"
                               "```\n::: sv\n```\n";
    static const char *const expected[] = { "På svenska.", "In English." };
    static const ComposeOptions options[] = { { 0 }, { .language = "en" } };

    for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes = g_bytes_new(text, sizeof text - 1);
        g_autofree char *path = g_build_filename(*state, "r.md", NULL);
        g_autoptr(Report) report = compose(bytes, path, &options[i], &error);

        assert_no_error(error);
        g_autofree char *written = text_of(block_at(report, 0));
        assert_string_equal(written, expected[i]);
        g_autofree char *code = text_of(block_at(report, 1));
        assert_string_equal(code, "::: sv\n");
        assert_int_equal(report->blocks->len, 2);
    }
}

static void
parts_of_other_languages_are_refused(void **state)
{
    static const struct {
        const char *text, *error;
    } cases[] = {
        { "lang: [sv, en]\n---\n::: de\n:::\n", "r.md:5: '::: de' is no language" },
        { "lang: [sv, en]\n---\n::: sv\n", "r.md:5: the part is not closed" },
        { "lang: [sv, en]\n---\n:::\n", "r.md:5: ::: closes nothing" },
        { "lang: [sv, en]\n---\n::: sv\n::: en\n:::\n", "r.md:6: '::: en' within the part" },
        { "lang: [sv, de]\n---\nA.\n", "'de' is none" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = g_strconcat("---\ntitle: T\n", cases[i].text, NULL);

        assert_null(compose_text(*state, text, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[i].error);
    }
}

static void
the_number_of_a_book_is_checked(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = compose_text(
        *state, "---\ntitle: T\nlang: en\nseries: Report 7\nisbn: 978-0-11-000222-4\n---\n",
        &error);

    assert_no_error(error);
    assert_string_equal(report->series, "Report 7 \u00b7 ISBN\u00a0978-0-11-000222-4");
    assert_null(compose_text(*state, "---\ntitle: T\nisbn: 978-0-11-000222-5\n---\n", &error));
    assert_error(error, ANDEL_ERROR_DATA, "r.md:3: isbn: 978-0-11-000222-5 is none");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_block_says_how_the_page_of_its_table_lies),
        TEST(values_and_references_stand_in_the_text),
        TEST(blocks_become_figures_and_tables_in_their_place),
        TEST(headings_are_numbered_except_where_they_say_not),
        TEST(unknown_addresses_and_references_are_named_with_their_lines),
        TEST(mistakes_of_blocks_are_named_with_their_lines),
        TEST(a_block_that_asks_data_needs_data),
        TEST(published_numbers_that_hold_are_counted),
        TEST(a_published_number_that_does_not_hold_fails_unless_declared),
        TEST(an_empty_text_is_still_a_report),
        TEST(citations_are_marks_that_lead_to_the_list),
        TEST(an_unknown_key_is_named_with_its_line),
        TEST(lists_and_appendices_stand_where_the_head_asks),
        TEST(one_source_gives_each_of_its_languages),
        TEST(the_number_of_a_book_is_checked),
        TEST(parts_of_other_languages_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
