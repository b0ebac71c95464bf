/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/random.h"
#include "analysis/simulate.h"
#include "datasets/error.h"
#include "tests/check.h"

#include <glib/gstdio.h>
#include <gsl/gsl_errno.h>

/* The 2017 cost with what is not known of it. */
static const char uncertain_cost[] = "values:\n"
                                     "  hourly: {value: 263.6915625, unit: kr/h}\n"
                                     "  minutes:\n"
                                     "    value: 30\n"
                                     "    distribution: tri(15, 30, 120)\n"
                                     "    unit: min/case\n"
                                     "  cases:\n"
                                     "    value: 188\n"
                                     "    distribution: pert(140, 188, 260)\n"
                                     "    unit: case/year\n"
                                     "  total: {formula: hourly * minutes * cases, unit: kr/year}\n"
                                     "outputs:\n"
                                     "  total: {decimals: 0}\n";

static CostModel *
model_of(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    CostModel *model = cost_read(bytes, "model.yml", NULL, &error);

    assert_no_error(error);
    return model;
}

static Simulation *
run(const CostModel *model, SimulationOptions options)
{
    g_autoptr(GError) error = NULL;
    Simulation *simulation = simulate(model, &options, &error);

    assert_no_error(error);
    return simulation;
}

static SimulationOptions
draws(size_t n)
{
    return (SimulationOptions){ .n_draws = n, .seed = 1, .target = NAN };
}

static void
within(Simulated number, double expected, double errors)
{
    if (fabs(number.value - expected) > errors * number.error)
        fail_msg("%.17g +- %g, expected %.17g", number.value, number.error, expected);
}

/* Mean 46 409.7 and standard deviation 20 432.1 in closed form: the product of independent values,
 * payments methods 4.a of the design. */
static void
mean_and_deviation_are_within_their_error_of_the_closed_form(void **state)
{
    (void)state;
    g_autoptr(CostModel) model = model_of(uncertain_cost);
    double mean = 263.6915625 / 60.0 * 55.0 * 192.0;

    for (int latin = 0; latin <= 1; latin++) {
        SimulationOptions options = draws(100000);

        options.latin = latin;
        options.target = 44000.0;
        g_autoptr(Simulation) simulation = run(model, options);
        const SimulatedOutput *output = &simulation->outputs[0];

        assert_close(mean, 46409.7, 1e-6);
        within(output->mean, mean, 4.0);
        within(output->sd, 20432.1, 4.0);
        assert_close(output->mean.error, 20432.1 / sqrt(1e5), 0.02);
        assert_true(fabs(output->contribution[0] + output->contribution[1] - 1.0) < 1e-12);
        assert_true(output->contribution[0] > 0.9 && output->correlation[1] > 0.1);
        assert_true(output->above.value > 0.4 && output->above.value < 0.6);
        if (latin) /* stratified: far nearer than its error says */
            within(output->mean, mean, 0.2);
    }
}

/* Quantiles of the triangular distribution itself; see the closed form. */
static void
percentiles_are_within_their_error(void **state)
{
    (void)state;
    g_autoptr(CostModel) model = model_of("values:\n"
                                          "  x: {distribution: \"tri(15, 30, 120)\"}\n"
                                          "outputs:\n  x: {}\n");
    g_autoptr(Simulation) simulation = run(model, draws(40000));
    const SimulatedOutput *output = &simulation->outputs[0];

    within(output->p5, 23.874119674649425, 4.0);
    within(output->p50, 51.261364575662398, 4.0);
    within(output->p95, 98.262934880715832, 4.0);
    /* sqrt(p (1 - p) / n) / density: 2 (x - a) / ((b - a) (m - a)) at P5 */
    assert_close(output->p5.error, sqrt(.05 * .95 / 4e4) / (2.0 * 8.874119674649425 / 105.0 / 15.0),
                 0.02);
}

static void
threads_do_not_change_the_result(void **state)
{
    (void)state;
    g_autoptr(CostModel) model = model_of(uncertain_cost);
    SimulationOptions one = draws(20001), four = draws(20001);

    one.threads = 1;
    four.threads = 4;
    g_autoptr(Simulation) a = run(model, one);
    g_autoptr(Simulation) b = run(model, four);
    assert_memory_equal(a->draws, b->draws, 20001 * sizeof(double));
    assert_close(a->outputs[0].sd.value, b->outputs[0].sd.value, 0.0);
}

static int
ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* 200 001 draws are counted, not kept; their percentiles are those of all of them sorted, the mean
 * is their mean, and no number of threads changes a bit. */
static void
percentiles_of_draws_that_are_not_kept_are_exact(void **state)
{
    (void)state;
    enum { N = 200001 };
    g_autoptr(CostModel) model =
        model_of("values:\n"
                 "  x: {distribution: \"uniform(0, 1)\"}\n"
                 "  few: {distribution: \"discrete(1: .3, 2: .3, 3: .4)\"}\n"
                 "  same: {formula: 0 * x + 5}\n"
                 "outputs: {x: {}, few: {}, same: {}}\n");
    g_autofree double *all = g_new(double, N);
    RandomStream stream = random_stream(1, "x");
    SimulatedOutput first = { 0 };
    double sum = 0.0;

    for (size_t j = 0; j < N; j++) {
        all[j] = random_uniform(&stream, j);
        sum += all[j];
    }
    qsort(all, N, sizeof *all, ascending);
    for (unsigned threads = 1; threads <= 7; threads += threads == 1 ? 1 : 5) {
        SimulationOptions options = draws(N);

        options.threads = threads;
        options.target = 0.25;
        g_autoptr(Simulation) simulation = run(model, options);
        const SimulatedOutput *x = &simulation->outputs[0], *few = &simulation->outputs[1];

        assert_int_equal(simulation->n_kept, SIMULATION_KEPT);
        assert_close(x->p5.value, all[10000], 0.0); /* ceil(10000.05) - 1 */
        assert_close(x->p50.value, all[100000], 0.0);
        assert_close(x->p95.value, all[190000], 0.0);
        assert_close(x->p50.error, (all[100224] - all[99776]) / 2.0, 0.0);
        assert_close(x->mean.value, sum / N, 1e-12);
        assert_close(x->sd.value, sqrt(1.0 / 12.0), 0.003);
        assert_close(x->above.value, 0.75, 0.004);
        assert_close(few->p5.value, 1.0, 0.0);
        assert_close(few->p50.value, 2.0, 0.0);
        assert_close(few->p95.value, 3.0, 0.0);
        assert_close(simulation->outputs[2].p50.value, 5.0, 0.0);
        assert_close(simulation->outputs[2].sd.value, 0.0, 0.0);
        if (threads == 1)
            first = *x;
        assert_close(x->mean.value, first.mean.value, 0.0);
        assert_close(x->sd.error, first.sd.error, 0.0);
    }
}

static void
another_value_leaves_the_draws_of_the_others_alone(void **state)
{
    (void)state;
    g_autoptr(CostModel) model = model_of(uncertain_cost);
    g_autoptr(CostModel) more = model_of("values:\n"
                                         "  fee: {distribution: \"5 to 20\", unit: kr/year}\n"
                                         "  hourly: {value: 263.6915625, unit: kr/h}\n"
                                         "  cases:\n"
                                         "    distribution: pert(140, 188, 260)\n"
                                         "    unit: case/year\n"
                                         "  minutes:\n"
                                         "    distribution: tri(15, 30, 120)\n"
                                         "    unit: min/case\n"
                                         "  total: {formula: hourly * minutes * cases}\n"
                                         "  all: {formula: total + fee}\n"
                                         "outputs:\n"
                                         "  total: {}\n"
                                         "  all: {}\n");
    g_autoptr(Simulation) a = run(model, draws(500));
    g_autoptr(Simulation) b = run(more, draws(500));

    for (size_t j = 0; j < 500; j++)
        assert_close(simulation_draws(b, 0)[j] * 1.0, simulation_draws(a, 0)[j], 1e-12);
}

/* The Spearman correlation of a Gaussian copula is 6/pi asin(rho/2): Kruskal (1958). */
static void
correlated_values_have_the_correlation_of_their_copula(void **state)
{
    (void)state;
    g_autoptr(CostModel) model = model_of("values:\n"
                                          "  wage: {distribution: \"normal(100, 10)\"}\n"
                                          "  overhead: {distribution: \"uniform(0, 1)\"}\n"
                                          "outputs: {overhead: {}, wage: {}}\n"
                                          "correlations:\n"
                                          "  - {between: [wage, overhead], rho: 0.8}\n");
    g_autoptr(Simulation) simulation = run(model, draws(20000));

    assert_close(simulation->outputs[0].correlation[0], 6.0 / G_PI * asin(0.4), 0.01);
    within(simulation->outputs[0].mean, 0.5, 4.0);
    within(simulation->outputs[1].sd, 10.0, 4.0);
}

static void
correlations_that_cannot_be_are_named(void **state)
{
    (void)state;
    const char text[] = "values:\n"
                        "  a: {distribution: \"normal(0, 1)\"}\n"
                        "  b: {distribution: \"normal(0, 1)\"}\n"
                        "  c: {distribution: \"normal(0, 1)\"}\n"
                        "  d: {distribution: \"normal(0, 1)\"}\n"
                        "outputs: {a: {}, b: {}, c: {}, d: {}}\n"
                        "correlations:\n"
                        "  - {between: [d, a], rho: 0.1}\n"
                        "  - {between: [a, b], rho: 0.9}\n"
                        "  - {between: [b, c], rho: 0.9}\n"
                        "  - {between: [a, c], rho: -0.5}\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    assert_null(cost_read(bytes, "model.yml", NULL, &error));
    assert_error(error, ANDEL_ERROR_DATA,
                 "no values 'a', 'b' and 'c' have the matrix [1 0.9 -0.5; 0.9 1 0.9; -0.5 0.9 1]");
}

static void
a_draw_without_a_value_is_told(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(CostModel) model =
        model_of("values:\n"
                 "  x: {value: 1, distribution: \"discrete(0: .5, 1: .5)\"}\n"
                 "  y: {formula: 1 / x}\n"
                 "outputs: {y: {}}\n");
    SimulationOptions options = draws(5000), few = draws(1);

    assert_null(simulate(model, &options, &error));
    assert_error(error, ANDEL_ERROR_DATA, "'y' divides by zero");
    g_clear_error(&error);
    assert_null(simulate(model, &few, &error));
    assert_error(error, ANDEL_ERROR_USAGE, "--draws 1: from 2 to 1000000000");
}

static void
faults_of_distributions_have_line_and_column(void **state)
{
    (void)state;
    static const struct {
        const char *value, *says;
    } cases[] = {
        { "{distribution: \"tri(15, 130, 120)\"}",
          "model.yml:2:30: the most likely value lies between" },
        { "{value: 3, low: 4}", "'low' and 'high' go together" },
        { "{value: 3, low: 4, high: 4}", "'high' is above 'low'" },
        { "{formula: 1 + 1, distribution: \"normal(0, 1)\"}", "as uncertain as the values in it" },
        { "{value: 3, estimate: {data: d.csv, expression: mean(x)}}", "either 'estimate', or" },
        { "{estimate: {data: none.csv, expression: mean(x)}}", "none.csv" },
        { "{distribution: empirical(none.csv)}", "none.csv" },
        { "{value: 2, round: -1}", "decimals are 0 to 9" },
    };

    for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text =
            g_strdup_printf("values:\n  x: %s\noutputs: {x: {}}\n", cases[c].value);
        g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

        assert_null(cost_read(bytes, "model.yml", NULL, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[c].says);
    }
}

/* Four answers 20, 40, 60, 80: mean 50, SE sqrt(2000/3/4) = 12.909944487358056. */
static void
a_survey_estimate_is_a_value_with_its_standard_error(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("andel-XXXXXX", NULL);
    g_autofree char *data = g_build_filename(folder, "answers.csv", NULL);
    g_autofree char *path = g_build_filename(folder, "model.yml", NULL);
    const char text[] = "values:\n"
                        "  minutes: {estimate: {data: answers.csv, expression: mean(minutes)}}\n"
                        "  one: {distribution: empirical(answers.csv)}\n"
                        "outputs: {minutes: {}, one: {}}\n";
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    assert_true(g_file_set_contents(data, "minutes\n20\n40\n60\n80\n", -1, NULL));
    g_autoptr(CostModel) model = cost_read(bytes, path, NULL, &error);
    assert_no_error(error);
    assert_close(model->steps[0].value, 50.0, 1e-15);
    assert_close(distribution_sd(model->steps[0].distribution), 12.909944487358056, 1e-14);
    assert_int_equal(model->steps[0].n_answers, 4);
    assert_close(model->steps[1].value, 50.0, 1e-15);
    assert_int_equal(model->data->len, 2);
    assert_int_equal(g_array_index(model->data, CostData, 0).rows, 4);
    g_remove(data);
    g_rmdir(folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_and_deviation_are_within_their_error_of_the_closed_form),
        cmocka_unit_test(percentiles_are_within_their_error),
        cmocka_unit_test(threads_do_not_change_the_result),
        cmocka_unit_test(percentiles_of_draws_that_are_not_kept_are_exact),
        cmocka_unit_test(another_value_leaves_the_draws_of_the_others_alone),
        cmocka_unit_test(correlated_values_have_the_correlation_of_their_copula),
        cmocka_unit_test(correlations_that_cannot_be_are_named),
        cmocka_unit_test(a_draw_without_a_value_is_told),
        cmocka_unit_test(faults_of_distributions_have_line_and_column),
        cmocka_unit_test(a_survey_estimate_is_a_value_with_its_standard_error),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
