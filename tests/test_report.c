/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "reports/account.h"
#include "reports/report.h"
#include "tests/check.h"

static void
a_report_keeps_copies_of_its_texts(void **state)
{
    (void)state;
    char text[] = "heading";
    g_autoptr(Report) report = report_new("report", "sv");

    report_heading(report, 2, text);
    text[0] = 'X';
    const Block *block = &g_array_index(report->blocks, Block, 0);
    const Run *run = &g_array_index(block->runs, Run, 0);
    assert_int_equal(block->level, 2);
    assert_string_equal(run->text, "heading");
    assert_int_equal(run->footnote, -1);
}

static void
a_table_is_found_by_its_id(void **state)
{
    (void)state;
    static const TableColumn column = { "n", "Count", NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 };
    g_autoptr(Report) report = report_new("codebook", NULL);

    assert_null(report_find_table(report, NULL));
    report_paragraph(report, "text");
    report_table(report, table_new("variables", &column, 1));
    report_table(report, table_new("levels", &column, 1));
    assert_string_equal(report_find_table(report, NULL)->id, "variables");
    assert_string_equal(report_find_table(report, "levels")->id, "levels");
    assert_null(report_find_table(report, "missing"));
}

static void
a_report_without_a_figure_says_so(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = report_new("estimate", "en");

    assert_null(report_first_scene(report, "SVG", &error));
    assert_error(error, ANDEL_ERROR_USAGE, "holds no figure");
}

static void
documents_bear_the_date_that_they_are_given(void **state)
{
    (void)state;
    g_unsetenv("SOURCE_DATE_EPOCH");
    assert_int_equal(report_epoch(), 0);
    g_setenv("SOURCE_DATE_EPOCH", "1500000000", TRUE);
    assert_int_equal(report_epoch(), 1500000000);
    g_setenv("SOURCE_DATE_EPOCH", "yesterday", TRUE);
    assert_int_equal(report_epoch(), 0);
    g_unsetenv("SOURCE_DATE_EPOCH");
}

static void
rows_read_are_those_used_and_those_excluded(void **state)
{
    (void)state;
    g_autoptr(Report) report = report_new("estimate", "en");
    DataUsed *data = report_data(report, "svar.csv", NULL);
    const Exclusion refused = { "refused", 4 }, unanswered = { "no answer", 40 };

    data->rows_read = 1153;
    data->rows_used = 1153;
    g_autofree char *all = account_of_rows(data, "en");
    assert_string_equal(all, "svar.csv: 1,153 rows read, all used.");

    data->rows_used = 1109;
    g_array_append_val(data->excluded, refused);
    g_array_append_val(data->excluded, unanswered);
    g_autofree char *some = account_of_rows(data, "sv");
    assert_string_equal(some, "svar.csv: 1\u202f153 rader lästa, 1\u202f109 använda; 44 uteslutna: "
                              "refused (4), uppgift saknas (40).");
}

static void
a_published_number_that_does_not_hold_is_named(void **state)
{
    (void)state;
    g_autoptr(Report) report = report_new("report", "en");
    const Check holds = {
        "f1.no", "Figure 1", "No", "24", "24", 24.0, 24.0, true, false, NULL, NULL
    };
    const Check fails = { "f2.no", "Figure 2", "No",  "30", "29", 30.0,
                          29.0,    false,      false, NULL, NULL };

    g_array_append_val(report->checks, holds);
    g_array_append_val(report->checks, fails);
    g_autoptr(GPtrArray) account = account_of(report);
    assert_int_equal(account->len, 2);
    assert_string_equal(account->pdata[0], "1 of 2 published numbers hold.");
    assert_string_equal(account->pdata[1], "Figure 2, No: printed 30, computed 29.");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_keeps_copies_of_its_texts),
        cmocka_unit_test(a_table_is_found_by_its_id),
        cmocka_unit_test(a_report_without_a_figure_says_so),
        cmocka_unit_test(documents_bear_the_date_that_they_are_given),
        cmocka_unit_test(rows_read_are_those_used_and_those_excluded),
        cmocka_unit_test(a_published_number_that_does_not_hold_is_named),
    };
    return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
