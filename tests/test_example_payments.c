/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The made-up payments: written as committed, and estimates from the sample against the truth. */
#include "tests/payments_files.h"

int payments_main(int argc, char **argv);
#define main payments_main
#include "datasets/examples/payments/make.c"
#undef main

static char *
committed(const char *name)
{
    g_autofree char *path = g_strdup_printf("datasets/examples/payments/%s.csv", name);
    char *text = NULL;

    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

static void
the_recipe_gives_the_committed_files(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        void (*write)(FILE *out);
    } files[] = { { "population", write_population },
                  { "frame", write_frame },
                  { "sample", write_sample },
                  { "errors", write_errors } };

    for (size_t k = 0; k < G_N_ELEMENTS(files); k++) {
        g_autofree char *expected = committed(files[k].name);
        char *made = NULL;
        size_t length = 0;
        FILE *out = open_memstream(&made, &length);

        assert_non_null(out);
        files[k].write(out);
        assert_int_equal(fclose(out), 0);
        assert_string_equal(made, expected);
        free(made);
    }
}

static void
the_limits_hold_the_truth(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    const PaymentsColumns columns = { .paid = "paid", .correct = "correct", .strata = "stratum" };
    const PaymentsFrameColumns frame_columns = { .stratum = "stratum" };
    g_autofree char *sample_text = committed("sample"), *frame_text = committed("frame");
    g_autoptr(GError) error = NULL;
    g_autoptr(PaymentsSample) sample = payments_sample_read(
        payments_file(&files, "sample.csv", sample_text), &columns, NULL, &error);
    assert_no_error(error);
    g_autoptr(PaymentsFrame) frame =
        payments_frame_read(payments_file(&files, "frame.csv", frame_text), &frame_columns, &error);
    assert_no_error(error);
    assert_close(frame->book_total, 12804155.0, 0.0);
    for (int method = 0; method < N_METHODS; method++) {
        const PaymentsOptions options = { .method = (PaymentsMethod)method,
                                          .design = { .df_rule = DF_DESIGN },
                                          .level = 0.95,
                                          .few = 5,
                                          .many = 30 };
        g_autoptr(PaymentsResult) result =
            payments_estimate(sample, frame, &columns, &options, &error);
        assert_no_error(error);
        const Estimate *over = payments_row(result->main, "amount", "over", NULL, NULL);
        const Estimate *under = payments_row(result->main, "amount", "under", NULL, NULL);

        assert_true(over->lower <= 570831.0 && 570831.0 <= over->upper);
        assert_true(under->lower <= 35170.0 && 35170.0 <= under->upper);
    }
    g_clear_pointer(&sample, payments_sample_free);
    payments_files_free(&files);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_recipe_gives_the_committed_files),
        cmocka_unit_test(the_limits_hold_the_truth),
    };
    return cmocka_run_group_tests_name("example_payments", tests, NULL, NULL);
}
