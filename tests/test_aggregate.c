/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published tables of error rates: Medicare fee-for-service 2012-2022 (CMS, "Improper Payment Rates
 * and Additional Data"), Medicare Part C 2016-2023 (CMS), benefits of the DWP (year ending 2025)
 * and Swedish studies 2007-2019. Expected numbers were worked out by hand, in fractions or in R. */
#include "analysis/aggregate.h"
#include "datasets/error.h"
#include "tests/payments_files.h"

static Aggregate *
read_text(PaymentsFiles *files, const char *text, const char *expenditure, GError **error)
{
    Input *input = payments_file(files, "published.csv", text);
    Input *outlays = expenditure ? payments_file(files, "expenditure.csv", expenditure) : NULL;

    return aggregate_read(input, outlays, "en", 0.95, error);
}

static Aggregate *
read_table(PaymentsFiles *files, const char *name)
{
    g_autofree char *path = g_strdup_printf("tests/reference/data/aggregate_%s.csv", name);
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;

    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    Aggregate *aggregate = read_text(files, text, NULL, &error);
    assert_no_error(error);
    return aggregate;
}

static double
rounded(double value, int decimals)
{
    double scale = pow(10.0, decimals);

    return round(value * scale) / scale;
}

static void
medicare_2012_to_2022_is_consistent_and_its_changes_are_those_of_the_limits(void **state)
{
    (void)state;
    static const double amounts[] = { 29.72, 36.10, 45.75, 43.32, 41.10, 36.21,
                                      31.61, 28.90, 25.76, 25.03, 31.47 };
    static const double errors[] = { .204, .306, .408, .332, .408, .306,
                                     .255, .179, .230, .230, .281 };
    static const double z[] = { NAN,   4.35,  5.10,  -1.16, -2.07, -2.92,
                                -3.49, -2.79, -3.37, -.03,  3.31 };
    PaymentsFiles files = payments_files_new();
    g_autoptr(Aggregate) cert = read_table(&files, "cert");

    assert_int_equal(cert->rows->len, 11);
    assert_int_equal(cert->checks->len, 11);
    assert_false(cert->fails);
    for (guint k = 0; k < 11; k++) {
        const AggregateRow *row = &g_array_index(cert->rows, AggregateRow, k);

        assert_true(g_array_index(cert->checks, AggregateCheck, k).feasible);
        assert_close(rounded(row->money, 2), amounts[k], 1e-3);
        assert_close(rounded(row->se * 100.0, 3), errors[k], 1e-12);
        if (k > 0)
            assert_close(rounded(row->z, 2), z[k], 1e-12);
        else
            assert_int_equal(row->change, CHANGE_NONE);
    }
    payments_files_free(&files);
}

static void
gross_and_net_of_part_c_give_over_and_under(void **state)
{
    (void)state;
    static const double over[] = { 7.09, 5.39, 4.735, 4.60, 3.665, 6.73, 4.93, 5.315 };
    static const double under[] = { 2.90, 2.92, 3.365, 3.27, 3.115, 3.55, .49, .695 };
    PaymentsFiles files = payments_files_new();
    g_autoptr(Aggregate) part_c = read_table(&files, "partc");
    size_t outlays = 0;

    for (int year = 2016; year <= 2023; year++) {
        g_autofree char *text = g_strdup_printf("%d", year);
        const AggregateRow *gross = aggregate_find(part_c, NULL, text, "gross");
        const AggregateRow *net = aggregate_find(part_c, NULL, text, "net");

        assert_close(aggregate_find(part_c, NULL, text, "over")->value * 100.0, over[year - 2016],
                     1e-3);
        assert_close(aggregate_find(part_c, NULL, text, "under")->value * 100.0, under[year - 2016],
                     1e-3);
        assert_true(gross->implied && net->implied);
        assert_true(fabs(gross->outlay / net->outlay - 1.0) < 0.008);
    }
    for (guint k = 0; k < part_c->checks->len; k++) {
        const AggregateCheck *check = &g_array_index(part_c->checks, AggregateCheck, k);

        outlays += check->kind == CHECK_OUTLAY;
        assert_true(check->feasible);
    }
    assert_int_equal(outlays, 8);
    payments_files_free(&files);
}

static void
three_of_nine_benefits_are_unequal_and_none_is_impossible(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    g_autoptr(Aggregate) dwp = read_table(&files, "dwp");
    size_t unequal = 0;

    assert_int_equal(dwp->checks->len, 10); /* and all benefits together */
    assert_false(dwp->fails);
    for (guint k = 0; k < dwp->checks->len; k++) {
        const AggregateCheck *check = &g_array_index(dwp->checks, AggregateCheck, k);
        const char *name = g_array_index(dwp->rows, AggregateRow, check->row).name;

        if (!check->equal) {
            assert_true(strcmp(name, "State Pension") == 0 || strcmp(name, "ESA") == 0 ||
                        strcmp(name, "Carer's Allowance") == 0);
            unequal++;
        }
    }
    assert_int_equal(unequal, 3);
    payments_files_free(&files);
}

static void
swedish_rates_imply_their_outlays(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    g_autoptr(Aggregate) se = read_table(&files, "se");
    const AggregateRow *row = aggregate_find(se, "FUT 16 schemes", NULL, NULL);

    assert_close(row->money_limits.low, 14.7, 1e-12);
    assert_close(row->money_limits.high, 17.15, 1e-12);
    assert_true(isnan(row->se)); /* a range without a level */
    row = aggregate_find(se, "FUT all", NULL, NULL);
    assert_close(row->implied_ends[0], 450.0, 1e-12);
    assert_close(row->implied_ends[1], 500.0, 1e-12);
    row = aggregate_find(se, "ESV", NULL, NULL);
    assert_close(row->outlay, 500.0, 1e-12);
    assert_close(row->money_limits.low, 4.5, 1e-12);
    assert_close(row->money_limits.high, 29.0, 1e-12);
    assert_close(rounded(aggregate_find(se, "ESV ex pension", NULL, NULL)->outlay, 0), 212, 0);
    row = aggregate_find(se, "SOU assistance", NULL, NULL);
    assert_close(rounded(row->implied_ends[0], 0), 22.0, 0.0);
    assert_close(row->implied_ends[1], 20.0, 1e-12);
    row = aggregate_find(se, "KUT 2", NULL, NULL);
    assert_close(rounded(row->outlay, 0), 327.0, 0.0);
    assert_close(rounded(row->limits.low * 100.0, 1), 3.4, 1e-12);
    assert_close(rounded(row->limits.high * 100.0, 1), 8.3, 1e-12);
    payments_files_free(&files);
}

/* DWP, year ending 2025: official error of 1.0 bn is 0.4 per cent of 292.2 bn only if it is 1.02 to
 * 1.05 bn. */
static void
a_rate_and_an_amount_agree_only_within_their_rounding(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Aggregate) official = read_text(&files,
                                              "row,measure,value,unit\nall,outlay,292.2,bn\n"
                                              "all,over,0.4,percent\nall,over,1.0,bn\n",
                                              NULL, &error);
    const AggregateCheck *check = &g_array_index(official->checks, AggregateCheck, 0);

    assert_no_error(error);
    assert_true(check->feasible && !check->equal);
    assert_close(rounded(check->possible.low, 2), 1.02, 1e-12);
    assert_close(check->whole.high, 1.05, 1e-12);
    g_autoptr(Aggregate) wrong = read_text(&files,
                                           "row,measure,value,unit\nall,outlay,292.2,bn\n"
                                           "all,over,0.4,percent\nall,over,1.5,bn\n",
                                           NULL, &error);
    assert_no_error(error);
    assert_true(wrong->fails);
    payments_files_free(&files);
}

/* B borrows A's rate: (100 + 50) * 1 per cent and 100 * 2 per cent, hypot(1.5, 2) = 2.5 of 250. */
static void
a_shared_proxy_adds_errors_and_other_schemes_add_variances(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    g_autoptr(GError) error = NULL;
    const double z = 1.959963984540054;
    g_autofree char *text = g_strdup_printf("row,value,ci_low,ci_high,ci_level,proxy_of,basis\n"
                                            "A,5,%.15g,%.15g,95,,measured\nB,5,,,,A,proxy\n"
                                            "C,8,%.15g,%.15g,95,,measured\nD,1,0,4,,,expert\n",
                                            5.0 - z, 5.0 + z, 8.0 - 2.0 * z, 8.0 + 2.0 * z);
    g_autoptr(Aggregate) aggregate =
        read_text(&files, text, "scheme,amount\nA,100\nB,50\nC,100\nD,150\n", &error);
    assert_no_error(error);
    const AggregateTotal *total = &g_array_index(aggregate->totals, AggregateTotal, 0);

    assert_int_equal(aggregate->totals->len, 1);
    assert_close(total->outlay, 400.0, 0.0);
    assert_close(total->money, 5.0 + 2.5 + 8.0 + 1.5, 1e-12);
    assert_close(total->covered, 250.0 / 400.0, 1e-12);
    assert_close(total->se, 0.025 / 4.0, 1e-9);
    assert_close(total->se_independent, sqrt(1.0 + 0.25 + 4.0) / 400.0, 1e-9);
    assert_close(total->se_full, 3.5 / 400.0, 1e-9);
    assert_int_equal(aggregate->bases->len, 3);
    const AggregateBasis *expert = &g_array_index(aggregate->bases, AggregateBasis, 2);
    assert_int_equal(expert->basis, BASIS_EXPERT);
    assert_close(expert->outlay_share, 0.375, 1e-12);
    payments_files_free(&files);
}

static void
what_was_not_measured_anew_is_not_tested(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Aggregate) aggregate =
        read_text(&files,
                  "row,year,value,ci_low,ci_high,ci_level,basis,measured_period\n"
                  "carried,2021,5,4,6,95,,2019\ncarried,2022,5,4,6,95,,2019\n"
                  "rolling,2021,5,4,6,95,,2019-2021\nrolling,2022,7,6,8,95,,2020-2022\n"
                  "basis,2021,5,4,6,95,measured,\nbasis,2022,5,4,6,95,carried,\n"
                  "fiscal,2021,5,4,6,95,,2020-21\nfiscal,2022,7,6,8,95,,2021-22\n"
                  "bare,2021,5,,,,,\nbare,2022,7,,,,,\n",
                  NULL, &error);
    static const struct {
        const char *name;
        Change change;
    } expected[] = { { "carried", CHANGE_CARRIED },
                     { "rolling", CHANGE_OVERLAP },
                     { "basis", CHANGE_CARRIED },
                     { "fiscal", CHANGE_TESTED },
                     { "bare", CHANGE_NO_ERROR } };

    assert_no_error(error);
    for (size_t k = 0; k < G_N_ELEMENTS(expected); k++)
        assert_int_equal(aggregate_find(aggregate, expected[k].name, "2022", NULL)->change,
                         expected[k].change);
    payments_files_free(&files);
}

static void
what_is_wrong_in_the_file_is_named_by_row_and_column(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } wrong[] = {
        { "row,value\nA,x\n", "line 2, value: " },
        { "row,value\nA,\n", "line 2, value: missing" },
        { "row,value\n,5\n", "line 2, row: missing" },
        { "row,value\nA,101\n", "line 2, value: 101; a rate is 0 to 100" },
        { "row,value\nA,5\nA,6\n", "line 3, row: 'A' stands in an earlier row too" },
        { "row,value,parent_row\nA,5,B\n", "line 2, parent_row: 'B' is no row" },
        { "row,value,ci_low,ci_high\nA,5,6,4\n", "line 2, ci_low: 6 is not below ci_high" },
        { "row,value,ci_low,ci_high\nA,9,4,6\n", "line 2, value: 9 lies outside its limits" },
        { "row,value,ci_low\nA,5,4\n", "line 2, ci_high: missing" },
        { "row,value,ci_low,ci_high,ci_level\nA,5,4,6,0.2\n", "line 2, ci_level: " },
        { "row,value,basis\nA,5,guess\n", "line 2, basis: 'guess' is no basis" },
        { "row,value,unit,measure\nA,-5,kr,outlay\n", "line 2, value: an outlay is an amount" },
        { "row,value,base_id\nA,5,Z\n", "base_id 'Z'" },
        { "row,value,unit,measure\nA,5,kr,over\nA,100,mn,outlay\n", "is in 'kr' and its outlay" },
    };
    PaymentsFiles files = payments_files_new();

    for (size_t k = 0; k < G_N_ELEMENTS(wrong); k++) {
        g_autoptr(GError) error = NULL;

        assert_null(read_text(&files, wrong[k].text, NULL, &error));
        assert_error(error, ANDEL_ERROR_DATA, wrong[k].message);
    }
    payments_files_free(&files);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            medicare_2012_to_2022_is_consistent_and_its_changes_are_those_of_the_limits),
        cmocka_unit_test(gross_and_net_of_part_c_give_over_and_under),
        cmocka_unit_test(three_of_nine_benefits_are_unequal_and_none_is_impossible),
        cmocka_unit_test(swedish_rates_imply_their_outlays),
        cmocka_unit_test(a_rate_and_an_amount_agree_only_within_their_rounding),
        cmocka_unit_test(a_shared_proxy_adds_errors_and_other_schemes_add_variances),
        cmocka_unit_test(what_was_not_measured_anew_is_not_tested),
        cmocka_unit_test(what_is_wrong_in_the_file_is_named_by_row_and_column),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
