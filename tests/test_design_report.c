/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/design_report.h"
#include "analysis/profile.h"
#include "tests/ask.h"

/* The report on SPEC in the data in CSV; the caller owns it. */
static DesignReport *
report_on(const char *csv, const DesignSpec *spec)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Input) input = input_of(csv);
    DesignReport *report = design_report_new(spec, &error);

    assert_no_error(error);
    g_autoptr(Profile) profile = profile_read(input, report, &error);
    assert_no_error(error);
    return report;
}

static bool
has_check(const DesignReport *report, const char *check, const char *part)
{
    for (guint k = 0; k < report->checks->len; k++) {
        const DesignCheck *found = &g_array_index(report->checks, DesignCheck, k);

        if (strcmp(found->check, check) == 0)
            return strstr(found->message, part) != NULL;
    }
    return false;
}

static const char *const h[] = { "h", NULL }, *const c[] = { "c", NULL },
                         *const n[] = { "n", NULL };

/* Weights 1, 1, 2, 4: mean 2, variance 1.5, Kish 1 + 1.5 / 4 = 1.375. */
static void
weights_are_described_as_kish_does(void **state)
{
    (void)state;
    const DesignSpec spec = { .weight = "w" };
    g_autoptr(DesignReport) report = report_on("w\n1\n4\n2\n1\n", &spec);

    assert_true(report->weighted);
    assert_close(report->weights.sum, 8.0, 1e-15);
    assert_close(report->weights.kish, 1.375, 1e-15);
    assert_close(report->weights.effective, 4.0 / 1.375, 1e-15);
    assert_close(report->weights.median, 1.5, 1e-15);
    assert_close(report->weights.greatest, 4.0, 0.0);
    assert_int_equal(report->checks->len, 0);
}

static void
psus_are_counted_by_stratum(void **state)
{
    (void)state;
    const DesignSpec spec = { .strata = h, .psu = c };
    g_autoptr(DesignReport) report =
        report_on("h,c\na,1\na,1\na,2\nb,3\nb,4\nb,5\nd,6\nd,7\nd,8\nd,9\n", &spec);

    assert_int_equal(report->n_stages, 1);
    assert_close(report->stages[0].n_units, 9.0, 0.0);
    assert_close(report->stages[0].least, 2.0, 0.0);
    assert_close(report->stages[0].median, 3.0, 0.0);
    assert_close(report->stages[0].greatest, 4.0, 0.0);
    assert_int_equal(report->n_strata, 3);
    assert_false(report->weighted);
    assert_int_equal(report->checks->len, 0);
}

static void
what_looks_wrong_is_told(void **state)
{
    (void)state;
    const DesignSpec weight = { .weight = "w" }, nested = { .strata = h, .psu = c };
    const DesignSpec rate = { .weight = "w", .fpc = n, .fpc_unit = FPC_RATE };
    const DesignSpec count = { .weight = "w", .fpc = n },
                     clusters = { .weight = "w", .psu = c, .fpc = n };
    g_autoptr(DesignReport) scaled = report_on("w\n0.5\n1.5\n1.2\n0.8\n", &weight);
    assert_true(has_check(scaled, "weights_sum_to_n", "w sums to 4 over 4 rows"));

    g_autoptr(DesignReport) wild = report_on("w\n1\n1\n1\n50\n0\n", &weight);
    assert_true(has_check(wild, "weights_vary", "50 times the median"));
    assert_true(has_check(wild, "weights_of_zero", "1 row weighs 0 and adds"));

    g_autoptr(DesignReport) again = report_on("h,c\na,1\na,2\nb,1\nb,3\nd,9\n", &nested);
    assert_true(has_check(again, "psu_in_two_strata", "more than one stratum: 1"));
    assert_true(has_check(again, "singletons", "1 stratum has one PSU and shows no variance: d"));

    /* one in ten, told as a rate of 1 */
    g_autoptr(DesignReport) all = report_on("w,n\n10,1\n10,1\n10,1\n", &rate);
    assert_true(has_check(all, "fpc_against_weights", "--fpc-unit"));
    /* ten per cent, told as a number */
    g_autoptr(DesignReport) percent = report_on("w,n\n10,10.5\n10,10.5\n10,10.5\n", &count);
    assert_true(has_check(percent, "fpc_not_whole", "10.5"));
    assert_true(has_check(percent, "fpc_against_weights", "--fpc-unit"));

    g_autoptr(DesignReport) rows = report_on("w,c,n\n10,1,30\n10,2,30\n10,2,30\n", &clusters);
    assert_true(has_check(rows, "fpc_counts_rows", "number of PSUs"));
}

static void
a_fault_of_the_data_is_a_check_and_no_failure(void **state)
{
    (void)state;
    const DesignSpec spec = { .weight = "w" };
    g_autoptr(DesignReport) report = report_on("w\n1\n-1\n", &spec);

    assert_true(report->fault);
    assert_true(has_check(report, "fault", "line 3: w is -1"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_are_described_as_kish_does),
        cmocka_unit_test(psus_are_counted_by_stratum),
        cmocka_unit_test(what_looks_wrong_is_told),
        cmocka_unit_test(a_fault_of_the_data_is_a_check_and_no_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
