/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/payments_sample.h"
#include "datasets/error.h"
#include "tests/payments_files.h"

static const PaymentsColumns columns = { .paid = "paid", .correct = "correct" };

/* TEXT cannot be read as a sample under COLUMNS; the message says PARTS. */
static void
expect_refused(const char *text, const PaymentsColumns *how, const char *const parts[2])
{
    PaymentsFiles files = payments_files_new();
    Input *input = payments_file(&files, "sample.csv", text);
    g_autoptr(GError) error = NULL;

    assert_null(payments_sample_read(input, how, NULL, &error));
    assert_error(error, ANDEL_ERROR_DATA, parts[0]);
    assert_error(error, ANDEL_ERROR_DATA, parts[1]);
    payments_files_free(&files);
}

static void
what_cannot_be_a_review_is_refused_with_row_and_column(void **state)
{
    (void)state;
    PaymentsColumns strict = columns;
    strict.no_underpayments = true;

    expect_refused("paid,correct\n10,10\n0,0\n", &columns,
                   (const char *[]){ "line 3, paid: 0 or below", "above 0" });
    expect_refused("paid,correct\n10,10\n-5,0\n", &columns,
                   (const char *[]){ "line 3, paid: 0 or below", "above 0" });
    expect_refused("paid,correct\n10,-1\n", &columns,
                   (const char *[]){ "line 2, correct: -1", "more than was paid" });
    expect_refused("paid,correct\n10,12\n", &strict,
                   (const char *[]){ "line 2, correct: 12 is more than the 10 paid", "ruled out" });
    expect_refused("unit_id,paid,correct\na,10,12\nb,1,1\na,3,3\n", &columns,
                   (const char *[]){ "line 4, unit_id: 'a'", "--errors" });
    expect_refused("paid,correct,review_status\n10,10,done\n", &columns,
                   (const char *[]){ "line 2, review_status: 'done'", "not_reviewed" });
    expect_refused("paid,correct,selection\n10,10,risk\n", &columns,
                   (const char *[]){ "line 2, selection: 'risk'", "targeted" });
}

static void
a_review_without_a_result_is_unknown_and_not_right(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    Input *input = payments_file(&files, "sample.csv",
                                 "paid,correct,review_status\n10,,\n10,,not_reviewed\n10,8,\n"
                                 "10,,out_of_scope\n10,9.5,complete\n");
    PaymentsColumns tolerant = columns;
    tolerant.tolerance = 0.5;
    g_autoptr(GError) error = NULL;
    g_autoptr(PaymentsSample) sample = payments_sample_read(input, &tolerant, NULL, &error);

    assert_no_error(error);
    assert_int_equal(sample->status[0], REVIEW_UNKNOWN);
    assert_int_equal(sample->status[1], REVIEW_NOT_DONE);
    assert_int_equal(sample->status[3], REVIEW_OUT_OF_SCOPE);
    assert_close(sample->over[2], 2.0, 0.0);
    assert_close(sample->over[4], 0.0, 0.0); /* an error of 0.5 is tolerated */
    assert_close(sample->tolerated[4], 0.5, 0.0);
    payments_files_free(&files);
}

/* Lines of a sample of three payments; a has lines of 4 and 3 over and 2 under: net 5. */
static PaymentsSample *
with_lines(PaymentsFiles *files, const char *lines, GError **error)
{
    Input *input =
        payments_file(files, "sample.csv", "unit_id,paid,correct\na,10,5\nb,20,0\nc,30,30\n");
    PaymentsSample *sample = payments_sample_read(input, &columns, NULL, error);

    assert_no_error(*error);
    if (!payments_sample_lines(sample, payments_file(files, "errors.csv", lines), error))
        g_clear_pointer(&sample, payments_sample_free);
    return sample;
}

static void
lines_are_summed_over_and_under_apart(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(PaymentsSample) sample =
        with_lines(&files,
                   "unit_id,amount,cause_code,technical\na,4,income,0\na,3,hours,0\n"
                   "a,-2,income,0\nb,15,hours,\nb,15,income,\nc,30,form,1\n",
                   &error);

    assert_no_error(error);
    assert_close(sample->over[0], 7.0, 0.0); /* not netted: 7 over and 2 under */
    assert_close(sample->under[0], 2.0, 0.0);
    assert_int_equal(sample->n_capped, 1); /* b: 30 of 20 paid */
    assert_close(sample->over[1], 20.0, 0.0);
    assert_close(sample->technical[2], 30.0, 0.0);
    double by_cause[2] = { 0 };
    for (guint k = 0; k < sample->parts->len; k++) {
        const PaymentsPart *part = &g_array_index(sample->parts, PaymentsPart, k);

        by_cause[part->cause] += part->over;
    }
    assert_close(by_cause[0], 4.0 + 10.0, 1e-12); /* b's 20 is shared in halves */
    assert_close(by_cause[1], 3.0 + 10.0, 1e-12);
    payments_files_free(&files);
}

static void
an_error_that_lines_leave_over_has_no_cause(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(PaymentsSample) sample =
        with_lines(&files, "unit_id,amount,cause_code\nb,12,hours\n", &error);
    double rest = 0.0;

    assert_no_error(error);
    assert_int_equal(sample->n_apportioned, 1);
    for (guint k = 0; k < sample->parts->len; k++) {
        const PaymentsPart *part = &g_array_index(sample->parts, PaymentsPart, k);

        rest += part->cause < 0 ? part->over : 0.0;
    }
    assert_close(rest, 8.0 + 5.0, 1e-12); /* of b, and all of a */
    payments_files_free(&files);
}

static void
a_line_without_its_unit_and_a_cause_without_a_map_are_refused(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    g_autoptr(GError) error = NULL, unmapped = NULL, twice = NULL;

    assert_null(with_lines(&files, "unit_id,amount\na,1\nd,2\n", &error));
    assert_error(error, ANDEL_ERROR_DATA, "errors.csv: line 3, unit_id: 'd'");
    g_clear_error(&error);
    g_autoptr(PaymentsSample) sample =
        with_lines(&files, "unit_id,amount,cause_code\na,5,hours\n", &error);
    Input *map = payments_file(&files, "map.csv", "cause_code,se_category\nincome,x\n");
    assert_false(payments_sample_map(sample, map, "se_category", &unmapped));
    assert_error(unmapped, ANDEL_ERROR_DATA, "the cause 'hours'");
    map = payments_file(&files, "map.csv", "cause_code,se_category\nhours,x\nhours,y\n");
    assert_false(payments_sample_map(sample, map, "se_category", &twice));
    assert_error(twice, ANDEL_ERROR_DATA, "line 3, cause_code: 'hours'");
    map = payments_file(&files, "map.csv", "cause_code,se_category\nhours,Hours worked\n");
    assert_true(payments_sample_map(sample, map, "se_category", NULL));
    assert_string_equal(g_ptr_array_index(sample->causes, 0), "Hours worked");
    payments_files_free(&files);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_a_review_is_refused_with_row_and_column),
        cmocka_unit_test(a_review_without_a_result_is_unknown_and_not_right),
        cmocka_unit_test(lines_are_summed_over_and_under_apart),
        cmocka_unit_test(an_error_that_lines_leave_over_has_no_cause),
        cmocka_unit_test(a_line_without_its_unit_and_a_cause_without_a_map_are_refused),
    };
    return cmocka_run_group_tests_name("payments_sample", tests, NULL, NULL);
}
