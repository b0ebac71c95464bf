/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/association.h"
#include "analysis/fisher_tables.h"
#include "analysis/mixture.h"
#include "datasets/error.h"
#include "tests/ask.h"

#include <gsl/gsl_cdf.h>

static const QueryOptions by_design = { .level = 0.95, .ci = "wald" };

static const Crosstab *
table_of(const char *csv, const char *row, const char *col, const TableAsk *ask,
         const DesignSpec *design, Query **query)
{
    g_autoptr(GError) error = NULL;

    *query = run_query(csv, design, query_crosstab_asking(row, col, false, ask, &by_design, &error),
                       &error);
    assert_no_error(error);
    return query_table(*query);
}

/* One weight is chi-square, or F with a denominator; two equal ones make an exponential. */
static void
a_mixture_of_one_kind_is_a_chi_square(void **state)
{
    (void)state;
    const double one[] = { 2.0 }, two[] = { 3.0, 3.0 };
    const Mixture alone = { one, 1, 80.0, INFINITY }, over = { one, 1, 80.0, 14.5 };
    const Mixture pair = { two, 2, 3.0, INFINITY }, far = { two, 2, 300.0, INFINITY };

    assert_close(mixture_tail(&alone) / gsl_cdf_chisq_Q(40.0, 1.0), 1.0, 1e-11);
    assert_close(mixture_tail(&over) / gsl_cdf_fdist_Q(40.0, 1.0, 14.5), 1.0, 1e-11);
    assert_close(mixture_tail(&pair) / exp(-0.5), 1.0, 1e-11);
    assert_close(mixture_tail(&far) / exp(-50.0), 1.0, 1e-11);
}

/* Ruben's series with 40 digits for the deltas and x of nhanes-hichol-agecat-women. */
static void
a_mixture_is_exact_far_out_in_the_tail(void **state)
{
    (void)state;
    const double delta[] = { 1.7733402984904443, 1.6184886124292772, 1.267012781135914 };
    const Mixture mixture = { delta, 3, 222.39562337325654, 47.12313523732391 };

    assert_close(mixture_tail(&mixture) / 5.43864265808403163e-14, 1.0, 1e-10);
}

/* The saddlepoint approximation is smooth where its formula is 0/0, at the mean. */
static void
a_saddlepoint_is_continuous_at_the_mean(void **state)
{
    (void)state;
    const double delta[] = { 1.5, 0.5 };
    const Mixture at = { delta, 2, 2.0, INFINITY }, near = { delta, 2, 2.002, INFINITY };

    assert_close(mixture_saddlepoint(&at), mixture_saddlepoint(&near), 1e-3);
    assert_close(mixture_saddlepoint(&at), mixture_tail(&at), 0.02);
}

/* R 4.2.2: fisher.test(). */
static void
fishers_test_of_large_margins_agrees_with_r(void **state)
{
    (void)state;
    const int32_t three[] = { 3, 5, 2, 1, 0, 6, 2, 4, 1 };

    assert_close(fisher_tables_exact(three, 3, 3), 0.0367500834559, 1e-10);
    assert_close(fisher_tables_drawn(three, 3, 3, 1), 0.03675, 0.003);
    assert_true(fisher_tables_drawn(three, 3, 3, 1) == fisher_tables_drawn(three, 3, 3, 1));
}

static void
a_table_of_one_likely_kind_has_p_of_one(void **state)
{
    (void)state;
    const int32_t even[] = { 2, 2, 2, 2 };

    assert_close(fisher_tables_exact(even, 2, 2), 1.0, 1e-12);
}

/* 2000 over 16 columns of 16 rows: nobody could visit them all. */
static void
tables_too_many_to_visit_are_given_up(void **state)
{
    (void)state;
    int32_t count[256];

    for (size_t a = 0; a < G_N_ELEMENTS(count); a++)
        count[a] = (int32_t)(7 + a % 3);
    assert_true(isnan(fisher_tables_exact(count, 16, 16)));
}

/* Schools are drawn; R survey 4.1.1: svychisq(~a + b, svydesign(~s, weights = ~w)). */
static const char schools[] =
    "s,a,b,w\n1,y,N,10\n1,y,N,10\n1,n,N,10\n2,y,N,20\n2,y,S,20\n2,n,S,20\n3,n,S,10\n3,n,S,10\n"
    "3,y,N,10\n4,n,S,15\n4,y,N,15\n4,n,N,15\n5,n,S,12\n5,y,S,12\n5,n,S,12\n6,y,N,8\n6,n,S,8\n"
    "6,y,N,8\n";
static const char *const school[] = { "s", NULL };
static const DesignSpec of_schools = { .weight = "w", .psu = school };

static void
the_default_under_a_design_is_the_second_order(void **state)
{
    (void)state;
    g_autoptr(Query) query = NULL;
    const TableAsk ask = { 0 };
    const Crosstab *table = table_of(schools, "a", "b", &ask, &of_schools, &query);

    assert_int_equal(table->n_tests, 1);
    assert_string_equal(table->tests[0].name, "rs2");
    assert_close(table->tests[0].statistic, 13.509, 1e-4);
    assert_close(table->tests[0].df2, 5.0, 1e-12);
    assert_close(table->tests[0].p, 0.01436, 1e-3);
}

static void
the_default_without_a_design_is_pearsons(void **state)
{
    (void)state;
    g_autoptr(Query) query = NULL;
    const TableAsk ask = { 0 };
    const DesignSpec none = { 0 };
    const Crosstab *table = table_of("a,b\nx,y\nx,y\nx,z\nw,z\n", "a", "b", &ask, &none, &query);

    assert_string_equal(table->tests[0].name, "pearson");
    assert_close(table->tests[0].statistic, 4.0 / 3.0, 1e-12);
    assert_int_equal(table->tests[0].flags, TEST_SMALL_EXPECTED);
}

/* All that can be wrong with a table leaves flags, and NANs, and nothing else. */
static void
what_cannot_be_tested_says_why(void **state)
{
    (void)state;
    static const char *const names[] = { "rs2", "wald", "pearson", "fisher", "gof", NULL };
    const TableAsk ask = { .tests = names, .measures = true, .letters = LETTERS_HOLM };
    const DesignSpec weighted = { .weight = "w" }, none = { 0 };
    const struct {
        const char *csv;
        const DesignSpec *design;
        unsigned flag; /* of rs2 */
    } cases[] = { { "a,b,w\nx,y,1\nx,z,1\n", &none, TEST_ONE_LINE },
                  { "a,b,w\nx,,1\n,z,1\n", &none, TEST_ONE_LINE },
                  { "a,b,w\n,,1\n,,1\n", &weighted, TEST_ONE_LINE },
                  { "a,b,w\nx,y,1\nv,z,1\n", &none, 0 } };

    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
        g_autoptr(Query) query = NULL;
        const Crosstab *table = table_of(cases[k].csv, "a", "b", &ask, cases[k].design, &query);

        for (size_t t = 0; t < table->n_tests; t++) {
            const TestResult *test = &table->tests[t];

            assert_true(isfinite(test->p) || (test->flags & TEST_UNDEFINED));
            assert_true(isnan(test->p) || !(test->flags & TEST_UNDEFINED));
        }
        assert_true(cases[k].flag == 0 || table->tests[0].flags & cases[k].flag);
        assert_true(table->tests[4].flags & (TEST_WRONG_SHAPE));
        for (size_t t = 0; t < table->n_measures; t++)
            assert_true(isfinite(table->measures[t].value) || table->measures[t].flags);
    }
}

/* Three schools show two differences: not enough for the four contrasts of 3 x 3 cells. */
static void
too_few_sampling_units_make_no_wald_test(void **state)
{
    (void)state;
    static const char *const names[] = { "wald", "adjwald", "rs2", NULL };
    const TableAsk ask = { .tests = names };
    g_autoptr(Query) query = NULL;
    const Crosstab *table = table_of("s,a,b,w\n1,x,p,1\n1,y,q,2\n1,z,r,1\n2,x,q,1\n2,y,p,1\n"
                                     "2,z,p,3\n3,x,r,1\n3,y,r,1\n3,z,q,1\n3,x,p,1\n",
                                     "a", "b", &ask, &of_schools, &query);

    assert_int_equal(table->tests[0].flags, TEST_SINGULAR);
    assert_true(isnan(table->tests[0].p));
    assert_int_equal(table->tests[1].flags, TEST_SINGULAR);
    assert_true(isfinite(table->tests[2].p));
}

/* Shares 1/2 and 1/2 are tested against 3/4 and 1/4: 4 (1/16)(4/3 + 4) = 4/3. */
static void
shares_are_tested_against_given_ones(void **state)
{
    (void)state;
    g_autoptr(Query) query = NULL, wrong = NULL;
    g_autoptr(GError) error = NULL;
    const double given[] = { 3.0, 1.0 };
    const TableAsk ask = { .expected = given, .n_expected = 2 };
    const TableAsk short_ask = { .expected = given, .n_expected = 1 };
    const DesignSpec none = { 0 };
    const char csv[] = "a\nx\nx\ny\ny\n";
    const Crosstab *table = table_of(csv, "a", NULL, &ask, &none, &query);

    assert_string_equal(table->tests[0].name, "gof");
    assert_close(table->tests[0].statistic, 4.0 / 3.0, 1e-14);
    assert_close(table->tests[0].df1, 1.0, 0.0);
    wrong =
        run_query(csv, &none,
                  query_crosstab_asking("a", NULL, false, &short_ask, &by_design, &error), &error);
    assert_null(wrong);
    assert_error(error, ANDEL_ERROR_USAGE, "x, y");
}

/* A table of a combination is the table of that domain. */
static void
tables_by_combination_are_those_of_the_domain(void **state)
{
    (void)state;
    static const char *const by[] = { "g", NULL };
    const char csv[] = "s,a,b,w,g\n1,y,N,1,f\n1,n,S,2,f\n1,y,S,1,m\n2,y,N,3,f\n2,n,N,1,f\n"
                       "2,n,S,2,m\n3,y,S,1,f\n3,n,S,2,f\n3,y,N,1,m\n3,n,N,1,m\n";
    QueryOptions each = by_design, one = by_design;
    const TableAsk ask = { 0 };
    g_autoptr(GError) error = NULL;
    size_t n;

    each.by = by;
    one.where = "g = 'f'";
    g_autoptr(Query) all = run_query(
        csv, &of_schools, query_crosstab_asking("a", "b", false, &ask, &each, &error), &error);
    assert_no_error(error);
    g_autoptr(Query) alone = run_query(
        csv, &of_schools, query_crosstab_asking("a", "b", false, &ask, &one, &error), &error);
    assert_no_error(error);
    const Crosstab *const *tables = query_tables(all, &n);
    const Crosstab *expected = query_table(alone);
    assert_int_equal(n, 2);
    assert_string_equal(tables[0]->by[0], "f");
    assert_close(tables[0]->tests[0].statistic, expected->tests[0].statistic, 1e-12);
    assert_close(tables[0]->tests[0].p, expected->tests[0].p, 1e-12);
    assert_close(tables[0]->cells[0].share_col.se, expected->cells[0].share_col.se, 1e-12);
    assert_int_equal(tables[1]->base_n, 4);
}

/* The conditional odds ratio of COUNT [4], from measures of a table of unweighted rows. */
static Association
conditional_odds_of(const double count[4])
{
    const TestTable table = { .n_rows = 2,
                              .n_cols = 2,
                              .two_way = true,
                              .total = count,
                              .n = count[0] + count[1] + count[2] + count[3],
                              .plain = true };
    Association found = { 0 };
    size_t n;
    g_autofree Association *all = association_all(&table, 0.95, &n);

    for (size_t k = 0; k < n; k++)
        if (strcmp(all[k].name, "odds_ratio_conditional") == 0)
            found = all[k];
    assert_non_null(found.name);
    return found;
}

/* R: uniroot() to 1e-15 on the tails of dhyper() times a power of the odds; fisher.test() itself
 * stops at 1e-4. */
static void
limits_of_the_conditional_odds_ratio_are_exact(void **state)
{
    (void)state;
    const double tea[] = { 3, 1, 1, 3 }, twins[] = { 10, 3, 2, 15 }, zero[] = { 3, 0, 1, 2 };
    Association of = conditional_odds_of(tea);

    assert_close(of.value / 6.408319658199672, 1.0, 1e-11);
    assert_close(of.lower / 0.211735595446579, 1.0, 1e-11);
    assert_close(of.upper / 626.243530588813883, 1.0, 1e-11);
    of = conditional_odds_of(twins);
    assert_close(of.value / 21.30531755675035, 1.0, 1e-11);
    assert_close(of.lower / 2.75338278824932, 1.0, 1e-11);
    assert_close(of.upper / 301.46233797151672, 1.0, 1e-11);
    of = conditional_odds_of(zero); /* infinite, but not known to be so */
    assert_true(isnan(of.value) && isnan(of.upper));
    /* w^2 / (1 + 3 w + w^2) = 0.025 */
    assert_close(of.lower, (0.075 + sqrt(0.103125)) / 1.95, 1e-13);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_of_the_conditional_odds_ratio_are_exact),
        cmocka_unit_test(a_mixture_of_one_kind_is_a_chi_square),
        cmocka_unit_test(a_mixture_is_exact_far_out_in_the_tail),
        cmocka_unit_test(a_saddlepoint_is_continuous_at_the_mean),
        cmocka_unit_test(fishers_test_of_large_margins_agrees_with_r),
        cmocka_unit_test(a_table_of_one_likely_kind_has_p_of_one),
        cmocka_unit_test(tables_too_many_to_visit_are_given_up),
        cmocka_unit_test(the_default_under_a_design_is_the_second_order),
        cmocka_unit_test(the_default_without_a_design_is_pearsons),
        cmocka_unit_test(what_cannot_be_tested_says_why),
        cmocka_unit_test(too_few_sampling_units_make_no_wald_test),
        cmocka_unit_test(shares_are_tested_against_given_ones),
        cmocka_unit_test(tables_by_combination_are_those_of_the_domain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
