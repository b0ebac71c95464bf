/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/cost_sheet.h"
#include "tests/check.h"

static CostModel *
model_of(const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    g_autoptr(GError) error = NULL;
    CostModel *model = cost_read(bytes, "model.yml", NULL, &error);

    assert_no_error(error);
    return model;
}

/* Every function; what they mean in a spreadsheet is that of OpenFormula 1.2, part 2. */
static void
formulas_are_those_of_a_spreadsheet(void **state)
{
    (void)state;
    static const struct {
        const char *name, *formula;
    } cases[] = {
        { "cost", "{t1.wage}*(1+{t1.rate}/100)/{t1.hours}*{t1.minutes}/60" },
        { "rest", "{t1.wage}-({t1.wage}-{t1.wage}/2)" },
        { "power", "POWER({t1.number}-1,2)-POWER({t1.number},3)" },
        { "minus", "(0-{t1.number})*(0-({t1.number}+1))" },
        { "choice",
          "IF(IF(AND(IF({t1.number}>1,1,0)<>0,IF({t1.number}<=9,1,0)<>0),1,0)<>0,{t1.minutes},"
          "{t1.hour}*60)/60" },
        { "some", "MAX(MIN({t1.number},2),ABS({t1.number}))+LN(EXP(IF({t1.number}=0,1,0)))" },
        { "step", "ROUND({t1.number}/7,2)" },
        { "rounded", "ROUND({t1.step}/3,1)" },
    };
    g_autoptr(CostModel) model =
        model_of("values:\n"
                 "  wage: {value: 30500, unit: kr/month}\n"
                 "  rate: {value: 38.33, unit: \"%\"}\n"
                 "  hours: {value: 160, unit: h/month}\n"
                 "  minutes: {value: 30, unit: min}\n"
                 "  number: {value: 3}\n"
                 "  hour: {value: 1, unit: h}\n"
                 "  cost: {formula: wage * (1 + rate) / hours * minutes, unit: kr}\n"
                 "  rest: {formula: wage - (wage - wage / 2)}\n"
                 "  power: {formula: (number - 1) ^ 2 - number ^ 3}\n"
                 "  minus: {formula: -number * -(number + 1)}\n"
                 "  choice: {formula: \"if(number > 1 and number <= 9, minutes, hour)\", unit: h}\n"
                 "  some: {formula: \"max(min(number, 2), abs(number)) + log(exp(not number))\"}\n"
                 "  step: {formula: number / 7, round: 2}\n"
                 "  rounded: {formula: \"round(step / 3, 1)\"}\n"
                 "outputs: {cost: , rest: , power: , minus: , choice: , some: , rounded: }\n");
    g_autoptr(CostResult) result = cost_run(model, NULL);
    g_autofree bool *shown = g_new(bool, model->n_steps);

    for (size_t i = 0; i < model->n_steps; i++)
        shown[i] = true;
    for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
        size_t step = cost_find(model, cases[c].name);
        g_autofree char *formula = cost_sheet(result, 0, step, "t1", shown);

        assert_string_equal(formula, cases[c].formula);
    }
    assert_null(cost_sheet(result, 0, 0, "t1", shown));
}

/* Of a step without a row stands its formula, and of a given one its number. */
static void
what_has_no_row_stands_in_the_formula_itself(void **state)
{
    (void)state;
    g_autoptr(CostModel) model = model_of("values:\n"
                                          "  a: {value: -2}\n"
                                          "  b: {formula: a + 1}\n"
                                          "  c: {formula: b * a}\n"
                                          "outputs: {c: }\n"
                                          "scenarios:\n"
                                          "  usual: {}\n"
                                          "  other: {values: {b: 7}}\n");
    g_autoptr(CostResult) result = cost_run(model, NULL);
    const bool none[] = { false, false, true }, one[] = { true, false, true };
    g_autofree char *alone = cost_sheet(result, 0, 2, "t1", none);
    g_autofree char *named = cost_sheet(result, 0, 2, "t1", one);
    g_autofree char *set = cost_sheet(result, 1, 2, "t1", one);

    assert_string_equal(alone, "((-2)+1)*(-2)");
    assert_string_equal(named, "({t1.usual.a}+1)*{t1.usual.a}");
    assert_string_equal(set, "7*{t1.other.a}");
    assert_null(cost_sheet(result, 1, 1, "t1", one)); /* the scenario sets it */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas_are_those_of_a_spreadsheet),
        cmocka_unit_test(what_has_no_row_stands_in_the_formula_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
