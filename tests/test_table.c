/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/table.h"
#include "tests/check.h"

static const TableColumn columns[] = {
    { "row", "", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
    { "share", "Share", "Answers", COLUMN_OF_NUMBERS, NULL, 2, 0 },
    { "limits", "Limits", "Answers", COLUMN_OF_NUMBERS, NULL, 2, 0 },
    { "cost", "Cost", NULL, COLUMN_OF_NUMBERS, "kr", 0, -1 },
};

static char *
shown(Entry entry, size_t column, const char *language)
{
    return entry_show(&entry, &columns[column], language);
}

static void
a_table_keeps_copies_of_what_it_is_given(void **state)
{
    (void)state;
    char name[] = "count", text[] = "Ja";
    TableColumn column = { name, name, NULL, COLUMN_OF_TEXT, NULL, 0, -1 };
    g_autoptr(Table) table = table_new("t1", &column, 1);
    Entry entry = entry_text(table, text);

    table_add(table, ROW_TOTAL)[0] = entry;
    name[0] = text[0] = 'X';
    assert_string_equal(table->columns[0].name, "count");
    assert_string_equal(table_entry(table, 0, 0)->text, "Ja");
    assert_int_equal(table_row_kind(table, 0), ROW_TOTAL);
    assert_int_equal(table_column(table, "count"), 0);
    assert_int_equal(table_column(table, "kount"), 1);
}

static void
what_is_undefined_is_no_number(void **state)
{
    (void)state;
    g_autofree char *number = shown(entry_number(NAN), 1, "en");
    g_autofree char *text = shown((Entry){ 0 }, 0, "en");

    assert_int_equal(entry_number(NAN).kind, ENTRY_NONE);
    assert_int_equal(entry_number(INFINITY).kind, ENTRY_NONE);
    assert_string_equal(number, "..");
    assert_string_equal(text, "");
}

static void
numbers_are_shown_as_the_column_and_the_language_have_it(void **state)
{
    (void)state;
    static const struct {
        double value;
        size_t column;
        const char *language, *text;
    } cases[] = {
        { 52.0 / 109.0, 1, "sv", "48" },
        { 24787.006875, 3, "sv", "24\u202f787,006875" },
        { 42190.65, 3, "en", "42,190.65" },
        { 1.0 / 3.0, 3, "en", "0.333333" },
        { 0.000123456789, 3, "en", "0.000123457" },
        { 1.99999999, 3, "en", "2" },
        { 188, 3, "en", "188" },
        { -7.1, 3, "sv", "\u22127,1" },
        { 0, 3, "en", "0" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            shown(entry_number(cases[i].value), cases[i].column, cases[i].language);
        assert_string_equal(text, cases[i].text);
    }
}

static void
lists_and_maps_are_shown_on_one_line(void **state)
{
    (void)state;
    static const char *const texts[] = { "region", "north", "sex", NULL };
    g_autoptr(Table) table = table_new("t1", columns, G_N_ELEMENTS(columns));
    g_autofree char *list = shown(entry_list(table, ENTRY_LIST, texts, 2), 0, "en");
    g_autofree char *map = shown(entry_list(table, ENTRY_MAP, texts, 4), 0, "en");

    assert_string_equal(list, "region north");
    assert_string_equal(map, "region=north sex=");
}

static void
entries_are_split_where_they_are_aligned(void **state)
{
    (void)state;
    static const struct {
        const char *text, *language;
        size_t split;
    } cases[] = {
        { "48", "sv", 2 },
        { "30,0", "sv", 2 },
        { "1,234.5", "en", 5 },
        { "48\u00a0%", "sv", 2 },
        { "39\u201357", "en", 2 },
        { "4.5\u201310.25", "en", 3 },
        { "\u22123 till 5", "sv", 4 },
        { "\u22123,5", "sv", 4 },
        { "\u2013", "sv", ENTRY_NO_SPLIT },
        { "..", "en", ENTRY_NO_SPLIT },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Entry entry = { .kind = ENTRY_NUMBER, .number = 1.0, .text = cases[i].text };

        assert_int_equal(entry_split(&entry, cases[i].text, cases[i].language), cases[i].split);
    }
}

static void
a_spanner_covers_the_columns_that_share_it(void **state)
{
    (void)state;
    g_autoptr(Table) table = table_new("t1", columns, G_N_ELEMENTS(columns));
    g_autofree char *head = column_head(&table->columns[3]);

    assert_int_equal(table_spanner_end(table, 0), 1);
    assert_int_equal(table_spanner_end(table, 1), 3);
    assert_int_equal(table_spanner_end(table, 3), 4);
    assert_string_equal(head, "Cost, kr");
}

/* A name that is printed once names the rows below it; a total has the next text for its name. */
static void
each_row_has_a_name(void **state)
{
    (void)state;
    const TableColumn heads[] = { column_of_texts("group", "Group"), column_of_texts("label", ""),
                                  column_of_numbers("value", "Value", 0, 0) };
    static const struct {
        TableRowKind kind;
        const char *first, *second;
        size_t naming;
    } rows[] = { { ROW_TOTAL, "", "All", SIZE_MAX },
                 { ROW_BODY, "City", "Women", 1 },
                 { ROW_BODY, "", "Men", 1 },
                 { ROW_TOTAL, "", "Both", SIZE_MAX } };
    g_autoptr(Table) table = table_new("t1", heads, G_N_ELEMENTS(heads));

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Entry *row = table_add(table, rows[i].kind);

        row[0] = entry_text(table, rows[i].first);
        row[1] = entry_text(table, rows[i].second);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_int_equal(table_naming_row(table, i), rows[i].naming);
        assert_true(table_names_row(table, i, 0) == (i == 1));
        assert_true(table_names_row(table, i, 1) == (rows[i].naming == SIZE_MAX));
        assert_false(table_names_row(table, i, 2));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_has_a_name),
        cmocka_unit_test(a_table_keeps_copies_of_what_it_is_given),
        cmocka_unit_test(what_is_undefined_is_no_number),
        cmocka_unit_test(numbers_are_shown_as_the_column_and_the_language_have_it),
        cmocka_unit_test(lists_and_maps_are_shown_on_one_line),
        cmocka_unit_test(entries_are_split_where_they_are_aligned),
        cmocka_unit_test(a_spanner_covers_the_columns_that_share_it),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
