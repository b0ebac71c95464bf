/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/design.h"
#include "datasets/error.h"
#include "tests/ask.h"

static const char *const h[] = { "h", NULL };
static const char *const c[] = { "c", NULL };
static const char *const n[] = { "n", NULL };
static const QueryOptions plain = { .level = 0.95, .ci = "wald" };

/* The design refuses CSV with a message that holds PART. */
static void
refused(const char *csv, const DesignSpec *design, AndelError code, const char *part)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = ask(csv, "mean(y)", &plain, design, &error);

    assert_null(query);
    assert_error(error, code, part);
}

static void
weights_that_cannot_be_are_refused_with_their_row(void **state)
{
    (void)state;
    DesignSpec design = { .weight = "w" };

    refused("w,y\n1,1\n,2\n", &design, ANDEL_ERROR_DATA, "row 2: w is missing");
    refused("w,y\n1,1\n1,2\n-3,2\n", &design, ANDEL_ERROR_DATA, "row 3: w is -3");
    refused("w,y\n0,1\n0,2\n", &design, ANDEL_ERROR_DATA, "w is 0 in every row");
    refused("w,y\n1,1\nx,2\n", &design, ANDEL_ERROR_DATA, "x");
}

static void
counts_are_whole_numbers(void **state)
{
    (void)state;
    DesignSpec design = { .count = "w" };

    refused("w,y\n1,1\n1.5,2\n", &design, ANDEL_ERROR_DATA, "row 2: w is 1.5");
}

static void
population_sizes_that_cannot_be_are_refused(void **state)
{
    (void)state;
    DesignSpec design = { .fpc = n };

    refused("n,y\n2,1\n2,2\n2,3\n", &design, ANDEL_ERROR_DATA, "3 in the sample");
    refused("n,y\n9,1\n8,2\n", &design, ANDEL_ERROR_DATA, "row 2: n is 8, but 9");
    refused("n,y\n9,1\n,2\n", &design, ANDEL_ERROR_DATA, "row 2: n is missing");
    refused("n,y\n1,1\n1,2\n", &design, ANDEL_ERROR_DATA, "--fpc-unit");
    design.strata = h;
    refused("h,n,y\na,0.5,1\na,0.5,2\nb,8,1\nb,8,2\n", &design, ANDEL_ERROR_DATA, "--fpc-unit");
}

static void
a_psu_lies_in_one_stratum_unless_its_number_is_used_again(void **state)
{
    (void)state;
    static const char csv[] = "h,c,y\na,1,1\na,2,2\nb,1,3\nb,2,4\n";
    DesignSpec design = { .strata = h, .psu = c };
    g_autoptr(GError) error = NULL;

    refused(csv, &design, ANDEL_ERROR_DATA, "PSU 1 lies in stratum a and in stratum b");
    design.nest = true;
    g_autoptr(Query) query = ask(csv, "mean(y)", &plain, &design, &error);
    assert_no_error(error);
    assert_int_equal(query_design(query)->n_psu, 4);
    assert_int_equal(query_design(query)->n_strata, 2);
}

static void
rows_without_a_stratum_or_psu_are_refused(void **state)
{
    (void)state;
    DesignSpec design = { .strata = h, .psu = c };

    refused("h,c,y\na,1,1\n,2,2\n", &design, ANDEL_ERROR_DATA, "row 2: stratum h is missing");
    refused("h,c,y\na,1,1\na,,2\n", &design, ANDEL_ERROR_DATA, "row 2: PSU c is missing");
}

static void
strata_with_one_psu_are_named_with_advice(void **state)
{
    (void)state;
    DesignSpec design = { .strata = h };

    refused("h,y\na,1\na,2\nb,3\nd,4\n", &design, ANDEL_ERROR_DATA, "b, d");
    refused("h,y\na,1\na,2\nb,3\nd,4\n", &design, ANDEL_ERROR_DATA, "--singleton");
    design.singleton = SINGLETON_CERTAINTY;
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = ask("h,y\na,1\na,2\nb,3\nd,4\n", "mean(y)", &plain, &design, &error);
    assert_no_error(error);
    assert_close(query_design(query)->singleton_share, 0.5, 1e-15);
}

/* 2 of 10 and 1 of 3: rows stand for 5 and 3 units, so the mean is (5 + 5 * 2 + 3 * 9) / 13. */
static void
weights_follow_from_the_population_sizes(void **state)
{
    (void)state;
    DesignSpec design = { .strata = h, .fpc = n, .singleton = SINGLETON_CERTAINTY };
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query =
        ask("h,n,y\na,10,1\nb,3,9\na,10,2\n", "mean(y)", &plain, &design, &error);

    assert_no_error(error);
    const Estimate *row = &query_estimates(query)->rows[0];
    assert_close(row->value, 42.0 / 13.0, 1e-15);
    assert_close(row->weighted_n, 13.0, 1e-15);

    g_autoptr(Query) by_rate =
        ask("h,n,y\na,0.2,1\nb,0.25,9\na,0.2,2\n", "mean(y)", &plain, &design, &error);
    assert_no_error(error);
    assert_close(query_estimates(by_rate)->rows[0].value, (5.0 + 10.0 + 36.0) / 14.0, 1e-15);
}

/* A row that stands for k units is k rows. */
static void
a_count_is_so_many_rows(void **state)
{
    (void)state;
    DesignSpec counted = { .count = "k" }, written = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) a = ask("k,y\n2,1\n3,4\n0,9\n", "mean(y)", &plain, &counted, &error);
    g_autoptr(Query) b = ask("y\n1\n1\n4\n4\n4\n", "mean(y)", &plain, &written, &error);

    assert_no_error(error);
    const Estimate *one = &query_estimates(a)->rows[0], *other = &query_estimates(b)->rows[0];
    assert_close(one->value, 14.0 / 5.0, 1e-15);
    assert_close(one->se, other->se, 1e-14);
    assert_close(one->df, 4.0, 0.0);
    assert_int_equal(one->n, 5);
}

static void
rows_outside_the_sample_are_in_the_account_only(void **state)
{
    (void)state;
    DesignSpec design = { .sample = "status = 'complete'", .fpc = n, .fpc_unit = FPC_COUNT };
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = ask("status,n,y\ncomplete,4,1\nno,4,\ncomplete,4,3\nno,,\n", "mean(y)",
                                 &plain, &design, &error);

    assert_no_error(error);
    const Estimates *answer = query_estimates(query);
    /* 2 of 4, s^2 = 2: (1 - 1/2) 2 / 2 */
    assert_close(answer->rows[0].se, sqrt(0.5), 1e-14);
    assert_int_equal(answer->account.rows_read, 4);
    assert_int_equal(answer->account.rows_used, 2);
    assert_int_equal(query_design(query)->n_psu, 2);
}

static void
designs_whose_variance_is_not_there_are_refused(void **state)
{
    (void)state;
    const char *const two[] = { "h", "c", NULL };
    DesignSpec stages = { .psu = two, .fpc = n };
    DesignSpec collapse = { .singleton = SINGLETON_COLLAPSE };

    refused("h,c,n,y\n1,2,3,4\n", &stages, ANDEL_ERROR_USAGE, "later");
    refused("y\n1\n", &collapse, ANDEL_ERROR_USAGE, "collaps");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_that_cannot_be_are_refused_with_their_row),
        cmocka_unit_test(counts_are_whole_numbers),
        cmocka_unit_test(population_sizes_that_cannot_be_are_refused),
        cmocka_unit_test(a_psu_lies_in_one_stratum_unless_its_number_is_used_again),
        cmocka_unit_test(rows_without_a_stratum_or_psu_are_refused),
        cmocka_unit_test(strata_with_one_psu_are_named_with_advice),
        cmocka_unit_test(weights_follow_from_the_population_sizes),
        cmocka_unit_test(a_count_is_so_many_rows),
        cmocka_unit_test(rows_outside_the_sample_are_in_the_account_only),
        cmocka_unit_test(designs_whose_variance_is_not_there_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
