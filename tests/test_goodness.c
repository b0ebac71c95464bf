/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Given shares of one variable under a design, as Rao and Scott test them and as R does. */
#include "analysis/convention.h"
#include "analysis/query.h"
#include "tests/check.h"

/* The only test of QUERY, which is called NAME. */
static const TestResult *
the_test(const Query *query, const char *name)
{
    const Crosstab *table = query_table(query);

    assert_int_equal(table->n_tests, 1);
    assert_string_equal(table->tests[0].name, name);
    return &table->tests[0];
}

/* stype of apiclus1 against 0.6, 0.2, 0.2. By R: p and V of svymean, X^2 = n sum (p - q)^2 / q, the
 * eigenvalues of n diag(1/q) V, which are 1.6448372740830890 and 0.47205720637038973. */
static void
given_shares_are_tested_as_rao_and_scott_say(void **state)
{
    (void)state;
    static const char *const psu[] = { "dnum", NULL }, *const fpc[] = { "fpc", NULL };
    const double given[] = { 3.0, 1.0, 1.0 };
    const TableAsk ask = { .expected = given, .n_expected = 3 };
    const DesignSpec design = { .weight = "pw", .psu = psu, .fpc = fpc, .fpc_unit = FPC_COUNT };
    const QueryOptions options = { .level = 0.95 };
    const InputOptions how = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(Input) input = input_open("tests/reference/data/apiclus1.csv", &how, &error);
    g_autoptr(Query) query = query_crosstab_asking("stype", NULL, false, &ask, &options, &error);

    assert_no_error(error);
    assert_true(query_run(&query, 1, input, &design, &error));
    const TestResult *test = the_test(query, "gof");
    assert_close(test->x2, 28.284153005464482, 1e-12);
    assert_close(test->statistic, 13.361153929318895, 1e-12);
    assert_close(test->df1, 1.5303076551191501, 1e-12);
    assert_close(test->df2, 14.0 * 1.5303076551191501, 1e-12);
    assert_close(test->p / 0.0004175001104060051, 1.0, 1e-9);
}

/* The same design under the rules of R: svygofchisq of survey 4.1.1 prints X-squared 957.33, scale
 * 88.83, df 1.2997; the statistic here is the first over the second. */
static void
under_the_rules_of_r_given_shares_are_tested_as_svygofchisq_does(void **state)
{
    (void)state;
    static const char *const psu[] = { "dnum", NULL }, *const fpc[] = { "fpc", NULL };
    const struct {
        double given[3], statistic, df, p;
    } cases[] = {
        { { 3.0, 1.0, 1.0 }, 10.777073908849106, 1.2996869990828976, 0.0017314656170201485 },
        { { 0.75, 0.1, 0.15 }, 0.77634516342889792, 1.57633679534259108, 0.56653326147254357 },
    };

    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
        const TableAsk ask = { .expected = cases[k].given, .n_expected = 3 };
        DesignSpec design = { .weight = "pw", .psu = psu, .fpc = fpc, .fpc_unit = FPC_COUNT };
        QueryOptions options = { .level = 0.95 };
        const InputOptions how = { 0 };
        const Convention *r = convention_find("r", NULL);
        g_autoptr(GError) error = NULL;
        g_autoptr(Input) input = input_open("tests/reference/data/apiclus1.csv", &how, &error);

        convention_design(r, &design);
        convention_query(r, &options);
        g_autoptr(Query) query =
            query_crosstab_asking("stype", NULL, false, &ask, &options, &error);
        assert_no_error(error);
        assert_true(query_run(&query, 1, input, &design, &error));
        const TestResult *test = the_test(query, "gof-r");
        assert_close(test->statistic / cases[k].statistic, 1.0, 1e-11);
        assert_close(test->df1 / cases[k].df, 1.0, 1e-12);
        assert_close(test->p / cases[k].p, 1.0, 1e-9);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(given_shares_are_tested_as_rao_and_scott_say),
        cmocka_unit_test(under_the_rules_of_r_given_shares_are_tested_as_svygofchisq_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
