/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ask.h"

/* Two strata of two PSUs; every number below was worked out by hand in fractions. */
static const char csv[] = "h,c,w,y,north\n"
                          "1,1,10,2,1\n"
                          "1,1,10,4,1\n"
                          "1,2,10,6,1\n"
                          "2,1,20,5,0\n"
                          "2,2,20,8,0\n"
                          "2,2,20,5,0\n";
static const char *const strata[] = { "h", NULL };
static const char *const psu[] = { "c", NULL };
static const DesignSpec two_by_two = { .weight = "w", .strata = strata, .psu = psu, .nest = true };
static const QueryOptions plain = { .level = 0.95, .ci = "wald" };

static void
mean_and_error_match_the_hand_calculation(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = ask(csv, "mean(y)", &plain, &two_by_two, &error);

    assert_no_error(error);
    const Estimate *row = &query_estimates(query)->rows[0];
    assert_close(row->value, 16.0 / 3.0, 1e-15);
    assert_close(row->se, 16.0 * sqrt(2.0) / 27.0, 1e-14);
    assert_close(row->df, 2.0, 0.0);
    assert_int_equal(row->n, 6);
}

static void
a_domain_keeps_the_psus_it_does_not_touch(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    QueryOptions north = plain;
    DesignSpec design = two_by_two;

    north.where = "north = 1";
    design.df_rule = DF_DESIGN;
    g_autoptr(Query) query = ask(csv, "mean(y)", &north, &design, &error);
    assert_no_error(error);
    const Estimate *row = &query_estimates(query)->rows[0];
    assert_close(row->value, 4.0, 1e-15);
    assert_close(row->se, 4.0 / 3.0, 1e-14);
    assert_close(row->df, 2.0, 0.0);

    g_autoptr(Query) domain = ask(csv, "mean(y)", &north, &two_by_two, &error);
    assert_no_error(error);
    assert_close(query_estimates(domain)->rows[0].df, 1.0, 0.0);
}

/* A total of one PSU a stratum against another: V = 2 (d/2)^2 2 = d^2 with d their difference. */
static void
a_total_of_two_psus_has_the_square_of_their_difference(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = ask(csv, "total(y)", &plain, &two_by_two, &error);

    assert_no_error(error);
    const Estimate *row = &query_estimates(query)->rows[0];
    assert_close(row->value, 480.0, 1e-15);
    /* stratum 1: 60 and 60; stratum 2: 100 and 260 */
    assert_close(row->se, 160.0, 1e-14);
}

/* Every row its own PSU, told by a column or not told. */
static void
one_row_a_psu_is_an_element_design(void **state)
{
    (void)state;
    static const char rows[] = "i,h,w,y,x,g\n"
                               "1,a,1.5,3,1,u\n2,a,2,5,2,v\n3,a,1,8,2,u\n4,b,3,1000001,3,u\n"
                               "5,b,2.5,1000003,1,v\n6,b,2,1000002.5,5,u\n7,b,2,,2,v\n";
    const char *const ids[] = { "i", NULL };
    const char *const by[] = { "g", NULL };
    const char *const expressions[] = { "mean(y)", "total(y)", "ratio(y/x)", "share(g)", NULL };
    const char *const asked[] = { "mean(y)", "total(y)", "ratio(y/x)", NULL };
    DesignSpec elements = { .weight = "w", .strata = strata };
    DesignSpec clusters = elements;

    clusters.psu = ids;
    for (int with_by = 0; with_by < 2; with_by++) {
        QueryOptions options = plain;
        g_autoptr(GError) error = NULL;

        options.by = with_by ? by : NULL;
        const char *const *list = with_by ? asked : expressions;
        g_autoptr(Query) a =
            run_query(rows, &elements, query_estimate(list, &options, &error), &error);
        g_autoptr(Query) b =
            run_query(rows, &clusters, query_estimate(list, &options, &error), &error);
        assert_no_error(error);
        const Estimates *one = query_estimates(a), *other = query_estimates(b);

        assert_int_equal(one->n_rows, other->n_rows);
        for (size_t r = 0; r < one->n_rows; r++) {
            assert_close(one->rows[r].value, other->rows[r].value, 1e-14);
            assert_close(one->rows[r].se, other->rows[r].se, 1e-9);
            assert_close(one->rows[r].df, other->rows[r].df, 0.0);
            for (size_t s = 0; s < one->n_rows; s++)
                assert_close(one->covariance[r * one->n_rows + s],
                             other->covariance[r * one->n_rows + s], 1e-9);
        }
    }
}

static void
shares_of_a_base_have_covariances_that_cancel(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = ask(csv, "share(y)", &plain, &two_by_two, &error);

    assert_no_error(error);
    const Estimates *shares = query_estimates(query);
    for (size_t r = 0; r < shares->n_rows; r++) {
        double sum = 0.0;

        for (size_t s = 0; s < shares->n_rows; s++)
            sum += shares->covariance[r * shares->n_rows + s];
        assert_close(sum, 0.0, 1e-15);
        assert_close(shares->covariance[r * shares->n_rows + r],
                     shares->rows[r].se * shares->rows[r].se, 1e-14);
    }
}

static void
a_census_has_no_sampling_error(void **state)
{
    (void)state;
    static const char rows[] = "n,y\n3,1\n3,2\n3,6\n";
    const char *const fpc[] = { "n", NULL };
    DesignSpec all = { .fpc = fpc, .fpc_unit = FPC_COUNT };
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = ask(rows, "mean(y)", &plain, &all, &error);

    assert_no_error(error);
    const Estimate *row = &query_estimates(query)->rows[0];
    assert_close(row->se, 0.0, 1e-15);
    assert_close(row->upper, 3.0, 1e-15);
    assert_true(row->flags & ESTIMATE_CENSUS);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_and_error_match_the_hand_calculation),
        cmocka_unit_test(a_domain_keeps_the_psus_it_does_not_touch),
        cmocka_unit_test(a_total_of_two_psus_has_the_square_of_their_difference),
        cmocka_unit_test(one_row_a_psu_is_an_element_design),
        cmocka_unit_test(shares_of_a_base_have_covariances_that_cancel),
        cmocka_unit_test(a_census_has_no_sampling_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
