/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "reports/json.h"
#include "reports/plain.h"
#include "reports/writer.h"
#include "tests/golden.h"

/* Texts that a format takes for more than text, if it is let. */
static const char *const hostile[] = { "=1+1",
                                       "-2+3",
                                       "@SUM(1)",
                                       "a,\"b\"",
                                       "two\nlines",
                                       "<script>alert(1)</script>",
                                       "a|b *c* _d_ `e` [f](g)",
                                       "&lt;b&gt; & c",
                                       "bell\a turn\u202e",
                                       "Å ö \u6f22\u5b57 e\u0301" };

static const TableColumn columns[] = {
    { "name", "", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
    { "n", "Count", NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
    { "share", "Every time", "Answers", COLUMN_OF_NUMBERS, NULL, 2, 0 },
    { "limits", "95% CI", "Answers", COLUMN_OF_NUMBERS, NULL, 2, 0 },
    { "time", "Time", NULL, COLUMN_OF_NUMBERS, "min", 0, -1 },
};

static Entry *
add_row(Table *table, TableRowKind kind, const char *name, double n, double share,
        const char *limits, double time)
{
    Entry first = entry_text(table, name), third = entry_number(share);
    Entry *row = table_add(table, kind);

    third.text = limits;
    row[0] = first;
    if (kind == ROW_GROUP)
        return row;
    row[1] = entry_number(n);
    row[2] = entry_number(share);
    row[3] = third;
    row[4] = entry_number(time);
    return row;
}

/* After table 2 of a design sketch; its numbers are made up. */
static Table *
groups_table(void)
{
    Table *table = table_new("t2", columns, G_N_ELEMENTS(columns));

    table->number = table_text(table, "Table 2");
    table->title = table_text(table, "Information, by group of municipalities");
    table->base = table_text(table, "Share of responding municipalities, per cent");
    table->source = table_text(table, "Source: a survey.");
    table->trace = table_text(table, "andel · table 2");
    add_row(table, ROW_TOTAL, "All", 1109, .48, "39\u201357", 30.02);
    add_row(table, ROW_GROUP, "Large cities", 0, 0, NULL, 0);
    add_row(table, ROW_BODY, "Cities, districts", 18, .389, "20\u201361", 34.5);
    add_row(table, ROW_BODY, "Commuting", 14, .0571, "0\u20139", 28)[4].mark = "a";
    add_row(table, ROW_GROUP, "Small cities", 0, 0, NULL, 0);
    add_row(table, ROW_BODY, "Rural", 4, NAN, NULL, NAN)[1].strong = true;
    table_note(table, "a  One of them said 120 minutes.");
    return table;
}

static Table *
tidy_table(void)
{
    static const TableColumn tidy[] = {
        { "level", "Level", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "by", "By", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "estimate", "Estimate", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "flags", "Flags", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
    };
    static const double values[] = { 0.1, 1.0 / 3.0, -5e-324, 1e300, 123456789012.0 };
    static const char *const flags[] = { "empty", "few" };
    Table *table = table_new("t2", tidy, G_N_ELEMENTS(tidy));

    for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
        const char *const by[] = { "region", hostile[i], "sex", NULL };
        Entry entries[] = { entry_text(table, hostile[i]), entry_list(table, ENTRY_MAP, by, 4),
                            entry_number(i < 5 ? values[i] : NAN),
                            entry_list(table, ENTRY_LIST, flags, i < 5 ? 0 : 2) };

        memcpy(table_add(table, ROW_BODY), entries, sizeof entries);
    }
    return table;
}

static void
add_figure(Report *report)
{
    static const TableColumn two[] = { { "row", "Answer", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
                                       { "share", "Per cent", NULL, COLUMN_OF_NUMBERS, NULL, 2,
                                         0 } };
    Block *block = report_add(report, BLOCK_FIGURE);
    Scene *scene = scene_new();

    scene->width = 100;
    scene->height = 20;
    scene->language = scene_text(scene, "en");
    scene->title = scene_text(scene, "A bar & its <name>");
    scene->description = scene_text(scene, "Bar chart: Yes 48 per cent.");
    Mark *mark = scene_add(scene, MARK_RECTANGLE, ROLE_DATA);
    mark->x2 = 48;
    mark->y2 = 17;
    block->scene = scene;
    block->id = report_text(report, "f1");
    block->table = table_new("f1", two, G_N_ELEMENTS(two));
    block->table->title = table_text(block->table, "A bar");
    Entry name = entry_text(block->table, "Yes");
    Entry *row = table_add(block->table, ROW_BODY);
    row[0] = name;
    row[1] = entry_number(.48);
}

static void
add_paragraphs(Report *report)
{
    Block *block = report_add(report, BLOCK_PARAGRAPH);

    block_add(report, block, "Of 109 municipalities ", 0);
    block_add(report, block, "48", 0)->address = report_text(report, "f1.yes");
    block_add(report, block, " per cent, see ", 0);
    block_add(report, block, "Table 2", 0)->link = report_text(report, "#t2");
    block_add(report, block, ", said so", RUN_BOLD)->footnote = 0;
    block_add(report, block, " at <a> web page", 0)->link =
        report_text(report, "javascript:alert(1)");
    block_add(report, block, ".", RUN_BREAK);
    block_add(report, block, "# no heading", RUN_ITALIC);
    g_ptr_array_add(report->footnotes, g_array_new(FALSE, TRUE, sizeof(Run)));
    const Run note = { .text = report_text(report, "Where it is said."), .footnote = -1 };
    g_array_append_val((GArray *)report->footnotes->pdata[0], note);
}

static void
add_list(Report *report)
{
    static const struct {
        int level;
        const char *number, *text;
    } items[] = { { 1, "1.", "one" }, { 2, NULL, "below" }, { 1, "2.", "two" } };

    for (size_t i = 0; i < G_N_ELEMENTS(items); i++) {
        Block *block = report_add(report, BLOCK_ITEM);

        block->level = items[i].level;
        block->number = report_text(report, items[i].number);
        block_add(report, block, items[i].text, 0);
    }
}

/* One of everything. */
static Report *
specimen(void)
{
    Report *report = report_new("report", "en");
    DataUsed *data = report_data(report, "svar.csv", "3f9a2c71");
    const Exclusion excluded = { "no answer", 44 };

    report->title = report_text(report, "A report & its <title>");
    report->authors = report_text(report, "A, B");
    data->rows_read = 153;
    data->rows_used = 109;
    g_array_append_val(data->excluded, excluded);
    g_ptr_array_add(report->arguments, (gpointer)report_text(report, "it's \"r\".md"));
    report_add(report, BLOCK_CONTENTS);
    report_heading(report, 1, "First *chapter*");
    report_add(report, BLOCK_HEADING);
    Block *heading = &g_array_index(report->blocks, Block, 2);
    heading->level = 2;
    heading->number = report_text(report, "1.1");
    heading->id = report_text(report, "in short");
    block_add(report, heading, "In short", 0);
    add_paragraphs(report);
    add_list(report);
    block_add(report, report_add(report, BLOCK_QUOTE), "They said.", 0);
    block_add(report, report_add(report, BLOCK_CODE), "x = 1\n  y < 2\n", 0);
    Table *table = groups_table();
    table->data = tidy_table();
    report_table(report, table);
    add_figure(report);
    report_note(report, "Numbers are rounded once.");
    return report;
}

static GByteArray *
written(const Report *report, const char *format)
{
    g_autoptr(GError) error = NULL;
    GByteArray *out = g_byte_array_new();
    const Writer *writer = writer_find(format, &error);

    assert_no_error(error);
    assert_true(writer->write(report, out, &error));
    assert_no_error(error);
    return out;
}

static void
every_format_writes_a_report_as_before(void **state)
{
    (void)state;
    static const char *const formats[] = { "text", "json", "csv", "markdown", "html", "svg" };
    g_autoptr(Report) report = specimen();

    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autoptr(GByteArray) out = written(report, formats[i]);
        g_autofree char *name =
            g_strdup_printf("report%s", writer_find(formats[i], NULL)->extension);

        assert_golden(name, out->data, out->len);
    }
}

static void
a_spreadsheet_finds_no_formula(void **state)
{
    (void)state;
    g_autoptr(Report) report = specimen();
    g_autoptr(GByteArray) out = written(report, "csv");
    g_autofree char *text = g_strndup((const char *)out->data, out->len);

    assert_non_null(strstr(text, "\n'=1+1,'=1+1,,0.1,\n"));
    assert_non_null(strstr(text, "\n'-2+3,'-2+3,,0.3333333333333333,\n"));
    assert_non_null(strstr(text, "\n\"a,\"\"b\"\"\",\"a,\"\"b\"\"\",,1e+300,\n"));
    assert_non_null(strstr(text, "\n\"two\nlines\",\"two\nlines\",,123456789012,\n"));
    assert_true(g_str_has_prefix(text, "level,by.region,by.sex,estimate,flags\n"));
}

static void
csv_writes_the_table_that_is_asked_for(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = specimen();
    g_autoptr(GByteArray) rest = g_byte_array_new();

    report->table = "f1";
    g_autoptr(GByteArray) out = written(report, "csv");
    assert_int_equal(out->len, strlen("row,share\nYes,0.48\n"));
    assert_memory_equal(out->data, "row,share\nYes,0.48\n", out->len);
    report->table = "t9";
    assert_false(writer_find("csv", NULL)->write(report, rest, &error));
    assert_error(error, ANDEL_ERROR_USAGE, "--table t9");
}

static int
count(const char *text, const char *what)
{
    int n = 0;

    for (const char *p = text; (p = strstr(p, what)) != NULL; p++)
        n++;
    return n;
}

/* A page of ROWS rows with numbers, a heading over them and their sum. */
static char *
page_with_rows(int rows)
{
    static const TableColumn two_columns[] = {
        { "name", "Name", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "share", "Per cent", NULL, COLUMN_OF_NUMBERS, NULL, 2, 0 },
    };
    g_autoptr(Report) report = report_new("estimate", "en");
    Table *table = table_new("t1", two_columns, G_N_ELEMENTS(two_columns));
    Entry heading = entry_text(table, "Region");

    *table_add(table, ROW_GROUP) = heading;
    for (int i = 0; i < rows; i++) {
        Entry name = entry_text(table, "North"), *row = table_add(table, ROW_BODY);

        row[0] = name;
        row[1] = i == 0 ? entry_number(1.0 / 3.0) : entry_number(NAN);
    }
    table_add(table, ROW_TOTAL)[1] = entry_number(0.5);
    report_table(report, table);
    g_autoptr(GByteArray) html = written(report, "html");
    return g_strndup((char *)html->data, html->len);
}

static void
a_page_carries_what_it_needs_to_sort_a_table_of_three_rows(void **state)
{
    (void)state;
    g_autofree char *two = page_with_rows(2), *three = page_with_rows(3);

    assert_null(strstr(two, "<script>"));
    assert_null(strstr(two, "data-value"));
    assert_int_equal(count(three, "<script>"), 1);
    assert_non_null(strstr(three, "<th scope=\"col\" class=\"n\" data-column=\"1\">Per cent</th>"));
    /* the number itself, not as rounded; none where there is none */
    assert_non_null(strstr(three, "data-value=\"0.3333333333333333\">33<"));
    assert_int_equal(count(three, "data-value=\""), 2);
    assert_null(strstr(three, "http:"));
    assert_null(strstr(three, "https:"));
}

static void
no_markup_comes_from_the_data(void **state)
{
    (void)state;
    g_autoptr(Report) report = report_new("estimate", "en");
    Table *table = tidy_table();

    report_table(report, table);
    g_autoptr(GByteArray) html = written(report, "html");
    g_autoptr(GByteArray) markdown = written(report, "markdown");
    g_autoptr(GByteArray) plain = written(report, "text");
    g_byte_array_append(html, (const guint8 *)"", 1);
    g_byte_array_append(markdown, (const guint8 *)"", 1);
    g_byte_array_append(plain, (const guint8 *)"", 1);

    /* the script that sorts tables is ours; none comes from the data */
    assert_null(strstr((char *)html->data, "<script>alert"));
    assert_non_null(strstr((char *)html->data, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_int_equal(count((char *)html->data, "<script>"), 1);
    assert_non_null(strstr((char *)html->data, "content=\"default-src 'none'; "));
    assert_non_null(strstr((char *)html->data, "&amp;lt;b&amp;gt; &amp; c"));
    assert_non_null(strstr((char *)markdown->data, "| \\<script\\>alert(1)\\</script\\> |"));
    assert_non_null(strstr((char *)markdown->data, "| a\\|b \\*c\\* \\_d\\_ \\`e\\` \\[f\\](g) |"));
    assert_non_null(strstr((char *)plain->data, "bell\ufffd turn\ufffd"));
    assert_null(strchr((char *)plain->data, '\a'));
}

static void
json_holds_what_is_undefined_as_null(void **state)
{
    (void)state;
    g_autoptr(GString) out = g_string_new(NULL);

    json_number(out, NAN);
    json_number(out, 0.1);
    json_text(out, "a\"\\\n\x01\xff");
    json_text(out, NULL);
    assert_string_equal(out->str, "null0.1\"a\\\"\\\\\\n\\u0001\ufffd\"null");
}

static void
a_png_is_as_wide_as_it_says(void **state)
{
    (void)state;
    static const guint8 start[] = { 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0,    0,
                                    0,    13,  'I', 'H', 'D',  'R',  0,    0,    0x06, 0x40 };
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = specimen();

    assert_non_null(report_text_context(report, &error));
    g_autoptr(GByteArray) out = written(report, "png");
    assert_true(out->len > sizeof start);
    assert_memory_equal(out->data, start, sizeof start);
}

static void
an_unknown_format_lists_those_that_there_are(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL, other = NULL;

    assert_null(writer_find("docx", &error));
    assert_error(error, ANDEL_ERROR_USAGE, "text, json, csv");
    assert_null(writer_for("folder.svg/report", &other));
    assert_error(other, ANDEL_ERROR_USAGE, ".html");
    assert_string_equal(writer_for("a.b/Report.HTML", NULL)->name, "html");
}

static void
text_is_measured_as_a_terminal_shows_it(void **state)
{
    (void)state;
    assert_int_equal(plain_width("Å"), 1);
    assert_int_equal(plain_width("e\u0301"), 1);
    assert_int_equal(plain_width("\u6f22\u5b57"), 4);
}

static void
long_words_are_cut_and_others_are_not(void **state)
{
    (void)state;
    g_auto(GStrv) lines = plain_wrap("one two threefourfive six", 9);

    assert_int_equal(g_strv_length(lines), 3);
    assert_string_equal(lines[0], "one two");
    assert_string_equal(lines[1], "threefour");
    assert_string_equal(lines[2], "five six");
}

static void
no_head_of_a_page_is_empty(void **state)
{
    (void)state;
    const TableColumn heads[] = { column_of_texts("group", ""),
                                  column_of_numbers("value", "Value", 0, 0) };
    g_autoptr(Report) report = report_new("estimate", "sv");
    g_autoptr(GByteArray) out = g_byte_array_new();
    Table *table = table_new("t1", heads, G_N_ELEMENTS(heads));

    table_add(table, ROW_BODY)[0] = entry_text(table, "Stad");
    table_add(table, ROW_BODY)[0] = entry_text(table, "");
    report_table(report, table);
    assert_true(writer_find("html", NULL)->write(report, out, NULL));
    g_byte_array_append(out, (const guint8 *)"", 1);
    const char *page = (const char *)out->data;
    assert_non_null(strstr(page, "<th scope=\"col\"><span class=\"heard\">Kategori</span></th>"));
    const char *first = strstr(page, "<th scope=\"row\">Stad</th>");
    assert_non_null(first);
    assert_non_null(strstr(first + 1, "<th scope=\"row\">Stad</th>"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_head_of_a_page_is_empty),
        cmocka_unit_test(every_format_writes_a_report_as_before),
        cmocka_unit_test(a_spreadsheet_finds_no_formula),
        cmocka_unit_test(csv_writes_the_table_that_is_asked_for),
        cmocka_unit_test(a_page_carries_what_it_needs_to_sort_a_table_of_three_rows),
        cmocka_unit_test(no_markup_comes_from_the_data),
        cmocka_unit_test(json_holds_what_is_undefined_as_null),
        cmocka_unit_test(a_png_is_as_wide_as_it_says),
        cmocka_unit_test(an_unknown_format_lists_those_that_there_are),
        cmocka_unit_test(text_is_measured_as_a_terminal_shows_it),
        cmocka_unit_test(long_words_are_cut_and_others_are_not),
    };
    return cmocka_run_group_tests_name("writer", tests, NULL, NULL);
}
