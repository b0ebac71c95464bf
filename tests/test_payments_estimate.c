/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/payments_estimate.h"
#include "analysis/random.h"
#include "datasets/error.h"
#include "tests/payments_files.h"

#include <gsl/gsl_cdf.h>

static const PaymentsColumns stratified = { .paid = "paid", .correct = "correct", .strata = "h" };
static const PaymentsFrameColumns frame_stratified = { .stratum = "h" };
static const PaymentsFrameColumns frame_alone = { 0 };

static PaymentsOptions
usual(void)
{
    return (PaymentsOptions){ .limits = LIMITS_T,
                              .design = { .df_rule = DF_DESIGN },
                              .level = 0.95,
                              .few = 1,
                              .many = 30,
                              .replicates = 400,
                              .seed = 1 };
}

static PaymentsResult *
estimate(const char *sample_text, const char *frame_text, const PaymentsOptions *options,
         bool strata, GError **error)
{
    PaymentsFiles files = payments_files_new();
    PaymentsColumns columns = stratified;
    PaymentsResult *result = NULL;

    if (!strata)
        columns.strata = NULL;
    g_autoptr(PaymentsSample) sample = payments_sample_read(
        payments_file(&files, "sample.csv", sample_text), &columns, options->by, error);
    g_autoptr(PaymentsFrame) frame =
        sample ? payments_frame_read(payments_file(&files, "frame.csv", frame_text),
                                     strata ? &frame_stratified : &frame_alone, error)
               : NULL;
    if (frame)
        result = payments_estimate(sample, frame, &columns, options, error);
    g_clear_pointer(&sample, payments_sample_free);
    payments_files_free(&files);
    return result;
}

/* p = 100, 200, 300, 400 and e = 0, 20, 0, 100; N = 50 and X = 12 000. By hand: R = 120/1000, d =
 * -12, -4, -36, 52, s^2 = 1386.67, V = 50^2 (1 - 4/50) s^2/4; the rate times X/X^ (12 500). */
static void
ratio_and_expansion_of_four_payments_by_hand(void **state)
{
    (void)state;
    static const char text[] = "paid,correct\n100,100\n200,180\n300,300\n400,300\n";
    PaymentsOptions options = usual();
    g_autoptr(GError) error = NULL;
    g_autoptr(PaymentsResult) scaled =
        estimate(text, "N,paid_total\n50,12000\n", &options, false, &error);
    assert_no_error(error);
    options.unscaled = true;
    g_autoptr(PaymentsResult) unscaled =
        estimate(text, "N,paid_total\n50,12000\n", &options, false, &error);
    options.method = METHOD_EXPANSION;
    g_autoptr(PaymentsResult) expanded =
        estimate(text, "N,paid_total\n50,12000\n", &options, false, &error);

    assert_close(payments_row(scaled->main, "rate", "over", NULL, NULL)->value, 0.12, 1e-15);
    assert_close(payments_row(scaled->main, "amount", "over", NULL, NULL)->value, 1440.0, 1e-15);
    assert_close(payments_row(scaled->main, "amount", "over", NULL, NULL)->se, 857.218, 1e-6);
    assert_close(payments_row(unscaled->main, "amount", "over", NULL, NULL)->se, 892.935, 1e-6);
    assert_close(payments_row(expanded->main, "amount", "over", NULL, NULL)->value, 1500.0, 1e-15);
    assert_close(payments_row(expanded->main, "amount", "over", NULL, NULL)->se, 1141.636, 1e-6);
    assert_close(payments_row(scaled->main, "share", "in_error", NULL, NULL)->value, 0.5, 1e-15);
}

/* No errors in 60: at 95 per cent two-sided the limit is 1 - 0.025^(1/60), the payments being of
 * one size. */
static void
without_errors_there_is_a_limit_and_no_standard_error(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new("paid,correct\n");
    PaymentsOptions options = usual();
    g_autoptr(GError) error = NULL;

    for (int i = 0; i < 60; i++)
        g_string_append(text, "10,10\n");
    for (int kind = LIMITS_AUTO; kind < N_LIMITS; kind++) {
        options.limits = (PaymentsLimits)kind;
        options.few = 5;
        g_autoptr(PaymentsResult) result =
            estimate(text->str, "N,paid_total\n6000,60000\n", &options, false, &error);
        assert_no_error(error);
        const Estimate *rate = payments_row(result->main, "rate", "over", NULL, NULL);
        const Estimate *net = payments_row(result->main, "amount", "net", NULL, NULL);

        assert_close(rate->value, 0.0, 0.0);
        assert_true(isnan(rate->se));
        assert_true(rate->flags & ESTIMATE_RARE);
        assert_close(rate->upper, 1.0 - pow(0.025, 1.0 / 60.0), 1e-12);
        assert_string_equal(rate->ci_method, "beta-bound");
        assert_close(net->lower, -net->upper, 1e-12);
        assert_true(net->upper > 3000.0);
    }
}

/* One unknown of 10, one wrong by half: 5/90 without it, 15/100 as wrong, 5/100 as right. */
static void
incomplete_reviews_are_shown_three_ways(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new("paid,correct\n10,5\n10,\n");
    PaymentsOptions options = usual();
    g_autoptr(GError) error = NULL;

    for (int i = 0; i < 8; i++)
        g_string_append(text, "10,10\n");
    g_autoptr(PaymentsResult) result =
        estimate(text->str, "N,paid_total\n100,1000\n", &options, false, &error);
    assert_no_error(error);
    assert_close(payments_row(result->reviews, "rate", "complete", NULL, NULL)->value, 5.0 / 90.0,
                 1e-15);
    assert_close(payments_row(result->reviews, "amount", "complete", NULL, NULL)->value,
                 5000.0 / 90.0, 1e-15);
    assert_close(payments_row(result->reviews, "rate", "unknown_improper", NULL, NULL)->value, 0.15,
                 1e-15);
    assert_close(payments_row(result->reviews, "rate", "unknown_proper", NULL, NULL)->value, 0.05,
                 1e-15);
    assert_close(payments_row(result->main, "rate", "unknown", NULL, NULL)->value, 0.1, 1e-15);
}

static void
targeted_payments_are_told_and_never_grossed_up(void **state)
{
    (void)state;
    static const char text[] = "paid,correct,selection\n100,100,random\n200,180,random\n"
                               "900,0,targeted\n300,300,random\n400,300,\n";
    PaymentsOptions options = usual();
    g_autoptr(GError) error = NULL;
    g_autoptr(PaymentsResult) result =
        estimate(text, "N,paid_total\n50,12000\n", &options, false, &error);

    assert_no_error(error);
    assert_close(payments_row(result->main, "rate", "over", NULL, NULL)->value, 0.12, 1e-15);
    assert_int_equal(result->targeted.n, 1);
    assert_close(result->targeted.over, 900.0, 0.0);
    assert_int_equal(result->main->account.rows_used, 4);
}

static void
domains_add_up_and_keep_the_rows_of_others(void **state)
{
    (void)state;
    static const char text[] = "paid,correct,region\n100,100,n\n200,180,s\n300,300,n\n400,300,s\n"
                               "100,90,n\n";
    static const char *const by[] = { "region", NULL };
    PaymentsOptions options = usual();
    g_autoptr(GError) error = NULL;
    g_autoptr(PaymentsResult) all =
        estimate(text, "N,paid_total\n50,12000\n", &options, false, &error);
    options.by = by;
    g_autoptr(PaymentsResult) parts =
        estimate(text, "N,paid_total\n50,12000\n", &options, false, &error);

    assert_no_error(error);
    assert_close(payments_row(parts->main, "amount", "over", NULL, "n")->value +
                     payments_row(parts->main, "amount", "over", NULL, "s")->value,
                 payments_row(all->main, "amount", "over", NULL, NULL)->value, 1e-12);
    assert_close(payments_row(parts->main, "rate", "over", NULL, "s")->value, 0.2, 1e-15);
    assert_close(payments_row(parts->main, "amount", "over", NULL, "n")->df, 4.0, 0.0);
}

static void
frames_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    static const char text[] = "h,paid,correct\na,1,1\na,2,2\nb,3,3\nb,4,4\n";
    static const struct {
        const char *frame, *part;
    } cases[] = {
        { "h,N,paid_total\na,9,9\n", "line 4, h: stratum 'b' is not in the frame" },
        { "h,N,paid_total\na,9,9\nb,9,9\nc,9,9\n",
          "frame.csv: line 4, N: nothing was reviewed in stratum 'c'" },
        { "h,N,paid_total\na,1,9\nb,9,9\n",
          "frame.csv: line 2, N: stratum 'a' has 1, but 2 payments of it were reviewed" },
        { "h,N,paid_total\na,9,9\na,9,9\n", "line 3, h: stratum 'a' stands here twice" },
        { "h,N,paid_total\na,2.5,9\n", "line 2, N: 2.5" },
        { "h,N,paid_total\na,9,0\n", "line 2, paid_total: 0" },
    };

    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
        PaymentsOptions options = usual();
        g_autoptr(GError) error = NULL;

        assert_null(estimate(text, cases[k].frame, &options, true, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[k].part);
    }
}

/* R survey 4.1.1: svyratio() under svydesign(strata = ~h, fpc = ~N), and with weights and PSUs c
 * nested in strata without fpc. */
static const char thirty_payments[] = "h,c,region,paid,correct\n"
                                      "a,1,s,356,122\n"
                                      "a,1,n,169,169\n"
                                      "a,2,n,134,134\n"
                                      "a,2,s,133,133\n"
                                      "a,3,n,221,261\n"
                                      "a,3,s,431,431\n"
                                      "a,4,n,274,148\n"
                                      "a,4,s,406,144\n"
                                      "a,5,s,427,352\n"
                                      "a,5,s,256,48\n"
                                      "a,6,s,410,163\n"
                                      "a,6,n,222,222\n"
                                      "b,7,s,392,392\n"
                                      "b,7,s,247,247\n"
                                      "b,8,s,457,294\n"
                                      "b,8,n,194,194\n"
                                      "b,9,s,87,83\n"
                                      "b,9,n,417,18\n"
                                      "b,10,s,454,454\n"
                                      "b,10,s,485,485\n"
                                      "b,11,n,308,308\n"
                                      "b,11,s,374,374\n"
                                      "c,12,s,398,23\n"
                                      "c,12,s,332,332\n"
                                      "c,13,n,375,234\n"
                                      "c,13,n,224,141\n"
                                      "c,14,s,123,70\n"
                                      "c,14,s,134,134\n"
                                      "c,15,s,226,42\n"
                                      "c,15,n,173,144\n";
static const char thirty_frame[] = "h,N,paid_total\na,400,110000\nb,150,45000\nc,60,15000\n";

static void
estimates_of_domains_and_clusters_agree_with_survey_of_r(void **state)
{
    (void)state;
    static const char *const by[] = { "region", NULL };
    static const struct {
        const char *psu, *statistic, *by;
        PaymentsMethod method;
        double value, se;
    } cases[] = {
        { NULL, "rate", "s", METHOD_COMBINED, 0.324720684119131, 0.082053074105532 },
        { NULL, "amount", "s", METHOD_COMBINED, 38839.899490536896, 11433.446091045358 },
        { NULL, "rate", NULL, METHOD_COMBINED, 0.295318011019157, 0.0697359135663656 },
        { "c", "rate", NULL, METHOD_COMBINED, 0.295318011019157, 0.0729944266199517 },
        { "c", "rate", "s", METHOD_COMBINED, 0.324720684119131, 0.0787031942235546 },
        /* value of svytotal() after calibrate(~paid); residuals of lm() with weights */
        { NULL, "amount", NULL, METHOD_REGRESSION, 48737.722111012357, 12246.100496084449 },
    };

    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
        PaymentsFiles files = payments_files_new();
        PaymentsColumns columns = stratified;
        PaymentsOptions options = usual();
        g_autoptr(GError) error = NULL;

        columns.psu = cases[k].psu;
        options.by = cases[k].by ? by : NULL;
        options.method = cases[k].method;
        g_autoptr(PaymentsSample) sample = payments_sample_read(
            payments_file(&files, "sample.csv", thirty_payments), &columns, options.by, &error);
        assert_no_error(error);
        g_autoptr(PaymentsFrame) frame = payments_frame_read(
            payments_file(&files, "frame.csv", thirty_frame), &frame_stratified, &error);
        assert_no_error(error);
        g_autoptr(PaymentsResult) result =
            payments_estimate(sample, frame, &columns, &options, &error);
        assert_no_error(error);
        const Estimate *row =
            payments_row(result->main, cases[k].statistic, "over", NULL, cases[k].by);
        assert_close(row->value, cases[k].value, 1e-12);
        assert_close(row->se, cases[k].se, 1e-12);
        g_clear_pointer(&sample, payments_sample_free);
        payments_files_free(&files);
    }
}

/* Two strata of frequent errors with known totals; each sample is drawn anew. */
enum { N_SMALL = 600, N_LARGE = 150, DRAWN_SMALL = 90, DRAWN_LARGE = 60, SAMPLES = 600 };

static void
make_population(double *paid, double *correct, double *over)
{
    RandomStream size = random_stream(20, "paid"), wrong = random_stream(20, "wrong"),
                 part = random_stream(20, "part");

    *over = 0.0;
    for (uint64_t i = 0; i < N_SMALL + N_LARGE; i++) {
        double base = i < N_SMALL ? 100.0 : 1000.0;

        paid[i] = floor(base * (0.5 + random_uniform(&size, i)));
        correct[i] = paid[i];
        if (random_uniform(&wrong, i) < 0.35)
            correct[i] = floor(paid[i] * random_uniform(&part, i));
        *over += paid[i] - correct[i];
    }
}

static void
add_drawn(GString *text, const double *paid, const double *correct, uint64_t first, uint64_t size,
          int n, uint64_t sample)
{
    RandomStream stream = random_stream(sample, first ? "large" : "small");

    for (uint64_t k = 0; k < (uint64_t)n; k++) {
        uint64_t i = first + random_permuted(&stream, k, size);

        g_string_append_printf(text, "%c,%g,%g\n", first ? 'l' : 's', paid[i], correct[i]);
    }
}

/* Of 600 intervals 95 per cent cover; the standard error of the count is 0.9 per cent, and the
 * requirement is 93 to 97. */
static void
intervals_of_the_combined_ratio_cover_as_often_as_they_say(void **state)
{
    (void)state;
    double paid[N_SMALL + N_LARGE], correct[N_SMALL + N_LARGE], over, book[2] = { 0 };
    static const PaymentsLimits kinds[] = { LIMITS_AUTO, LIMITS_T, LIMITS_LOGIT };
    int covered[G_N_ELEMENTS(kinds)] = { 0 };

    make_population(paid, correct, &over);
    for (int i = 0; i < N_SMALL + N_LARGE; i++)
        book[i >= N_SMALL] += paid[i];
    g_autofree char *frame =
        g_strdup_printf("h,N,paid_total\ns,%d,%g\nl,%d,%g\n", N_SMALL, book[0], N_LARGE, book[1]);
    for (uint64_t s = 0; s < SAMPLES; s++) {
        g_autoptr(GString) text = g_string_new("h,paid,correct\n");

        add_drawn(text, paid, correct, 0, N_SMALL, DRAWN_SMALL, s);
        add_drawn(text, paid, correct, N_SMALL, N_LARGE, DRAWN_LARGE, s);
        for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
            PaymentsOptions options = usual();
            options.limits = kinds[k];
            g_autoptr(PaymentsResult) result = estimate(text->str, frame, &options, true, NULL);
            const Estimate *row = payments_row(result->main, "amount", "over", NULL, NULL);

            covered[k] += row->lower <= over && over <= row->upper;
        }
    }
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        print_message("limits %zu cover %.1f per cent\n", k, 100.0 * covered[k] / SAMPLES);
        assert_in_range(covered[k], 93 * SAMPLES / 100, 97 * SAMPLES / 100);
    }
}

static void
bootstrap_limits_agree_with_linearised_ones(void **state)
{
    (void)state;
    double paid[N_SMALL + N_LARGE], correct[N_SMALL + N_LARGE], over;
    g_autoptr(GString) text = g_string_new("h,paid,correct\n");
    PaymentsOptions options = usual();

    make_population(paid, correct, &over);
    add_drawn(text, paid, correct, 0, N_SMALL, DRAWN_SMALL, 1);
    add_drawn(text, paid, correct, N_SMALL, N_LARGE, DRAWN_LARGE, 1);
    g_autoptr(PaymentsResult) linear =
        estimate(text->str, "h,N,paid_total\ns,600,60000\nl,150,150000\n", &options, true, NULL);
    const Estimate *by_t = payments_row(linear->main, "rate", "over", NULL, NULL);
    for (int kind = LIMITS_PERCENTILE; kind <= LIMITS_BCA; kind++) {
        options.limits = (PaymentsLimits)kind;
        options.replicates = 2000;
        g_autoptr(PaymentsResult) drawn = estimate(
            text->str, "h,N,paid_total\ns,600,60000\nl,150,150000\n", &options, true, NULL);
        const Estimate *row = payments_row(drawn->main, "rate", "over", NULL, NULL);
        double width = by_t->upper - by_t->lower;

        assert_close((row->upper - row->lower) / width, 1.0, 0.08);
        assert_true(fabs(row->lower - by_t->lower) < 0.15 * width);
        assert_true(fabs(row->upper - by_t->upper) < 0.15 * width);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ratio_and_expansion_of_four_payments_by_hand),
        cmocka_unit_test(without_errors_there_is_a_limit_and_no_standard_error),
        cmocka_unit_test(incomplete_reviews_are_shown_three_ways),
        cmocka_unit_test(targeted_payments_are_told_and_never_grossed_up),
        cmocka_unit_test(domains_add_up_and_keep_the_rows_of_others),
        cmocka_unit_test(frames_that_do_not_fit_are_refused),
        cmocka_unit_test(estimates_of_domains_and_clusters_agree_with_survey_of_r),
        cmocka_unit_test(intervals_of_the_combined_ratio_cover_as_often_as_they_say),
        cmocka_unit_test(bootstrap_limits_agree_with_linearised_ones),
    };
    return cmocka_run_group_tests_name("payments_estimate", tests, NULL, NULL);
}
