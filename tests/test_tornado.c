/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/tornado.h"
#include "datasets/error.h"
#include "tests/check.h"

/* The 2017 cost with an interval for each value. */
static const char cost_2017[] =
    "values:\n"
    "  wage: {value: 30500, unit: kr/month, low: 27450, high: 33550}\n"
    "  surcharge: {value: 38.33, unit: \"%\", low: 31.42, high: 45}\n"
    "  hours: {value: 160, unit: h/month, low: 150, high: 165}\n"
    "  minutes: {value: 30, unit: min/case, low: 15, high: 53}\n"
    "  cases: {value: 188, unit: case/year, low: 141, high: 235}\n"
    "  idle: {value: 1, unit: kr, low: 0, high: 2}\n"
    "  total: {formula: wage * (1 + surcharge) / hours * minutes * cases, unit: kr/year}\n"
    "outputs: {total: {}, idle: {}}\n";

static CostModel *
model_of(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    CostModel *model = cost_read(bytes, "model.yml", NULL, &error);

    assert_no_error(error);
    return model;
}

/* 30 500 x 1.3833 / 160 x 30 / 60 x 188, one factor changed at a time, by hand. */
static void
each_bar_has_the_outcomes_of_its_ends_and_the_widest_is_first(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double at_low, at_high;
    } expected[] = {
        { "minutes", 12393.5034375, 43790.3788125 }, { "cases", 18590.25515625, 30983.75859375 },
        { "wage", 22308.3061875, 27265.7075625 },    { "surcharge", 23548.82125, 25982.1875 },
        { "hours", 26439.474, 24035.88545454545 },
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(CostModel) model = model_of(cost_2017);
    g_autoptr(Tornado) tornado = tornado_run(model, 0, cost_find(model, "total"), &error);

    assert_no_error(error);
    assert_close(tornado->base, 24787.006875, 1e-15);
    assert_int_equal(tornado->n_bars, 5); /* nothing depends on the idle value */
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(model->steps[tornado->bars[i].step].name, expected[i].name);
        assert_close(tornado->bars[i].at_low, expected[i].at_low, 1e-12);
        assert_close(tornado->bars[i].at_high, expected[i].at_high, 1e-12);
        assert_false(tornado->bars[i].turns);
    }
}

/* P10 and P90 of tri(15, 30, 120): 27.5499 and 89.2591, in R. */
static void
without_ends_a_distribution_gives_its_p10_and_p90(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(CostModel) model = model_of("values:\n"
                                          "  x: {value: 30, distribution: \"tri(15, 30, 120)\"}\n"
                                          "  y: {formula: (x - 50)^2}\n"
                                          "outputs: {y: {}}\n");
    g_autoptr(Tornado) tornado = tornado_run(model, 0, 1, &error);

    assert_no_error(error);
    assert_close(tornado->bars[0].low, 27.549900398011133, 1e-14);
    assert_close(tornado->bars[0].high, 89.259147702121211, 1e-14);
    assert_true(tornado->bars[0].turns); /* the least is at 50, between the ends */
}

static void
a_grid_has_every_pair(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(CostModel) model = model_of(cost_2017);
    size_t total = cost_find(model, "total");
    g_autoptr(CostGrid) grid = cost_grid_run(model, 0, total, cost_find(model, "minutes"),
                                             cost_find(model, "cases"), 3, &error);

    assert_no_error(error);
    assert_close(grid->rows[1], 34.0, 1e-15);
    assert_close(grid->cols[2], 235.0, 1e-15);
    assert_close(grid->outcomes[0], 263.6915625 / 60.0 * 15.0 * 141.0, 1e-14);
    assert_close(grid->outcomes[5], 263.6915625 / 60.0 * 34.0 * 235.0, 1e-14);
    assert_null(cost_grid_run(model, 0, total, total, 0, 3, &error));
    assert_error(error, ANDEL_ERROR_DATA, "'total' has no ends");
}

static void
ends_that_cannot_be_are_told(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(CostModel) model = model_of("values:\n"
                                          "  x: {value: 1, low: 0, high: 2}\n"
                                          "  z: {value: 2}\n"
                                          "  w: {value: 3}\n"
                                          "  y: {formula: z / x}\n"
                                          "outputs: {y: {}, w: {}}\n");

    assert_null(tornado_run(model, 0, cost_find(model, "y"), &error));
    assert_error(error, ANDEL_ERROR_DATA, "with 'x' at 0, 'y' divides by zero");
    g_clear_error(&error);
    model->steps[0].low = 1.0;
    assert_null(tornado_run(model, 0, cost_find(model, "w"), &error));
    assert_error(error, ANDEL_ERROR_DATA, "give it low and high, or a distribution");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_bar_has_the_outcomes_of_its_ends_and_the_widest_is_first),
        cmocka_unit_test(without_ends_a_distribution_gives_its_p10_and_p90),
        cmocka_unit_test(a_grid_has_every_pair),
        cmocka_unit_test(ends_that_cannot_be_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
