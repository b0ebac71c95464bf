/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reviews of the reviewers, payments drawn by size, and what reviews miss: numbers from R 4.2.2 and
 * by hand. */
#include "analysis/imperfect.h"
#include "analysis/random.h"
#include "analysis/two_phase.h"
#include "tests/payments_files.h"

static PaymentsResult *
estimate(PaymentsFiles *files, const char *name, const PaymentsColumns *columns, const char *frame,
         const PaymentsOptions *options)
{
    const PaymentsFrameColumns frame_columns = { .stratum = "stratum" };
    g_autofree char *path = g_strdup_printf("tests/reference/data/%s.csv", name);
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;

    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_autoptr(PaymentsSample) sample =
        payments_sample_read(payments_file(files, "sample.csv", text), columns, NULL, &error);
    assert_no_error(error);
    g_autoptr(PaymentsFrame) of =
        frame
            ? payments_frame_read(payments_file(files, "frame.csv", frame), &frame_columns, &error)
            : NULL;
    assert_no_error(error);
    PaymentsResult *result = payments_estimate(sample, of, columns, options, &error);
    assert_no_error(error);
    return result;
}

static void
a_second_review_corrects_the_first_by_regression(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    const PaymentsColumns columns = {
        .paid = "paid", .correct = "correct", .id = "id", .strata = "stratum", .recheck = "second"
    };
    const PaymentsOptions options = { .level = 0.95, .few = 5, .many = 30 };
    g_autoptr(PaymentsResult) result =
        estimate(&files, "payments_rechecked", &columns,
                 "stratum,N,paid_total\na,300,165000\nb,600,330000\n", &options);
    const Estimate *rate = payments_row(result->recheck, "rate", "gross", NULL, NULL);
    const Estimate *none = payments_row(result->recheck, "rate", "under", NULL, NULL);

    assert_close(result->slope, 0.9854613959874, 1e-12);
    assert_close(rate->value, 0.0970753693152, 1e-11);
    assert_close(rate->se, 0.0234553355384, 1e-11);
    assert_close(payments_row(result->recheck, "amount", "gross", NULL, NULL)->value,
                 495000.0 * 0.0970753693152, 1e-11);
    assert_int_equal(result->n_again, 40);
    assert_close(rate->df, 38.0, 0.0);
    assert_close(none->value, 0.0, 0.0);
    assert_true(isnan(none->se));
    assert_close(none->upper, 1.0 - pow(0.025, 1.0 / 40.0), 1e-9); /* of 0 among 40 */
    payments_files_free(&files);
}

static void
payments_drawn_by_size_have_the_variance_of_hajek_and_deville(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    const PaymentsColumns columns = {
        .paid = "paid", .correct = "correct", .id = "id", .prob = "pi"
    };
    const PaymentsOptions options = {
        .method = METHOD_EXPANSION, .level = 0.95, .few = 5, .many = 30
    };
    g_autoptr(PaymentsResult) result =
        estimate(&files, "payments_by_size", &columns, NULL, &options);
    const Estimate *over = payments_row(result->main, "amount", "over", NULL, NULL);

    assert_close(over->value, 8612.81869877, 1e-11);
    assert_close(over->se, 1910.31505268, 1e-11);
    payments_files_free(&files);
}

/* A population of 900 whose first review misses a third of the errors; the second finds all. */
static void
the_second_review_takes_the_bias_of_the_first_away(void **state)
{
    (void)state;
    enum { POPULATION = 900, N = 120, AGAIN = 60, RUNS = 400 };
    static double paid[POPULATION], first[POPULATION], second[POPULATION];
    static double w[N], p[N], e1[N], e2[N];
    static uint32_t stratum[N];
    static bool again[N];
    RandomStream made = random_stream(11, "population");
    double truth = 0.0, all = 0.0, mean = 0.0, mean_first = 0.0;
    size_t covered = 0;

    for (size_t i = 0; i < POPULATION; i++) {
        paid[i] = 100.0 + 900.0 * random_uniform(&made, 4 * i);
        second[i] = random_uniform(&made, 4 * i + 1) < 0.3
                        ? paid[i] * random_uniform(&made, 4 * i + 2)
                        : 0.0;
        first[i] = random_uniform(&made, 4 * i + 3) < 2.0 / 3.0 ? second[i] : 0.0;
        truth += second[i];
        all += paid[i];
    }
    const double fraction = (double)N / POPULATION;
    const TwoPhase of = { .n = N,
                          .n_strata = 1,
                          .stratum = stratum,
                          .weight = w,
                          .fraction = &fraction,
                          .again = again,
                          .paid = p,
                          .first = e1,
                          .second = e2 };
    for (uint64_t r = 0; r < RUNS; r++) {
        RandomStream order = random_stream(r, "order");

        for (size_t k = 0; k < N; k++) {
            size_t i = random_permuted(&order, k, POPULATION);

            w[k] = 1.0 / fraction;
            p[k] = paid[i];
            e1[k] = first[i];
            e2[k] = second[i];
            again[k] = k < AGAIN;
        }
        TwoPhaseResult found = two_phase(&of);

        mean += found.rate / RUNS;
        mean_first += found.first_rate / RUNS;
        covered += fabs(found.rate - truth / all) <= interval_critical(found.df, 0.95) * found.se;
    }
    assert_true(mean_first < 0.75 * truth / all);
    assert_close(mean / (truth / all), 1.0, 0.03);
    assert_true(covered >= 0.91 * RUNS && covered <= 0.98 * RUNS);
}

static void
reviews_that_miss_errors_are_corrected_as_a_scenario(void **state)
{
    (void)state;
    Corrected plain = imperfect_rate(&(Imperfect){ 0.05, 0.01, 0.6, 0.99, 0, 0, 0.95 });
    Corrected known = imperfect_rate(&(Imperfect){ 0.05, 0.01, 0.6, 0.99, 50, 200, 0.95 });
    Corrected two = imperfect_recapture(40, 30, 20, 0.95);

    assert_close(plain.rate, 0.04 / 0.59, 1e-14); /* 0.067797 */
    assert_close(plain.se, 0.01 / 0.59, 1e-14);
    /* (.0001 + .067797^2 .24/50 + .932203^2 .0099/200) / .59^2 */
    assert_close(known.se, 0.02177674464, 1e-8);
    assert_true(isnan(imperfect_rate(&(Imperfect){ 0.05, 0.01, 0.4, 0.6, 0, 0, 0.95 }).rate));
    assert_close(imperfect_rate(&(Imperfect){ 0.005, 0.01, 0.6, 0.99, 0, 0, 0.95 }).rate, 0.0, 0.0);
    assert_close(two.rate, 41.0 * 31.0 / 21.0 - 1.0, 1e-14);
    assert_close(two.se, sqrt(41.0 * 31.0 * 20.0 * 10.0 / (21.0 * 21.0 * 22.0)), 1e-14);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_second_review_corrects_the_first_by_regression),
        cmocka_unit_test(payments_drawn_by_size_have_the_variance_of_hajek_and_deville),
        cmocka_unit_test(the_second_review_takes_the_bias_of_the_first_away),
        cmocka_unit_test(reviews_that_miss_errors_are_corrected_as_a_scenario),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
