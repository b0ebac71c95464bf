/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bootstrap of payments keeps its variance where strata are small. Drawing n of n units would
 * give (n - 1)/n of the linear variance: half of it in strata of two (Rao and Wu 1988, JASA 83,
 * 231-241, section 2). */
#include "analysis/payments_target.h"
#include "analysis/random.h"
#include "tests/payments_files.h"

enum { STRATA = 60, REPLICATES = 20000 };

/* A sample of N_DRAWN payments in each stratum, of N_ALL; amounts differ in size by stratum. */
static void
write_sample(GString *sample, GString *frame, int n_drawn, int n_all)
{
    RandomStream stream = random_stream(20261124, "small strata");
    uint64_t draw = 0;

    g_string_assign(sample, "h,paid,correct\n");
    g_string_assign(frame, "h,N,paid_total\n");
    for (int h = 0; h < STRATA; h++) {
        for (int i = 0; i < n_drawn; i++) {
            double paid = floor(100.0 + 900.0 * random_uniform(&stream, draw++)) * (1 + h % 3);
            double wrong = random_uniform(&stream, draw++);

            g_string_append_printf(sample, "s%d,%g,%g\n", h, paid, floor(paid * (1.0 - wrong)));
        }
        g_string_append_printf(frame, "s%d,%d,%d\n", h, n_all, n_all * 550 * (1 + h % 3));
    }
}

/* The variance of the amount overpaid by the bootstrap, as a part of the linear one of METHOD. */
static double
relative_variance(int n_drawn, int n_all, PaymentsMethod method)
{
    static const PaymentsColumns columns = { .paid = "paid", .correct = "correct", .strata = "h" };
    static const PaymentsFrameColumns frame_columns = { .stratum = "h" };
    const PaymentsOptions options = { .method = method,
                                      .limits = LIMITS_T,
                                      .design = { .df_rule = DF_DESIGN },
                                      .level = 0.95,
                                      .few = 1,
                                      .many = 30,
                                      .replicates = REPLICATES,
                                      .seed = 7 };
    g_autoptr(GString) text = g_string_new(NULL), frame_text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    PaymentsFiles files = payments_files_new();
    double mean = 0.0, variance = 0.0;

    write_sample(text, frame_text, n_drawn, n_all);
    g_autoptr(PaymentsSample) sample = payments_sample_read(
        payments_file(&files, "sample.csv", text->str), &columns, NULL, &error);
    assert_no_error(error);
    g_autoptr(PaymentsFrame) frame = payments_frame_read(
        payments_file(&files, "frame.csv", frame_text->str), &frame_columns, &error);
    assert_no_error(error);
    g_autoptr(PaymentsDesign) design =
        payments_design_new(sample, frame, &columns, &options.design, &error);
    assert_no_error(error);
    g_autoptr(PaymentsResult) linear = payments_estimate(sample, frame, &columns, &options, &error);
    assert_no_error(error);
    const PaymentsBasis basis = { .method = method,
                                  .n = sample->n,
                                  .n_strata = design->n_strata,
                                  .stratum = design->stratum,
                                  .paid = sample->paid,
                                  .weight = design->weight,
                                  .population = frame->population,
                                  .book = frame->book,
                                  .book_total = frame->book_total };
    Target target = { .kind = TARGET_AMOUNT, .y = sample->over };
    g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(Target));
    const Targets targets = { design, &basis, &options, g_array_append_val(wanted, target), NULL };
    g_autofree double *replicates = payments_replicates(&targets);
    for (int r = 0; r < REPLICATES; r++)
        mean += replicates[r] / REPLICATES;
    for (int r = 0; r < REPLICATES; r++)
        variance += (replicates[r] - mean) * (replicates[r] - mean) / (REPLICATES - 1);
    const Estimate *row = payments_row(linear->main, "amount", "over", NULL, NULL);
    g_clear_pointer(&sample, payments_sample_free);
    payments_files_free(&files);
    return variance / (row->se * row->se);
}

/* One standard error of the simulation is 1 per cent, sqrt(2/20000); half is 50 of them away. */
static void
strata_of_two_keep_their_whole_variance(void **state)
{
    (void)state;
    assert_close(relative_variance(2, 1000000, METHOD_EXPANSION), 1.0, 0.04);
    assert_close(relative_variance(3, 1000000, METHOD_EXPANSION), 1.0, 0.04);
    assert_close(relative_variance(5, 1000000, METHOD_EXPANSION), 1.0, 0.04);
}

/* Two of three: without the correction 1 - f the bootstrap would show three times the variance. */
static void
strata_of_two_in_three_are_corrected_for_their_population(void **state)
{
    (void)state;
    assert_close(relative_variance(2, 3, METHOD_EXPANSION), 1.0, 0.04);
}

/* A ratio is not linear: what is left of second order is small with 120 payments. */
static void
ratios_over_strata_of_two_keep_their_variance(void **state)
{
    (void)state;
    assert_close(relative_variance(2, 1000000, METHOD_COMBINED), 1.0, 0.06);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strata_of_two_keep_their_whole_variance),
        cmocka_unit_test(strata_of_two_in_three_are_corrected_for_their_population),
        cmocka_unit_test(ratios_over_strata_of_two_keep_their_variance),
    };
    return cmocka_run_group_tests_name("payments_replicates", tests, NULL, NULL);
}
