/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/invert.h"
#include "datasets/error.h"
#include "tests/ask.h"

static const char printed_2017[] = "output,scenario,value\n"
                                   "monthly_cost,,42 191\n"
                                   "contact_cost,min30,132\n"
                                   "contact_cost,min53,233\n"
                                   "total,min30,24 787\n"
                                   "total,min53,43 790\n";

static CostModel *
example(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    const char *path = "datasets/examples/assistance-2017/cost.yml";

    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    CostModel *model = cost_read(bytes, path, NULL, &error);
    assert_no_error(error);
    return model;
}

static PublishedCosts *
costs_of(const CostModel *model, const char *csv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Input) input = input_of(csv);
    PublishedCosts *costs = published_costs_read(model, input, &error);

    assert_no_error(error);
    return costs;
}

static Inversion *
hours_of(const CostModel *model, const PublishedCosts *costs)
{
    g_autoptr(GError) error = NULL;
    Inversion *inversion = invert(model, costs, cost_find(model, "hours"), NAN, NAN, &error);

    assert_no_error(error);
    return inversion;
}

/* From 43 790 at 53 minutes: 42 190.65 x 53/60 x 188 / 43 790.5 to / 43 789.5. */
static void
the_hours_of_the_2017_report_are_160(void **state)
{
    (void)state;
    g_autoptr(CostModel) model = example();
    g_autoptr(PublishedCosts) costs = costs_of(model, printed_2017);
    g_autoptr(Inversion) inversion = hours_of(model, costs);
    double product = 42190.65 * 53.0 / 60.0 * 188.0;

    assert_int_equal(costs->n, 5);
    assert_int_equal(inversion->all->len, 1);
    CostInterval all = g_array_index(inversion->all, CostInterval, 0);
    assert_close(all.low, product / 43790.5, 1e-13);
    assert_close(all.high, product / 43789.5, 1e-13);
    assert_close(all.low, 159.9996, 3e-7);
    assert_close(all.high, 160.0032, 3e-7);
    /* the salary does not depend on the hours, and is right */
    assert_int_equal(inversion->each[0]->len, 1);
    assert_close(g_array_index(inversion->each[0], CostInterval, 0).high, 1600.0, 0.0);
}

/* With 42 191 carried, 160 hours give 43 791. */
static void
a_salary_rounded_in_the_chain_excludes_160(void **state)
{
    (void)state;
    g_autoptr(CostModel) model = example();
    g_autoptr(PublishedCosts) costs = costs_of(model, printed_2017);

    model->steps[cost_find(model, "monthly_cost")].round = 0;
    g_autoptr(Inversion) inversion = hours_of(model, costs);
    assert_int_equal(inversion->all->len, 1);
    CostInterval all = g_array_index(inversion->all, CostInterval, 0);
    assert_close(all.low, 42191.0 * 53.0 / 60.0 * 188.0 / 43790.5, 1e-13);
    assert_true(all.low > 160.0);
}

/* 233 x 188 is 43 804: no hours give 43 790 from rounded costs of a contact. */
static void
rounded_costs_of_a_contact_exclude_all_hours(void **state)
{
    (void)state;
    g_autoptr(CostModel) model = example();
    g_autoptr(PublishedCosts) costs = costs_of(model, printed_2017);

    model->steps[cost_find(model, "contact_cost")].round = 0;
    g_autoptr(Inversion) inversion = hours_of(model, costs);
    assert_int_equal(inversion->all->len, 0);
    assert_int_equal(inversion->each[3]->len, 0);
}

static void
decimals_as_printed_or_as_declared_make_the_rounding(void **state)
{
    (void)state;
    g_autoptr(CostModel) model = example();
    g_autoptr(PublishedCosts) costs =
        costs_of(model, "output,value,decimals\ncontact_cost,131.80,\ntotal,24800,-0\n");

    assert_int_equal(costs->costs[0].decimals, 2);
    assert_int_equal(costs->costs[1].decimals, 0);
}

static void
tables_that_name_what_is_not_there_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *csv, *says;
    } cases[] = {
        { "output,value\ntotal,12x\n", "published number 1" },
        { "output,value\ntotal,1\nsum,12\n", "published number 2: the model has no value 'sum'" },
        { "output,value,scenario\ntotal,1,max\n", "no scenario 'max'" },
        { "output,value,decimals\ntotal,1,x\n", "decimals are 0 to 9" },
        { "output,value\ntotal,\n", "needs an output and a value" },
        { "output,value\n", "no published numbers" },
    };
    g_autoptr(CostModel) model = example();

    for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Input) input = input_of(cases[c].csv);

        assert_null(published_costs_read(model, input, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[c].says);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hours_of_the_2017_report_are_160),
        cmocka_unit_test(a_salary_rounded_in_the_chain_excludes_160),
        cmocka_unit_test(rounded_costs_of_a_contact_exclude_all_hours),
        cmocka_unit_test(decimals_as_printed_or_as_declared_make_the_rounding),
        cmocka_unit_test(tables_that_name_what_is_not_there_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
