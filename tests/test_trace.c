/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_trace.c - addresses of printed numbers, and the chains that documents store. */
#include "check.h"
#include "datasets/error.h"
#include "reports/trace.h"
#include "reports/trace_show.h"
#include "reports/writer.h"

#include <string.h>

/* 26 of 109 said no: 23.853211... per cent, as a paragraph and a table of a document have it. */
static Report *
small_report(double share, const char *printed)
{
    const TableColumn columns[] = {
        { .name = "row", .label = "" },
        { .name = "share", .label = "Per cent", .kind = COLUMN_OF_NUMBERS, .power = 2 },
    };
    const char *const parts[] = { "info", "no", NULL };
    const char *const n[] = { "info", "no", "n", NULL }, *const base[] = { "info", "no", "base",
                                                                           NULL };
    Report *report = report_new("report", "en");
    Table *table = table_new("info", columns, G_N_ELEMENTS(columns));
    Entry *row;
    Origin origin = { .block = "info",
                      .asks = "crosstab info",
                      .file = "survey.csv",
                      .sha256 = "74b0",
                      .rows = 153,
                      .where = "year = 2017" };

    report->document = report->cover = true;
    report->values = values_new();
    values_add(report->values, parts, &(Value){ VALUE_SHARE, share, 0, NULL });
    values_add(report->values, n, &(Value){ VALUE_COUNT, 26.0, 0, NULL });
    values_add(report->values, base, &(Value){ VALUE_COUNT, 109.0, 0, NULL });
    values_explain(report->values, parts, "share of those who said no");
    g_array_append_val(report->origins, origin);
    report_paragraph(report, "Of 153 in 2017");
    Block *block = report_add(report, BLOCK_PARAGRAPH);
    block_add(report, block, "Between 1 and 2, ", 0);
    block_add(report, block, printed, 0)->address = report_text(report, "info.no");
    block_add(report, block, " said no.", 0);
    row = table_add(table, ROW_GROUP);
    row[0] = entry_text(table, "All 7");
    row = table_add(table, ROW_BODY);
    row[0] = entry_text(table, "No, 3 times");
    row[1] = entry_number(share);
    row[1].address = "info.no";
    table->number = "Table 1";
    report_table(report, table);
    return report;
}

static void
numbers_are_counted_as_a_reader_counts_them(void **state)
{
    static const char *const expected[][2] = {
        { "p1.s1", "153" }, { "p1.s2", "2017" },        { "p2.s1", "1" },
        { "p2.s2", "2" },   { "p2.s3", "24 per cent" }, { "t1.r1.c2", "24" },
    };
    (void)state;
    g_autoptr(Report) report = small_report(26.0 / 109.0, "24 per cent");
    g_autoptr(Trace) trace = trace_of_report(report);

    assert_int_equal(trace->numbers->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < trace->numbers->len; i++) {
        const TraceNumber *number = &g_array_index(trace->numbers, TraceNumber, i);

        assert_string_equal(number->address, expected[i][0]);
        assert_string_equal(number->printed, expected[i][1]);
    }
}

static void
a_number_keeps_its_grouping_and_its_minus(void **state)
{
    static const char text[] = "a \u22121,234.5, b 24\u00a0787 c 1.";
    static const char *const expected[] = { "\u22121,234.5", "24\u00a0787", "1" };
    size_t at = 0, length = 0, i = 0;
    (void)state;

    for (; trace_next_number(text, &at, &length); at += length) {
        g_autofree char *found = g_strndup(text + at, length);
        assert_string_equal(found, expected[i++]);
    }
    assert_int_equal(i, 3);
}

static void
what_is_written_reads_back(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = small_report(26.0 / 109.0, "24 per cent");
    g_autoptr(Trace) trace = trace_of_report(report);
    g_autofree char *text = trace_write(trace);
    g_autoptr(Trace) again = trace_read(text, strlen(text), "x", &error);

    assert_no_error(error);
    g_autofree char *text_again = trace_write(again);
    assert_string_equal(text, text_again);
    const TraceNumber *number = trace_find(again, "t1.r1.c2");
    assert_true(number->value == 26.0 / 109.0);
    assert_string_equal(trace_fact(number, "n"), "26");
    assert_string_equal(trace_fact(number, "base"), "109");
    assert_string_equal(g_array_index(again->origins, Origin, 0).where, "year = 2017");
}

static char *
shown(Report *report)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GError) error = NULL;

    assert_true(writer_find("text", &error)->write(report, bytes, &error));
    return g_strndup((const char *)bytes->data, bytes->len);
}

static void
the_chain_goes_from_the_file_to_what_is_printed(void **state)
{
    static const char *const steps[] = { "survey.csv, sha256 74b0",
                                         "153 read",
                                         "year = 2017",
                                         "none: each row counts one",
                                         "share of those who said no",
                                         "26 of 109",
                                         "0.23853211009174313",
                                         "23.853211, rounded once, half away from zero, to 0",
                                         "24 per cent" };
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = small_report(26.0 / 109.0, "24 per cent");
    g_autoptr(Trace) trace = trace_of_report(report);
    g_autoptr(Report) chain = report_of_chain(trace, "p2.s3", &error);

    assert_no_error(error);
    g_autofree char *text = shown(chain);
    const char *at = text;
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        const char *next = strstr(at, steps[i]);
        if (!next)
            fail_msg("'%s' does not follow in: %s", steps[i], text);
        at = next;
    }
}

static void
a_print_that_the_value_does_not_give_is_told(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = small_report(26.0 / 109.0, "25 per cent");
    g_autoptr(Trace) trace = trace_of_report(report);
    g_autoptr(Report) chain = report_of_chain(trace, "p2.s3", &error);
    g_autofree char *text = shown(chain);

    assert_non_null(strstr(text, "does not give what is printed"));
}

static void
an_unknown_address_names_those_near_it(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = small_report(26.0 / 109.0, "24 per cent");
    g_autoptr(Trace) trace = trace_of_report(report);

    assert_null(report_of_chain(trace, "p2.s9", &error));
    assert_error(error, ANDEL_ERROR_USAGE, "p2.s1 to p2.s3");
    g_clear_error(&error);
    assert_null(report_of_chain(trace, "info.on", &error));
    assert_error(error, ANDEL_ERROR_USAGE, "the nearest is info.no");
}

/* The same document from the three formats that keep it. */
static void
every_format_keeps_the_same_trace(void **state)
{
    static const char *const formats[] = { "pdf", "html", "json" };
    (void)state;
    g_autoptr(Report) report = small_report(26.0 / 109.0, "24 per cent");
    g_autoptr(Trace) trace = trace_of_report(report);
    g_autofree char *expected = trace_write(trace);

    report->title = "A <small> report";
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GByteArray) out = g_byte_array_new();

        assert_true(writer_find(formats[i], &error)->write(report, out, &error));
        g_autoptr(GBytes) bytes = g_bytes_new(out->data, out->len);
        g_autoptr(Trace) again = trace_open(bytes, "x", &error);
        assert_no_error(error);
        g_autofree char *text = trace_write(again);
        assert_string_equal(text, expected);
    }
}

static void
only_what_changed_is_listed(void **state)
{
    (void)state;
    g_autoptr(Report) old = small_report(26.0 / 109.0, "24 per cent");
    g_autoptr(Report) new = small_report(27.0 / 109.0, "25 per cent");
    g_autoptr(Trace) before = trace_of_report(old), now = trace_of_report(new);
    g_autoptr(Report) none = report_of_changes(before, before);
    g_autoptr(Report) some = report_of_changes(before, now);
    const Table *table = report_find_table(some, NULL);

    assert_int_equal(table_rows(report_find_table(none, NULL)), 0);
    assert_int_equal(table_rows(table), 2);
    assert_string_equal(table_entry(table, 0, 0)->text, "p2.s3");
    assert_string_equal(table_entry(table, 0, 1)->text, "24 per cent");
    assert_string_equal(table_entry(table, 0, 2)->text, "25 per cent");
    assert_string_equal(table_entry(table, 1, 0)->text, "t1.r1.c2");
}

static void
a_file_of_another_kind_is_refused(void **state)
{
    static const char *const texts[] = { "hello", "{\"a\": 1}", "{\"a\": ", "%PDF-1.7 broken" };
    static const char *const messages[] = { "no report or result of andel", "no result of andel",
                                            "this is no JSON", "PDF" };
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes = g_bytes_new_static(texts[i], strlen(texts[i]));

        assert_null(trace_open(bytes, "x", &error));
        assert_error(error, ANDEL_ERROR_DATA, messages[i]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_counted_as_a_reader_counts_them),
        cmocka_unit_test(a_number_keeps_its_grouping_and_its_minus),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(the_chain_goes_from_the_file_to_what_is_printed),
        cmocka_unit_test(a_print_that_the_value_does_not_give_is_told),
        cmocka_unit_test(an_unknown_address_names_those_near_it),
        cmocka_unit_test(every_format_keeps_the_same_trace),
        cmocka_unit_test(only_what_changed_is_listed),
        cmocka_unit_test(a_file_of_another_kind_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
