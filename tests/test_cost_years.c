/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/breakeven.h"
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

/* The amounts of the ordinances, 2017 to 2024. */
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

/* 24 787 and 43 790 kr less 34/77, 43/77 and 52/77 of them, by hand. */
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

/* 9 times 200 to 300 cases, and 18 times 90 to 100: by hand. */
static void
twice_the_handlers_and_what_their_caseload_says(void **state)
{
    (void)state;
    static const struct {
        const char *scenario;
        double before, after, same, change, consistent;
    } cases[] = { { "low_high", 1800, 1800, 100, 0, 1 },
                  { "low_low", 1800, 1620, 100, -10, 0 },
                  { "high_high", 2700, 1800, 150, -100.0 / 3.0, 0 },
                  { "high_low", 2700, 1620, 150, -40, 0 } };
    CostResult *result = run_example("caseload");

    for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
        const char *scenario = cases[c].scenario;

        assert_close(at(result, scenario, "stock_before"), cases[c].before, 1e-15);
        assert_close(at(result, scenario, "stock_after"), cases[c].after, 1e-15);
        assert_close(at(result, scenario, "load_if_same"), cases[c].same, 1e-15);
        assert_close(at(result, scenario, "change"), cases[c].change, 1e-14);
        assert_close(at(result, scenario, "consistent"), cases[c].consistent, 0.0);
    }
    end_example(result);
}

/* 30 500 x 1.3833 x 12 = 506 287.8 a handler; nine of them are 15 821 hours of 288 kr, and 1.81
 * cases of 8 760 hours. */
static void
recoveries_pay_for_handlers_where_the_net_is_nothing(void **state)
{
    (void)state;
    CostResult *result = run_example("recoveries");
    const CostModel *model = result->model;
    BreakevenQuestion question = { .output = cost_find(model, "net"),
                                   .input = cost_find(model, "stopped"),
                                   .target = 0.0,
                                   .from = NAN,
                                   .to = NAN };

    assert_close(at(result, "", "salary"), 506287.8, 1e-12);
    assert_close(at(result, "", "cost"), 4556590.2, 1e-12);
    assert_close(at(result, "", "hours_needed"), 4556590.2 / 288.0, 1e-14);
    assert_close(at(result, "", "cases_needed"), 1.80611, 1e-5);
    g_autoptr(Breakeven) found = breakeven(model, &question, NULL);
    assert_int_equal(found->n_points, 1);
    assert_close(found->points[0].root.x, 15821.49, 1e-6);
    end_example(result);
}

/* Worked out year by year with decimal numbers in Python. */
static void
a_reform_over_years_is_discounted_and_net_of_what_is_usual(void **state)
{
    (void)state;
    static const double net[] = { 3173947.88, 1191577.8,  1209430.32,
                                  1227549.96, 1245981.24, 1264679.64 };
    CostResult *result = run_example("reform");

    for (size_t y = 0; y < G_N_ELEMENTS(net); y++)
        assert_close(cost_value(result, y, cost_find(result->model, "net")), net[y], 1e-9);
    assert_close(cost_sum(result, 0, cost_find(result->model, "net")), 9313166.84, 1e-9);
    assert_close(cost_sum(result, 0, cost_find(result->model, "present")), 8712053.64489, 1e-9);
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
        cmocka_unit_test(twice_the_handlers_and_what_their_caseload_says),
        cmocka_unit_test(recoveries_pay_for_handlers_where_the_net_is_nothing),
        cmocka_unit_test(a_reform_over_years_is_discounted_and_net_of_what_is_usual),
        cmocka_unit_test(years_of_every_scenario_are_summed),
        cmocka_unit_test(real_and_nominal_never_mix_and_no_year_is_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
