/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "reports/parts.h"
#include "reports/writer.h"
#include "reports/xlsx.h"
#include "tests/check.h"

#include <zip.h>

static const TableColumn columns[] = {
    { "name", "", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
    { "share", "Share", "Answers", COLUMN_OF_NUMBERS, NULL, 2, 1 },
    { "ci", "95% CI", "Answers", COLUMN_OF_NUMBERS, NULL, 0, -1 },
    { "cost", "Cost", NULL, COLUMN_OF_NUMBERS, "kr", 0, 2 },
};

static Report *
report_of(Table *table)
{
    Report *report = report_new("estimate", "en");

    report_table(report, table);
    return report;
}

static GByteArray *
write_report(const Report *report, GError **error)
{
    const Writer *writer = writer_find("xlsx", NULL);
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    return writer->write(report, bytes, error) ? g_steal_pointer(&bytes) : NULL;
}

/* The part NAME of the workbook BYTES. The caller owns it. */
static char *
part_of(const GByteArray *bytes, const char *name)
{
    zip_source_t *source = zip_source_buffer_create(bytes->data, bytes->len, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    zip_stat_t stat;

    assert_non_null(zip);
    assert_int_equal(zip_stat(zip, name, 0, &stat), 0);
    char *text = g_malloc0(stat.size + 1);
    zip_file_t *file = zip_fopen(zip, name, 0);
    assert_int_equal(zip_fread(file, text, stat.size), stat.size);
    zip_fclose(file);
    zip_close(zip);
    return text;
}

static char *
sheet_of(Table *table)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = report_of(table);
    g_autoptr(GByteArray) bytes = write_report(report, &error);

    assert_no_error(error);
    return part_of(bytes, "xl/worksheets/sheet1.xml");
}

static void
assert_holds(const char *text, const char *part)
{
    if (strstr(text, part))
        return;
    print_error("%s\nlacks %s\n", text, part);
    fail();
}

/* The format of NUMBER shown as TEXT among numbers of at most DECIMALS decimals. */
static char *
format_of(double number, const char *shown, const char *language, int decimals, double *value)
{
    g_auto(CellNumber) cell = { 0 };
    CellColumn column = { .decimals = decimals };

    if (!cell_number(number, shown, language, &cell))
        return NULL;
    *value = cell.value;
    return cell_format(&cell, &column, NULL);
}

static void
a_number_is_carried_whole_and_its_format_shows_what_paper_shows(void **state)
{
    (void)state;
    static const struct {
        double number;
        const char *shown, *language;
        int decimals;
        double value;
        const char *format;
    } cases[] = {
        { 24787.006875, "24,787", "en", 0, 24787.006875, "#,##0;\"\u2212\"#,##0" },
        { 24787.006875, "24\u202f787,01", "sv", 2, 24787.006875, "#,##0.00;\"\u2212\"#,##0.00" },
        { 160, "160", "en", 2, 160, "#,##0_._0_0;\"\u2212\"#,##0_._0_0" },
        { -7.06, "\u22127,1", "sv", 1, -7.06, "#,##0.0;\"\u2212\"#,##0.0" },
        { -0.04, "0,0", "sv", 1, -0.04, "#,##0.0;#,##0.0" },
        { 0.285, "29", "en", 0, 28.5, "#,##0;\"\u2212\"#,##0" }, /* 28.499999999999996 were 28 */
        { 0.48, "48\u00a0%", "sv", 0, 0.48, "#,##0\"\u00a0\"%;\"\u2212\"#,##0\"\u00a0\"%" },
        { 0.48, "48%", "en", 0, 0.48, "#,##0%;\"\u2212\"#,##0%" },
        { 0, "\u2013", "sv", 0, 0, "#,##0;\"\u2212\"#,##0;\"\u2013\"" },
        { 12.25, "(12.3)", "en", 1, 12.25, "\"(\"#,##0.0\")\";\"(\"\"\u2212\"#,##0.0\")\"" },
        { 2017, "2017", "en", 0, 2017, "0;\"\u2212\"0" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        double value = NAN;
        g_autofree char *format = format_of(cases[i].number, cases[i].shown, cases[i].language,
                                            cases[i].decimals, &value);

        assert_non_null(format);
        assert_string_equal(format, cases[i].format);
        assert_close(value, cases[i].value, 0.0);
    }
}

static void
what_paper_does_not_show_is_in_no_cell(void **state)
{
    (void)state;
    double value;

    assert_null(format_of(3, "..", "en", 0, &value));
    assert_null(format_of(3, "< 5", "en", 0, &value));
    assert_null(format_of(0.0003, "< 0.001", "en", 0, &value));
    assert_null(format_of(12, "13", "en", 0, &value));
}

static void
an_interval_is_two_numbers_with_the_dash_in_a_format(void **state)
{
    (void)state;
    Table *table = table_new("t1", columns, G_N_ELEMENTS(columns));
    Entry interval = entry_interval(table, 0.3849, 0.5744, 2, 0, "en");
    Entry name = entry_text(table, "All");
    Entry *row = table_add(table, ROW_TOTAL);

    row[0] = name;
    row[1] = entry_number(52.0 / 109.0);
    row[2] = interval;
    row[3] = entry_number(1318.464); /* 10 times 131.8464 */
    g_autofree char *sheet = sheet_of(table);
    assert_holds(sheet, "<v>38.49</v>");
    assert_holds(sheet, "<v>57.44</v>");
    assert_holds(sheet, "<v>1318.464</v>");
    assert_holds(sheet, "<v>47.706422018348626</v>"); /* 100 * 52 / 109, of the nearest double */
}

static void
a_text_that_looks_like_a_formula_is_a_text(void **state)
{
    (void)state;
    static const char *const texts[] = { "=1+1", "+1", "-1", "@SUM(1)", "=cmd|'/c calc'!A1" };
    Table *table = table_new("t1", columns, G_N_ELEMENTS(columns));

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        Entry entry = entry_text(table, texts[i]);
        table_add(table, ROW_BODY)[0] = entry;
    }
    g_autofree char *sheet = sheet_of(table);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *cell = g_strdup_printf("<t xml:space=\"preserve\">%s</t>", texts[i]);
        assert_holds(sheet, cell);
    }
    assert_null(strstr(sheet, "<f>"));
}

static void
characters_that_xml_has_not_are_escaped(void **state)
{
    (void)state;
    g_autoptr(GString) out = g_string_new(NULL);

    xlsx_text(out, "a<b>&\"c\" bell\a tab\t _x0041_ _x41_ cr\r");
    assert_string_equal(out->str, "a&lt;b&gt;&amp;&quot;c&quot; bell_x0007_ tab\t _x005F_x0041_ "
                                  "_x41_ cr_x000D_");
}

static void
cells_are_named_as_spreadsheets_do(void **state)
{
    (void)state;
    static const struct {
        size_t column;
        const char *name;
    } cases[] = { { 0, "A1" },    { 25, "Z1" },    { 26, "AA1" },
                  { 701, "ZZ1" }, { 702, "AAA1" }, { 16383, "XFD1" } };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);

        xlsx_place(out, 0, cases[i].column, false);
        assert_string_equal(out->str, cases[i].name);
    }
}

/* A row with the address "t1.NAME" and FORMULA. */
static void
add_step(Table *table, const char *name, double number, const char *shown, const char *formula)
{
    Entry first = entry_text(table, name), value = entry_number(number);
    g_autofree char *address = g_strdup_printf("t1.%s", name);

    value.text = table_text(table, shown);
    value.address = table_text(table, address);
    value.formula = table_text(table, formula);
    Entry *row = table_add(table, ROW_BODY);
    row[0] = first;
    row[3] = value;
}

static void
formulas_name_the_cells_of_their_addresses(void **state)
{
    (void)state;
    Table *table = table_new("t1", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, "The agency's cost");
    add_step(table, "wage", 30500, "30,500", NULL);
    add_step(table, "surcharge", 0.3833, "38.33", NULL);
    add_step(table, "month", 42190.65, "42,190.65", "{t1.wage}*(1+{t1.surcharge})");
    add_step(table, "rest", 1 - 0.3833, "61.67", "1-{t1.surcharge}");
    g_autofree char *sheet = sheet_of(table);
    /* the title, the heads in two rows, then the rows; an interval is not there, so one cell each.
     * A share that is shown in per cent is divided by 100 where it is used. */
    assert_holds(sheet, "<f>'The agency''s cost'!$D$4*(1+('The agency''s cost'!$D$5/1E2))</f>"
                        "<v>42190.65</v>");
    assert_holds(sheet, "<f>(1-('The agency''s cost'!$D$5/1E2))*1E2</f><v>61.67</v>");
}

static void
sheets_have_names_that_spreadsheets_take(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = report_new("report", "en");
    static const char *const titles[] = { "a/b [c]: d?", "'History'",
                                          "A title of more than thirty-one letters",
                                          "A title of more than thirty-one words", "" };

    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++) {
        Table *table = table_new("t1", columns, G_N_ELEMENTS(columns));

        table->title = table_text(table, titles[i]);
        report_table(report, table);
    }
    g_autoptr(GByteArray) bytes = write_report(report, &error);
    assert_no_error(error);
    g_autofree char *workbook = part_of(bytes, "xl/workbook.xml");
    assert_holds(workbook, "<sheet name=\"a b  c   d\"");
    assert_holds(workbook, "<sheet name=\"History 2\"");
    assert_holds(workbook, "<sheet name=\"A title of more than thirty-one\"");
    assert_holds(workbook, "<sheet name=\"A title of more than thirty-o 2\"");
    assert_holds(workbook, "<sheet name=\"t1\"");
    assert_holds(workbook, "<sheet name=\"Notes\"");
}

static void
a_workbook_says_what_it_was_made_of(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    Table *table = table_new("t1", columns, G_N_ELEMENTS(columns));
    g_autoptr(Report) report = report_of(table);
    DataUsed *data = report_data(report, "answers.csv", "c0ffee");

    data->rows_read = 153;
    data->rows_used = 109;
    g_ptr_array_add(report->arguments, (gpointer)report_text(report, "mean(x)"));
    report_note(report, "Weighted by w.");
    g_autoptr(GByteArray) bytes = write_report(report, &error);
    assert_no_error(error);
    g_autofree char *notes = part_of(bytes, "xl/worksheets/sheet2.xml");
    assert_holds(notes, ">andel estimate 'mean(x)'</t>");
    assert_holds(notes, ">c0ffee</t>");
    assert_holds(notes, "<v>153</v>");
    assert_holds(notes, "<v>109</v>");
    assert_holds(notes, ">Weighted by w.</t>");
}

static void
the_same_report_gives_the_same_bytes_in_any_zone(void **state)
{
    (void)state;
    static const char *const zones[] = { "Pacific/Kiritimati", "America/Noronha", "UTC" };
    g_autoptr(GByteArray) first = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(zones); i++) {
        Table *table = table_new("t1", columns, G_N_ELEMENTS(columns));
        g_autoptr(Report) report = report_of(table);

        g_setenv("TZ", zones[i], TRUE);
        g_autoptr(GByteArray) bytes = write_report(report, NULL);
        assert_non_null(bytes);
        if (!first) {
            first = g_steal_pointer(&bytes);
            continue;
        }
        assert_int_equal(bytes->len, first->len);
        assert_memory_equal(bytes->data, first->data, first->len);
    }
    g_unsetenv("TZ");
}

static void
a_text_longer_than_a_cell_is_refused(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    Table *table = table_new("t1", columns, G_N_ELEMENTS(columns));
    g_autofree char *text = g_strnfill(XLSX_MOST_TEXT + 1, 'x');
    Entry entry = entry_text(table, text);

    table_add(table, ROW_BODY)[0] = entry;
    g_autoptr(Report) report = report_of(table);
    assert_null(write_report(report, &error));
    assert_error(error, ANDEL_ERROR_DATA, "table t1, row 1: a text is longer than the 32767");
    assert_error(error, ANDEL_ERROR_DATA, ".csv");
}

static void
a_result_without_tables_is_no_workbook(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = report_new("help", "en");

    assert_null(write_report(report, &error));
    assert_error(error, ANDEL_ERROR_USAGE, "help gives no table");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_carried_whole_and_its_format_shows_what_paper_shows),
        cmocka_unit_test(what_paper_does_not_show_is_in_no_cell),
        cmocka_unit_test(an_interval_is_two_numbers_with_the_dash_in_a_format),
        cmocka_unit_test(a_text_that_looks_like_a_formula_is_a_text),
        cmocka_unit_test(characters_that_xml_has_not_are_escaped),
        cmocka_unit_test(cells_are_named_as_spreadsheets_do),
        cmocka_unit_test(formulas_name_the_cells_of_their_addresses),
        cmocka_unit_test(sheets_have_names_that_spreadsheets_take),
        cmocka_unit_test(a_workbook_says_what_it_was_made_of),
        cmocka_unit_test(the_same_report_gives_the_same_bytes_in_any_zone),
        cmocka_unit_test(a_text_longer_than_a_cell_is_refused),
        cmocka_unit_test(a_result_without_tables_is_no_workbook),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
