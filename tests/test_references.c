/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References: the grammar of BibTeX as N. Markey (2009), Tame the BeaST, gives it, names as its
 * part III, lists as written by hand. */
#include "datasets/error.h"
#include "reports/bibtex.h"
#include "reports/bibtex_text.h"
#include "reports/reference_names.h"
#include "reports/references.h"

#include "tests/check.h"

static Bibliography *
read_text(const char *text, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    return bibliography_read(bytes, "b.bib", error);
}

static void
assert_field(const Bibliography *bibliography, const char *key, const char *field, const char *text)
{
    const BibEntry *entry = bibliography_find(bibliography, key);

    assert_non_null(entry);
    g_autofree char *shown = bib_text(entry, field);
    assert_non_null(shown);
    assert_string_equal(shown, text);
}

static void
values_come_in_braces_quotes_numbers_and_strings(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Bibliography) bibliography =
        read_text("Words between entries.\n"
                  "@comment{ @book{no, title={x}} }\n"
                  "@preamble{\"\\hyphenation\"}\n"
                  "@string{who = {Statistics Sweden}}\n"
                  "@Book{a,\n"
                  "  title = {A {Nested} title\n      over lines},\n"
                  "  publisher = who # \" and others\",\n"
                  "  year = 2016, month = mar,\n"
                  "  abstract = {$unread \\anything$}\n"
                  "}\n"
                  "% someone@example.org\n"
                  "@misc(b, title = \"Say {\"}x{\"}\",) @misc{c, title = {\\{\\}}}\n",
                  &error);

    assert_no_error(error);
    assert_int_equal(bibliography->entries->len, 3);
    assert_field(bibliography, "b", "title", "Say \"x\"");
    assert_field(bibliography, "a", "title", "A Nested title over lines");
    assert_field(bibliography, "a", "publisher", "Statistics Sweden and others");
    assert_field(bibliography, "a", "year", "2016");
    assert_field(bibliography, "a", "month", "3");
    assert_int_equal(bibliography_find(bibliography, "a")->line, 5);
    assert_string_equal(bibliography_find(bibliography, "a")->type, "book");
}

static void
commands_become_the_characters_they_stand_for(void **state)
{
    (void)state;
    static const struct {
        const char *written, *text;
    } cases[] = {
        { "{\\\"a}{\\\"{o}}\\aa{} \\'e", "äöå é" },
        { "M{\\\"u}ller, Dvo\\v{r}{\\'a}k, Fran\\c cois", "Müller, Dvořák, François" },
        { "pp. 4--9 --- ``x''", "pp. 4–9 — “x”" },
        { "R\\&D 5\\% \\S 3~b", "R&D 5% §3\u00a0b" },
        { "\\emph{in} \\textit{the} {DNA}", "in the DNA" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *why = NULL;
        g_autofree char *text = bibtex_plain(cases[i].written, &why);

        assert_null(why);
        assert_string_equal(text, cases[i].text);
    }
}

static void
mistakes_are_named_by_line_all_at_once(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Bibliography) bibliography = read_text("@book{a, title = {x} year = 1}\n"
                                                     "@bok{b, title = {x}}\n"
                                                     "@book{c, title = {$x$}}\n"
                                                     "@book{d, title = {\\foo x}}\n"
                                                     "@book{d, title = foo}\n"
                                                     "@book{, title = {x}}\n"
                                                     "@book{e, title = {x}, title = {y}}\n"
                                                     "@book{f, title = {x\n",
                                                     &error);

    assert_null(bibliography);
    assert_error(error, ANDEL_ERROR_DATA, "b.bib:1: a: no comma after the value of 'title'");
    assert_error(error, ANDEL_ERROR_DATA, "b.bib:2: unknown kind of entry @bok; did you mean");
    assert_error(error, ANDEL_ERROR_DATA, "b.bib:3: c, title: mathematics");
    assert_error(error, ANDEL_ERROR_DATA, "b.bib:4: d, title: the command \\foo means nothing");
    assert_error(error, ANDEL_ERROR_DATA, "b.bib:5: the key 'd' is taken on line 4");
    assert_error(error, ANDEL_ERROR_DATA, "b.bib:5: 'foo' is the name of no @string");
    assert_error(error, ANDEL_ERROR_DATA, "b.bib:6: an entry without a key");
    assert_error(error, ANDEL_ERROR_DATA, "b.bib:7: e has 'title' twice");
    assert_error(error, ANDEL_ERROR_DATA, "b.bib:8: the value that begins here is not closed");
}

static void
names_are_told_apart(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Bibliography) bibliography =
        read_text("@book{a, author = {Anna-Karin Maria Lind and von Al, Carl and {Ek and Sons} and "
                  "Ludwig van Beethoven and King, Jr, Martin Luther and others}}",
                  &error);

    assert_no_error(error);
    const BibEntry *entry = bibliography_find(bibliography, "a");
    g_autoptr(GArray) names = bib_names(entry, "author");
    g_autofree char *all = reference_names_long(names, true, "en");
    assert_string_equal(all, "Lind, A.-K.\u00a0M., von Al, C., Ek and Sons, van Beethoven, L., "
                             "King, M.\u00a0L. et al.");
    g_autofree char *brief = reference_names_short(names, "sv");
    assert_string_equal(brief, "Lind m.fl.");
}

static const char entries[] =
    "@article{late, author = {Ek, Bo}, title = {Late}, journal = {J}, volume = 5, number = 2,\n"
    "  pages = {3--4}, year = 2018, doi = {10.1/x}}\n"
    "@book{b, author = {Öst, Åsa}, title = {Second?}, publisher = {P}, address = {Lund},\n"
    "  edition = 2, year = 2017}\n"
    "@book{a, author = {Öst, Åsa}, title = {First}, publisher = {P}, year = 2017}\n"
    "@techreport{z, institution = {SCB}, title = {Zeta}, number = {2016:2}, year = 2016,\n"
    "  url = {https://scb.se/z}, urldate = {2024-05-01}}\n"
    "@incollection{part, author = {Al, C. and Åberg, D.}, title = {Part}, booktitle = {Whole},\n"
    "  editor = {Ek, Bo}, pages = {7}, publisher = {P}}\n";

static char *
list_of(const References *references, const char *language)
{
    g_autoptr(Report) report = report_new("report", language);
    GString *text = g_string_new(NULL);

    references_write(references, report);
    for (guint i = 0; i < report->blocks->len; i++) {
        const Block *block = &g_array_index(report->blocks, Block, i);

        g_string_append_printf(text, "%s ", block->number ? block->number : "-");
        for (guint k = 0; k < block->runs->len; k++) {
            const Run *run = &g_array_index(block->runs, Run, k);
            const char *mark = run->flags & RUN_ITALIC ? "*" : "";

            g_string_append_printf(text, "%s%s%s", mark, run->text, mark);
        }
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

static void
authors_and_years_are_sorted_as_swedish_and_told_apart(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Bibliography) bibliography = read_text(entries, &error);
    g_autoptr(References) references = references_new(CITE_AUTHOR_YEAR, "sv");
    static const char *const order[] = { "b", "z", "a", "part", "late" };

    assert_no_error(error);
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++)
        references_cite(references, bibliography_find(bibliography, order[i]));
    references_settle(references);
    g_autofree char *list = list_of(references, "sv");
    assert_string_equal(
        list, "- Al, C. och Åberg, D. (u.å.). Part. I Ek, B. (red.), *Whole*, s.\u00a07. P.\n"
              "- Ek, B. (2018). Late. *J*, 5(2), s.\u00a03–4. https://doi.org/10.1/x\n"
              "- SCB (2016). *Zeta*. 2016:2. https://scb.se/z (hämtad 2024-05-01).\n"
              "- Öst, Å. (2017a). *First*. P.\n"
              "- Öst, Å. (2017b). *Second?* 2 uppl. Lund: P.\n");
    g_autofree char *mark =
        references_mark(references, bibliography_find(bibliography, "b"), "s. 4");
    assert_string_equal(mark, "Öst\u00a02017b, s. 4");
    g_autofree char *within =
        references_textual(references, bibliography_find(bibliography, "part"));
    assert_string_equal(within, "Al och Åberg\u00a0(u.å.)");
}

static void
numbers_follow_the_text(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Bibliography) bibliography = read_text(entries, &error);
    g_autoptr(References) references = references_new(CITE_NUMERIC, "en");

    assert_no_error(error);
    references_cite(references, bibliography_find(bibliography, "z"));
    references_cite(references, bibliography_find(bibliography, "late"));
    references_cite(references, bibliography_find(bibliography, "z"));
    references_settle(references);
    g_autofree char *list = list_of(references, "en");
    assert_string_equal(list,
                        "1. SCB. *Zeta*. 2016:2. 2016. https://scb.se/z (accessed 2024-05-01).\n"
                        "2. B. Ek. Late. *J*, 5(2), pp.\u00a03–4. 2018. https://doi.org/10.1/x\n");
    g_autofree char *mark =
        references_mark(references, bibliography_find(bibliography, "late"), NULL);
    assert_string_equal(mark, "2");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_in_braces_quotes_numbers_and_strings),
        cmocka_unit_test(commands_become_the_characters_they_stand_for),
        cmocka_unit_test(mistakes_are_named_by_line_all_at_once),
        cmocka_unit_test(names_are_told_apart),
        cmocka_unit_test(authors_and_years_are_sorted_as_swedish_and_told_apart),
        cmocka_unit_test(numbers_follow_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
