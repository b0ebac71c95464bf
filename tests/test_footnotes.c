/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Footnotes on pages: at the foot of the page of their mark, numbered anew in each chapter. */
#include "reports/pdf_layout.h"
#include "reports/writer.h"

#include "tests/check.h"
#include "tests/pdf_rules.h"

static void
add_note(Report *report, const char *text, int refers_to)
{
    GArray *note = g_array_new(FALSE, TRUE, sizeof(Run));
    Run run = { .text = report_text(report, text), .footnote = -1 };
    Run mark = { .text = "", .footnote = refers_to };

    g_array_append_val(note, run);
    if (refers_to >= 0)
        g_array_append_val(note, mark);
    g_ptr_array_add(report->footnotes, note);
}

static void
add_paragraph(Report *report, const char *text, int footnote)
{
    Block *block = report_add(report, BLOCK_PARAGRAPH);

    block_add(report, block, text, 0);
    block_add(report, block, "", 0)->footnote = footnote;
}

/* Two chapters; the second refers to the first note of the first again, and has one that refers to
 * another. */
static Report *
sample(bool document)
{
    Report *report = report_new("report", "en");

    report->document = report->cover = document;
    report->title = report_text(report, "Notes");
    add_note(report, "Alpha.", -1);
    add_note(report, "Beta.", -1);
    add_note(report, "Gamma, and", 3);
    add_note(report, "delta.", -1);
    report_add(report, BLOCK_CONTENTS);
    report_heading(report, 1, "One");
    add_paragraph(report, "First", 0);
    add_paragraph(report, "second", 1);
    add_paragraph(report, "first again", 0);
    report_heading(report, 1, "Two");
    add_paragraph(report, "Third", 2);
    add_paragraph(report, "first again", 0);
    return report;
}

/* "2: 1 Alpha." of each note: its page, its number and its text. */
static char *
notes_of(const Report *report)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Layout) layout = layout_new(report, &error);
    GString *text = g_string_new(NULL);

    assert_no_error(error);
    for (guint i = 0; i < layout->notes->len; i++) {
        const LayoutNote *note = &g_array_index(layout->notes, LayoutNote, i);
        const FlowLine *line = flow_line(note->flow, 0);

        g_string_append_printf(text, "%zu: %d ", layout->pages->places[note->box].page + 1,
                               note->number);
        for (guint k = 0; k < line->pieces->len; k++)
            g_string_append(text, g_array_index(line->pieces, FlowPiece, k).text);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

static void
numbers_begin_anew_with_each_chapter(void **state)
{
    (void)state;
    g_autoptr(Report) report = sample(true);
    g_autofree char *notes = notes_of(report);

    assert_string_equal(notes, "2: 1 Alpha.\n2: 2 Beta.\n"
                               "3: 1 Gamma, and2\n3: 2 delta.\n3: 3 Alpha.\n");
}

static void
a_result_without_chapters_numbers_them_through(void **state)
{
    (void)state;
    g_autoptr(Report) report = sample(false);
    g_autofree char *notes = notes_of(report);

    assert_string_equal(notes, "1: 1 Alpha.\n1: 2 Beta.\n1: 3 Gamma, and4\n1: 4 delta.\n");
}

static void
the_file_with_them_is_a_candidate(void **state)
{
    (void)state;
    g_autoptr(Report) report = sample(true);
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    assert_true(writer_find("pdf", NULL)->write(report, bytes, NULL));
    g_autofree char *broken = pdf_rules_broken(bytes);
    assert_string_equal(broken, "");
}

static void
latex_counts_them_anew_too(void **state)
{
    (void)state;
    g_autoptr(Report) report = sample(true);
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    assert_true(writer_find("latex", NULL)->write(report, bytes, NULL));
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    assert_non_null(
        strstr((const char *)bytes->data, "\\setcounter{footnote}{0}\n\\section*{Two}"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_begin_anew_with_each_chapter),
        cmocka_unit_test(a_result_without_chapters_numbers_them_through),
        cmocka_unit_test(the_file_with_them_is_a_candidate),
        cmocka_unit_test(latex_counts_them_anew_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
