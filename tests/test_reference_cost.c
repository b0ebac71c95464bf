/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tests/reference/cost.json and distributions.json: costs to the last digit, sums of distributions
 * within the error of a simulation. */
#include "analysis/simulate.h"
#include "datasets/number.h"
#include "tests/check.h"

#include <gsl/gsl_errno.h>
#include <jansson.h>

static json_t *
load(const char *path)
{
    json_error_t error;
    json_t *file = json_load_file(path, 0, &error);

    if (!file)
        fail_msg("%s:%d: %s", path, error.line, error.text);
    return file;
}

static double
number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static CostModel *
model_of(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    CostModel *model = cost_read(bytes, "model.yml", NULL, &error);

    assert_no_error(error);
    return model;
}

static void
assert_text(double value, int decimals, const json_t *object, const char *key)
{
    g_autofree char *text = number_format(value, 0, decimals, number_style(""));

    assert_string_equal(text, json_string_value(json_object_get(object, key)));
}

static void
run_cost(const json_t *at)
{
    const json_t *input = json_object_get(at, "input"), *expect = json_object_get(at, "expect");
    const json_t *contacts = json_object_get(expect, "contacts");
    char digits[5][NUMBER_BUFFER];

    for (size_t k = 0; k < json_array_size(contacts); k++) {
        const json_t *contact = json_array_get(contacts, k);
        g_autofree char *text =
            g_strdup_printf("values:\n"
                            "  wage: {value: %s, unit: kr/month}\n"
                            "  overhead: {value: %s, unit: \"%%\"}\n"
                            "  hours: {value: %s, unit: h/month}\n"
                            "  minutes: {value: %s, unit: min/case}\n"
                            "  cases: {value: %s, unit: case}\n"
                            "  monthly: {formula: wage * (1 + overhead)}\n"
                            "  hourly: {formula: monthly / hours, unit: kr/h}\n"
                            "  contact: {formula: hourly * minutes, unit: kr/case}\n"
                            "  total: {formula: contact * cases, unit: kr}\n"
                            "outputs: {total: {}}\n",
                            number_write(number(input, "monthly_salary"), digits[0]),
                            number_write(number(input, "overhead_percent"), digits[1]),
                            number_write(number(input, "hours_per_month"), digits[2]),
                            number_write(number(contact, "minutes"), digits[3]),
                            number_write(number(input, "cases"), digits[4]));
        g_autoptr(CostModel) model = model_of(text);
        g_autoptr(CostResult) result = cost_run(model, NULL);
        double monthly = cost_value(result, 0, cost_find(model, "monthly"));
        double each = cost_value(result, 0, cost_find(model, "contact"));
        double total = cost_value(result, 0, cost_find(model, "total"));

        assert_close(monthly, number(expect, "monthly_cost"), 1e-12);
        assert_text(monthly, 2, expect, "monthly_cost_text");
        assert_close(each, number(contact, "per_contact"), 1e-12);
        assert_text(each, 2, contact, "per_contact_text");
        assert_close(total, number(contact, "total"), 1e-12);
        assert_text(total, 2, contact, "total_text");
        assert_text(total, 0, contact, "total_whole");
    }
}

static void
costs_agree_to_the_last_digit(void **state)
{
    (void)state;
    json_t *file = load("tests/reference/cost.json");
    const json_t *cases = json_object_get(file, "cases");

    assert_int_equal(json_array_size(cases), 3);
    for (size_t i = 0; i < json_array_size(cases); i++)
        run_cost(json_array_get(cases, i));
    json_decref(file);
}

/* The items of a case as values, and their sum, each times what it says. */
static char *
sum_model(const json_t *items)
{
    GString *text = g_string_new("values:\n");
    g_autoptr(GString) sum = g_string_new(NULL);

    for (size_t i = 0; i < json_array_size(items); i++) {
        const json_t *item = json_array_get(items, i);
        const json_t *expert = json_array_get(json_object_get(item, "experts"), 0);
        bool pert = strcmp(json_string_value(json_object_get(expert, "dist")), "pert") == 0;
        char a[NUMBER_BUFFER], m[NUMBER_BUFFER], b[NUMBER_BUFFER], lambda[NUMBER_BUFFER];

        g_string_append_printf(text, "  x%zu: {distribution: \"%s(%s, %s, %s%s%s)\"}\n", i,
                               pert ? "pert" : "tri", number_write(number(expert, "min"), a),
                               number_write(number(expert, "mode"), m),
                               number_write(number(expert, "max"), b), pert ? ", " : "",
                               pert ? number_write(number(expert, "lambda"), lambda) : "");
        g_string_append_printf(sum, "%s%d * x%zu", sum->len > 0 ? " + " : "",
                               (int)number(item, "times"), i);
    }
    g_string_append_printf(text, "  total: {formula: %s}\noutputs: {total: {}}\n", sum->str);
    return g_string_free(text, FALSE);
}

static int
ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void
run_distributions(const json_t *at)
{
    const json_t *expect = json_object_get(at, "expect");
    const json_t *quantiles = json_object_get(expect, "quantiles");
    const json_t *items = json_object_get(json_object_get(at, "input"), "items");
    g_autofree char *text = sum_model(items);
    g_autoptr(CostModel) model = model_of(text);
    SimulationOptions options = { .n_draws = 50000, .seed = 2017, .target = NAN };
    g_autoptr(Simulation) simulation = simulate(model, &options, NULL);
    double mean = 0.0, variance = 0.0, n = 50000.0;

    for (size_t i = 0; i + 1 < model->n_steps; i++) {
        const json_t *item = json_array_get(items, i);
        double times = number(item, "times");
        double sd = times * distribution_sd(model->steps[i].distribution);

        mean += times * distribution_mean(model->steps[i].distribution);
        variance += sd * sd;
    }
    assert_close(mean, number(expect, "mean"), 1e-12);
    assert_close(variance, number(expect, "variance"), 1e-12);
    qsort(simulation->draws, 50000, sizeof(double), ascending);
    for (size_t k = 0; k < json_array_size(quantiles); k++) {
        const json_t *quantile = json_array_get(quantiles, k);
        double p = number(quantile, "p"), error = sqrt(p * (1.0 - p) / n);
        double found = simulation->draws[(size_t)ceil(n * p) - 1];
        double off = fabs(found - number(quantile, "value"));

        if (off > 5.0 * error / number(quantile, "density"))
            fail_msg("%s: P%g is %g", json_string_value(json_object_get(at, "id")), 100.0 * p,
                     found);
    }
}

static void
sums_of_distributions_agree_within_the_error_of_the_simulation(void **state)
{
    (void)state;
    json_t *file = load("tests/reference/distributions.json");
    const json_t *cases = json_object_get(file, "cases");

    assert_int_equal(json_array_size(cases), 4);
    for (size_t i = 0; i < json_array_size(cases); i++)
        run_distributions(json_array_get(cases, i));
    json_decref(file);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(costs_agree_to_the_last_digit),
        cmocka_unit_test(sums_of_distributions_agree_within_the_error_of_the_simulation),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
