/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDFs are read back with poppler and qpdf, where they are installed. */
#include "datasets/error.h"
#include "reports/pdf_artifacts.h"
#include "reports/pdf_columns.h"
#include "reports/pdf_flow.h"
#include "reports/pdf_grid.h"
#include "reports/pdf_split.h"
#include "reports/pdf_tighten.h"
#include "reports/writer.h"

#include "tests/check.h"

#include <glib/gstdio.h>

static const char *const lorem =
    "Av de kommuner och stadsdelar som svarade uppger ungefär hälften att de får information "
    "varje gång någons ersättning har dragits in, och fjärdedelen att de aldrig har fått den.";

static Block *
add_heading(Report *report, int level, const char *number, const char *id, const char *text)
{
    Block *block = report_add(report, BLOCK_HEADING);

    block->level = level;
    block->number = report_text(report, number);
    block->id = report_text(report, id);
    block_add(report, block, text, 0);
    return block;
}

/* Rows of a group, decimals of different lengths, a symbol, an interval, a total. */
static Table *
sample_table(size_t n_rows)
{
    static const TableColumn columns[] = {
        { .name = "name", .label = "" },
        { .name = "mean", .label = "Medel", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "ci", .label = "95 % KI", .kind = COLUMN_OF_NUMBERS },
    };
    Table *table = table_new("t1", columns, G_N_ELEMENTS(columns));

    table->number = table_text(table, "Tabell 1");
    table->title = table_text(table, "Tid efter grupp");
    Entry *row = table_add(table, ROW_GROUP);
    row[0] = entry_text(table, "Städer");
    for (size_t i = 0; i < n_rows; i++) {
        row = table_add(table, ROW_BODY);
        row[0] = entry_text(table, i % 2 ? "Liten" : "Stor");
        row[1] = entry_number(i % 3 == 0 ? 7.25 : i % 3 == 1 ? 1234 : 30.5);
        row[2] = i % 4 == 3 ? (Entry){ 0 }
                            : (Entry){ .kind = ENTRY_NUMBER,
                                       .text = i % 2 ? "9\u201357" : "100\u20132000" };
    }
    row = table_add(table, ROW_TOTAL);
    row[0] = entry_text(table, "Alla");
    row[1] = entry_number(12.5);
    table_note(table, "En anmärkning.");
    return table;
}

static Report *
sample_report(void)
{
    Report *report = report_new("report", "sv");

    report->document = report->cover = true;
    report->title = report_text(report, "Titeln på rapporten");
    report->authors = report_text(report, "Någon");
    report_add(report, BLOCK_CONTENTS);
    add_heading(report, 1, "1", "one", "Första kapitlet");
    Block *block = report_add(report, BLOCK_PARAGRAPH);
    block_add(report, block, "Se ", 0);
    block_add(report, block, "tabell 1", 0)->link = "#t1";
    block_add(report, block, " och ", 0);
    block_add(report, block, "webben", 0)->link = "https://example.org/'a\\b'";
    block_add(report, block, ".", 0);
    block_add(report, block, "", 0)->footnote = 0;
    GArray *note = g_array_new(FALSE, TRUE, sizeof(Run));
    Run run = { .text = "En fotnot.", .footnote = -1 };
    g_array_append_val(note, run);
    g_ptr_array_add(report->footnotes, note);
    for (int i = 0; i < 12; i++)
        report_paragraph(report, lorem);
    report_table(report, sample_table(80)); /* goes over pages */
    add_heading(report, 2, "1.1", NULL, "Ett avsnitt");
    report_paragraph(report, lorem);
    add_heading(report, 1, NULL, NULL, "Efterord");
    block = report_add(report, BLOCK_ITEM);
    block->level = 1;
    block_add(report, block, "En punkt.", 0);
    return report;
}

static GByteArray *
write(const Report *report)
{
    g_autoptr(GError) error = NULL;
    GByteArray *bytes = g_byte_array_new();
    const Writer *writer = writer_find("pdf", &error);

    assert_no_error(error);
    assert_true(writer->write(report, bytes, &error));
    assert_no_error(error);
    return bytes;
}

/* What a program says of the sample as a PDF, "@" in its arguments standing for the file; NULL when
 * the program is not installed. */
static char *
ask(char *const *arguments, int *status)
{
    g_autofree char *program = g_find_program_in_path(arguments[0]);
    g_autofree char *folder = NULL, *path = NULL;
    char *filled[8] = { NULL }, *out = NULL;

    if (!program)
        return NULL;
    g_autoptr(Report) report = sample_report();
    g_autoptr(GByteArray) bytes = write(report);
    folder = g_dir_make_tmp("andel-XXXXXX", NULL);
    path = g_build_filename(folder, "r.pdf", NULL);
    assert_true(g_file_set_contents(path, (const char *)bytes->data, bytes->len, NULL));
    for (size_t i = 0; arguments[i]; i++)
        filled[i] = strcmp(arguments[i], "@") == 0 ? path : arguments[i];
    assert_true(g_spawn_sync(NULL, filled, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL,
                             status, NULL));
    g_unlink(path);
    g_rmdir(folder);
    return out;
}

#define ask_or_skip(out, ...)                                             \
    int status = 0;                                                       \
    g_autofree char *out = ask((char *[]){ __VA_ARGS__, NULL }, &status); \
    if (!(out))                                                           \
    skip()

#define assert_says(out, part)  \
    if (!strstr((out), (part))) \
    fail_msg("\"%s\" is not in:\n%s", (part), (out))

static void
the_same_report_gives_the_same_bytes(void **state)
{
    (void)state;
    g_autoptr(Report) first = sample_report(), second = sample_report();
    g_autoptr(GByteArray) a = write(first), b = write(second);

    assert_int_equal(a->len, b->len);
    assert_memory_equal(a->data, b->data, a->len);
}

static void
the_file_is_sound(void **state)
{
    (void)state;
    ask_or_skip(out, (char *)"qpdf", (char *)"--check", (char *)"@");
    assert_int_equal(status, 0);
    assert_says(out, "No syntax or stream encoding errors found");
}

static void
it_says_what_it_is(void **state)
{
    (void)state;
    ask_or_skip(out, (char *)"pdfinfo", (char *)"@");
    assert_says(out, "Titeln på rapporten");
    assert_says(out, "Någon");
    assert_says(out, "Tagged:          yes");
    assert_says(out, "Metadata Stream: yes");
    assert_says(out, "A4");
}

static void
its_elements_are_those_of_the_report(void **state)
{
    (void)state;
    ask_or_skip(out, (char *)"pdfinfo", (char *)"-struct-text", (char *)"@");
    assert_says(out, "H1 (block)\n    \"1 Första kapitlet\"");
    assert_says(out, "H2 (block)\n    \"1.1 Ett avsnitt\"");
    assert_says(out, "TOC\n    TOCI\n      Link (inline)");
    assert_says(out, "Span (inline)\n      \" och \"\n    Link (inline)");
    assert_says(out, "Caption\n      \"Tabell 1 Tid efter grupp\"");
    assert_says(out, "THead");
    assert_says(out, "/Scope /Column");
    assert_says(out, "/Scope /Row");
    assert_says(out, "Note <note-1> (inline)");
    assert_says(out, "LBody (block)\n        \"En punkt.\"");
}

static void
its_headings_are_bookmarks(void **state)
{
    (void)state;
    ask_or_skip(out, (char *)"qpdf", (char *)"--json", (char *)"--json-key=outlines", (char *)"@");
    assert_says(out, "1  Första kapitlet");
    assert_says(out, "1.1  Ett avsnitt");
    assert_says(out, "Efterord");
}

static void
its_text_reads_as_it_was_written(void **state)
{
    (void)state;
    ask_or_skip(out, (char *)"pdftotext", (char *)"-raw", (char *)"@", (char *)"-");
    assert_says(out, "Se tabell 1 och webben.1");
    assert_says(out, "Stor 7,25 100\u20132000");
    assert_says(out, "En fotnot.");
    assert_says(out, "Fortsätter på nästa sida \u00b7 Noter på sidan 5");
    assert_says(out, "Tabell 1 (forts.)");
    assert_says(out, "1.1 Ett avsnitt 5");
}

static void
a_character_that_no_font_has_is_named(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = sample_report();
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    report_paragraph(report, "x \u0627 y");
    assert_false(writer_find("pdf", NULL)->write(report, bytes, &error));
    assert_error(error, ANDEL_ERROR_DATA, "U+0627");
}

/* ---- tables */

/* X of the mark of the line TEXT in GRID: of its dash or comma, else of its end. */
static double
mark_of(const Grid *grid, TextContext *context, const char *text, const char *mark)
{
    for (guint p = 0; p < grid->parts->len; p++) {
        const GArray *cells = grid_part(grid, p)->cells;

        for (guint c = 0; c < cells->len; c++) {
            const GArray *texts = g_array_index(cells, GridCell, c).texts;

            for (guint t = 0; t < texts->len; t++) {
                const GridText *line = &g_array_index(texts, GridText, t);
                const char *at = strstr(line->text, mark);

                if (strcmp(line->text, text) != 0)
                    continue;
                g_autofree char *before =
                    at ? g_strndup(line->text, (size_t)(at - line->text)) : g_strdup(line->text);
                return line->x + text_width(context, &line->style, before);
            }
        }
    }
    fail_msg("no \"%s\" in the table", text);
    return NAN;
}

static void
decimal_marks_and_dashes_stand_on_one_vertical(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(TextContext) context = text_context_new(&error);
    g_autoptr(Table) table = sample_table(6);
    g_autoptr(Grid) grid = grid_new(table, context, 425.2, "sv", &error);

    assert_no_error(error);
    double mark = mark_of(grid, context, "7,25", ",");
    assert_close(mark_of(grid, context, "30,5", ","), mark, 1e-6);
    assert_close(mark_of(grid, context, "1\u202f234", ","), mark, 1e-6);
    assert_close(mark_of(grid, context, "12,5", ","), mark, 1e-6);
    double dash = mark_of(grid, context, "9\u201357", "\u2013");
    assert_close(mark_of(grid, context, "100\u20132000", "\u2013"), dash, 1e-6);
    /* a symbol ends where the column does */
    assert_close(mark_of(grid, context, "..", "|"), 425.2, 1e-3);
}

static void
too_many_columns_are_refused(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(TextContext) context = text_context_new(&error);
    TableColumn columns[30];

    for (size_t j = 0; j < G_N_ELEMENTS(columns); j++)
        columns[j] = (TableColumn){ .name = "x", .label = "Jämförelsevärde" };
    g_autoptr(Table) table = table_new("t1", columns, G_N_ELEMENTS(columns));
    g_autoptr(Grid) grid = grid_new(table, context, 425.2, "sv", &error);
    assert_null(grid);
    assert_error(error, ANDEL_ERROR_DATA, "the table of 30 columns does not fit");
}

static void
a_wide_table_wraps_its_heads_before_its_rows(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(TextContext) context = text_context_new(&error);
    TableColumn columns[7] = { { .name = "name", .label = "" } };

    for (size_t j = 1; j < G_N_ELEMENTS(columns); j++)
        columns[j] = (TableColumn){ .name = "x",
                                    .label = "Antal kommuner och stadsdelar",
                                    .kind = COLUMN_OF_NUMBERS };
    g_autoptr(Table) table = table_new("t1", columns, G_N_ELEMENTS(columns));
    Entry *row = table_add(table, ROW_BODY);
    row[0] = entry_text(table, "Pendlingskommun nära storstad");
    g_autoptr(Grid) grid = grid_new(table, context, 425.2, "sv", &error);
    assert_no_error(error);
    g_autofree char *dump = grid_dump(grid);
    assert_non_null(strstr(dump, "\"Pendlingskommun nära storstad\"")); /* on one line */
    assert_null(strstr(dump, "\"Antal kommuner och stadsdelar\""));
    assert_close(grid->scale, 1.0, 0.0);
}

static void
a_table_too_wide_for_a_page_is_split_beside_its_first_column(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(TextContext) context = text_context_new(&error);
    TableColumn columns[21] = { { .name = "name", .label = "Namn" } };

    for (size_t j = 1; j < G_N_ELEMENTS(columns); j++)
        columns[j] = (TableColumn){ .name = "x", .label = "Kostnad", .kind = COLUMN_OF_NUMBERS };
    g_autoptr(Table) table = table_new("t1", columns, G_N_ELEMENTS(columns));
    table->title = table_text(table, "Kostnader");
    table_note(table, "Anm.");
    Entry *row = table_add(table, ROW_BODY);
    row[0] = entry_text(table, "Alla");
    row[20] = entry_number(7);
    g_autoptr(GPtrArray) parts = table_split(table, context, 425.2, "sv", &error);
    assert_no_error(error);
    assert_int_equal(parts->len, 2);
    size_t n = 0;
    for (guint i = 0; i < parts->len; i++) {
        const Table *part = g_ptr_array_index(parts, i);

        assert_string_equal(part->columns[0].label, "Namn");
        assert_string_equal(table_entry(part, 0, 0)->text, "Alla");
        n += part->n_columns - 1;
    }
    assert_int_equal(n, 20);
    const Table *last = g_ptr_array_index(parts, 1);
    assert_string_equal(last->title, "Kostnader (del 2 av 2)");
    assert_int_equal(last->notes->len, 1);
    assert_close(table_entry(last, 0, last->n_columns - 1)->number, 7.0, 0.0);
}

/* ---- lines */

static void
no_line_is_wider_than_the_column(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(TextContext) context = text_context_new(&error);
    g_autoptr(GArray) runs = g_array_new(FALSE, TRUE, sizeof(Run));
    g_autofree char *word = g_strnfill(400, 'm');
    Run first = { .text = lorem, .footnote = -1 }, second = { .text = word, .footnote = -1 };
    const TextStyle style = { FACE_SERIF, 11.3, 15.4, 400, false };

    g_array_append_val(runs, first);
    g_array_append_val(runs, second);
    g_autoptr(Flow) flow = flow_new(context, &style, runs, 200.0, NULL, &error);
    assert_no_error(error);
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < flow_lines(flow); i++) {
        const FlowLine *line = flow_line(flow, i);

        assert_true(line->width <= 200.0 + 1e-6);
        for (guint k = 0; k < line->pieces->len; k++)
            g_string_append(text, g_array_index(line->pieces, FlowPiece, k).text);
    }
    g_autofree char *whole = g_strconcat(lorem, word, NULL);
    assert_string_equal(text->str, whole); /* and nothing is lost */
}

static void
a_break_ends_the_line_and_years_stay_together(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(TextContext) context = text_context_new(&error);
    g_autoptr(GArray) runs = g_array_new(FALSE, TRUE, sizeof(Run));
    Run first = { .text = "ett", .flags = RUN_BREAK, .footnote = -1 };
    Run second = { .text = "åren 2007\u20132013", .footnote = -1 };
    const TextStyle style = { FACE_SERIF, 11.3, 15.4, 400, false };

    g_array_append_val(runs, first);
    g_array_append_val(runs, second);
    g_autoptr(Flow) flow = flow_new(context, &style, runs, 60.0, NULL, &error);
    assert_no_error(error);
    assert_int_equal(flow_lines(flow), 3);
    const FlowLine *last = flow_line(flow, 2);
    assert_string_equal(g_array_index(last->pieces, FlowPiece, 0).text, "2007\u20132013");
}

/* ---- pages */

static void
a_chapter_that_spills_is_set_closer(void **state)
{
    (void)state;
    Box boxes[6];

    for (size_t i = 0; i < 6; i++)
        boxes[i] = (Box){ .height = 10.0, .before = 10.0 };
    pages_tighten(boxes, 6,
                  &(PageRoom){ 106.0, 50.0, 5.0, 0.0 }); /* 110 as asked; 50 of it is space */
    assert_close(boxes[1].before, 9.2, 1e-12);
    for (size_t i = 0; i < 6; i++)
        boxes[i].before = 10.0;
    pages_tighten(boxes, 6, &(PageRoom){ 60.0, 50.0, 5.0, 0.0 }); /* would not help */
    assert_close(boxes[1].before, 10.0, 0.0);
}

static void
what_is_no_element_is_an_artifact(void **state)
{
    (void)state;
    static const char content[] = "q 1 0 0 -1 0 842 cm\n"
                                  "0 0 1 rg 85 100 425 1 re f\n"
                                  "BT 1 0 0 1 5 5 Tm [(a\\)b)-3(c)]TJ ET\n"
                                  "/P << /MCID 0 >> BDC BT (x) Tj ET 1 2 m 3 4 l S EMC\n"
                                  "/x5 Do Q";
    g_autoptr(GString) marked = g_string_new(NULL);

    artifacts_mark(content, sizeof content - 1, marked);
    assert_string_equal(marked->str,
                        "q\n1 0 0 -1 0 842 cm\n0 0 1 rg\n"
                        "/Artifact BMC\n85 100 425 1 re\nf\nEMC\n"
                        "/Artifact BMC\nBT\n1 0 0 1 5 5 Tm\n[(a\\)b)-3(c)]TJ\nET\nEMC\n"
                        "/P << /MCID 0 >> BDC\nBT\n(x) Tj\nET\n1 2 m\n3 4 l\nS\nEMC\n"
                        "/Artifact BMC\n/x5 Do\nEMC\nQ\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_report_gives_the_same_bytes),
        cmocka_unit_test(the_file_is_sound),
        cmocka_unit_test(it_says_what_it_is),
        cmocka_unit_test(its_elements_are_those_of_the_report),
        cmocka_unit_test(its_headings_are_bookmarks),
        cmocka_unit_test(its_text_reads_as_it_was_written),
        cmocka_unit_test(a_character_that_no_font_has_is_named),
        cmocka_unit_test(decimal_marks_and_dashes_stand_on_one_vertical),
        cmocka_unit_test(too_many_columns_are_refused),
        cmocka_unit_test(a_wide_table_wraps_its_heads_before_its_rows),
        cmocka_unit_test(a_table_too_wide_for_a_page_is_split_beside_its_first_column),
        cmocka_unit_test(no_line_is_wider_than_the_column),
        cmocka_unit_test(a_break_ends_the_line_and_years_stay_together),
        cmocka_unit_test(a_chapter_that_spills_is_set_closer),
        cmocka_unit_test(what_is_no_element_is_an_artifact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
