/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/sampler.h"
#include "tests/check.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

static Distribution *
distribution_of(const char *text)
{
    DistributionFault fault = { 0 };
    Distribution *distribution = distribution_parse(text, &fault);

    assert_non_null(distribution);
    return distribution;
}

/* Probabilities near both ends, at the middle, and all over. */
static size_t
probabilities(double *p)
{
    size_t n = 0;

    for (double x = 0x1p-53; x < 0.5; x *= 1.7)
        p[n++] = x;
    for (double x = 0x1p-53; x < 0.5; x *= 2.3)
        p[n++] = 1.0 - x;
    for (int i = 1; i < 1000; i++)
        p[n++] = i / 1000.0;
    return n;
}

static void
many_quantiles_are_those_one_by_one(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double within; /* of the range, or relative */
    } cases[] = { { "tri(15, 30, 120)", 1e-15 },      { "tri(15, 15, 120)", 1e-15 },
                  { "tri(0, 1, 1)", 1e-15 },          { "uniform(-3, 8)", 0.0 },
                  { "normal(1000, 80)", 1e-15 },      { "lognormal(3, 2)", 1e-14 },
                  { "pert(0.7, 0.85, 1.2)", 1e-8 },   { "pert(0, 0, 1)", 1e-8 },
                  { "pert(140, 188, 260, 9)", 1e-8 }, { "beta(0.4, 0.3)", 1e-8 },
                  { "beta(50, 2, -1, 1)", 1e-8 },     { "discrete(1: .2, 2: .5, 7: .3)", 0.0 } };

    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
        g_autoptr(Distribution) distribution = distribution_of(cases[k].text);
        double p[2000], x[2000];
        size_t n = probabilities(p);

        for (int many = 0; many <= 1; many++) {
            g_autoptr(Sampler) sampler = sampler_new(distribution, many == 1);

            memcpy(x, p, n * sizeof *p);
            sampler_quantiles(sampler, n, x);
            for (size_t j = 0; j < n; j++) {
                double expected = distribution_quantile(distribution, p[j]);
                double range = distribution->high - distribution->low;
                double scale = range > 0.0 ? range : fmax(1.0, fabs(expected));

                if (!(fabs(x[j] - expected) <= cases[k].within * scale))
                    fail_msg("%s at %.17g: %.17g, expected %.17g", cases[k].text, p[j], x[j],
                             expected);
            }
        }
    }
}

/* 1.959963984540054 and 4.753424308822899: Wichura (1988) and tables of R's qnorm. */
static void
normal_quantiles_are_right_in_the_middle_and_in_the_tails(void **state)
{
    (void)state;
    double p[] = { 0.5, 0.975, 0.025, 1e-6, 0.05, 1e-20 };

    normal_quantiles(G_N_ELEMENTS(p), p);
    assert_close(p[0], 0.0, 0.0);
    assert_close(p[1], 1.959963984540054, 1e-15);
    assert_close(p[2], -1.959963984540054, 1e-15);
    assert_close(p[3], -4.753424308822899, 1e-15);
    assert_close(p[4], -1.6448536269514729, 1e-15);
    assert_close(p[5], -9.262340089798408, 1e-15);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_quantiles_are_those_one_by_one),
        cmocka_unit_test(normal_quantiles_are_right_in_the_middle_and_in_the_tails),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
