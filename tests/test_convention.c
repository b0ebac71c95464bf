/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/convention.h"
#include "datasets/error.h"
#include "tests/ask.h"

/* Strata a and b of 3 PSUs, c of one; the domain lies in two PSUs of a. */
static const char csv[] = "h,c,d,x\n"
                          "a,1,1,1\na,1,1,2\na,2,1,5\na,3,0,7\n"
                          "b,4,0,4\nb,5,0,6\nb,6,0,8\n";
static const char *const strata[] = { "h", NULL };
static const char *const psu[] = { "c", NULL };

static Query *
under(const char *name, const char *text, const char *data)
{
    g_autoptr(GError) error = NULL;
    QueryOptions options = { .level = 0.95 };
    DesignSpec design = { .strata = strata, .psu = psu };

    convention_design(convention_find(name, NULL), &design);
    convention_query(convention_find(name, NULL), &options);
    Query *query = ask(data, text, &options, &design, &error);
    assert_no_error(error);
    return query;
}

static void
domains_have_the_degrees_of_freedom_of_the_program(void **state)
{
    (void)state;
    const struct {
        const char *name;
        double df;
    } programs[] = { { "r", 1.0 }, { "stata", 2.0 }, { "sas", 4.0 }, { "spss", 4.0 } };

    for (size_t k = 0; k < G_N_ELEMENTS(programs); k++) {
        g_autoptr(Query) query = under(programs[k].name, "mean(x | d = 1)", csv);

        assert_close(query_estimates(query)->rows[0].df, programs[k].df, 0.0);
    }
}

static void
limits_are_by_the_method_of_the_program(void **state)
{
    (void)state;
    g_autoptr(Query) mean = under("r", "mean(x)", csv);
    g_autoptr(Query) share = under("r", "share(d = 1)", csv);
    g_autoptr(Query) wald = under("sas", "share(d = 1)", csv);
    const Estimate *row = &query_estimates(mean)->rows[0];

    assert_string_equal(row->ci_method, "wald-z");
    assert_close(row->upper - row->value, 1.959963984540054 * row->se, 1e-14);
    assert_string_equal(query_estimates(share)->rows[0].ci_method, "logit-t");
    assert_string_equal(query_estimates(wald)->rows[0].ci_method, "wald-t");
}

static void
a_stratum_with_one_unit_leaves_its_domains_without_an_error(void **state)
{
    (void)state;
    g_autofree char *data = g_strconcat(csv, "c,9,0,3\n", NULL);
    g_autoptr(Query) all = under("stata", "mean(x)", data);
    g_autoptr(Query) domain = under("stata", "mean(x | d = 1)", data);
    g_autoptr(Query) zero = under("sas", "mean(x)", data);

    assert_true(isnan(query_estimates(all)->rows[0].se));
    assert_true(query_estimates(all)->rows[0].flags & ESTIMATE_NO_VARIANCE);
    assert_true(query_estimates(domain)->rows[0].se > 0.0);
    assert_true(query_estimates(zero)->rows[0].se > 0.0);
}

static void
what_is_given_stays(void **state)
{
    (void)state;
    const Convention *sas = convention_find("sas", NULL);
    QueryOptions options = { .ci = "kg", .quantile_rule = "hf7", .deff = DEFF_WR };
    DesignSpec design = { .df_rule = DF_INFINITE, .singleton = SINGLETON_ADJUST };

    convention_query(sas, &options);
    convention_design(sas, &design);
    assert_string_equal(options.ci, "kg");
    assert_string_equal(options.quantile_rule, "hf7");
    assert_int_equal(options.deff, DEFF_WR);
    assert_int_equal(design.df_rule, DF_INFINITE);
    assert_int_equal(design.singleton, SINGLETON_ADJUST);
    assert_string_equal(design.convention, "sas");
}

static void
an_unknown_program_is_told_which_there_are(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;

    assert_null(convention_find("minitab", &error));
    assert_error(error, ANDEL_ERROR_USAGE, "there are: r, stata, sas, spss");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(domains_have_the_degrees_of_freedom_of_the_program),
        cmocka_unit_test(limits_are_by_the_method_of_the_program),
        cmocka_unit_test(a_stratum_with_one_unit_leaves_its_domains_without_an_error),
        cmocka_unit_test(what_is_given_stays),
        cmocka_unit_test(an_unknown_program_is_told_which_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
