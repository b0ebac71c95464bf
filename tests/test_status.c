/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "reports/parts.h"
#include "reports/status.h"
#include "reports/symbols.h"
#include "reports/writer.h"
#include "tests/check.h"
#include "tests/pdf_rules.h"

/* year, value, n: 2022 1.0 10, 2023 2.0 20, 2024 3.0 30 */
static Report *
report_of_years(const char *const *status, GError **error)
{
    static const TableColumn columns[] = {
        { "year", "", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "value", "Value", NULL, COLUMN_OF_NUMBERS, NULL, 0, 1 },
        { "n", "Count", NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
    };
    g_autoptr(Report) report = report_new("estimate", "en");
    Table *table = table_new("t1", columns, G_N_ELEMENTS(columns));

    for (int i = 0; i < 3; i++) {
        g_autofree char *year = g_strdup_printf("%d", 2022 + i);
        Entry *row = table_add(table, ROW_BODY);

        row[0] = entry_text(table, year);
        row[1] = entry_number(1.0 + i);
        row[2] = entry_number(10.0 * (1 + i));
    }
    report_table(report, table);
    if (!table_set_status(table, status, error))
        return NULL;
    return g_steal_pointer(&report);
}

static Report *
report_with(const char *first, const char *second, const char *set)
{
    const char *const status[] = { first, second, NULL };
    GError *error = NULL;
    Report *report = report_of_years(status, &error);

    assert_no_error(error);
    report_set_symbols(report, set);
    return report;
}

static char *
shown(const Report *report, size_t row, size_t column)
{
    const Table *table = report_find_table(report, NULL);

    return entry_show(table_entry(table, row, column), &table->columns[column], "en");
}

static char *
written(const Report *report, const char *format)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    GError *error = NULL;

    assert_true(writer_find(format, NULL)->write(report, out, &error));
    assert_no_error(error);
    return g_strndup((const char *)out->data, out->len);
}

static void
a_row_bears_the_sign_at_its_name_and_a_cell_behind_its_number(void **state)
{
    (void)state;
    static const struct {
        const char *set, *name, *number, *legend;
    } cases[] = {
        { NULL, "2024\u00a0p", "2.0\u00a0r", "Symbols: p = provisional; r = revised." },
        { "scb", "2024\u00a0p", "2.0\u00a0r", "Symbols: p = provisional; r = revised." },
        { "gss", "2024\u00a0[p]", "2.0\u00a0[r]", "Symbols: [p] = provisional; [r] = revised." },
        { "eurostat", "2024\u00a0p", "2.0\u00a0r", "Symbols: p = provisional; r = revised." },
    };

    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
        g_autoptr(Report) report =
            report_with("2024=provisional", "2023.value=revised", cases[k].set);
        g_autofree char *name = shown(report, 2, 0), *number = shown(report, 1, 1),
                        *plain = shown(report, 2, 1);

        assert_string_equal(name, cases[k].name);
        assert_string_equal(number, cases[k].number);
        assert_string_equal(plain, "3.0");
        assert_string_equal(report_find_table(report, NULL)->notes->pdata[0], cases[k].legend);
    }
}

static void
the_decimal_mark_stays_where_it_was(void **state)
{
    (void)state;
    g_autoptr(Report) report = report_with("2023.value=estimated", NULL, "gss");
    const Entry *entry = table_entry(report_find_table(report, NULL), 1, 1);
    g_autofree char *text = shown(report, 1, 1);

    assert_string_equal(text, "2.0\u00a0[e]");
    assert_int_equal(entry_split(entry, text, "en"), 1);
}

static void
a_column_bears_the_sign_in_its_head(void **state)
{
    (void)state;
    g_autoptr(Report) report = report_with("Count=break", NULL, "scb");

    assert_string_equal(report_find_table(report, NULL)->columns[2].label, "Count\u00a0b");
}

static void
data_bear_the_words(void **state)
{
    (void)state;
    g_autoptr(Report) report = report_with("2024=provisional", "2024.value=estimated", "gss");
    g_autofree char *csv = written(report, "csv");

    assert_string_equal(csv, "year,value,n,flags\n2022,1,10,\n2023,2,20,\n"
                             "2024,3,30,provisional value.estimated\n");
}

static void
a_page_and_a_pdf_say_what_the_sign_means(void **state)
{
    (void)state;
    g_autoptr(Report) report = report_with("2024=break", "2023.value=revised", "gss");
    g_autofree char *page = written(report, "html");
    g_autoptr(GByteArray) pdf = g_byte_array_new();

    assert_non_null(strstr(page, "<abbr title=\"break in the series\">[b]</abbr>"));
    assert_non_null(strstr(page, "<abbr title=\"revised\">[r]</abbr>"));
    assert_true(writer_find("pdf", NULL)->write(report, pdf, NULL));
    g_autofree char *broken = pdf_rules_broken(pdf);
    g_autofree char *said = pdf_actual_texts(pdf);
    assert_string_equal(broken, "");
    assert_string_equal(said, "revised\nbreak in the series\n");
}

static void
what_is_not_there_is_refused_with_what_is(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        { "2024", "write PLACE=STATUS, as in 2024=provisional" },
        { "2024=new", "there are provisional, revised, estimated and break" },
        { "2025=revised", "its rows begin with '2022', '2023', '2024'" },
        { "2024.se=revised", "no row, column or cell of the table is called so" },
    };

    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
        const char *const status[] = { cases[k].text, NULL };
        g_autoptr(GError) error = NULL;

        assert_null(report_of_years(status, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[k].says);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_bears_the_sign_at_its_name_and_a_cell_behind_its_number),
        cmocka_unit_test(the_decimal_mark_stays_where_it_was),
        cmocka_unit_test(a_column_bears_the_sign_in_its_head),
        cmocka_unit_test(data_bear_the_words),
        cmocka_unit_test(a_page_and_a_pdf_say_what_the_sign_means),
        cmocka_unit_test(what_is_not_there_is_refused_with_what_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
