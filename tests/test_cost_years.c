/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/cost.h"
#include "datasets/error.h"
#include "tests/check.h"

static CostModel *
model_of(const char *text, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    return cost_read(bytes, "model.yml", NULL, error);
}

/* Runs the example NAME. The model is the caller's. */
static CostResult *
run_example(const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_strdup_printf("datasets/examples/cost-tables/%s.yml", name);
    g_autofree char *text = NULL;

    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    CostModel *model = model_of(text, &error);
    assert_no_error(error);
    CostResult *result = cost_run(model, &error);
    assert_no_error(error);
    return result;
}

static void
end_example(CostResult *result)
{
    CostModel *model = (CostModel *)(gpointer)result->model;

    cost_result_free(result);
    cost_model_free(model);
}

static double
at(const CostResult *result, const char *scenario, const char *name)
{
    return cost_value(result, cost_find_scenario(result->model, scenario),
                      cost_find(result->model, name));
}

/* The amounts of the ordinances, 2018 to 2024; payments methods, section 3, of the design. */
static void
an_index_is_rounded_in_the_chain(void **state)
{
    (void)state;
    static const double amounts[] = { 291, 295.4, 299.8, 304.3, 315.0, 319.7, 324.5, 332.6 };
    CostResult *result = run_example("assistance-rate");

    assert_int_equal(result->model->n_scenarios, G_N_ELEMENTS(amounts));
    for (size_t y = 0; y < G_N_ELEMENTS(amounts); y++)
        assert_close(cost_value(result, y, 0), amounts[y], 1e-15);
    assert_close(at(result, "2023", "raised"), 363.44, 1e-15);
    end_example(result);
}

static void
a_series_has_its_value_for_each_year(void **state)
{
    (void)state;
    CostResult *result = run_example("payroll-overhead");

    assert_close(at(result, "2019", "surcharge"), 39.15, 1e-12);
    assert_close(at(result, "2021", "surcharge"), 40.15, 1e-12);
    assert_close(at(result, "2022", "surcharge"), 39.25, 1e-12);
    assert_close(at(result, "2023", "surcharge"), 44.53, 1e-12);
    end_example(result);
}

/* Published to five decimals. */
static void
discount_factors_chain_through_the_spans_of_rates(void **state)
{
    (void)state;
    CostResult *result = run_example("green-book");

    assert_close(at(result, "2025", "factor"), 1.0, 0.0);
    assert_close(at(result, "2026", "factor"), 0.96618, 5e-6);
    assert_close(at(result, "2035", "factor"), 0.70892, 5e-6);
    assert_close(at(result, "2055", "factor"), 0.35628, 5e-6);
    assert_close(at(result, "2056", "factor"), 0.34590, 5e-6);
    assert_close(at(result, "2100", "factor"), 0.09421, 5e-6);
    end_example(result);
}

/* Payments methods, section 4.a, of the design. */
static void
what_is_done_already_is_taken_off(void **state)
{
    (void)state;
    static const struct {
        const char *scenario;
        double net;
    } cases[] = { { "always30", 13842 }, { "half30", 10945 }, { "all30", 8048 },
                  { "always53", 24454 }, { "half53", 19336 }, { "all53", 14218 } };
    CostResult *result = run_example("net-of-usual");

    for (size_t c = 0; c < G_N_ELEMENTS(cases); c++)
        assert_close(round(at(result, cases[c].scenario, "net")), cases[c].net, 0.0);
    end_example(result);
}

/* 1800 cases of 12 hours over 1600 hours at 75 per cent: 18 handlers with 50 open cases each. */
static void
a_volume_takes_its_handlers(void **state)
{
    (void)state;
    CostResult *result = run_example("staffing");

    assert_close(at(result, "", "handlers"), 18.0, 1e-15);
    assert_close(at(result, "", "load"), 50.0, 1e-15);
    end_example(result);
}

/* 100 a year from 2025 to 2027 at 10 per cent, and twice that in the other case. */
static void
years_of_every_scenario_are_summed(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(CostModel) model =
        model_of("years: {from: 2025, to: 2027}\n"
                 "values:\n"
                 "  cost: {value: 100, unit: kr2025}\n"
                 "  factor: {discount: {base: 2025, kind: real, rates: {0: 10}}}\n"
                 "  present: {formula: cost * factor}\n"
                 "scenarios:\n"
                 "  one: {values: {cost: 100}}\n"
                 "  two: {values: {cost: 200}}\n"
                 "outputs: {present: {sum: yes}}\n",
                 &error);

    assert_no_error(error);
    g_autoptr(CostResult) result = cost_run(model, &error);
    assert_int_equal(model->n_scenarios, 6);
    assert_string_equal(model->scenarios[5].name, "two_2027");
    assert_close(cost_sum(result, 0, 2), 100.0 + 100.0 / 1.1 + 100.0 / 1.21, 1e-15);
    assert_close(cost_sum(result, 1, 2), 2.0 * cost_sum(result, 0, 2), 1e-15);
}

static void
real_and_nominal_never_mix_and_no_year_is_left_out(void **state)
{
    (void)state;
    static const struct {
        const char *values, *says;
    } cases[] = {
        { "  c: {value: 1, unit: kr}\n"
          "  d: {discount: {base: 2025, kind: real, rates: {0: 3.5}}}\n"
          "  e: {formula: d * d}\n"
          "  x: {formula: c * e}\n",
          "model.yml:6:16: a real rate discounts money of one price year; say which, as kr2025" },
        { "  c: {value: 1, unit: kr2025}\n"
          "  d: {discount: {base: 2025, kind: nominal, rates: {0: 3.5}}}\n"
          "  x: {formula: c * d}\n",
          "a nominal rate discounts money of the year it is paid" },
        { "  c: {discount: {base: 2025, kind: nominal, rates: {0: 3.5}}}\n"
          "  d: {discount: {base: 2025, kind: real, rates: {0: 3.5}}}\n"
          "  x: {formula: c / d}\n",
          "a real and a nominal rate stand in one formula" },
        { "  x: {series: {2025: 1}}\n", "there is no value for 2026" },
        { "  x: {index: {start: 1, growth: {2027: 1}}}\n", "there is no value for 2026" },
        { "  x: {discount: {base: 2025, kind: real, rates: {5: 1}}}\n", "the rates begin at 0" },
        { "  x: {discount: {base: 2027, kind: real, rates: {0: 1}}}\n", "the first year or one" },
        { "  x: {value: 1, series: {2025: 1, 2026: 1}}\n", "one of 'series', 'index'" },
    };

    for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = g_strdup_printf(
            "years: {from: 2025, to: 2026}\nvalues:\n%soutputs: {x: {}}\n", cases[c].values);

        assert_null(model_of(text, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[c].says);
    }
    g_autoptr(GError) error = NULL;
    assert_null(model_of("values:\n  x: {series: {2025: 1}}\noutputs: {x: {}}\n", &error));
    assert_error(error, ANDEL_ERROR_DATA, "a value by year in a model without years");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_index_is_rounded_in_the_chain),
        cmocka_unit_test(a_series_has_its_value_for_each_year),
        cmocka_unit_test(discount_factors_chain_through_the_spans_of_rates),
        cmocka_unit_test(what_is_done_already_is_taken_off),
        cmocka_unit_test(a_volume_takes_its_handlers),
        cmocka_unit_test(years_of_every_scenario_are_summed),
        cmocka_unit_test(real_and_nominal_never_mix_and_no_year_is_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
