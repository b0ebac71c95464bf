/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of tests/reference/audit.json that are estimates from a reviewed sample. */
#include "analysis/payments_estimate.h"
#include "tests/check.h"

#include <jansson.h>

static const char *
text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static double
number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

/* The payments of the reference under METHOD, with limits by t and the level of the cases. */
static PaymentsResult *
estimate(PaymentsMethod method, bool unscaled)
{
    const PaymentsColumns columns = { .paid = "paid", .correct = "correct", .strata = "stratum" };
    const PaymentsFrameColumns frame_columns = { "stratum", "items", "book" };
    const PaymentsOptions options = { .method = method,
                                      .limits = LIMITS_T,
                                      .design = { .df_rule = DF_DESIGN },
                                      .level = 0.9,
                                      .unscaled = unscaled };
    const InputOptions how = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(Input) data = input_open("tests/reference/data/payments.csv", &how, &error);
    assert_no_error(error);
    g_autoptr(Input) population =
        input_open("tests/reference/data/payments_frame.csv", &how, &error);
    assert_no_error(error);
    g_autoptr(PaymentsFrame) frame = payments_frame_read(population, &frame_columns, &error);
    assert_no_error(error);
    g_autoptr(PaymentsSample) sample = payments_sample_read(data, &columns, NULL, &error);
    assert_no_error(error);
    PaymentsResult *result = payments_estimate(sample, frame, &columns, &options, &error);
    assert_no_error(error);
    return result;
}

static const Estimate *
find(const PaymentsResult *result, const char *statistic, const char *variable)
{
    for (size_t i = 0; i < result->main->n_rows; i++) {
        const Estimate *row = &result->main->rows[i];

        if (strcmp(row->statistic, statistic) == 0 && strcmp(row->variable, variable) == 0)
            return row;
    }
    fail_msg("no %s of %s", statistic, variable);
    return NULL;
}

/* SIGN is -1 where the case counts correct - paid and the program paid - correct. */
static void
compare(const json_t *expect, const Estimate *row, double sign)
{
    assert_close(row->value, sign * number(expect, "est"), 1e-9);
    assert_close(row->se, number(expect, "se"), 1e-9);
    assert_close(row->df, number(expect, "df"), 0.0);
    assert_close(row->lower, sign * number(expect, sign > 0 ? "ci_lo" : "ci_hi"), 1e-9);
    assert_close(row->upper, sign * number(expect, sign > 0 ? "ci_hi" : "ci_lo"), 1e-9);
}

static PaymentsMethod
method_of(const char *name)
{
    static const struct {
        const char *name;
        PaymentsMethod method;
    } methods[] = { { "mean per unit", METHOD_EXPANSION },
                    { "difference", METHOD_DIFFERENCE },
                    { "combined ratio", METHOD_COMBINED },
                    { "separate ratio", METHOD_SEPARATE },
                    { "separate regression", METHOD_SEPARATE_REGRESSION } };

    for (size_t k = 0; k < G_N_ELEMENTS(methods); k++)
        if (strcmp(methods[k].name, name) == 0)
            return methods[k].method;
    fail_msg("no estimator %s", name);
    return METHOD_COMBINED;
}

static void
run_total(const json_t *of)
{
    const json_t *expect;
    size_t k;
    PaymentsMethod method = method_of(text(json_object_get(of, "estimate"), "estimator"));
    g_autoptr(PaymentsResult) result = estimate(method, false);

    json_array_foreach (json_object_get(of, "expect"), k, expect) {
        bool error = g_str_has_prefix(text(expect, "term"), "error");

        compare(expect, find(result, "amount", error ? "net" : "correct"), error ? -1.0 : 1.0);
        if (!json_object_get(expect, "se_unscaled"))
            continue;
        g_autoptr(PaymentsResult) unscaled = estimate(method, true);
        assert_close(find(unscaled, "amount", "correct")->se, number(expect, "se_unscaled"), 1e-9);
    }
}

static void
run_errors(const json_t *of)
{
    const json_t *expect;
    const char *measure = text(json_object_get(of, "estimate"), "measure"), *variable = "in_error";
    double sign = 1.0;
    size_t k;

    if (g_str_has_prefix(measure, "over"))
        variable = "over";
    else if (g_str_has_prefix(measure, "under"))
        variable = "under";
    else if (g_str_has_prefix(measure, "gross"))
        variable = "gross";
    else if (g_str_has_prefix(measure, "net")) {
        variable = "net";
        sign = -1.0;
    }
    g_autoptr(PaymentsResult) ratio = estimate(METHOD_COMBINED, false);
    g_autoptr(PaymentsResult) expanded = estimate(METHOD_EXPANSION, false);
    json_array_foreach (json_object_get(of, "expect"), k, expect) {
        const char *term = text(expect, "term");
        bool expansion = strcmp(term, "expanded total") == 0 || strstr(term, "known book");
        const char *statistic = strstr(term, "total")   ? "amount"
                                : strstr(term, "share") ? "share"
                                                        : "rate";

        compare(expect, find(expansion ? expanded : ratio, statistic, variable), sign);
    }
}

static void
every_estimate_of_the_reference_is_met(void **state)
{
    (void)state;
    json_t *file = json_load_file("tests/reference/audit.json", 0, NULL);
    const json_t *of;
    size_t k, n = 0;

    assert_non_null(file);
    json_array_foreach (json_object_get(file, "cases"), k, of) {
        const char *kind = text(json_object_get(of, "estimate"), "kind");

        if (strcmp(kind, "audit total") == 0)
            run_total(of);
        else if (strcmp(kind, "erroneous payments") == 0)
            run_errors(of);
        else
            continue;
        n++;
    }
    assert_int_equal(n, 10);
    json_decref(file);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_estimate_of_the_reference_is_met),
    };
    return cmocka_run_group_tests_name("reference_payments", tests, NULL, NULL);
}
