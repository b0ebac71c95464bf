/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/contrast.h"
#include "datasets/error.h"
#include "tests/ask.h"

#include <math.h>

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
    refused("median(x) - mean(x)", "mean() stands with an estimate of another kind");
    refused("quantile(x, 0.2, 0.4) - 1", "quantile() has several values");
    refused("max(x) - 1", "max() has no standard error");
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

static const char *const sample = "h,c,w,x,r1,r2,r3,r4,r5\n"
                                  "0,0,2,57,3,1,3,1,3\n"
                                  "0,0,2,34,3,1,3,1,1\n"
                                  "0,0,1,27,1.5,0.5,1.5,0.5,0.5\n"
                                  "0,0,2,61,3,1,3,1,1\n"
                                  "0,1,1.5,72,0.75,2.25,2.25,0.75,2.25\n"
                                  "0,1,1.5,73,0.75,2.25,2.25,0.75,0.75\n"
                                  "0,1,1.5,21,0.75,2.25,2.25,0.75,2.25\n"
                                  "0,1,2,12,1,3,3,1,3\n"
                                  "0,2,1.5,70,2.25,0.75,2.25,0.75,2.25\n"
                                  "0,2,1,94,1.5,0.5,1.5,0.5,1.5\n"
                                  "0,2,1,18,1.5,0.5,1.5,0.5,1.5\n"
                                  "0,2,1.5,23,2.25,0.75,2.25,0.75,0.75\n"
                                  "0,3,3,40,1.5,4.5,4.5,1.5,1.5\n"
                                  "0,3,1.5,93,0.75,2.25,2.25,0.75,0.75\n"
                                  "0,3,2,87,1,3,3,1,1\n"
                                  "0,3,1,72,0.5,1.5,1.5,0.5,0.5\n"
                                  "1,10,2,84,3,1,1,3,3\n"
                                  "1,10,1.5,46,2.25,0.75,0.75,2.25,2.25\n"
                                  "1,10,1.5,27,2.25,0.75,0.75,2.25,0.75\n"
                                  "1,10,1,78,1.5,0.5,0.5,1.5,1.5\n"
                                  "1,11,3,92,1.5,4.5,1.5,4.5,4.5\n"
                                  "1,11,2,49,1,3,1,3,1\n"
                                  "1,11,3,77,1.5,4.5,1.5,4.5,4.5\n"
                                  "1,11,1,74,0.5,1.5,0.5,1.5,0.5\n"
                                  "1,12,3,41,4.5,1.5,1.5,4.5,1.5\n"
                                  "1,12,3,53,4.5,1.5,1.5,4.5,1.5\n"
                                  "1,12,3,14,4.5,1.5,1.5,4.5,4.5\n"
                                  "1,12,3,58,4.5,1.5,1.5,4.5,4.5\n"
                                  "1,13,1.5,32,0.75,2.25,0.75,2.25,2.25\n"
                                  "1,13,1,31,0.5,1.5,0.5,1.5,0.5\n"
                                  "1,13,2,30,1,3,1,3,3\n"
                                  "1,13,1,11,0.5,1.5,0.5,1.5,1.5\n";

static void
quantiles_have_error(const DesignSpec *design, const char *way, const char *text, double value,
                     double se)
{
    g_autoptr(GError) error = NULL;
    const char *const none[] = { NULL }, *const contrasts[] = { text, NULL };
    const QueryOptions options = { .level = 0.95, .contrasts = contrasts, .quantile_error = way };
    g_autoptr(Query) query =
        run_query(sample, design, query_estimate(none, &options, &error), &error);

    assert_no_error(error);
    const Estimates *found = query_estimates(query);
    assert_int_equal(found->n_rows, 1);
    assert_close(found->rows[0].value, value, 1e-12);
    assert_close(found->rows[0].se, se, 1e-12);
    assert_int_equal(found->rows[0].flags, 0);
}

/* R survey 4.1.1. Medians of two strata: svyquantile() of each, whose squared errors add up.
 * Quantiles of the same rows: vcov(svymean()) of the rows at or below each, scaled to the errors of
 * svyquantile(), times the slopes. Replicates: withReplicates(). */
static void
contrasts_of_quantiles_have_the_errors_of_r(void **state)
{
    (void)state;
    const char *const strata[] = { "h", NULL }, *const psu[] = { "c", NULL };
    const char *const columns[] = { "r1", "r2", "r3", "r4", "r5", NULL };
    const DesignSpec clusters = { .weight = "w", .strata = strata, .psu = psu };
    const DesignSpec elements = { .weight = "w", .strata = strata };
    const DesignSpec replicates = {
        .weight = "w",
        .replicates = { .columns = columns, .type = REPLICATE_BRR, .centre = CENTRE_ESTIMATE }
    };
    const char *apart = "quantile(x, 0.5 | h = 0) - median(x | h = 1)";
    const char *together = "quantile(x, 0.6) / quantile(x, 0.3)";
    double ratio = 1.70588235294118;

    quantiles_have_error(&clusters, NULL, apart, 8.0, 13.6316593480123);
    quantiles_have_error(&elements, NULL, apart, 8.0, 15.4272317463086);
    quantiles_have_error(&clusters, NULL, together, ratio, 0.418629168608412);
    quantiles_have_error(&elements, NULL, together, ratio, 0.353233959248955);
    quantiles_have_error(&replicates, "replicates", together, ratio, 0.257669446590539);
}

/* The median of nobody: 2 - nothing. */
static void
a_contrast_with_a_quantile_of_nobody_has_no_value(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    const char *const none[] = { NULL };
    const char *const contrasts[] = { "median(x) - median(x | h = 7)", NULL };
    const QueryOptions options = { .level = 0.95, .contrasts = contrasts };
    const DesignSpec design = { .weight = "w" };
    g_autoptr(Query) query =
        run_query(sample, &design, query_estimate(none, &options, &error), &error);

    assert_no_error(error);
    const Estimate *row = query_estimates(query)->rows;
    assert_true(isnan(row->value) && isnan(row->se) && isnan(row->lower));
    assert_true(row->flags & ESTIMATE_ZERO_BASE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slopes_are_those_of_small_steps),
        cmocka_unit_test(an_estimate_that_stands_twice_is_one_part),
        cmocka_unit_test(what_is_no_contrast_is_refused_with_what_is),
        cmocka_unit_test(a_contrast_stands_behind_the_rows_with_its_own_base),
        cmocka_unit_test(contrasts_of_quantiles_have_the_errors_of_r),
        cmocka_unit_test(a_contrast_with_a_quantile_of_nobody_has_no_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
