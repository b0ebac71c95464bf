/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "tests/ask.h"

static const QueryOptions plain = { .level = 0.95, .ci = "wald" };
static const DesignSpec nothing = { 0 };

static const char csv[] = "g,x,y,k,w\n"
                          "10,1,2,yes,1\n"
                          "9,3,4,no,2\n"
                          "10,5,8,yes,3\n"
                          "9,,6,,1\n"
                          "10,7,9,no,2\n";

static const Estimates *
answer(Query **query, const char *expression, const QueryOptions *options, const DesignSpec *design)
{
    g_autoptr(GError) error = NULL;

    *query = ask(csv, expression, options, design, &error);
    assert_no_error(error);
    return query_estimates(*query);
}

static void
refused(const char *expression, const char *part)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = ask(csv, expression, &plain, &nothing, &error);

    assert_null(query);
    assert_error(error, ANDEL_ERROR_USAGE, part);
}

/* x of 4 rows: mean 4, s^2 = 20/3. */
static void
without_a_design_the_mean_is_that_of_a_simple_sample(void **state)
{
    (void)state;
    g_autoptr(Query) query = NULL;
    const Estimates *found = answer(&query, "mean(x)", &plain, &nothing);
    const Estimate *row = &found->rows[0];

    assert_close(row->value, 4.0, 1e-15);
    /* a domain of 4 of 5 rows: sum of squares 20 / 16, times 5/4 */
    assert_close(row->se, sqrt(5.0 / 4.0 * 20.0 / 16.0), 1e-14);
    assert_int_equal(row->base_n, 4);
    assert_int_equal(found->account.rows_used, 4);
    const Exclusion *out = &g_array_index(found->account.excluded, Exclusion, 0);
    assert_string_equal(out->reason, "x: no answer");
    assert_int_equal(out->rows, 1);
}

static void
levels_and_groups_are_ordered_by_value(void **state)
{
    (void)state;
    const char *const by[] = { "g", NULL };
    QueryOptions grouped = plain;
    g_autoptr(Query) a = NULL;
    g_autoptr(Query) b = NULL;

    grouped.by = by;
    const Estimates *found = answer(&a, "total(y)", &grouped, &nothing);
    assert_string_equal(found->rows[0].by[0], "9");
    assert_close(found->rows[0].value, 10.0, 1e-15);
    assert_string_equal(found->rows[1].by[0], "10");
    assert_close(found->rows[1].value, 19.0, 1e-15);
    found = answer(&b, "share(g)", &plain, &nothing);
    assert_string_equal(found->rows[0].level, "9");
    assert_close(found->rows[0].value, 0.4, 1e-15);
}

static void
totals_of_domains_add_up(void **state)
{
    (void)state;
    const char *const by[] = { "k", NULL };
    QueryOptions grouped = plain;
    g_autoptr(Query) a = NULL;
    g_autoptr(Query) b = NULL;
    g_autoptr(Query) c = NULL;
    DesignSpec weighted = { .weight = "w" };

    grouped.by = by;
    const Estimates *parts = answer(&a, "total(y)", &grouped, &weighted);
    const Estimates *count = answer(&b, "count()", &plain, &weighted);
    const Estimates *categories = answer(&c, "total(k)", &plain, &weighted);
    assert_close(parts->rows[0].value + parts->rows[1].value, 2 + 8 + 24 + 18, 1e-15);
    assert_close(count->rows[0].value, 9.0, 1e-15);
    assert_close(categories->rows[0].value + categories->rows[1].value, 8.0, 1e-15);
}

static void
a_share_of_a_condition_is_the_share_of_the_category(void **state)
{
    (void)state;
    g_autoptr(Query) a = NULL;
    g_autoptr(Query) b = NULL;
    const Estimate *condition = &answer(&a, "share(k = 'yes')", &plain, &nothing)->rows[0];
    const Estimate *category = &answer(&b, "share(k)", &plain, &nothing)->rows[1];

    assert_string_equal(category->level, "yes");
    assert_null(condition->level);
    assert_string_equal(condition->variable, "k = 'yes'");
    assert_close(condition->value, category->value, 0.0);
    assert_close(condition->se, category->se, 0.0);
    assert_int_equal(condition->n, 2);
    assert_int_equal(condition->base_n, 4);
}

static void
scaling_the_weights_changes_no_mean_and_no_error_of_it(void **state)
{
    (void)state;
    static const char thrice[] = "g,x,y,k,w\n10,1,2,yes,3\n9,3,4,no,6\n10,5,8,yes,9\n9,,6,,3\n"
                                 "10,7,9,no,6\n";
    DesignSpec weighted = { .weight = "w" };
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) a = ask(csv, "ratio(y/x)", &plain, &weighted, &error);
    g_autoptr(Query) b = ask(thrice, "ratio(y/x)", &plain, &weighted, &error);

    assert_no_error(error);
    assert_close(query_estimates(a)->rows[0].value, query_estimates(b)->rows[0].value, 1e-15);
    assert_close(query_estimates(a)->rows[0].se, query_estimates(b)->rows[0].se, 1e-14);
}

static void
a_constant_far_from_zero_has_no_error(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query =
        ask("x\n1000000.1\n1000000.1\n1000000.1\n", "mean(x)", &plain, &nothing, &error);

    assert_no_error(error);
    assert_true(query_estimates(query)->rows[0].value == 1000000.1);
    assert_true(query_estimates(query)->rows[0].se == 0.0);
}

static void
shares_of_none_and_all_are_flagged_and_have_limits(void **state)
{
    (void)state;
    g_autoptr(Query) query = NULL;
    const Estimate *row = &answer(&query, "share(y > 0)", &plain, &nothing)->rows[0];

    assert_true(row->value == 1.0 && row->se == 0.0);
    assert_true(row->flags & ESTIMATE_AT_BOUND);
    assert_close(row->lower, pow(0.025, 1.0 / 5.0), 1e-12);
    assert_string_equal(row->ci_method, "kg-t");
}

static void
nobody_in_the_domain_is_a_flag(void **state)
{
    (void)state;
    QueryOptions none = plain;
    g_autoptr(Query) query = NULL;

    none.where = "y > 100";
    const Estimates *found = answer(&query, "mean(x)", &none, &nothing);
    assert_int_equal(found->n_rows, 1);
    assert_true(isnan(found->rows[0].value) && isnan(found->rows[0].se));
    assert_int_equal(found->rows[0].flags, ESTIMATE_EMPTY);
    assert_int_equal(found->account.rows_used, 0);
}

static void
expressions_that_cannot_be_are_refused(void **state)
{
    (void)state;
    refused("x", "says no statistic");
    refused("modus(x)", "there are: mean(x), total(x)");
    refused("ratio(x)", "ratio(y/x)");
    refused("share(x + 1)", "share(x = 'yes')");
    refused("mean(nosuch)", "nosuch");
}

static void
a_text_among_numbers_is_an_error(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = ask("x\nnone\n3\n4\n", "mean(x)", &plain, &nothing, &error);

    assert_null(query);
    assert_error(error, ANDEL_ERROR_DATA, "line 2, column 'x': 'none' is not a number");
}

/* x is 1 5 7 where k is yes or the second no. */
static void
a_condition_in_a_statistic_is_a_domain_of_its_own(void **state)
{
    (void)state;
    g_autoptr(Query) a = NULL;
    g_autoptr(Query) b = NULL;
    QueryOptions where = plain;
    const Estimate *row = &answer(&a, "mean(x | g = 10)", &plain, &nothing)->rows[0];

    where.where = "g = 10";
    const Estimate *same = &answer(&b, "mean(x)", &where, &nothing)->rows[0];
    assert_string_equal(row->variable, "x | g = 10");
    assert_close(row->value, 13.0 / 3.0, 1e-15);
    assert_close(row->se, same->se, 1e-15);
    assert_close(row->df, same->df, 0.0);
    refused("mean(x | g)", "no condition");
    refused("mean(abs(x | g = 1))", "no condition after |");
}

static void
extremes_have_no_error_and_say_so(void **state)
{
    (void)state;
    g_autoptr(Query) least = NULL;
    g_autoptr(Query) greatest = NULL;
    g_autoptr(Query) nobody = NULL;
    const Estimate *row = &answer(&least, "min(x)", &plain, &nothing)->rows[0];

    assert_close(row->value, 1.0, 0.0);
    assert_true(isnan(row->se) && isnan(row->lower) && isnan(row->upper));
    assert_int_equal(row->flags, ESTIMATE_NO_VARIANCE);
    row = &answer(&greatest, "max(x | k = 'yes')", &plain, &nothing)->rows[0];
    assert_close(row->value, 5.0, 0.0);
    assert_int_equal(row->base_n, 2);
    row = &answer(&nobody, "max(x | k = 'yes' and g = 9)", &plain, &nothing)->rows[0];
    assert_true(isnan(row->value));
    assert_true(row->flags & ESTIMATE_EMPTY);
}

/* 1 1 3 with the weights 1 2 3: mean 2, mean of squares 1, n/(n-1) 3/2. */
static void
a_variance_is_weighted_and_grown_by_n(void **state)
{
    (void)state;
    const DesignSpec weighted = { .weight = "w" };
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = ask("x,w\n1,1\n1,2\n3,3\n", "var(x)", &plain, &weighted, &error);

    assert_no_error(error);
    assert_close(query_estimates(query)->rows[0].value, 1.5, 1e-15);
}

static void
quantiles_of_nobody_and_of_everybody_are_flagged(void **state)
{
    (void)state;
    g_autoptr(Query) nobody = NULL;
    g_autoptr(Query) top = NULL;
    const Estimate *row = &answer(&nobody, "median(x | k = 'maybe')", &plain, &nothing)->rows[0];

    assert_true(isnan(row->value));
    assert_true(row->flags & ESTIMATE_EMPTY);
    row = &answer(&top, "quantile(y, 0.99)", &plain, &nothing)->rows[0];
    assert_close(row->value, 9.0, 0.0);
    assert_string_equal(row->level, "0.99");
    assert_string_equal(row->ci_method, "woodruff-kg-t");
    assert_close(row->upper, 9.0, 0.0);
}

/* A row is used when any of the statistics used it. */
static void
several_statistics_share_one_account(void **state)
{
    (void)state;
    const char *const both[] = { "mean(x)", "share(k)", NULL };
    const char *const more[] = { "mean(x)", "mean(y)", NULL };
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) a = run_query(csv, &nothing, query_estimate(both, &plain, &error), &error);
    g_autoptr(Query) b = run_query(csv, &nothing, query_estimate(more, &plain, &error), &error);

    assert_no_error(error);
    assert_int_equal(query_estimates(a)->account.rows_used, 4);
    assert_int_equal(query_estimates(b)->account.rows_used, 5);
    assert_int_equal(query_estimates(b)->account.excluded->len, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_design_the_mean_is_that_of_a_simple_sample),
        cmocka_unit_test(levels_and_groups_are_ordered_by_value),
        cmocka_unit_test(totals_of_domains_add_up),
        cmocka_unit_test(a_share_of_a_condition_is_the_share_of_the_category),
        cmocka_unit_test(scaling_the_weights_changes_no_mean_and_no_error_of_it),
        cmocka_unit_test(a_constant_far_from_zero_has_no_error),
        cmocka_unit_test(shares_of_none_and_all_are_flagged_and_have_limits),
        cmocka_unit_test(nobody_in_the_domain_is_a_flag),
        cmocka_unit_test(expressions_that_cannot_be_are_refused),
        cmocka_unit_test(a_text_among_numbers_is_an_error),
        cmocka_unit_test(a_condition_in_a_statistic_is_a_domain_of_its_own),
        cmocka_unit_test(extremes_have_no_error_and_say_so),
        cmocka_unit_test(a_variance_is_weighted_and_grown_by_n),
        cmocka_unit_test(quantiles_of_nobody_and_of_everybody_are_flagged),
        cmocka_unit_test(several_statistics_share_one_account),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
