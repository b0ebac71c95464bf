/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/tabulate_models.h"
#include "tests/check.h"

static GBytes *
bytes_of(const char *path)
{
    gchar *text = NULL;
    gsize length;

    assert_true(g_file_get_contents(path, &text, &length, NULL));
    return g_bytes_new_take(text, length);
}

/* What stands in ROW and COLUMN of TABLE, as shown in LANGUAGE. */
static void
expect_shown(const Table *table, size_t row, const char *column, const char *language,
             const char *expected)
{
    size_t j = table_column(table, column);
    assert_true(j < table->n_columns);
    g_autofree char *shown = entry_show(table_entry(table, row, j), &table->columns[j], language);
    assert_string_equal(shown, expected);
}

/* Table 3 of the design's page of tables. */
static void
a_cost_table_shows_steps_down_and_scenarios_across(void **state)
{
    (void)state;
    static const char *const at_53[] = { "30\u202f500", "38,33",  "42\u202f190,65",
                                         "160",         "263,69", "53",
                                         "232,93",      "188",    "43\u202f790" };
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = bytes_of("datasets/examples/assistance-2017/cost.yml");
    g_autoptr(CostModel) model = cost_read(bytes, "cost.yml", NULL, &error);
    assert_no_error(error);
    g_autoptr(CostResult) result = cost_run(model, &error);
    assert_no_error(error);
    ShowOptions show = { .language = "sv", .decimals = -1, .id = "cost" };
    g_autoptr(Table) table = table_of_cost(result, NULL, &show);

    assert_int_equal(table_rows(table), 9);
    for (size_t i = 0; i < 9; i++)
        expect_shown(table, i, "min53", "sv", at_53[i]);
    expect_shown(table, 8, "min30", "sv", "24\u202f787");
    expect_shown(table, 3, "unit", "sv", "tim/m\u00e5nad");
    assert_string_equal(table_entry(table, 8, 1)->address, "cost.min30.total");
    assert_int_equal(table_row_kind(table, 8), ROW_TOTAL);
    assert_string_equal(table_entry(table, 3, 0)->mark, "a");
    assert_int_equal(table_rows(table->data), 18);
    size_t value = table_column(table->data, "value");
    assert_close(table_entry(table->data, 17, value)->number, 43790.3788125, 1e-15);

    static const char *const chosen[] = { "cases", "total", NULL };
    g_autoptr(Table) part = table_of_cost(result, chosen, &show);
    assert_int_equal(table_rows(part), 2);
    expect_shown(part, 0, "min30", "sv", "188");
}

/* The design's waterfall: 7,0, +1,7, +3,5 and 12,2; 57, 14, 29 and 100 per cent of the errors. */
static void
payments_become_a_waterfall_with_shares_of_the_errors(void **state)
{
    (void)state;
    static const char *const values[] = { "7,0", "+1,7", "+3,5", "12,2" };
    static const char *const shares[] = { "57", "14", "29", "100" };
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = bytes_of("datasets/examples/assistance-2017/payments.yml");
    g_autoptr(Payments) payments = payments_read(bytes, "payments.yml", &error);
    assert_no_error(error);
    ShowOptions show = { .language = "sv", .decimals = -1, .id = "fel" };
    g_autoptr(FigureData) figure = figure_of_payments(payments, &show);

    assert_int_equal(figure->data.n_rows, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(figure->data.rows[i].value_text, values[i]);
        assert_string_equal(figure->data.rows[i].cells[0], shares[i]);
        assert_int_equal(figure->data.rows[i].total, i == 3);
    }
    assert_string_equal(figure->data.notes[0], "Kontrollsumma: 7,0 + 1,7 + 3,5 = 12,2.");
    assert_non_null(strstr(figure->data.notes[1], "57,4, 13,9 och 28,7"));
    assert_string_equal(figure->data.rows[0].address, "fel.intentional");

    g_autoptr(Table) table = table_of_payments(payments, &show);
    expect_shown(table, 0, "share", "sv", "57,4");
    expect_shown(table, 3, "rate", "sv", "12,2");
    assert_int_equal(table->n_columns, 3);
}

/* The design's figure 2: 34, 18, 23 and 3 of 78; 30 is printed and would be 29. */
static void
recounted_figures_show_counts_and_verdicts(void **state)
{
    (void)state;
    static const char *const counts[] = { "34", "18", "23", "3" };
    static const char *const computed[] = { "43,59", "23,08", "29,49", "3,85" };
    static const char *const printed[] = { "44", "saknas", "30", "saknas" };
    static const char *const checks[] = { "\u2713", "h\u00e4rledd", "\u2260 29", "h\u00e4rledd" };
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = bytes_of("tests/published/2017.yml");
    g_autoptr(Published) published = published_read(bytes, "2017.yml", &error);
    assert_no_error(error);
    g_autoptr(Recount) result = recount(published);
    ShowOptions show = { .language = "sv", .decimals = -1, .id = "t1" };
    g_autoptr(Table) table = table_of_recount(result, &show);
    size_t first = 5 + 4 + 6 + 1; /* figure 1, tables 1 and 2, and the head of figure 2 */

    for (size_t i = 0; i < 4; i++) {
        expect_shown(table, first + i, "count", "sv", counts[i]);
        expect_shown(table, first + i, "computed", "sv", computed[i]);
        expect_shown(table, first + i, "printed", "sv", printed[i]);
        expect_shown(table, first + i, "check", "sv", checks[i]);
    }
    const char *note = g_ptr_array_index(table->notes, 0);
    assert_non_null(strstr(note, "Inget helt antal av 78 ger 30 procent: 23 är 29,49 och ger 29, "
                                 "24 är 30,77 och ger 31."));
    assert_non_null(strstr(note, "Basen 77, om ett svar saknas, skulle förklara det (Ja, alltid "
                                 "34; Ja, ibland 18; Nej 23; Vet ej 2), den enda basen från 39 och "
                                 "uppåt."));
    size_t verdict = table_column(table->data, "verdict");
    assert_string_equal(table_entry(table->data, 14, verdict)->text, "impossible");

    g_autoptr(Table) links = table_of_links(result, &show);
    assert_int_equal(table_rows(links), 6);
    g_autoptr(Report) report = report_new("recount", "sv");
    report_recount(report, result, "sv");
    assert_true(report->failed_checks);
    assert_int_equal(report->checks->len, 19);
}

static void
one_percentage_is_answered_in_a_sentence(void **state)
{
    (void)state;
    static const struct {
        const char *percent;
        int base;
        const char *sentence;
    } cases[] = {
        { "44", 78, "44 per cent of 78 can be right: it is 34." },
        { "44", 1000, "44 per cent of 1,000 can be right: it is 435 to 444." },
        { "50", 99,
          "No whole number of 99 gives 50 per cent: 49 is 49.49 and gives 49, 50 is "
          "50.51 and gives 51. The base 98, with one answer missing, would explain it (49), "
          "and so would 24 smaller bases. Rounding twice, first to one more decimal, would "
          "explain it (49). Cutting off instead of rounding would explain it (50). Always "
          "rounding up would explain it (49). One misprinted digit would explain it: 51 for "
          "50, 52 for 50, 53 for 50, 54 for 50, 55 for 50, 56 for 50, 57 for 50, 58 for 50, 59 "
          "for 50, 10 for 50, 20 for 50, 30 for 50, 40 for 50, 60 for 50, 70 for 50, 80 for "
          "50, 90 for 50." },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Published) published =
            published_of_percent(cases[i].percent, 0, cases[i].base, "en", NULL);
        g_autoptr(Recount) result = recount(published);
        g_autofree char *sentence = percent_sentence(result, "en");
        assert_string_equal(sentence, cases[i].sentence);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cost_table_shows_steps_down_and_scenarios_across),
        cmocka_unit_test(payments_become_a_waterfall_with_shares_of_the_errors),
        cmocka_unit_test(recounted_figures_show_counts_and_verdicts),
        cmocka_unit_test(one_percentage_is_answered_in_a_sentence),
    };
    return cmocka_run_group_tests_name("tabulate_models", tests, NULL, NULL);
}
