/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replicate weights by hand-worked fractions, and identities. */
#include "datasets/error.h"
#include "tests/ask.h"

static const char *const columns[] = { "r*", NULL };
static const QueryOptions plain = { .level = 0.95, .ci = "wald" };

static DesignSpec
design_of(ReplicateType type)
{
    return (DesignSpec){ .weight = "w", .replicates = { .columns = columns, .type = type } };
}

static void
refused(const char *csv, const DesignSpec *design, AndelError code, const char *part)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = ask(csv, "mean(y)", &plain, design, &error);

    assert_null(query);
    assert_error(error, code, part);
}

/* The first row of EXPRESSION; *KEEP holds the query. */
static const Estimate *
answer(Query **keep, const char *csv, const char *expression, const QueryOptions *options,
       const DesignSpec *design)
{
    g_autoptr(GError) error = NULL;

    *keep = ask(csv, expression, options, design, &error);
    assert_no_error(error);
    return &query_estimates(*keep)->rows[0];
}

/* Three PSUs of weight 2, each left out once: the others weigh 3. Totals of y by replicate are
 * 3 (2 + 6), 3 (1 + 6), 3 (1 + 2) = 24, 21, 9; their mean is 18, the estimate 2 (1 + 2 + 6) = 18;
 * V = 2/3 (36 + 9 + 81) = 84. */
static const char jackknife[] = "y,x,g,w,r1,r2,r3\n"
                                "1,1,a,2,0,3,3\n"
                                "2,1,b,2,3,0,3\n"
                                "6,3,b,2,3,3,0\n";

static void
a_total_and_its_error_match_the_hand_calculation(void **state)
{
    (void)state;
    DesignSpec design = design_of(REPLICATE_JK1);
    g_autoptr(Query) query = NULL;
    const Estimate *row = answer(&query, jackknife, "total(y)", &plain, &design);

    assert_close(row->value, 18.0, 1e-15);
    assert_close(row->se, sqrt(84.0), 1e-14);
    assert_close(row->df, 2.0, 0.0);
    assert_int_equal(row->flags, 0);
}

/* y/x by replicate: 8/4, 7/4, 3/2, estimate 9/5. Around their mean 7/4: 1/16 + 0 + 1/16; around
 * the estimate: 1/25 + 1/400 + 9/100. */
static void
a_ratio_may_be_centred_at_the_mean_or_at_the_estimate(void **state)
{
    (void)state;
    DesignSpec design = design_of(REPLICATE_JK1);
    g_autoptr(Query) around_mean = NULL, around_estimate = NULL;
    const Estimate *row = answer(&around_mean, jackknife, "ratio(y/x)", &plain, &design);

    assert_close(row->value, 9.0 / 5.0, 1e-15);
    assert_close(row->se, sqrt(2.0 / 3.0 / 8.0), 1e-14);
    design.replicates.centre = CENTRE_ESTIMATE;
    row = answer(&around_estimate, jackknife, "ratio(y/x)", &plain, &design);
    assert_close(row->se, sqrt(2.0 / 3.0 * (0.04 + 0.0025 + 0.09)), 1e-14);
}

/* Group a is one PSU, which the first replicate leaves out: 0/0 there, and 1 in the others. In
 * group b the means are 4, 6 and 2. */
static void
a_replicate_without_a_denominator_is_left_out_and_said(void **state)
{
    (void)state;
    const char *const by[] = { "g", NULL };
    QueryOptions options = { .level = 0.95, .by = by, .ci = "wald" };
    DesignSpec design = design_of(REPLICATE_JK1);
    g_autoptr(Query) query = NULL;
    const Estimate *row = answer(&query, jackknife, "mean(y)", &options, &design);

    assert_close(row[0].value, 1.0, 1e-15);
    assert_close(row[0].se, 0.0, 1e-15);
    assert_true(row[0].flags & ESTIMATE_REPLICATES_LOST);
    assert_close(row[1].value, 4.0, 1e-15);
    assert_close(row[1].se, sqrt(2.0 / 3.0 * 8.0), 1e-14);
    assert_false(row[1].flags & ESTIMATE_REPLICATES_LOST);
}

static void
no_error_is_given_when_one_replicate_is_left(void **state)
{
    (void)state;
    DesignSpec design = design_of(REPLICATE_BRR);
    g_autoptr(Query) query = NULL;
    const Estimate *row =
        answer(&query, "y,w,r1,r2\n1,2,0,4\n2,2,0,0\n", "mean(y)", &plain, &design);

    assert_true(isnan(row->se));
    assert_true(row->flags & ESTIMATE_NO_VARIANCE);
}

/* Medians with each set of weights: 2, 6 and 4 around 4; the jackknife's mean nothing. */
static void
quantiles_take_their_error_from_the_replicates_when_asked(void **state)
{
    (void)state;
    const char csv[] = "y,w,r1,r2,r3\n2,1,3,0,1\n4,1,0,0,1\n6,1,0,3,1\n";
    QueryOptions options = { .level = 0.95, .quantile_error = "replicates" };
    DesignSpec design = design_of(REPLICATE_BOOTSTRAP);
    g_autoptr(Query) query = NULL;
    g_autoptr(GError) error = NULL, of_word = NULL;
    const Estimate *row = answer(&query, csv, "median(y)", &options, &design);

    assert_close(row->value, 4.0, 1e-15);
    assert_close(row->se, 2.0, 1e-15);
    design.replicates.type = REPLICATE_JK1;
    assert_null(ask(csv, "median(y)", &options, &design, &error));
    assert_error(error, ANDEL_ERROR_USAGE, "is not its error");
    options.quantile_error = "repl";
    assert_null(ask(csv, "median(y)", &options, &design, &of_word));
    assert_error(of_word, ANDEL_ERROR_USAGE, "there are woodruff, replicates");
}

static void
shares_of_two_levels_vary_against_each_other(void **state)
{
    (void)state;
    DesignSpec design = design_of(REPLICATE_JK1);
    g_autoptr(Query) query = NULL;
    const Estimate *row = answer(&query, jackknife, "share(g)", &plain, &design);
    const double *covariance = query_estimates(query)->covariance;

    assert_int_equal(query_estimates(query)->n_rows, 2);
    assert_close(covariance[0], row[0].se * row[0].se, 1e-15);
    assert_close(covariance[1], -covariance[0], 1e-15);
    assert_close(covariance[3], covariance[0], 1e-15);
}

static void
factors_times_the_weight_are_the_combined_weights(void **state)
{
    (void)state;
    const char factors[] = "y,w,r1,r2,r3\n1,2,0,1.5,1.5\n2,2,1.5,0,1.5\n6,2,1.5,1.5,0\n";
    DesignSpec design = design_of(REPLICATE_JK1);
    g_autoptr(Query) query = NULL;

    design.replicates.factors = true;
    assert_close(answer(&query, factors, "total(y)", &plain, &design)->se, sqrt(84.0), 1e-14);
}

/* Scales of two replicates whose totals are 10 and 20, around their mean: each is 5 away. */
static void
each_type_has_its_scale(void **state)
{
    (void)state;
    const char csv[] = "y,w,r1,r2\n10,1.5,1,2\n";
    const char *const halves[] = { "0.5", "0.25", NULL };
    const struct {
        ReplicateType type;
        double fay, scale;
        const char *const *rscales;
        double variance;
    } cases[] = {
        { REPLICATE_BRR, 0, 0, NULL, 25 },     { REPLICATE_FAY, 0.5, 0, NULL, 100 },
        { REPLICATE_JK1, 0, 0, NULL, 25 },     { REPLICATE_JKN, 0, 0, halves, 18.75 },
        { REPLICATE_JK2, 0, 0, NULL, 50 },     { REPLICATE_BOOTSTRAP, 0, 0, NULL, 50 },
        { REPLICATE_SDR, 0, 0, NULL, 100 },    { REPLICATE_ACS, 0, 0, NULL, 100 },
        { REPLICATE_OTHER, 0, 3, NULL, 150 },  { REPLICATE_OTHER, 0, 0, halves, 18.75 },
        { REPLICATE_BRR, 0, 2, halves, 37.5 },
    };

    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
        DesignSpec design = design_of(cases[k].type);
        g_autoptr(Query) query = NULL;

        design.replicates.fay = cases[k].fay;
        design.replicates.scale = cases[k].scale;
        design.replicates.rscales = cases[k].rscales;
        const Estimate *row = answer(&query, csv, "total(y)", &plain, &design);
        assert_close(row->se * row->se, cases[k].variance, 1e-13);
    }
}

static void
acs_is_centred_at_the_estimate_unless_told_otherwise(void **state)
{
    (void)state;
    const char csv[] = "y,w,r1,r2\n10,2,1,2\n"; /* 20; 10 and 20 */
    DesignSpec design = design_of(REPLICATE_ACS);
    g_autoptr(Query) own = NULL, mean = NULL;

    assert_close(answer(&own, csv, "total(y)", &plain, &design)->se, sqrt(200.0), 1e-14);
    design.replicates.centre = CENTRE_MEAN;
    assert_close(answer(&mean, csv, "total(y)", &plain, &design)->se, 10.0, 1e-14);
}

/* Rows of strata of equal weights, and with JACKKNIFE their replicates: each leaves out one row and
 * gives its weight to the others of the stratum. */
static char *
stratified(size_t n_strata, size_t size, double scale)
{
    GString *csv = g_string_new("h,y,x,q,w");
    size_t n = n_strata * size;

    for (size_t r = 0; r < n; r++)
        g_string_append_printf(csv, ",r%zu", r);
    for (size_t i = 0; i < n; i++) {
        size_t h = i / size;
        double w = scale * (double)(3 + h);

        g_string_append_printf(csv, "\n%zu,%zu,%zu,%s,%.17g", h, i * i % 17 + h, i % 5 + 1,
                               i % 3 ? "yes" : "no", w);
        for (size_t r = 0; r < n; r++) {
            double grown = w * (double)size / (double)(size - 1);
            g_string_append_printf(csv, ",%.17g", r == i ? 0.0 : r / size == h ? grown : w);
        }
    }
    g_string_append_c(csv, '\n');
    return g_string_free(csv, FALSE);
}

static void
a_stratified_jackknife_is_the_linearised_variance_of_totals_and_means(void **state)
{
    (void)state;
    enum { STRATA = 4, SIZE = 6, REPLICATES = STRATA * SIZE };
    const char *const expressions[] = { "total(y)", "mean(y)", "total(q)", "share(q)" };
    const char *const strata[] = { "h", NULL };
    const char *rscales[REPLICATES + 1] = { NULL };
    g_autofree char *csv = stratified(STRATA, SIZE, 1.0), *scaled = stratified(STRATA, SIZE, 1e6);
    DesignSpec linearised = { .weight = "w", .strata = strata };
    DesignSpec replicated = design_of(REPLICATE_JKN);

    for (size_t r = 0; r < REPLICATES; r++)
        rscales[r] = "0.83333333333333333"; /* 5/6 */
    replicated.replicates.rscales = rscales;
    for (size_t k = 0; k < G_N_ELEMENTS(expressions); k++) {
        g_autoptr(Query) a = NULL, b = NULL, c = NULL;
        const Estimate *one = answer(&a, csv, expressions[k], &plain, &linearised);
        const Estimate *two = answer(&b, csv, expressions[k], &plain, &replicated);
        const Estimate *three = answer(&c, scaled, expressions[k], &plain, &replicated);
        double unit = k % 2 ? 1.0 : 1e6;

        assert_close(two->value, one->value, 1e-14);
        assert_close(two->se, one->se, 1e-12);
        assert_close(two->df, one->df, 0.0);
        assert_close(two->lower, one->lower, 1e-12);
        assert_close(three->se / unit, two->se, 1e-12);
    }
}

static void
a_row_of_weight_0_counts_in_the_replicates_that_hold_it(void **state)
{
    (void)state;
    const char csv[] = "y,w,r1,r2\n10,2,2,4\n8,0,1,0\n99,0,0,0\n"; /* 20; 28 and 40 */
    DesignSpec design = design_of(REPLICATE_BRR);
    g_autoptr(Query) query = NULL;
    const Estimate *row = answer(&query, csv, "total(y)", &plain, &design);

    assert_close(row->value, 20.0, 1e-15);
    assert_close(row->se, 6.0, 1e-14);
    assert_int_equal(row->base_n, 2);
    assert_int_equal(query_estimates(query)->account.rows_used, 2);
}

static void
weights_that_cannot_be_are_refused_with_their_place(void **state)
{
    (void)state;
    DesignSpec brr = design_of(REPLICATE_BRR), sdr = design_of(REPLICATE_SDR);
    g_autoptr(Query) query = NULL;

    refused("y,w,r1,r2\n1,1,1,1\n1,1,,1\n", &brr, ANDEL_ERROR_DATA,
            "line 3: the replicate weight r1 is missing");
    refused("y,w,r1,r2\n1,1,1,1\n1,1,1,-2\n", &brr, ANDEL_ERROR_DATA,
            "line 3: the replicate weight r2 is -2");
    refused("y,w,r1,r2\n1,1,1,1\n1,1,1,x\n", &brr, ANDEL_ERROR_DATA, "data.csv:3: column 'r2'");
    /* they come from adjustments there, and the files of the agencies have some */
    assert_close(answer(&query, "y,w,r1,r2\n1,1,1,-2\n3,1,1,1\n", "total(y)", &plain, &sdr)->value,
                 4.0, 1e-15);
}

static void
rows_outside_the_sample_need_no_replicate_weights(void **state)
{
    (void)state;
    const char csv[] = "y,s,w,r1,r2,r3\n1,1,2,0,3,3\n2,1,2,3,0,3\n6,1,2,3,3,0\n7,0,,,,\n";
    DesignSpec design = design_of(REPLICATE_JK1);
    g_autoptr(Query) query = NULL;

    design.sample = "s = 1";
    assert_close(answer(&query, csv, "total(y)", &plain, &design)->se, sqrt(84.0), 1e-14);
}

static void
a_specification_that_cannot_be_is_refused_with_advice(void **state)
{
    (void)state;
    const char *const strata[] = { "y", NULL }, *const one[] = { "r1", NULL };
    const char *const few[] = { "1", "2", NULL }, *const words[] = { "1", "2", "x", NULL };
    DesignSpec design = design_of(REPLICATE_UNKNOWN);

    refused(jackknife, &design, ANDEL_ERROR_USAGE, "--rep-type");
    design = design_of(REPLICATE_FAY);
    refused(jackknife, &design, ANDEL_ERROR_USAGE, "needs --fay R");
    design = design_of(REPLICATE_BRR);
    design.replicates.fay = 0.5;
    refused(jackknife, &design, ANDEL_ERROR_USAGE, "--fay is for");
    design = design_of(REPLICATE_JKN);
    refused(jackknife, &design, ANDEL_ERROR_USAGE, "needs --rscales");
    design.replicates.rscales = few;
    refused(jackknife, &design, ANDEL_ERROR_USAGE, "2 rscales for 3 replicates");
    design.replicates.rscales = words;
    refused(jackknife, &design, ANDEL_ERROR_USAGE, "rscale 3 is 'x'");
    design = design_of(REPLICATE_OTHER);
    refused(jackknife, &design, ANDEL_ERROR_USAGE, "type other needs");
    design = design_of(REPLICATE_JK1);
    design.strata = strata;
    refused(jackknife, &design, ANDEL_ERROR_USAGE, "either those or --repweights");
    design = design_of(REPLICATE_JK1);
    design.replicates.columns = one;
    refused(jackknife, &design, ANDEL_ERROR_USAGE, "one column only");
    design = design_of(REPLICATE_JK1);
    design.weight = NULL;
    refused(jackknife, &design, ANDEL_ERROR_USAGE, "give --weight");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_total_and_its_error_match_the_hand_calculation),
        cmocka_unit_test(a_ratio_may_be_centred_at_the_mean_or_at_the_estimate),
        cmocka_unit_test(a_replicate_without_a_denominator_is_left_out_and_said),
        cmocka_unit_test(no_error_is_given_when_one_replicate_is_left),
        cmocka_unit_test(quantiles_take_their_error_from_the_replicates_when_asked),
        cmocka_unit_test(shares_of_two_levels_vary_against_each_other),
        cmocka_unit_test(factors_times_the_weight_are_the_combined_weights),
        cmocka_unit_test(each_type_has_its_scale),
        cmocka_unit_test(acs_is_centred_at_the_estimate_unless_told_otherwise),
        cmocka_unit_test(a_stratified_jackknife_is_the_linearised_variance_of_totals_and_means),
        cmocka_unit_test(a_row_of_weight_0_counts_in_the_replicates_that_hold_it),
        cmocka_unit_test(weights_that_cannot_be_are_refused_with_their_place),
        cmocka_unit_test(rows_outside_the_sample_need_no_replicate_weights),
        cmocka_unit_test(a_specification_that_cannot_be_is_refused_with_advice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
