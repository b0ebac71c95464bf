/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/interval.h"
#include "datasets/error.h"
#include "tests/check.h"

static Limits
limits_of(const char *kind, Proportion of)
{
    g_autoptr(GError) error = NULL;
    const Interval *interval = interval_find(kind, &error);

    assert_no_error(error);
    return interval_share(interval, &of);
}

/* Share of schools with api00 of 800 or more in the data apiclus1 of R survey: 14 of 183 schools in
 * 15 districts. Wald, logit, arcsine and Korn-Graubard limits as R prints them, the others by their
 * published formulas. */
static void
limits_are_those_of_the_published_formulas(void **state)
{
    (void)state;
    const Proportion of = { 14.0 / 183.0, 0.0335296, 183, 14, 0.95 };
    const struct {
        const char *kind;
        double lower, upper;
    } expected[] = { { "wald", 0.004589, 0.148417 },   { "logit", 0.029065, 0.186494 },
                     { "asin", 0.020869, 0.162948 },   { "kg", 0.021548, 0.183221 },
                     { "wilson", 0.030200, 0.180576 }, { "jeffreys", 0.026635, 0.170702 },
                     { "agresti", 0.025456, 0.184607 } };

    for (size_t k = 0; k < G_N_ELEMENTS(expected); k++) {
        Limits limits = limits_of(expected[k].kind, of);

        assert_close(limits.lower, expected[k].lower, 2e-6);
        assert_close(limits.upper, expected[k].upper, 2e-6);
        assert_true(g_str_has_prefix(limits.method, expected[k].kind));
    }
}

/* Clopper-Pearson at 0 of n: 1 - (alpha / 2)^(1 / n). */
static void
at_no_and_all_cases_the_limits_are_exact_and_named(void **state)
{
    (void)state;
    Proportion none = { 0.0, 0.0, 20, INFINITY, 0.95 }, all = none;
    double ratio = interval_critical(19.0, 0.95) / interval_critical(INFINITY, 0.95);
    double n = 20.0 * ratio * ratio;
    Limits limits = limits_of("logit", none);

    assert_close(limits.lower, 0.0, 0.0);
    assert_close(limits.upper, 1.0 - pow(0.025, 1.0 / n), 1e-12);
    assert_string_equal(limits.method, "kg-z");

    all.share = 1.0;
    limits = limits_of("wald", all);
    assert_close(limits.lower, pow(0.025, 1.0 / n), 1e-12);
    assert_close(limits.upper, 1.0, 0.0);
}

/* Half of 100 with the design effect 1. */
static void
likelihood_limits_are_where_the_deviance_reaches_t_squared(void **state)
{
    (void)state;
    Proportion half = { 0.5, 0.05, 100, INFINITY, 0.95 };
    Limits limits = limits_of("likelihood", half);
    double q = limits.lower;

    assert_close(limits.lower + limits.upper, 1.0, 1e-13);
    assert_close(2.0 * 100.0 * (0.5 * log(0.5 / q) + 0.5 * log(0.5 / (1.0 - q))),
                 3.841458820694124 * 100.0 / 99.0, 1e-12);
    assert_string_equal(limits.method, "likelihood-z");
}

/* A design that seems better than the sample is wide: 16 effective of 10 cases count as 10. */
static void
nchs_limits_never_rest_on_more_than_the_sample(void **state)
{
    (void)state;
    Limits few = limits_of("nchs", (Proportion){ 0.5, 0.125, 10, INFINITY, 0.95 });
    Limits clopper = limits_of("nchs", (Proportion){ 0.0, 0.0, 10, 9, 0.95 });

    /* Clopper-Pearson of 5 of 10: R's binom.test */
    assert_close(few.lower, 0.1870860284474, 1e-11);
    assert_close(few.upper, 0.8129139715526, 1e-11);
    assert_close(clopper.upper, 1.0 - pow(0.025, 0.1), 1e-12);
    assert_string_equal(clopper.method, "nchs-t");
}

static void
two_sided_p_is_that_of_both_tails(void **state)
{
    (void)state;
    assert_close(interval_p(-2.0, 5.0), 0.1019394788, 1e-9); /* R: 2 * pt(-2, 5) */
    assert_close(interval_p(1.959963984540054, INFINITY), 0.05, 1e-14);
    assert_true(isnan(interval_p(2.0, 0.0)) && isnan(interval_p(NAN, 3.0)));
}

static void
without_degrees_of_freedom_there_are_no_limits(void **state)
{
    (void)state;
    Limits limits = limits_of("logit", (Proportion){ 0.5, 0.1, 10, 0, 0.95 });

    assert_true(isnan(limits.lower) && isnan(limits.upper));
    assert_true(isnan(interval_wald(1.0, 1.0, 0.0, 0.95).lower));
}

static void
a_share_without_error_has_itself_as_limits(void **state)
{
    (void)state;
    Limits limits = limits_of("logit", (Proportion){ 0.25, 0.0, 8, 7, 0.95 });

    assert_close(limits.lower, 0.25, 0.0);
    assert_close(limits.upper, 0.25, 0.0);
}

static void
unknown_kinds_are_answered_with_the_list(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;

    assert_null(interval_find("exact", &error));
    assert_error(error, ANDEL_ERROR_USAGE, "logit, wald, wilson, kg");
    assert_string_equal(interval_find(NULL, NULL)->name, "logit");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_are_those_of_the_published_formulas),
        cmocka_unit_test(at_no_and_all_cases_the_limits_are_exact_and_named),
        cmocka_unit_test(likelihood_limits_are_where_the_deviance_reaches_t_squared),
        cmocka_unit_test(nchs_limits_never_rest_on_more_than_the_sample),
        cmocka_unit_test(two_sided_p_is_that_of_both_tails),
        cmocka_unit_test(without_degrees_of_freedom_there_are_no_limits),
        cmocka_unit_test(a_share_without_error_has_itself_as_limits),
        cmocka_unit_test(unknown_kinds_are_answered_with_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
