/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/latex.h"
#include "reports/parts.h"
#include "reports/writer.h"
#include "tests/golden.h"

#include <glib/gstdio.h>

static const TableColumn columns[] = {
    { "name", "", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
    { "n", "Count", NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
    { "share", "Every time", "Answers", COLUMN_OF_NUMBERS, NULL, 2, -1 },
    { "ci", "95% CI", "Answers", COLUMN_OF_NUMBERS, NULL, 0, -1 },
};

static Entry *
add_row(Table *table, TableRowKind kind, const char *name, double n, double share, double low,
        double high)
{
    Entry first = entry_text(table, name);
    Entry limits = entry_interval(table, low, high, 2, 0, "en");
    Entry *row = table_add(table, kind);

    row[0] = first;
    if (kind == ROW_GROUP)
        return row;
    row[1] = entry_number(n);
    row[2] = entry_number(share);
    row[3] = limits;
    return row;
}

/* Made-up numbers. */
static Table *
groups_table(void)
{
    Table *table = table_new("t2", columns, G_N_ELEMENTS(columns));

    table->number = table_text(table, "Table 2");
    table->title = table_text(table, "Information, by group");
    table->base = table_text(table, "Share of responding municipalities, per cent");
    table->source = table_text(table, "Source: a survey.");
    add_row(table, ROW_GROUP, "Large cities", 0, 0, 0, 0);
    add_row(table, ROW_BODY, "Cities", 18, .3895, .20, .61);
    add_row(table, ROW_BODY, "Commuting", 14, .05, -.03, .09)[2].mark = "a";
    add_row(table, ROW_TOTAL, "All", 1109, .48, .39, .57);
    table_note(table, "a  Few answers.");
    return table;
}

static void
no_sign_of_a_text_is_a_command(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        { "\\input{/etc/passwd}", "\\textbackslash{}input\\{/etc/passwd\\}" },
        { "100% & $5 #1 a_b", "100\\% \\& \\$5 \\#1 a\\_b" },
        { "{x} ~ ^", "\\{x\\} \\textasciitilde{} \\textasciicircum{}" },
        { "[*]", "{[}{*}{]}" },
        { "a--b,,c", "a-\\kern0pt{}-b,\\kern0pt{},c" },
        { "two\nlines", "two lines" },
        { "1\u202f318,5\u00a0%", "1\\,318,5~\\%" },
        { "\u22127 \u2260 8", "\\textminus{}7 \\ensuremath{\\neq} 8" },
        { "\u00e5\u00e4\u00f6 \u20ac", "\u00e5\u00e4\u00f6 \u20ac" },
        { "e\u0301 \u6f22", "\u00e9 \\andelchar{6F22}" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);

        latex_text(out, cases[i].text);
        assert_string_equal(out->str, cases[i].expected);
    }
}

static void
a_table_has_three_rules_and_its_heads_on_each_page(void **state)
{
    (void)state;
    g_autoptr(Table) table = groups_table();
    g_autoptr(GString) out = g_string_new(NULL);

    latex_table(out, table, "en");
    assert_golden("table.tex", out->str, -1);
}

static void
a_table_wider_than_the_page_lies_on_its_side(void **state)
{
    (void)state;
    enum { MANY = 12 };
    TableColumn wide[MANY];
    g_autoptr(GString) out = g_string_new(NULL);

    for (size_t j = 0; j < MANY; j++)
        wide[j] = (TableColumn){ "n", "Municipality", NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 };
    g_autoptr(Table) table = table_new("t1", wide, MANY);
    latex_table(out, table, "en");
    assert_true(g_str_has_prefix(out->str, "\\begin{landscape}\n"));
    assert_true(g_str_has_suffix(out->str, "\\end{landscape}\n"));
}

/* A report of everything that a writer meets, each text hostile. */
static Report *
hostile_report(void)
{
    static const char text[] = "\\end{document} 100% & $5 #1 a_b {x} ~ ^ [*] \" ' ` < > | -- ?` "
                               "\u6f22 \u22127 \u2713 e\u0301 \u0126 \u2260 \u03c7\u00b2 \u202f\a";
    Report *report = report_new("estimate", "sv");
    GArray *note = g_array_new(FALSE, TRUE, sizeof(Run));
    Run run = { .text = text, .footnote = -1 };
    Table *table = groups_table();

    g_array_append_val(note, run);
    g_ptr_array_add(report->footnotes, note);
    report->title = report->subtitle = report->tag = text;
    report_heading(report, 1, text);
    Block *contents = report_add(report, BLOCK_CONTENTS);
    contents->runs = NULL;
    for (BlockKind kind = BLOCK_PARAGRAPH; kind <= BLOCK_CODE; kind++) {
        Block *block = report_add(report, kind);

        block->number = kind == BLOCK_ITEM ? text : NULL;
        block_add(report, block, text, RUN_BOLD | RUN_ITALIC);
        block_add(report, block, text, RUN_CODE | RUN_BREAK)->footnote = 0;
        block_add(report, block, text, 0)->link = "https://x.invalid/?a=1&b=#c%20~_$";
    }
    Entry *row = add_row(table, ROW_GROUP, text, 0, 0, 0, 0);
    row = add_row(table, ROW_BODY, text, 1, NAN, NAN, NAN);
    row[0].mark = row[1].mark = "a,b";
    table->title = table->question = table->source = text;
    table_note(table, text);
    report_table(report, table);
    report_note(report, text);
    return report;
}

static char *
write_report(const Report *report)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    assert_true(writer_find("latex", NULL)->write(report, bytes, NULL));
    return g_strndup((const char *)bytes->data, bytes->len);
}

/* How many \begin{...} there are less the \end{...}; every brace that is not escaped is closed. */
static void
what_is_opened_is_closed(void **state)
{
    (void)state;
    g_autoptr(Report) report = hostile_report();
    g_autofree char *document = write_report(report);
    int depth = 0;

    for (const char *p = document; *p; p++) {
        if (*p == '\\' && p[1])
            p++;
        else if (*p == '{')
            depth++;
        else if (*p == '}')
            depth--;
        assert_true(depth >= 0);
    }
    assert_int_equal(depth, 0);
    g_auto(GStrv) begun = g_strsplit(document, "\\begin{", -1);
    g_auto(GStrv) ended = g_strsplit(document, "\\end{", -1);
    assert_int_equal(g_strv_length(begun), g_strv_length(ended) + 1); /* \end {document} */
}

static void
a_document_of_hostile_texts_compiles(void **state)
{
    (void)state;
    g_autofree char *program = g_find_program_in_path("pdflatex");

    if (!program) {
        print_message("no pdflatex here: only the structure was checked\n");
        return;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = hostile_report();
    g_autofree char *document = write_report(report);
    g_autofree char *folder = g_dir_make_tmp("andel-latex-XXXXXX", &error);
    g_autofree char *file = g_build_filename(folder, "a.tex", NULL);
    g_autofree char *output = NULL;
    char *command[] = { program, "-no-shell-escape", "-halt-on-error", "a.tex", NULL };
    int status = -1;

    assert_no_error(error);
    assert_true(g_file_set_contents(file, document, -1, NULL));
    g_spawn_sync(folder, command, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL,
                 &status, &error);
    assert_no_error(error);
    if (status != 0)
        print_error("%s\n", output);
    assert_int_equal(status, 0);
    static const char *const made[] = { "a.tex", "a.aux", "a.log", "a.out", "a.pdf", "a.toc" };
    for (size_t i = 0; i < G_N_ELEMENTS(made); i++) {
        g_autofree char *name = g_build_filename(folder, made[i], NULL);
        g_remove(name);
    }
    assert_int_equal(g_rmdir(folder), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_sign_of_a_text_is_a_command),
        cmocka_unit_test(a_table_has_three_rules_and_its_heads_on_each_page),
        cmocka_unit_test(a_table_wider_than_the_page_lies_on_its_side),
        cmocka_unit_test(what_is_opened_is_closed),
        cmocka_unit_test(a_document_of_hostile_texts_compiles),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
