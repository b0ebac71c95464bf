/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/distribution.h"
#include "tests/check.h"

#include <gsl/gsl_errno.h>

static Distribution *
read_good(const char *text)
{
    DistributionFault fault = { 0 };
    Distribution *distribution = distribution_parse(text, &fault);

    if (!distribution)
        fail_msg("%s: %s", text, fault.what);
    return distribution;
}

/* qbeta(), qnorm() and the closed forms in R 4.2. */
static void
quantiles_and_moments_are_those_of_r(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double mean, sd; /* NAN: not compared */
        double p[3], value[3];
    } cases[] = {
        { "pert(140, 188, 260)",
          1152.0 / 6.0,
          NAN,
          { .05, .5, .95 },
          { 156.71365446593131, 191.05649624027598, 230.53419193269076 } },
        { "pert(0, 0, 10, 2)",
          2.5,
          NAN,
          { .05, .5, .95 },
          { 0.16952427508441498, 2.0629947401590027, 6.3159685013596123 } },
        { "beta(.3, .4)",
          3.0 / 7.0,
          NAN,
          { .01, .5, .99 },
          { 8.9618841509107584e-07, 0.34317039842153751, 0.99994020932082128 } },
        { "beta(2,5,10,30)",
          15.714285714285715,
          3.1943828249996997,
          { .05, .5, .95 },
          { 11.256997834167088, 15.288999665913199, 21.636068185040518 } },
        { "5 to 20",
          10.928516600812461,
          4.8175394110597169,
          { .1, .5, .95 },
          { 5.8271888429459215, 10.0, 20.0 } },
        { "-5 to 20",
          7.5,
          7.5994603988971177,
          { .1, .5, .9 },
          { -2.2391003715007987, 7.5, 17.239100371500797 } },
        { "lognormal(10, 2)",
          10.928516600812461,
          4.8175394110597169,
          { .05, .5, .95 },
          { 5.0, 10.0, 20.0 } },
        { "tri(15,30,120)",
          55.0,
          23.18404623873926,
          { .05, .5, .95 },
          { 23.874119674649425, 51.261364575662398, 98.262934880715832 } },
        { "tri(0, 0, 4)", 4.0 / 3.0, NAN, { .19, .64, .99 }, { 0.4, 1.6, 3.6 } },
        { "normal(53, 4)", 53.0, 4.0, { .5, .841344746068543, .5 }, { 53.0, 57.0, 53.0 } },
        { "uniform(-1, 3)", 1.0, 1.1547005383792515, { .25, .5, .75 }, { 0.0, 1.0, 2.0 } },
        { "discrete(20: 0.5, 10: 0.2, 30: .3)", 21.0, 7.0, { .2, .21, .71 }, { 10., 20., 30. } },
    };

    for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
        g_autoptr(Distribution) distribution = read_good(cases[c].text);

        assert_close(distribution_mean(distribution), cases[c].mean, 1e-14);
        if (!isnan(cases[c].sd))
            assert_close(distribution_sd(distribution), cases[c].sd, 1e-14);
        for (size_t k = 0; k < 3; k++)
            assert_close(distribution_quantile(distribution, cases[c].p[k]), cases[c].value[k],
                         1e-9);
    }
}

/* The reference: (mean - min) (max - mean) / (lambda + 3), not ((max - min) / 6)^2. */
static void
the_variance_of_a_pert_is_that_of_its_beta(void **state)
{
    (void)state;
    g_autoptr(Distribution) four = read_good("pert(100, 150, 400)");
    g_autoptr(Distribution) ten = read_good("pert(100, 150, 400, 10)");

    assert_close(distribution_sd(four) * distribution_sd(four), 2579.3650793650793, 1e-14);
    assert_close(distribution_sd(ten) * distribution_sd(ten), 1196.5811965811965, 1e-14);
}

static void
answers_are_drawn_with_equal_probability(void **state)
{
    (void)state;
    const double answers[] = { 60, 15, 30, 15 };
    g_autoptr(Distribution) distribution = read_good("empirical( svar.csv )");

    assert_string_equal(distribution->file, "svar.csv");
    distribution_set_values(distribution, answers, 4);
    assert_close(distribution_mean(distribution), 30.0, 1e-15);
    assert_close(distribution_sd(distribution), sqrt(337.5), 1e-15);
    assert_close(distribution_quantile(distribution, 0.5), 15.0, 0.0);
    assert_close(distribution_quantile(distribution, 0.51), 30.0, 0.0);
    assert_close(distribution_quantile(distribution, 0.99), 60.0, 0.0);
}

static void
what_cannot_be_is_shown_where_it_stands(void **state)
{
    (void)state;
    static const struct {
        const char *text, *what;
        size_t begin, end;
    } cases[] = {
        { "tri(15, 130, 120)", "between the lowest and the highest", 8, 11 },
        { "tri(15, 30, 15)", "the highest value is above", 12, 14 },
        { "pert(1, 2, 3, 0)", "weight of the mode", 14, 15 },
        { "pert(1, 2)", "write pert(low, likely, high)", 0, 10 },
        { "normal(3, -1)", "standard deviation is above 0", 10, 12 },
        { "lognormal(0, 2)", "median of a lognormal", 10, 11 },
        { "lognormal(1, 1)", "90 per cent", 13, 14 },
        { "beta(0, 1)", "shapes of a beta", 5, 6 },
        { "beta(1, 1, 3)", "both ends", 11, 12 },
        { "uniform(2, 2)", "above the lowest", 11, 12 },
        { "discrete(1: 0.5, 2: 0.4)", "sum to 0.9, not to 1", 12, 23 },
        { "discrete(1: -0.5, 2: 1.5)", "not below 0", 12, 16 },
        { "discrete(1, 2)", "colon", 10, 11 },
        { "tri(15, 3O, 120)", "a number should stand here", 8, 10 },
        { "triangle(1, 2, 3)", "'triangle' is no distribution", 0, 8 },
        { "20 to 5", "P95 is above P5", 6, 7 },
        { "about 5", "a number should stand", 0, 5 },
        { "5", "no distribution", 0, 1 },
        { "uniform(1, 2) + 3", "nothing follows", 14, 17 },
        { "uniform(1, 2", "a comma or ')'", 12, 13 },
        { "empirical()", "names a file", 0, 11 },
    };

    for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
        DistributionFault fault = { 0 };

        assert_null(distribution_parse(cases[c].text, &fault));
        if (!strstr(fault.what, cases[c].what) || fault.begin != cases[c].begin ||
            fault.end != cases[c].end)
            fail_msg("%s: %zu-%zu %s", cases[c].text, fault.begin, fault.end, fault.what);
        g_free(fault.what);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_and_moments_are_those_of_r),
        cmocka_unit_test(the_variance_of_a_pert_is_that_of_its_beta),
        cmocka_unit_test(answers_are_drawn_with_equal_probability),
        cmocka_unit_test(what_cannot_be_is_shown_where_it_stands),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
