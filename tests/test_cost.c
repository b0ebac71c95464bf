/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/cost.h"
#include "datasets/error.h"
#include "tests/check.h"

static CostModel *
model_of(const char *text, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    return cost_read(bytes, "kostnad.yml", NULL, error);
}

static CostModel *
example(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    gsize length;
    const char *path = "datasets/examples/assistance-2017/cost.yml";

    assert_true(g_file_get_contents(path, &text, &length, NULL));
    g_autoptr(GBytes) bytes = g_bytes_new(text, length);
    CostModel *model = cost_read(bytes, path, NULL, &error);
    assert_no_error(error);
    return model;
}

/* The value called NAME of a model of one scenario. */
static double
value_of(const char *text, const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CostModel) model = model_of(text, &error);
    assert_no_error(error);
    g_autoptr(CostResult) result = cost_run(model, &error);
    assert_no_error(error);
    return cost_value(result, 0, cost_find(model, name));
}

/* Every number by hand: 30 500 x 1.3833, / 160, x 30/60 and 53/60, x 188. */
static void
the_2017_model_gives_its_exact_amounts(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double at_30, at_53;
    } expected[] = {
        { "monthly_cost", 42190.65, 42190.65 },
        { "hourly_cost", 263.6915625, 263.6915625 },
        { "contact_cost", 131.84578125, 232.927546875 },
        { "total", 24787.006875, 43790.3788125 },
        { "surcharge", 38.33, 38.33 },
        { "minutes", 30.0, 53.0 },
    };
    g_autoptr(CostModel) model = example();
    g_autoptr(CostResult) result = cost_run(model, NULL);

    assert_non_null(result);
    assert_int_equal(model->n_scenarios, 2);
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
        size_t step = cost_find(model, expected[i].name);
        assert_true(step < model->n_steps);
        assert_close(cost_value(result, 0, step), expected[i].at_30, 1e-15);
        assert_close(cost_value(result, 1, step), expected[i].at_53, 1e-15);
    }
    assert_int_equal(cost_find_scenario(model, "min53"), 1);
    assert_int_equal(model->n_outputs, 1);
}

/* One input at a time, from 24 787: payments methods, section 6, of the design. */
static void
one_changed_input_moves_the_total(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double value, total;
    } cases[] = {
        { "minutes", 15, 12393.5034375 },
        { "minutes", 120, 99148.0275 },
        { "cases", 140, 18458.409375 },
        { "surcharge", 44.53, 25897.969375 },
        { "hours", 165, 24035.885454545 },
        { "minutes", 83, 68577.3856875 },
        { "minutes", 2408.0 / 68.0, 263.6915625 / 60.0 * 2408.0 / 68.0 * 188.0 }, /* 29 258 */
    };
    g_autoptr(CostModel) model = example();
    g_autofree double *given = g_new(double, model->n_steps);
    g_autofree double *values = g_new(double, model->n_steps);
    size_t at;

    for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
        for (size_t i = 0; i < model->n_steps; i++)
            given[i] = NAN;
        given[cost_find(model, cases[c].name)] = cases[c].value;
        assert_null(cost_evaluate(model, given, values, &at));
        assert_close(values[cost_find(model, "total")], cases[c].total, 1e-12);
    }
}

static void
a_formula_is_written_with_its_numbers(void **state)
{
    (void)state;
    g_autoptr(CostModel) model = example();
    g_autoptr(CostResult) result = cost_run(model, NULL);
    g_autofree char *monthly = cost_filled(result, 0, cost_find(model, "monthly_cost"), "sv", NULL);
    g_autofree char *total = cost_filled(result, 1, cost_find(model, "total"), "", NULL);
    g_autofree char *given = cost_filled(result, 1, cost_find(model, "minutes"), "", NULL);

    assert_string_equal(monthly, "(30\u202f500\u00a0kr/month) \u00d7 (1 + 38,33\u00a0%)");
    assert_string_equal(total, "(232.927547\u00a0kr/case) \u00d7 (188\u00a0case/year)");
    assert_null(given);
}

static void
minutes_and_hours_convert_and_per_cent_is_a_hundredth(void **state)
{
    (void)state;
    assert_close(value_of("values:\n"
                          "  a: {value: 90, unit: min}\n"
                          "  b: {value: 1, unit: h}\n"
                          "  c: {formula: a + b, unit: h}\n"
                          "outputs: {c: {}}\n",
                          "c"),
                 2.5, 0.0);
    assert_close(value_of("values:\n"
                          "  a: {value: 12.2, unit: '%'}\n"
                          "  b: {value: 20000, unit: kr/year}\n"
                          "  c: {formula: a * b, unit: kr/year}\n"
                          "outputs: {c: {}}\n",
                          "c"),
                 2440.0, 1e-15);
    assert_close(value_of("values:\n"
                          "  a: {value: 10, unit: '%'}\n"
                          "  c: {formula: 1 - a, unit: '%'}\n"
                          "outputs: {c: {}}\n",
                          "c"),
                 90.0, 1e-15);
    assert_close(value_of("values:\n"
                          "  pay: {value: 1000, unit: kr/month}\n"
                          "  months: {value: 12, unit: month/year}\n"
                          "  c: {formula: pay * months, unit: kr/year}\n"
                          "outputs: {c: {}}\n",
                          "c"),
                 12000.0, 0.0);
    assert_close(value_of("values:\n"
                          "  old: {value: 100, unit: kr2016}\n"
                          "  index: {value: 1.25, unit: kr2024/kr2016}\n"
                          "  new: {formula: old * index, unit: kr2024}\n"
                          "outputs: {new: {}}\n",
                          "new"),
                 125.0, 0.0);
}

static void
a_formula_without_unit_takes_the_one_it_gives(void **state)
{
    (void)state;
    g_autoptr(CostModel) model = model_of("values:\n"
                                          "  rate: {value: 60, unit: kr/h}\n"
                                          "  time: {value: 30, unit: min/case}\n"
                                          "  c: {formula: rate * time}\n"
                                          "outputs: {c: {}}\n",
                                          NULL);
    g_autoptr(CostResult) result = cost_run(model, NULL);
    g_autofree char *unit = unit_text(&model->steps[2].unit);

    assert_string_equal(unit, "kr/case");
    assert_close(cost_value(result, 0, 2), 30.0, 0.0);
}

static void
functions_keep_units_and_branches_not_taken_do_no_harm(void **state)
{
    (void)state;
    const char *model =
        "values:\n"
        "  a: {value: 7.5, unit: h}\n"
        "  b: {value: 30, unit: min}\n"
        "  none: {value: 0, unit: h}\n"
        "  most: {formula: 'max(a, b)', unit: min}\n"
        "  least: {formula: 'min(b, a, 0)', unit: h}\n"
        "  whole: {formula: round(a), unit: h}\n"
        "  safe: {formula: 'if(none > 0, a / none, 0)', unit: '1'}\n"
        "  square: {formula: a ^ 2, unit: h^2}\n"
        "  capped: {formula: 'max(0, b - a)', unit: min}\n"
        "outputs: {most: {}, least: {}, whole: {}, safe: {}, square: {}, capped: {}}\n";

    assert_close(value_of(model, "most"), 450.0, 0.0);
    assert_close(value_of(model, "least"), 0.0, 0.0);
    assert_close(value_of(model, "whole"), 8.0, 0.0);
    assert_close(value_of(model, "safe"), 0.0, 0.0);
    assert_close(value_of(model, "square"), 56.25, 0.0);
    assert_close(value_of(model, "capped"), 0.0, 0.0);
}

/* Each model is wrong in one way; the message says where and what. */
static void
wrong_models_are_refused_with_place_and_reason(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        { "values:\n  a: {value: 1, unit: kr}\n  b: {value: 1, unit: h}\n"
          "  c: {formula: a + b}\noutputs: {c: {}}\n",
          "kostnad.yml:4:16: adding needs like units, not kr and h" },
        { "values:\n  a: {value: 1, unit: kr2016}\n  b: {value: 1, unit: kr2024}\n"
          "  c: {formula: a + b}\noutputs: {c: {}}\n",
          "not kr2016 and kr2024" },
        { "values:\n  a: {value: 1, unit: kr/month}\n  c: {formula: a * 12, unit: kr/year}\n"
          "outputs: {c: {}}\n",
          "months and years do not convert" },
        { "values:\n  a: {value: 1, unit: month}\n  b: {value: 1, unit: year}\n"
          "  c: {formula: a - b}\noutputs: {c: {}}\n",
          "months and years do not convert" },
        { "values:\n  a: {value: 1, unit: kr}\n  c: {formula: a, unit: h}\noutputs: {c: {}}\n",
          "the formula gives kr, not h as its unit says" },
        { "values:\n  wage: {value: 1}\n  c: {formula: wagw * 2}\n"
          "  d: {formula: wage}\noutputs: {c: {}, d: {}}\n",
          "'wagw', which is no value of the model; did you mean 'wage'?" },
        { "values:\n  a: {formula: b}\n  b: {formula: c}\n  c: {formula: a}\noutputs: {c: {}}\n",
          "'a' needs itself: a -> b -> c -> a" },
        { "values:\n  a: {formula: a + 1}\noutputs: {a: {}}\n", "'a' needs itself: a -> a" },
        { "values:\n  a: {value: 1}\n  b: {value: 2}\noutputs: {a: {}}\n",
          "no formula uses 'b', and it is no output" },
        { "values:\n  a: {value: 1, unit: kr/mont}\noutputs: {a: {}}\n",
          "'mont' is no unit; did you mean 'month'?" },
        { "values:\n  a: {value: 1, unit: kr per month}\noutputs: {a: {}}\n", "is no unit" },
        { "values:\n  a: {value: 1, formula: '2'}\noutputs: {a: {}}\n", "either 'value' or" },
        { "values:\n  a: {unit: kr}\noutputs: {a: {}}\n", "either 'value' or" },
        { "values:\n  a: {value: 1}\noutputs: {b: {}}\n", "the outputs name 'b'" },
        { "values:\n  a: {value: 1}\noutputs: {a: {}}\nscenarios: {s: {values: {x: 1}}}\n",
          "the scenario sets 'x'" },
        { "values:\n  a: {value: 1}\noutputs: {a: {}}\nscenarios: {s: {values: {a: much}}}\n",
          "the value of a scenario is a number" },
        { "values:\n  a: {formula: 1 +}\noutputs: {a: {}}\n", "kostnad.yml:2:19:" },
        { "values:\n  a: {value: 1, unit: kr}\n  c: {formula: log(a)}\noutputs: {c: {}}\n",
          "log needs a number without unit, not one of kr" },
        { "values:\n  a: {value: 1}\n  c: {formula: mean(a)}\noutputs: {c: {}}\n", "mean()" },
        { "values:\n  a: {value: 1}\n  c: {formula: \"a = 'x'\"}\noutputs: {c: {}}\n", "no texts" },
        { "values:\n  a: {value: 2, unit: kr}\n  c: {formula: a ^ 0.5}\noutputs: {c: {}}\n",
          "whole number" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(CostModel) model = model_of(cases[i].text, &error);
        assert_null(model);
        assert_error(error, ANDEL_ERROR_DATA, cases[i].says);
    }
}

static void
all_mistakes_are_told_at_once(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;

    assert_null(model_of("values:\n"
                         "  a: {value: 1, unit: kr}\n"
                         "  b: {value: 1, unit: h}\n"
                         "  c: {formula: a + b}\n"
                         "  d: {formula: c * e}\n"
                         "  unused: {value: 1}\n"
                         "outputs: {d: {}}\n",
                         &error));
    assert_error(error, ANDEL_ERROR_DATA, "4:16: adding needs like units");
    assert_error(error, ANDEL_ERROR_DATA, "5:20: the formula names 'e'");
    assert_error(error, ANDEL_ERROR_DATA, "no formula uses 'unused'");
}

static void
division_by_zero_is_told_with_its_scenario(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(CostModel) model = model_of("values:\n"
                                          "  a: {value: 1, unit: kr}\n"
                                          "  b: {value: 1, unit: h}\n"
                                          "  c: {formula: a / b}\n"
                                          "outputs: {c: {}}\n"
                                          "scenarios:\n"
                                          "  good: {values: {b: 2}}\n"
                                          "  bad: {values: {b: 0}}\n",
                                          &error);

    assert_no_error(error);
    assert_null(cost_run(model, &error));
    assert_error(error, ANDEL_ERROR_DATA, "4:16: 'c' divides by zero in scenario bad");
}

static void
the_order_of_the_file_is_free(void **state)
{
    (void)state;
    assert_close(value_of("values:\n"
                          "  c: {formula: b * 2}\n"
                          "  b: {formula: a * 3}\n"
                          "  a: {value: 7}\n"
                          "outputs: {c: {}}\n",
                          "c"),
                 42.0, 0.0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_2017_model_gives_its_exact_amounts),
        cmocka_unit_test(one_changed_input_moves_the_total),
        cmocka_unit_test(a_formula_is_written_with_its_numbers),
        cmocka_unit_test(minutes_and_hours_convert_and_per_cent_is_a_hundredth),
        cmocka_unit_test(a_formula_without_unit_takes_the_one_it_gives),
        cmocka_unit_test(functions_keep_units_and_branches_not_taken_do_no_harm),
        cmocka_unit_test(wrong_models_are_refused_with_place_and_reason),
        cmocka_unit_test(all_mistakes_are_told_at_once),
        cmocka_unit_test(division_by_zero_is_told_with_its_scenario),
        cmocka_unit_test(the_order_of_the_file_is_free),
    };
    return cmocka_run_group_tests_name("cost", tests, NULL, NULL);
}
