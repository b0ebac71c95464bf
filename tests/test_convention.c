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

/* Estimates of TEXT in DATA under the rules of NAME; NULL: refused. */
static Query *
ask_under(const char *name, const char *text, const char *data, DesignSpec design)
{
    QueryOptions options = { .level = 0.95, .deff = DEFF_CONVENTION };

    convention_design(convention_find(name, NULL), &design);
    convention_query(convention_find(name, NULL), &options);
    return ask(data, text, &options, &design, NULL);
}

/* The default test of a table of g and k under the rules of NAME. */
static const char *
default_test(const char *name)
{
    g_autoptr(GError) error = NULL;
    const QueryOptions options = { .level = 0.95 };
    const TableAsk nothing = { 0 };
    DesignSpec design = { .weight = "w" };

    convention_design(convention_find(name, NULL), &design);
    g_autoptr(Query) query =
        run_query("g,k,w\na,x,1\na,y,2\nb,x,3\nb,y,1\na,x,2\nb,y,2\n", &design,
                  query_crosstab_asking("g", "k", false, &nothing, &options, &error), &error);
    assert_no_error(error);
    assert_int_equal(query_table(query)->n_tests, 1);
    return g_intern_string(query_table(query)->tests[0].name);
}

/* What the manuals of the programs say where methods leave a choice, a row a program. The values of
 * x are 1, 2, 3, 4 (median 2 by R's rule, 2.5 by the mean of two and by SPSS, 2 by SAS). Totals of
 * x by replicate are 10 and 20, the estimate 10: 5 apart about their mean, 0 and 10 about the
 * estimate; BRR gives the error 5 or the root of 50. Of ten units four are taken: the design effect
 * of their mean is 1, or 0.6 when the reference is drawn with replacement. */
static void
the_matrix_of_defaults_holds(void **state)
{
    (void)state;
    const char *const replicates[] = { "r1", "r2", NULL }, *const fpc[] = { "n", NULL };
    const struct {
        const char *name, *mean, *share, *test;
        double df, median, replicated, deff, alone;
        bool refuses_alone, refuses_weightless;
    } matrix[] = {
        { "r", "wald-z", "logit-t", "rs2", 1.0, 2.0, 5.0, 1.0, NAN, true, true },
        { "stata", "wald-t", "logit-t", "rs2", 2.0, 2.5, 5.0, 1.0, NAN, false, false },
        { "sas", "wald-t", "wald-t", "rs1", 4.0, 2.0, 7.0710678118654755, 1.0, 1.0, false, false },
        { "spss", "wald-t", "logit-t", "rs2", 4.0, 2.5, 5.0, 1.0, NAN, true, false },
    };
    const DesignSpec tree = { .strata = strata, .psu = psu }, weighted = { .weight = "w" };
    const DesignSpec repeated = { .weight = "w",
                                  .replicates = { .columns = replicates, .type = REPLICATE_BRR } };
    const DesignSpec finite = { .fpc = fpc, .fpc_unit = FPC_COUNT };
    g_autofree char *alone = g_strconcat(csv, "c,9,0,3\n", NULL);

    for (size_t k = 0; k < G_N_ELEMENTS(matrix); k++) {
        const char *name = matrix[k].name;
        g_autoptr(Query) domain = ask_under(name, "mean(x | d = 1)", csv, tree);
        g_autoptr(Query) share = ask_under(name, "share(d = 1)", csv, tree);
        g_autoptr(Query) median =
            ask_under(name, "median(x)", "x\n1\n2\n3\n4\n", (DesignSpec){ 0 });
        g_autoptr(Query) total =
            ask_under(name, "total(x)", "x,w,r1,r2\n10,1,1,2\n0,1,1,1\n", repeated);
        g_autoptr(Query) effect =
            ask_under(name, "mean(x)", "x,n\n1,10\n2,10\n3,10\n4,10\n", finite);
        g_autoptr(Query) single = ask_under(name, "mean(x)", alone, tree);
        g_autoptr(Query) weightless = ask_under(name, "mean(x)", "x,w\n1,1\n5,\n3,1\n", weighted);

        assert_string_equal(query_estimates(domain)->rows[0].ci_method, matrix[k].mean);
        assert_close(query_estimates(domain)->rows[0].df, matrix[k].df, 0.0);
        assert_string_equal(query_estimates(share)->rows[0].ci_method, matrix[k].share);
        assert_close(query_estimates(median)->rows[0].value, matrix[k].median, 1e-15);
        assert_close(query_estimates(total)->rows[0].se, matrix[k].replicated, 1e-14);
        assert_close(query_estimates(effect)->rows[0].deff, matrix[k].deff, 1e-14);
        assert_string_equal(default_test(name), matrix[k].test);
        assert_int_equal(single == NULL, matrix[k].refuses_alone);
        if (single)
            assert_int_equal(isnan(query_estimates(single)->rows[0].se), isnan(matrix[k].alone));
        assert_int_equal(weightless == NULL, matrix[k].refuses_weightless);
        if (weightless)
            assert_close(query_estimates(weightless)->rows[0].value, 2.0, 1e-15);
    }
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
        cmocka_unit_test(the_matrix_of_defaults_holds),
        cmocka_unit_test(what_is_given_stays),
        cmocka_unit_test(an_unknown_program_is_told_which_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
