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
weights_that_cannot_be_are_refused_with_their_line(void **state)
{
    (void)state;
    DesignSpec design = { .weight = "w" };

    refused("w,y\n1,1\n,2\n", &design, ANDEL_ERROR_DATA, "line 3: w is missing");
    refused("w,y\n1,1\n1,2\n-3,2\n", &design, ANDEL_ERROR_DATA, "line 4: w is -3");
    refused("w,y\n0,1\n0,2\n", &design, ANDEL_ERROR_DATA, "w is 0 in every row");
    refused("w,y\n1e308,1\n1e308,2\n", &design, ANDEL_ERROR_DATA,
            "too large for any standard error");
    refused("w,y\n1,1\n1e308,2\n", &design, ANDEL_ERROR_DATA, "too large for any standard error");
    refused("w,y\n1,1\nx,2\n", &design, ANDEL_ERROR_DATA, "x");
}

static void
counts_are_whole_numbers(void **state)
{
    (void)state;
    DesignSpec design = { .count = "w" };

    refused("w,y\n1,1\n1.5,2\n", &design, ANDEL_ERROR_DATA, "line 3: w is 1.5");
}

static void
population_sizes_that_cannot_be_are_refused(void **state)
{
    (void)state;
    DesignSpec design = { .fpc = n };

    refused("n,y\n2,1\n2,2\n2,3\n", &design, ANDEL_ERROR_DATA, "3 in the sample");
    refused("n,y\n9,1\n8,2\n", &design, ANDEL_ERROR_DATA, "line 3: n is 8, but 9");
    refused("n,y\n9,1\n,2\n", &design, ANDEL_ERROR_DATA, "line 3: n is missing");
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

    refused("h,c,y\na,1,1\n,2,2\n", &design, ANDEL_ERROR_DATA, "line 3: stratum h is missing");
    refused("h,c,y\na,1,1\na,,2\n", &design, ANDEL_ERROR_DATA, "line 3: PSU c is missing");
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
    assert_string_equal(query_design(query)->singletons, "b, d");
}

/* The error of the mean is that of R's survey with lonely.psu "adjust". By hand, of the total: the
 * sums 10, 12, 16 and 3 have the squared distances 1/16, 49/16, 529/16 and 841/16 from 41/4. */
static void
units_alone_in_their_strata_are_held_against_all(void **state)
{
    (void)state;
    static const char csv[] = "h,y,w\na,5,2\nb,6,2\nc,8,2\nd,1,3\n";
    DesignSpec design = { .strata = h, .weight = "w", .singleton = SINGLETON_ADJUST };
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) mean = ask(csv, "mean(y)", &plain, &design, &error);
    assert_no_error(error);
    g_autoptr(Query) total = ask(csv, "total(y)", &plain, &design, &error);
    assert_no_error(error);
    const Estimate *row = &query_estimates(mean)->rows[0];

    assert_close(row->se, 1.4502889042556457, 1e-14);
    assert_close(query_estimates(total)->rows[0].se, sqrt(1420.0) / 4.0, 1e-14);
    assert_true(isnan(row->lower) && isnan(row->upper));
    assert_int_equal(row->flags, ESTIMATE_FEW_UNITS);
    design.singleton = SINGLETON_CERTAINTY; /* nothing shows a variance */
    g_autoptr(Query) none = ask(csv, "mean(y)", &plain, &design, &error);
    assert_no_error(error);
    assert_true(isnan(query_estimates(none)->rows[0].se));
}

/* The score of one unit is 0, whatever its value; so much is no knowledge. */
static void
a_mean_of_one_unit_has_no_interval(void **state)
{
    (void)state;
    const QueryOptions of_b = { .level = 0.95, .where = "h = 'b'" };
    DesignSpec design = { .df_rule = DF_DESIGN };
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) mean = ask("h,y\na,1\na,2\nb,7\n", "mean(y)", &of_b, &design, &error);
    assert_no_error(error);
    g_autoptr(Query) median = ask("h,y\na,1\na,2\nb,7\n", "median(y)", &of_b, &design, &error);
    assert_no_error(error);
    const Estimate *row = &query_estimates(mean)->rows[0];

    assert_close(row->df, 2.0, 0.0);
    assert_true(isnan(row->lower) && isnan(row->upper));
    assert_int_equal(row->flags, ESTIMATE_FEW_UNITS);
    assert_true(isnan(query_estimates(median)->rows[0].se));
    const QueryOptions of_none = { .level = 0.95, .where = "h = 'c'" };
    g_autoptr(Query) none = ask("h,y\na,1\na,2\nb,7\n", "total(y)", &of_none, &design, &error);
    assert_no_error(error);
    assert_int_equal(query_estimates(none)->rows[0].flags, ESTIMATE_EMPTY);
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
designs_that_say_too_little_are_refused(void **state)
{
    (void)state;
    static const char csv[] = "h,c,n,y\n1,2,3,4\n";
    const char *const two[] = { "h", "c", NULL }, *const one[] = { "h", NULL };
    const char *const later[] = { "", "n", NULL };
    DesignSpec stages = { .psu = two, .fpc = n }, crossed = { .strata = two };
    DesignSpec beyond = { .psu = one, .fpc = later }, rule = { .pps = PPS_BREWER };
    DesignSpec joint = { .prob = "n", .pps = PPS_HT }, sum = { .prob = "n", .pps = PPS_HR };
    DesignSpec both = { .prob = "n", .psu = one, .fpc = n }, domain = { .singleton_domain = true };
    const char *const missing[] = { "h", "nowhere", NULL };
    DesignSpec idle = { .weight = "n", .psu = missing };

    refused(csv, &stages, ANDEL_ERROR_USAGE, "stage 2 has none");
    refused(csv, &crossed, ANDEL_ERROR_USAGE, "no sampling units");
    refused(csv, &beyond, ANDEL_ERROR_USAGE, "stage 1 has none");
    refused(csv, &rule, ANDEL_ERROR_USAGE, "--prob");
    refused(csv, &joint, ANDEL_ERROR_USAGE, "--joint");
    refused(csv, &sum, ANDEL_ERROR_USAGE, "--pps-sum");
    refused(csv, &both, ANDEL_ERROR_USAGE, "both probabilities and an fpc");
    refused(csv, &domain, ANDEL_ERROR_USAGE, "--singleton adjust");
    refused(csv, &idle, ANDEL_ERROR_USAGE, "no column 'nowhere'");
}

static void
weights_whose_sum_is_beyond_all_numbers_are_refused(void **state)
{
    (void)state;
    DesignSpec design = { .weight = "w" };

    refused("w,y\n1e308,1\n1e308,2\n", &design, ANDEL_ERROR_DATA, "too large");
}

static void
the_line_is_that_of_the_file_and_not_of_the_row(void **state)
{
    (void)state;
    DesignSpec design = { .weight = "w" };

    refused("w,t,y\n1,\"two\nlines\",1\n\n-1,x,2\n", &design, ANDEL_ERROR_DATA, "line 5: w is -1");
}

static void
ids_of_later_stages_are_reused_only_when_told(void **state)
{
    (void)state;
    static const char csv[] = "c,s,n,m,y\n1,1,4,4,1\n1,2,4,4,2\n2,1,4,4,3\n2,2,4,4,5\n";
    const char *const units[] = { "c", "s", NULL }, *const sizes[] = { "n", "m", NULL };
    DesignSpec design = { .psu = units, .fpc = sizes };
    g_autoptr(GError) error = NULL;

    refused(csv, &design, ANDEL_ERROR_DATA, "lies in PSU 1 and in PSU 2");
    design.nest = true;
    g_autoptr(Query) query = ask(csv, "total(y)", &plain, &design, &error);
    assert_no_error(error);
    const Estimate *row = &query_estimates(query)->rows[0];
    /* each row stands for 2 * 2; PSU totals 12 and 32; V1 = (1/2) 2 (20)^2 / 2 = 200 with their
     * mean 22; V2 within: scores 4, 8 and 12, 20: (1/2) 2 (2^2 + 2^2) and (1/2) 2 (4^2 + 4^2),
     * of which half counts: (8 + 32) / 2 = 20 */
    assert_close(row->value, 44.0, 1e-15);
    assert_close(row->se, sqrt(220.0), 1e-14);
    assert_close(row->df, 1.0, 0.0);
    assert_int_equal(query_design(query)->n_stages, 2);
}

static void
a_later_unit_alone_in_its_psu_is_named(void **state)
{
    (void)state;
    static const char csv[] = "c,s,n,m,y\n1,1,4,4,1\n1,2,4,4,2\n2,3,4,4,3\n";
    const char *const units[] = { "c", "s", NULL }, *const sizes[] = { "n", "m", NULL };
    DesignSpec design = { .psu = units, .fpc = sizes };

    refused(csv, &design, ANDEL_ERROR_DATA, "PSU 2");
}

static void
strata_with_one_psu_are_merged_with_the_next(void **state)
{
    (void)state;
    static const char csv[] = "h,y\n10,1\n10,2\n2,5\n9,7\n11,4\n";
    static const char merged[] = "h,y\nb,1\nb,2\na,5\na,7\nb,4\n";
    DesignSpec design = { .strata = h, .singleton = SINGLETON_COLLAPSE }, by_hand = { .strata = h };
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = ask(csv, "total(y)", &plain, &design, &error);
    assert_no_error(error);
    g_autoptr(Query) other = ask(merged, "total(y)", &plain, &by_hand, &error);
    assert_no_error(error);

    assert_string_equal(query_design(query)->collapsed, "2 + 9; 10 + 11");
    assert_close(query_estimates(query)->rows[0].se, query_estimates(other)->rows[0].se, 1e-14);
    assert_close(query_estimates(query)->rows[0].df, 3.0, 0.0);
    assert_close(query_design(query)->singleton_share, 0.6, 1e-15);
}

static void
a_joint_probability_that_cannot_be_is_named_by_its_cell(void **state)
{
    (void)state;
    static const char csv[] = "p,y\n0.5,1\n0.4,2\n";
    double cells[] = { 0.5, 0.2, 0.3, 0.4 };
    Matrix matrix = { 2, 2, cells };
    DesignSpec design = { .prob = "p", .pps = PPS_YG, .joint_matrix = &matrix };

    refused(csv, &design, ANDEL_ERROR_DATA, "the other way round");
    cells[2] = 0.2;
    cells[3] = 0.5;
    refused(csv, &design, ANDEL_ERROR_DATA, "row 2, column 2 is 0.5, but p of that PSU is 0.4");
    matrix.n_rows = 1;
    refused(csv, &design, ANDEL_ERROR_DATA, "1 rows of 2 numbers, but the sample has 2 PSUs");
    refused("p,y\n1.5,1\n0.4,2\n", &design, ANDEL_ERROR_DATA, "line 2: p is 1.5");
}

/* d12 = 1 - 0.25 / 0.05 = -4: V = 0.5 (2^2 + 2^2) - 4 * 2 (2 * 2) < 0. */
static void
a_negative_variance_has_no_error_and_says_so(void **state)
{
    (void)state;
    double cells[] = { 0.5, 0.05, 0.05, 0.5 };
    Matrix matrix = { 2, 2, cells };
    DesignSpec design = { .prob = "p", .pps = PPS_HT, .joint_matrix = &matrix };
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = ask("p,y\n0.5,1\n0.5,1\n", "total(y)", &plain, &design, &error);

    assert_no_error(error);
    const Estimates *answer = query_estimates(query);
    assert_close(answer->rows[0].value, 4.0, 1e-15);
    assert_true(isnan(answer->rows[0].se));
    assert_true(answer->rows[0].flags & ESTIMATE_NEGATIVE);
    assert_close(answer->covariance[0], 4.0 - 32.0, 1e-14);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_that_cannot_be_are_refused_with_their_line),
        cmocka_unit_test(counts_are_whole_numbers),
        cmocka_unit_test(population_sizes_that_cannot_be_are_refused),
        cmocka_unit_test(a_psu_lies_in_one_stratum_unless_its_number_is_used_again),
        cmocka_unit_test(rows_without_a_stratum_or_psu_are_refused),
        cmocka_unit_test(strata_with_one_psu_are_named_with_advice),
        cmocka_unit_test(weights_follow_from_the_population_sizes),
        cmocka_unit_test(a_count_is_so_many_rows),
        cmocka_unit_test(rows_outside_the_sample_are_in_the_account_only),
        cmocka_unit_test(designs_that_say_too_little_are_refused),
        cmocka_unit_test(weights_whose_sum_is_beyond_all_numbers_are_refused),
        cmocka_unit_test(the_line_is_that_of_the_file_and_not_of_the_row),
        cmocka_unit_test(ids_of_later_stages_are_reused_only_when_told),
        cmocka_unit_test(a_later_unit_alone_in_its_psu_is_named),
        cmocka_unit_test(strata_with_one_psu_are_merged_with_the_next),
        cmocka_unit_test(units_alone_in_their_strata_are_held_against_all),
        cmocka_unit_test(a_mean_of_one_unit_has_no_interval),
        cmocka_unit_test(a_joint_probability_that_cannot_be_is_named_by_its_cell),
        cmocka_unit_test(a_negative_variance_has_no_error_and_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
