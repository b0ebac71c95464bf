/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/breakeven.h"
#include "datasets/error.h"
#include "tests/check.h"

#include <gsl/gsl_errno.h>

static CostModel *
model_of(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    CostModel *model = cost_read(bytes, "model.yml", NULL, &error);

    assert_no_error(error);
    return model;
}

static CostModel *
example(void)
{
    g_autofree char *text = NULL;
    const char *path = "datasets/examples/assistance-2017/cost.yml";

    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return model_of(text);
}

static Breakeven *
ask(const CostModel *model, const char *output, double target, const char *input, double from,
    double to)
{
    g_autoptr(GError) error = NULL;
    BreakevenQuestion question = { .output = cost_find(model, output),
                                   .input = cost_find(model, input),
                                   .target = target,
                                   .from = from,
                                   .to = to };
    Breakeven *result = breakeven(model, &question, &error);

    assert_no_error(error);
    return result;
}

/* 44 000 and 100 000 kr at 188 cases: target * 60 / (263.6915625 * 188). */
static void
the_2017_report_breaks_even_at_53_and_121_minutes(void **state)
{
    (void)state;
    g_autoptr(CostModel) model = example();
    g_autoptr(Breakeven) low = ask(model, "total", 44000.0, "minutes", NAN, NAN);
    g_autoptr(Breakeven) high = ask(model, "total", 100000.0, "minutes", NAN, NAN);

    assert_int_equal(low->n_points, 1);
    assert_close(low->points[0].root.x, 44000.0 * 60.0 / 263.6915625 / 188.0, 1e-13);
    assert_close(low->points[0].elasticity, 1.0, 1e-8);
    assert_close(low->base_input, 30.0, 0.0);
    assert_close(low->base_output, 24787.006875, 1e-15);
    assert_close(low->points[0].root.x, 53.25, 1e-4);
    assert_int_equal(high->n_points, 1);
    assert_close(high->points[0].root.x, 121.0, 5e-4);
    assert_close(high->points[0].root.x, 100000.0 * 60.0 / 263.6915625 / 188.0, 1e-13);
}

/* The total falls with the hours as 1/hours: elasticity -1. */
static void
a_falling_outcome_has_a_negative_elasticity(void **state)
{
    (void)state;
    g_autoptr(CostModel) model = example();
    g_autoptr(Breakeven) hours = ask(model, "total", 24036.0, "hours", NAN, NAN);

    assert_int_equal(hours->n_points, 1);
    assert_close(hours->points[0].root.x, 24787.006875 * 160.0 / 24036.0, 1e-13);
    assert_close(hours->points[0].elasticity, -1.0, 1e-8);
}

static void
all_points_of_a_curve_are_found_and_a_rounded_outcome_leaps(void **state)
{
    (void)state;
    g_autoptr(CostModel) model = model_of("values:\n"
                                          "  x: {value: 2}\n"
                                          "  curve: {formula: (x - 3)^2}\n"
                                          "  whole: {formula: x * 1.0, round: 0}\n"
                                          "outputs: {curve: {}, whole: {}}\n");
    g_autoptr(Breakeven) curve = ask(model, "curve", 4.0, "x", NAN, NAN);
    g_autoptr(Breakeven) leap = ask(model, "whole", 4.2, "x", 0.0, 9.9);

    assert_int_equal(curve->n_points, 2);
    assert_close(curve->points[0].root.x, 1.0, 1e-12);
    assert_close(curve->points[1].root.x, 5.0, 1e-12);
    assert_int_equal(leap->n_points, 1);
    assert_int_equal(leap->points[0].root.kind, ROOT_JUMP);
    assert_close(leap->points[0].root.x, 4.5, 1e-9);
    assert_true(isnan(leap->points[0].elasticity));
}

static void
questions_without_sense_are_refused(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(CostModel) model = example();
    BreakevenQuestion question = { .output = cost_find(model, "total"),
                                   .input = cost_find(model, "hourly_cost"),
                                   .target = 1.0,
                                   .from = NAN,
                                   .to = NAN };

    assert_null(breakeven(model, &question, &error));
    assert_error(error, ANDEL_ERROR_USAGE, "--input hourly_cost: it follows from a formula");
    g_clear_error(&error);
    question.input = cost_find(model, "minutes");
    question.from = question.to = 3.0;
    assert_null(breakeven(model, &question, &error));
    assert_error(error, ANDEL_ERROR_USAGE, "the range to search is empty");
    g_clear_error(&error);
    question.to = 5.0;
    question.output = cost_find(model, "hourly_cost");
    assert_null(breakeven(model, &question, &error));
    assert_error(error, ANDEL_ERROR_DATA, "'hourly_cost' does not depend on 'minutes'");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_2017_report_breaks_even_at_53_and_121_minutes),
        cmocka_unit_test(a_falling_outcome_has_a_negative_elasticity),
        cmocka_unit_test(all_points_of_a_curve_are_found_and_a_rounded_outcome_leaps),
        cmocka_unit_test(questions_without_sense_are_refused),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
