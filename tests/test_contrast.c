/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/contrast.h"
#include "datasets/error.h"
#include "tests/ask.h"

/* The slope of CONTRAST at PARTS [n] by small steps. */
static double
difference(const Contrast *contrast, const double *parts, size_t n, size_t k)
{
    double near[4], unused[4], step = 1e-5;

    for (size_t i = 0; i < n; i++)
        near[i] = parts[i];
    near[k] = parts[k] + step;
    double above = contrast_value(contrast, near, unused);
    near[k] = parts[k] - step;
    return (above - contrast_value(contrast, near, unused)) / (2.0 * step);
}

static void
slopes_are_those_of_small_steps(void **state)
{
    (void)state;
    const char *const texts[] = { "mean(a) - 2 * mean(b)",
                                  "mean(a) / mean(b) / mean(a)",
                                  "log(mean(a) / (mean(b) + 1)) ^ 2",
                                  "-exp(mean(b)) * mean(a)",
                                  "mean(a) ^ mean(b)",
                                  "2 ^ mean(a) + mean(b) ^ -1" };
    const double parts[] = { 1.7, 0.6 };

    for (size_t t = 0; t < G_N_ELEMENTS(texts); t++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Contrast) contrast = contrast_new(texts[t], &error);
        double gradient[4];

        assert_no_error(error);
        assert_int_equal(contrast->parts->len, 2);
        contrast_value(contrast, parts, gradient);
        for (size_t k = 0; k < 2; k++)
            assert_close(gradient[k], difference(contrast, parts, 2, k), 1e-8);
    }
}

static void
an_estimate_that_stands_twice_is_one_part(void **state)
{
    (void)state;
    g_autoptr(Contrast) contrast =
        contrast_new("share(x = 'a') / (share(x = 'a') + count(| y = 1))", NULL);

    assert_int_equal(contrast->parts->len, 2);
    assert_string_equal(contrast->parts->pdata[1], "count(| y = 1)");
}

static void
refused(const char *text, const char *part)
{
    g_autoptr(GError) error = NULL;
    const char *const none[] = { NULL }, *const contrasts[] = { text, NULL };
    const QueryOptions options = { .level = 0.95, .contrasts = contrasts };
    const DesignSpec design = { 0 };
    g_autoptr(Query) query =
        run_query("g,x\na,1\nb,2\na,4\n", &design, query_estimate(none, &options, &error), &error);

    assert_null(query);
    assert_error(error, ANDEL_ERROR_USAGE, part);
}

static void
what_is_no_contrast_is_refused_with_what_is(void **state)
{
    (void)state;
    refused("1 + 2", "made of estimates");
    refused("x - 1", "'x' cannot stand there");
    refused("mean(x) > 1", "made of estimates");
    refused("abs(mean(x))", "'abs(mean(x))' cannot stand there");
    refused("median(x) - 1", "no covariance");
    refused("share(g) - 1", "a value for each category of g; write share(g = '...')");
    refused("mean(x | 1) - 1", "no condition");
    refused("mean(x", "never closed");
}

/* x is 1, 4 in a and 2 in b: a difference of 2.5 - 2, times 2. */
static void
a_contrast_stands_behind_the_rows_with_its_own_base(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    const char *const asked[] = { "mean(x)", NULL };
    const char *const contrasts[] = { "2 * (mean(x | g = 'a') - mean(x | g = 'b'))", NULL };
    const QueryOptions options = { .level = 0.95, .contrasts = contrasts };
    const DesignSpec design = { 0 };
    g_autoptr(Query) query = run_query("g,x\na,1\nb,2\na,4\nc,9\n", &design,
                                       query_estimate(asked, &options, &error), &error);

    assert_no_error(error);
    const Estimates *found = query_estimates(query);
    assert_int_equal(found->n_rows, 2);
    assert_string_equal(found->rows[1].statistic, "contrast");
    assert_close(found->rows[1].value, 1.0, 1e-15);
    assert_int_equal(found->rows[1].base_n, 3);
    assert_close(found->rows[1].df, 2.0, 0.0);
    assert_int_equal(found->account.rows_used, 4);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slopes_are_those_of_small_steps),
        cmocka_unit_test(an_estimate_that_stands_twice_is_one_part),
        cmocka_unit_test(what_is_no_contrast_is_refused_with_what_is),
        cmocka_unit_test(a_contrast_stands_behind_the_rows_with_its_own_base),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
